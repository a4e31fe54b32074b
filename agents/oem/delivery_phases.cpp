#include "agents/finance/equations.hpp"
#include "agents/government/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/oem/equations.hpp"
#include "agents/oem/phases.hpp"
#include "agents/shocks/equations.hpp"
#include "agents/statistics/equations.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

using ByPowertrain = Slots<Vehicles, powertrains>;

void tell_deliveries(Step& step, Economy& e) {
  step.each(
      "contract.deliver", e.contract,
      reads(e.contract.ordered, e.contract.spares, e.contract.price, e.contract.owner, e.contract.capability,
            via(e.contract.supplier, e.supplier.fill), via(e.contract.supplier, e.supplier.unit_cost),
            via(e.contract.supplier, e.supplier.scale), via(e.contract.supplier, e.supplier.material_share),
            via(e.contract.supplier, e.supplier.conversion_share), via(e.contract.supplier, e.supplier.cluster),
            via(e.contract.supplier, e.supplier.category), via(e.contract.supplier, e.supplier.kind),
            via(e.contract.supplier, e.supplier.imported_material), via(e.contract.supplier, e.supplier.material_price),
            via(e.contract.family, e.family.import_price), via(e.contract.oem, e.oem.asean_share), e.scenario,
            calendar()),
      writes(e.contract.delivered, e.contract.spares_delivered, e.contract.amount, e.contract.by_owner,
             e.contract.spare_amount, e.contract.spare_by_owner, e.contract.value_added, e.contract.foreign_content,
             e.contract.bonus),
      [](Parts ordered, Parts spares, Price price, std::uint8_t owner, std::uint32_t capability, Ratio fill,
         Slots<Price, capabilities> unit_cost, Slots<Ratio, capabilities> scale, double material_share,
         double conversion_share, Row cluster, Row category, std::uint32_t of_class, Ratio imported_material,
         double material_price, Price import_price, Ratio asean_share, const Scenario& s, const Clock& clock,
         Parts& delivered, Parts& spares_delivered, Dong& amount, Slots<Dong, owners>& by_owner, Dong& spare_amount,
         Slots<Dong, owners>& spare_by_owner, Dong& value_added, Value& foreign_content, Dong& bonus) {
        delivered = supplier::delivered(ordered, fill);  // (8.2)
        spares_delivered = supplier::delivered(spares, fill);
        amount = nearest(delivered * price);
        spare_amount = nearest(spares_delivered * price);
        by_owner = {}, spare_by_owner = {};
        by_owner[owner] = amount, spare_by_owner[owner] = spare_amount;
        const Price cost = unit_cost[capability] * scale[capability];
        const double imported = supplier::material_share(imported_material, material_price);  // (4.7)
        const Value material =
            delivered > Parts{} ? least(delivered * supplier::material_cost(
                                                        cost, imported, material_share + conversion_share - imported),
                                        to_value(amount))  // (4.10)
                                : Value{};
        value_added = statistics::local_value(amount, material);               // (12.7)
        foreign_content = statistics::non_originating(material, asean_share);  // (12.9)
        bonus = government::local_content_bonus(
            delivered, import_price, imported_material,
            s.policy.local_content_bonus.at(clock.now(), recipient(s, cluster, category, of_class)));  // (10.15)
      });
  step.each(
      "slot.receive", e.slot,
      reads(incoming(e.contracts_of_slot, e.contract.delivered), e.slot.ordered, e.slot.called_off, e.slot.made_inhouse,
            via(e.slot.family, e.family.import_price), via(e.slot.family, e.family.landed_price),
            via(e.slot.family, e.family.duty), via(e.slot.family, e.family.imports_late),
            via(e.slot.oem, e.oem.asean_share), e.scenario.world, e.scenario.oem),
      writes(e.slot.opening, e.slot.at_hand, e.slot.imported, e.slot.bought, e.slot.import_payment, e.slot.duty_payment,
             e.slot.inhouse_material, e.slot.inhouse_wages, e.slot.foreign_content, e.slot.inventory, e.slot.under_way),
      [](Parts delivered, Parts ordered, Parts called_off, Parts made_inhouse, Price import_price, Price landed_price,
         Ratio duty, Ratio late, Ratio asean_share, const WorldParameters& w, const OemParameters& p, Parts& opening,
         Parts& at_hand, Parts& imported, Slots<Dong, 2>& bought, Dong& import_payment, Dong& duty_payment,
         Dong& inhouse_material, Dong& inhouse_wages, Value& foreign_content, Parts& inventory, Parts& under_way) {
        const Parts planned = oem::import_order(called_off, ordered);     // (2.9)
        const Parts spot = supplier::short_delivery(ordered, delivered);  // (8.3)
        // A shock delays a part of both; what it has delayed comes in as an ordinary import.
        const Parts planned_now = shocks::in_time(planned, late), spot_now = shocks::in_time(spot, late);  // (8.15)
        const Parts arrived = shocks::arriving(under_way, w.transit_months);                               // (8.14)
        under_way = shocks::under_way(under_way, arrived, planned + spot, planned_now + spot_now);         // (8.16)
        imported = planned_now + spot_now + arrived;
        opening = inventory;
        at_hand = opening + delivered + imported;
        duty_payment = government::parts_duty(imported, import_price, duty);  // (10.12)
        const Value cost =
            (planned_now + arrived) * landed_price + spot_now * world::spot_price(landed_price, w);  // (8.4)
        import_payment = nearest(cost) - duty_payment;
        const Value inhouse = oem::inhouse_cost(made_inhouse, import_price, p);  // (8.10)
        inhouse_material = nearest(oem::inhouse_material(inhouse, p));           // (8.11)
        inhouse_wages = nearest(inhouse) - inhouse_material;
        bought = {{import_payment + duty_payment, inhouse_material + inhouse_wages}};
        foreign_content =
            statistics::non_originating(imported * import_price + to_value(inhouse_material), asean_share);
        inventory = at_hand;
      });
  step.each("slot.pay", e.slot,
            reads(e.slot.oem, e.slot.import_payment, e.slot.duty_payment, e.slot.inhouse_material, e.slot.inhouse_wages,
                  pays(e.book, sector::assemblers)),
            writes(), [](Row oem, Dong imports, Dong duty, Dong material, Dong wages, Teller pay) {
              const Account buyer{sector::assemblers, oem};
              pay.between(buyer, {sector::world, 0}, imports, flow::imported_parts);
              pay.between(buyer, {sector::government, 0}, duty, flow::parts_duty);
              pay.between(buyer, {sector::world, 0}, material, flow::materials);
              pay.between(buyer, {sector::households, 0}, wages, flow::wages);
            });
  // Spare parts: households buy what suppliers deliver, and import the rest.
  step.sum("family.spares_delivered", e.family.spares_delivered, e.contract.family, e.contract.spares_delivered);
  step.each("family.import_spares", e.family,
            reads(e.family.fleet_need, e.family.spares_delivered, e.family.import_price, e.family.landed_price,
                  e.family.duty, pays(e.book, sector::households)),
            writes(e.family.spares_imported),
            [](Parts need, Parts delivered, Price import_price, Price landed_price, Ratio tariff, Teller pay,
               Dong& spares_imported) {
              const Parts imported = positive(need - delivered);
              const Dong duty = government::parts_duty(imported, import_price, tariff);
              spares_imported = nearest(imported * landed_price);
              pay.between({sector::households, 0}, {sector::world, 0}, spares_imported - duty, flow::spare_parts);
              pay.between({sector::households, 0}, {sector::government, 0}, duty, flow::parts_duty);
            });
  // Invoices: booked when parts are delivered, paid when they are due; the oldest stand first.
  step.each("contract.invoice", e.contract, reads(e.contract.amount, e.scenario.sourcing),
            writes(e.contract.invoices, e.contract.due, e.contract.outstanding),
            [](Dong amount, const SourcingParameters& p, Slots<Dong, longest_credit>& invoices, Dong& due,
               Dong& outstanding) {
              invoices[static_cast<std::size_t>(p.payment_months)] += amount;
              due = invoices[0];
              for (std::size_t m = 0; m + 1 < longest_credit; ++m) invoices[m] = invoices[m + 1];
              invoices[longest_credit - 1] = {};
              outstanding = sum(invoices);
            });
  step.each("contract.settle", e.contract,
            reads(e.contract.oem, e.contract.supplier, e.contract.due, e.contract.spare_amount, e.contract.bonus,
                  pays(e.book, sector::assemblers)),
            writes(e.contract.due_to_estate),
            [](Row oem, Row supplier, Dong due, Dong spares, Dong bonus, Teller pay, Dong& due_to_estate) {
              due_to_estate = supplier == nowhere ? due : Dong{};
              const Account buyer{sector::assemblers, oem};
              // What is owed to a firm that has left goes to households.
              const Account seller =
                  supplier == nowhere ? Account{sector::households, 0} : Account{sector::suppliers, supplier};
              pay.between(buyer, seller, due, flow::local_parts);
              pay.between({sector::households, 0}, seller, spares, flow::spare_parts);
              pay.between({sector::government, 0}, buyer, bonus, flow::of(programme::local_content_bonus));
            });
  step.each(
      "supplier.collect", e.supplier,
      reads(incoming(e.contracts_of_supplier, e.contract.amount), incoming(e.contracts_of_supplier, e.contract.due),
            incoming(e.contracts_of_supplier, e.contract.spare_amount), e.supplier.exports, e.supplier.inputs.invoiced,
            e.supplier.inputs.collected),
      writes(e.supplier.invoiced, e.supplier.collected, e.supplier.spare_sales, e.supplier.sales,
             e.supplier.receivable),
      [](Dong amounts, Dong dues, Dong spares, Dong exports, Dong inputs, Dong input_dues, Dong& invoiced,
         Dong& collected, Dong& spare_sales, Dong& sales, Dong& receivable) {
        invoiced = amounts + inputs, collected = dues + input_dues, spare_sales = spares;
        sales = invoiced + spare_sales + exports;
        receivable += invoiced - collected;
      });
  step.sum("household.collected", e.household.collected, e.contract.due_to_estate);
  step.sum("household.collected_inputs", e.household.collected_inputs, e.supplier.inputs.due_to_estate);
}

void tell_assembly(Step& step, Economy& e) {
  step.each("oem.complete", e.oem, reads(many(e.slots_of_oem, e.slot.at_hand, e.slot.needed)), writes(e.oem.complete),
            [](const auto& slots, Ratio& complete) {
              complete = 1;
              for (const auto& [row, slot, at_hand, needed] : slots)
                complete = least(complete, oem::parts_suffice(at_hand, needed));  // (8.5)
            });
  step.each("slot.use", e.slot, reads(via(e.slot.oem, e.oem.complete), e.slot.needed), writes(e.slot.inventory),
            [](Ratio complete, Parts needed, Parts& inventory) {
              inventory = oem::parts_stock(inventory, Parts{}, complete * needed);  // (8.7)
            });
  step.each("product.build", e.product,
            reads(e.product.maker, via(e.product.maker, e.oem.complete), e.product.planned, e.scenario.oem),
            writes(e.product.built, e.product.wages),
            [](Row maker, Ratio complete, Vehicles planned, const OemParameters& p, Vehicles& built, Dong& wages) {
              built = maker == nowhere ? Vehicles{} : oem::assembled(planned, complete);  // (8.6)
              wages = nearest(oem::assembly_wages(built, p));                             // (8.12)
            });
}

void tell_assembler_accounts(Step& step, Economy& e) {
  step.each(
      "product.settle", e.product,
      reads(e.product.maker, e.product.sold, e.product.sold_to_state, e.product.exported, e.product.factory_price,
            e.product.taxes, e.product.credit, e.product.wages, pays(e.book, sector::households)),
      writes(e.product.revenue),
      [](Row maker, Vehicles sold_in_all, Vehicles sold_to_state, Vehicles exported, VehiclePrice price,
         VehicleTaxes taxes, VehiclePrice credit, Dong wages, Teller pay, Dong& revenue) {
        const Vehicles sold = sold_in_all - sold_to_state;
        const Account buyers{sector::households, 0}, state{sector::government, 0}, world{sector::world, 0};
        const Account seller = maker == nowhere ? world : Account{sector::assemblers, maker};
        const Dong at_home = government::on_vehicles(price, sold),
                   of_state = government::on_vehicles(price, sold_to_state),
                   abroad = government::on_vehicles(price, exported);  // (10.11)
        revenue = at_home + of_state + abroad;
        pay.between(buyers, seller, at_home, flow::vehicle_sales);
        pay.between(state, seller, of_state, flow::of(programme::public_orders));
        pay.between(world, seller, abroad, flow::vehicle_exports);
        for (std::size_t tax = 0; tax < vehicle_taxes; ++tax)
          pay.between(buyers, state, government::on_vehicles(taxes[tax], sold),
                      flow::vehicle_duty + static_cast<Flow>(tax));
        pay.between(buyers, state, government::on_vehicles(most(credit, VehiclePrice{}), sold), flow::vehicle_credits);
        pay.between(state, buyers, government::on_vehicles(most(-credit, VehiclePrice{}), sold), flow::vehicle_credits);
        if (maker != nowhere) pay.between(seller, buyers, wages, flow::wages);
      });
  step.sum("oem.production", e.oem.built, e.product.maker, e.product.built);
  step.sum("oem.revenue", e.oem.revenue, e.product.maker, e.product.revenue);
  step.sum("oem.wages", e.oem.wages, e.product.maker, e.product.wages);
  step.sum("oem.invoiced", e.oem.invoiced, e.contract.oem, e.contract.amount);
  step.sum("oem.settled", e.oem.settled, e.contract.oem, e.contract.due);
  step.sum("oem.bonus", e.oem.bonus, e.contract.oem, e.contract.bonus);
  step.sum("oem.other_parts", e.oem.other_parts, e.slot.oem, e.slot.bought);
  step.each("oem.owe", e.oem, reads(e.oem.invoiced, e.oem.settled), writes(e.oem.payable),
            [](Dong invoiced, Dong settled, Dong& payable) { payable += invoiced - settled; });
  step.settle("book.settle_parts", e.book);
  // Plants wear out and are renewed at once, what a storm destroyed is rebuilt; what is short is borrowed, what is left
  // over is paid out.
  step.each(
      "oem.finance", e.oem,
      reads(e.oem.group, e.oem.cluster, e.oem.deposits, e.oem.revenue, e.oem.bonus, e.oem.invoiced, e.oem.other_parts,
            e.oem.wages, e.oem.expansion, e.oem.destroyed, e.oem.rebuilt, e.scenario, calendar(),
            pays(e.book, sector::assemblers)),
      writes(e.oem.loans, e.oem.capital, e.oem.interest, e.oem.tax, e.oem.payout, e.oem.depreciation),
      [](std::uint32_t group, Row cluster, Dong deposits, Dong revenue, Dong bonus, Dong invoiced,
         Slots<Dong, 2> other_parts, Dong wages, Dong expansion, Dong destroyed, Dong rebuilt, const Scenario& s,
         const Clock& clock, Teller pay,
         Dong& loans, Dong& capital, Dong& interest, Dong& tax, Dong& payout, Dong& depreciation) {
        const OemParameters& p = s.oem;
        const CreditParameters& c = s.credit;
        depreciation = nearest(supplier::wear(to_value(capital), s.supplier));  // (4.20), renewed within the month
        interest = finance::interest(loans, c.base_rate);                       // (10.1)
        const Dong goods = expansion + depreciation;
        const Dong local = portion(goods, s.supplier.capital_local_share),
                   local_repairs = portion(rebuilt, s.supplier.capital_local_share);
        const Dong profit =
            revenue + bonus - invoiced - sum(other_parts) - wages - interest - depreciation - destroyed;
        tax = government::profit_tax(
            profit,
            s.policy.profit_tax.at(clock.now(), recipient(s, cluster)));  // (10.14): the holiday is for suppliers
        pay.to({sector::households, 0}, local, flow::capital_goods);
        pay.to({sector::world, 0}, goods - local, flow::capital_goods);
        pay.to({sector::households, 0}, local_repairs, flow::repairs);
        pay.to({sector::world, 0}, rebuilt - local_repairs, flow::repairs);
        pay.to({sector::bank, 0}, interest, flow::interest);
        pay.to({sector::government, 0}, tax, flow::profit_tax);
        const Dong left = deposits - goods - rebuilt - interest - tax;
        const Dong borrowed = finance::overdraft_loan(left);      // (10.3)
        const Dong repaid = finance::instalment(loans, left, c);  // (10.2)
        payout =
            borrowed > Dong{} ? Dong{} : finance::payout(left - repaid, to_value(revenue), p.deposits_kept);  // (10.5)
        pay.from({sector::bank, 0}, borrowed, flow::new_loans);
        pay.to({sector::bank, 0}, repaid, flow::instalments);
        pay.to({group == number(Group::vietnamese) ? sector::households : sector::world, 0}, payout, flow::dividends);
        loans += borrowed - repaid;
        capital += expansion + rebuilt - destroyed;
      });
}

}  // namespace trellis
