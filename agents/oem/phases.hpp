// P2, P3 and P8 as assemblers act in them: plans and call-offs, sourcing, deliveries, assembly.
#pragma once

namespace trellis {

class Economy;
class Step;

void tell_vehicle_plans(Step& step, Economy& e);
void tell_call_offs(Step& step, Economy& e);
void tell_contract_life(Step& step, Economy& e);
void tell_sourcing(Step& step, Economy& e);
// Who holds a contract with whom: to be told again wherever contracts or suppliers come and go.
void tell_contract_indices(Step& step, Economy& e);
void tell_deliveries(Step& step, Economy& e);
void tell_assembly(Step& step, Economy& e);
void tell_assembler_accounts(Step& step, Economy& e);

}  // namespace trellis
