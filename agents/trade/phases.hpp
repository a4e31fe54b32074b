// P8: exports of parts.
#pragma once

namespace trellis {

class Economy;
class Step;

// What suppliers offer abroad in the quarter, and who begins to.
void tell_export_offers(Step& step, Economy& e);
// What they deliver and earn in the month.
void tell_exports(Step& step, Economy& e);
/// Who exports in the base year, how much, and the rivals that make it so.
void start_exports(Economy& e);

}  // namespace trellis
