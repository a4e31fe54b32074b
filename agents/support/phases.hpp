// P9: programmes with places.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_support(Step& step, Economy& e);

}  // namespace trellis
