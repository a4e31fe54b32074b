// P3, P4, P8 and P11 as suppliers buy inputs of each other: links, tenders, orders, deliveries, invoices.
#pragma once

namespace trellis {

class Economy;
class Step;

/// What the parts of each category are made of.
void start_recipes(Economy& e);
/// The attraction of each source of inputs in the base year, the links of that year, and the capacity for them.
void start_inputs(Economy& e);
void tell_input_life(Step& step, Economy& e);
/// After the tenders of makers: what they took of a supplier's capacity is gone.
void tell_input_sourcing(Step& step, Economy& e);
void tell_input_orders(Step& step, Economy& e);
void tell_input_deliveries(Step& step, Economy& e);
/// A firm that leaves pays its invoices at once.
void tell_input_exits(Step& step, Economy& e);

}  // namespace trellis
