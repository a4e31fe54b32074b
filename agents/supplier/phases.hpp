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
// Its parts that stand in credit_phases.cpp: whom the bank serves and what debt costs; what is lent and invested.
void tell_credit(Step& step, Economy& e);
void tell_investment(Step& step, Economy& e);
// P9: who wants to move to another cluster; P11: who does.
void tell_relocation(Step& step, Economy& e);
void tell_moves(Step& step, Economy& e);
// P8: what scale that was promised and not reached costs.
void tell_lead_firms(Step& step, Economy& e);
void tell_exit(Step& step, Economy& e);
void tell_entry(Step& step, Economy& e);

}  // namespace trellis
