#include "agents/inputs/phases.hpp"

#include "agents/inputs/equations.hpp"
#include "agents/model.hpp"
#include "agents/oem/sourcing.hpp"
#include "agents/supplier/equations.hpp"

namespace trellis {

void tell_input_orders(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  step.each("supplier.order_inputs", e.supplier,
            reads(t.live, t.approval, t.share, t.delivering, t.need, t.stock, e.supplier.owner, e.scenario.sourcing),
            writes(t.ordered, t.ordered_by_foreign),
            [](ByInput<std::uint8_t> live, ByInput<std::int32_t> approval, ByInput<Ratio> share,
               ByInput<std::int32_t> delivering, ByInput<Value> need, ByInput<Value> stock, Owner owner,
               const SourcingParameters& p, ByInput<Value>& ordered, ByInput<Value>& by_foreign) {
              for (std::size_t j = 0; j < input_kinds; ++j)
                ordered[j] = live[j] && approval[j] == 0
                                 ? inputs::order(sourcing::ramped_share(share[j], delivering[j], p), need[j], stock[j])
                                 : Value{};  // (3.24), (8.24)
              by_foreign = owner == Owner::foreign ? ordered : ByInput<Value>{};
            });
  step.sum("supplier.inputs_asked", t.asked, t.seller, t.ordered);
  step.sum("supplier.inputs_asked_by_foreign", t.asked_by_foreign, t.seller, t.ordered_by_foreign);
}

void tell_input_deliveries(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  step.each("supplier.receive_inputs", e.supplier, reads(via(t.seller, e.supplier.fill), t.ordered, t.price),
            writes(t.delivered, t.amount),
            [](ByInput<Ratio> fill, ByInput<Value> ordered, ByInput<Price> price, ByInput<Value>& delivered,
               ByInput<Dong>& amount) {
              delivered = fill * ordered;  // (8.2)
              amount = delivered.zip(price, [](Value sold, Price each) { return nearest(each.value * sold); });
            });
  // The month's output takes its inputs: those from the store first, the rest is imported.
  step.each(
      "supplier.use_inputs", e.supplier,
      reads(e.supplier.category, e.supplier.output, e.supplier.cost_rate, e.supplier.material_price,
            e.supplier.material_share, e.supplier.conversion_share,
            via(e.supplier.category, e.category.inputs.raw_material), via(e.supplier.category, e.category.inputs.share),
            t.ordered, t.delivered, t.amount, via(t.seller, t.content), e.scenario, pays(e.book, sector::suppliers)),
      writes(t.need, t.opening, t.used, t.stock, e.supplier.material_cost, e.supplier.imported_material),
      [](Row category, Value output, double cost_rate, double import_price, double bought_share,
         double conversion_share, Ratio raw_material, ByInput<Ratio> share, ByInput<Value> ordered,
         ByInput<Value> delivered, ByInput<Dong> amount, ByInput<Ratio> sellers_content, const Scenario& s, Teller pay,
         ByInput<Value>& need, ByInput<Value>& opening, ByInput<Value>& used, ByInput<Value>& stock,
         Dong& material_cost, Ratio& imported_material) {
        material_cost = {}, need = {}, used = {};
        if (category == nowhere) return;
        const double relative_cost = bought_share + conversion_share;
        Value imports = import_price * inputs::needed(output, cost_rate, relative_cost, raw_material);  // (3.33)
        ByInput<Ratio> local_part{};
        opening = stock;
        for (std::size_t j = 0; j < input_kinds; ++j) {
          need[j] = inputs::needed(output, cost_rate, relative_cost, share[j]);  // (3.33)
          used[j] = inputs::used(opening[j], delivered[j], need[j]);             // (8.25)
          stock[j] = inputs::stock(opening[j], delivered[j], used[j]);           // (8.26)
          imports += inputs::cost_of_imports(need[j] - used[j], ordered[j] - delivered[j], import_price,
                                             s.world.spot_premium);  // (8.27)
          local_part[j] = need[j] > Value{} ? used[j] / need[j] : 0;
        }
        if (output > Value{})
          imported_material =
              inputs::imported_material(raw_material, share, local_part, sellers_content, s.supplier);  // (4.27)
        const Dong paid = nearest(imports);
        pay.to({sector::world, 0}, paid, flow::materials);
        material_cost = paid + sum(amount);
      });
  // Invoices: booked when inputs are delivered, paid when they are due; the oldest stand first.
  step.each(
      "supplier.pay_inputs", e.supplier,
      reads(t.seller, t.amount, e.scenario.sourcing, pays(e.book, sector::suppliers)),
      writes(t.creditor, t.invoices, t.due, t.due_to_estate, t.payable),
      [](ByInput<Row> seller, ByInput<Dong> amount, const SourcingParameters& p, Teller pay, ByInput<Row>& creditor,
         Slots<Dong, input_kinds * longest_credit>& invoices, ByInput<Dong>& due, Dong& due_to_estate, Dong& payable) {
        due_to_estate = {};
        for (std::size_t j = 0; j < input_kinds; ++j) {
          Dong* const ring = &invoices[j * longest_credit];
          if (amount[j] > Dong{}) creditor[j] = seller[j];
          ring[p.payment_months] += amount[j];
          due[j] = ring[0];
          for (std::size_t m = 0; m + 1 < longest_credit; ++m) ring[m] = ring[m + 1];
          ring[longest_credit - 1] = {};
          if (creditor[j] == nowhere) due_to_estate += due[j];
          pay.to(creditor[j] == nowhere ? Account{sector::households, 0} : Account{sector::suppliers, creditor[j]},
                 due[j], flow::local_inputs);
        }
        payable = sum(invoices);
      });
  step.sum("supplier.inputs_invoiced", t.invoiced, t.creditor, t.amount);
  step.sum("supplier.inputs_collected", t.collected, t.creditor, t.due);
}

void tell_input_exits(Step& step, Economy& e) {
  SupplierInputs& t = e.supplier.inputs;
  step.each("supplier.clear_inputs", e.supplier,
            reads(e.supplier.ended, t.creditor, via(t.creditor, e.supplier.ended), pays(e.book, sector::suppliers)),
            writes(t.invoices, t.payable, t.paid_at_exit, t.estates_paid_at_exit),
            [](std::uint8_t ended, ByInput<Row> creditor, ByInput<std::uint8_t> creditor_ended, Teller pay,
               Slots<Dong, input_kinds * longest_credit>& invoices, Dong& payable, ByInput<Dong>& paid, Dong& estates) {
              if (!ended) return;
              for (std::size_t j = 0; j < input_kinds; ++j) {
                const Dong owed = sum(
                    Slots<Dong, longest_credit>::make([&](std::size_t m) { return invoices[j * longest_credit + m]; }));
                const bool stays = creditor[j] != nowhere && !creditor_ended[j];
                pay.to(stays ? Account{sector::suppliers, creditor[j]} : Account{sector::households, 0}, owed,
                       flow::local_inputs);
                if (stays)
                  paid[j] = owed;
                else
                  estates += owed;
              }
              invoices = {}, payable = {};
            });
  step.sum("supplier.inputs_collected_at_exit", t.collected_at_exit, t.creditor, t.paid_at_exit);
  step.each("supplier.collect_at_exit", e.supplier, reads(t.collected_at_exit), writes(e.supplier.receivable),
            [](Dong collected, Dong& receivable) { receivable -= collected; });
  step.sum("household.collected_at_exit", e.household.collected_at_exit, t.estates_paid_at_exit);
}

}  // namespace trellis
