// P4, P5, P7, P9, P10 and P11 as suppliers act in them.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_supplier_costs(Step& step, Economy& e);
void tell_supplier_plans(Step& step, Economy& e);
void tell_production(Step& step, Economy& e);
void tell_learning(Step& step, Economy& e);
void tell_certification(Step& step, Economy& e);
void tell_supplier_finance(Step& step, Economy& e);
void tell_exit(Step& step, Economy& e);
void tell_entry(Step& step, Economy& e);

}  // namespace trellis
