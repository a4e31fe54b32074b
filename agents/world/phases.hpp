// P0: world prices and what parts cost at the gate of an assembler.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_world_prices(Step& step, Economy& e);

}  // namespace trellis
