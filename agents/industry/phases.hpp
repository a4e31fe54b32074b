// P12: neighbouring industries.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_industries(Step& step, Economy& e);
void start_industries(Economy& e);

}  // namespace trellis
