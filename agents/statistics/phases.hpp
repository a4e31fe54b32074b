// P12: localisation in each of its definitions and cuts, firms, public money.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_purchases(Step& step, Economy& e);
void tell_localisation(Step& step, Economy& e);
void tell_barriers(Step& step, Economy& e);
void tell_firms(Step& step, Economy& e);
void tell_macro(Step& step, Economy& e);
// After entry, whose firms it counts.
void tell_newcomers(Step& step, Economy& e);
// After the accounts of the month.
void publish_macro(Economy& e);
void tell_frontier(Step& step, Economy& e);
void tell_supply_network(Step& step, Economy& e);

}  // namespace trellis
