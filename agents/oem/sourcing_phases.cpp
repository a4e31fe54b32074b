#include <bit>

#include "agents/cluster/equations.hpp"
#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/oem/phases.hpp"
#include "agents/oem/rounds.hpp"
#include "agents/oem/tender.hpp"
#include "agents/start/start.hpp"
#include "agents/support/equations.hpp"

namespace trellis {

void tell_contract_life(Step& step, Economy& e) {
  step.each("contract.age", e.contract,
            reads(e.contract.supplier, via(e.contract.supplier, e.supplier.identity),
                  via(e.contract.supplier, e.supplier.quality), via(e.contract.supplier, e.supplier.on_time),
                  e.contract.ordered, e.scenario.sourcing, dice(e.contract, stream::termination, e.contract.slot)),
            writes(e.contract.live, e.contract.incumbent, e.contract.remaining, e.contract.approval,
                   e.contract.delivering, e.contract.price),
            [](Row supplier, std::uint32_t identity, Ratio quality, Ratio on_time, Parts ordered,
               const SourcingParameters& p, Dice luck, std::uint8_t& live, std::uint32_t& incumbent,
               std::int32_t& remaining, std::int32_t& approval, std::int32_t& delivering, Price& price) {
              if (!live) return;
              incumbent = supplier == nowhere ? 0 : identity + 1;
              remaining -= 1;
              approval = most(approval - 1, 0);
              if (ordered > Parts{}) delivering += 1;
              price = sourcing::contract_price(price, 0, 0, p);  // (3.27): material prices do not move in this release
              const bool terminated = luck.chance(sourcing::termination_probability(quality, on_time, p));  // (3.28)
              live = supplier != nowhere && !terminated;
            });
  step.each("slot.notice", e.slot, reads(many(e.contracts_of_slot, e.contract.live)),
            writes(e.slot.contract, e.slot.freed), [](const auto& contracts, Row& contract, std::uint8_t& freed) {
              const bool had_one = contract != nowhere;
              contract = nowhere;
              for (const auto& [row, slot, live] : contracts)
                if (live) contract = row;
              freed = freed || (had_one && contract == nowhere);
            });
}

void tell_sourcing(Step& step, Economy& e) {
  constexpr Every quarter{3};
  // Suppliers show what they can do and offer.
  step.each("contract.bind", e.contract,
            reads(e.contract.live, e.contract.share, via(e.contract.slot, e.slot.lot_value),
                  via(e.contract.family, e.family.spare_ratio)),
            writes(e.contract.bound),
            [](std::uint8_t live, Ratio share, Value lot_value, Ratio spare_ratio, Value& bound) {
              bound = live ? share * (1 + spare_ratio) * lot_value : Value{};
            });
  step.each("supplier.count_load", e.supplier,
            reads(incoming(e.contracts_of_supplier, e.contract.bound),
                  many(e.contracts_of_supplier, e.contract.oem, e.contract.live), e.supplier.export_load,
                  e.supplier.inputs.load),
            writes(e.supplier.load, e.supplier.links),
            [](Value bound, const auto& contracts, Value abroad, Value for_suppliers, Value& load, double& links) {
              load = bound + abroad + for_suppliers;
              std::uint64_t makers = 0;  // one bit for each assembler: there are fewer than 64
              for (const auto& [row, slot, oem, live] : contracts)
                if (live) makers |= std::uint64_t{1} << (oem % 64);
              links = std::popcount(makers);
            });
  step.each(
      "supplier.present", e.supplier,
      reads(e.supplier.identity, e.supplier.ended, e.supplier.cluster, e.supplier.category, e.supplier.kind,
            e.supplier.owner, e.supplier.certificate, e.supplier.quality, e.supplier.on_time, e.supplier.markup,
            e.supplier.imported_material, e.supplier.home_sales, e.supplier.capacity, e.supplier.load, e.supplier.links,
            e.supplier.expected, e.supplier.deposits, e.supplier.credit_room, e.supplier.match, e.supplier.unit_cost,
            e.supplier.upgrades, e.supplier.expertise, via(e.supplier.category, e.category.fields),
            e.supplier.material_share, e.supplier.conversion_share, e.scenario, calendar()),
      writes(e.supplier.bidder, e.supplier.attainable),
      [](std::uint32_t identity, std::uint8_t ended, Row cluster, Row category, std::uint32_t of_class, Owner owner,
         Certificate certificate, Ratio quality, Ratio on_time, Ratio markup, Ratio imported_material, Value home_sales,
         Value capacity, Value load, double links, Value expected, Dong deposits, Value credit_room,
         Slots<Ratio, capabilities> match, Slots<Price, capabilities> unit_cost, std::uint32_t upgrades,
         const Slots<double, technology_fields>& expertise, const Slots<double, technology_fields>& fields,
         double material_share, double conversion_share, const Scenario& s, const Clock& clock, Bidder& bidder,
         Value& attainable) {
        const GateParameters& gates = s.sourcing.gates;
        const Value free = capacity - load;  // below zero where contracts overhang
        const Value stretch = sourcing::stretch(capacity, home_sales, s.supplier.investment_speed, gates);  // (3.10)
        const Value above_floor = to_value(deposits) - supplier::deposit_floor(home_sales, expected, s.supplier);
        attainable = positive(sourcing::attainable_capacity(
            free, stretch, sourcing::affordable_capacity(above_floor, credit_room, s.supplier.capital_cost),
            owner == Owner::foreign));  // (3.11), (3.12)
        const Recipient whom = recipient(s, cluster, category, of_class);
        const Policy& law = s.policy;
        bidder = {.identity = identity,
                  .cluster = cluster,
                  .owner = owner,
                  .certificate = certificate,
                  .exists = !ended,
                  .quality = quality,
                  .on_time = on_time,
                  .markup = markup,
                  .imported_material = imported_material,
                  .size = (home_sales + capacity).value,
                  .links = links,
                  .free_capacity = free.value,
                  .stretch = stretch.value,
                  .attainable = attainable.value,
                  .visibility = support::visibility(upgrades, s.support),
                  .green_worth = support::green_worth(upgrades, s.support),  // (3.30), (3.31)
                  .pooled_share = law.pooling.at(clock.now(), whom),
                  .lead_share = owner == Owner::domestic ? law.lead_firm_support.at(clock.now(), whom) : 0,
                  .local_content_bonus = law.local_content_bonus.at(clock.now(), whom)};
        for (std::size_t j = 0; j < capabilities; ++j)
          bidder.match[j] = match[j], bidder.unit_cost[j] = unit_cost[j].value;
        offer_inputs(bidder, expertise, fields, material_share, conversion_share, s.supplier);
      },
      quarter);
  step.each(
      "family.show", e.family,
      reads(e.family.base_price, e.family.import_price, e.family.landed_factor, e.family.difficulty, e.family.required,
            e.scenario.population),
      writes(e.family.terms),
      [](Price base, Price imported, Ratio landed_factor, Ratio difficulty, Parts required,
         const PopulationParameters& population, FamilyTerms& terms) {
        terms = {.base_price = base,
                 .import_price = imported,
                 .landed_factor = landed_factor,
                 .difficulty = difficulty,
                 .national_volume = required / static_cast<double>(nations_of(population))};
      },
      quarter);
  // A contract that is over is renewed without a tender while it is worth it.
  step.each(
      "contract.renew_or_end", e.contract,
      reads(e.contract.live, e.contract.capability, via(e.contract.supplier, e.supplier.bidder),
            via(e.contract.slot, e.slot.expected), via(e.contract.family, e.family.terms),
            via(e.contract.oem, e.oem.terms), only(e.government.granted_share), e.scenario,
            dice(e.contract, stream::renewal, e.contract.slot)),
      writes(e.contract.remaining, e.contract.price, e.contract.relative_cost, e.contract.expired),
      [](std::uint8_t live, std::uint32_t capability, const Bidder& bidder, Parts lot, const FamilyTerms& part,
         const MakerTerms& buyer, Ratio granted, const Scenario& s, Dice luck, std::int32_t& remaining, Price& price,
         Ratio& relative_cost, std::uint8_t& expired) {
        expired = live && remaining <= 0;
        if (!expired || !(lot > Parts{}) || !bidder.exists) return;
        const Tender tender{.lot = lot, .part = part, .buyer = buyer, .granted = granted};
        const Price asked = asked_price(tender, bidder, capability, s.supplier);
        const Ratio cost =
            total_cost(tender, bidder, asked, true, s.sourcing) / sourcing::import_cost(part.landed_factor, s.sourcing);
        if (!luck.chance(sourcing::renewal_probability(cost, relative_cost, s.sourcing))) return;  // (3.25)
        remaining = sourcing::months_between(s.sourcing.contract_months_least, s.sourcing.contract_months_most,
                                             luck.uniform(1));
        price = asked, relative_cost = cost, expired = 0;
      },
      quarter);
  step.each(
      "slot.open", e.slot,
      reads(e.slot.contract, via(e.slot.contract, e.contract.expired), via(e.slot.contract, e.contract.supplier),
            e.slot.lot_value, e.scenario.sourcing, dice(e.slot, stream::reopening)),
      writes(e.slot.open, e.slot.freed, e.slot.contract_supplier),
      [](Row contract, std::uint8_t expired, Row supplier, Value lot_value, const SourcingParameters& p, Dice luck,
         std::uint8_t& open, std::uint8_t& freed, Row& contract_supplier) {
        contract_supplier = contract == nowhere ? nowhere : supplier;
        const bool reopens = freed || luck.chance(sourcing::reopening_probability(3, p));  // (3.26)
        open = lot_value > Value{} && (contract == nowhere ? reopens : expired != 0);
        if (open) freed = 0;
      },
      quarter);
  step.index("family.makers", e.makers_of_family, e.family, e.supplier.families);
  step.each(
      "slot.hold_tender", e.slot,
      reads(row_number(e.slot), e.slot.open, via(e.slot.contract, e.contract.incumbent), e.slot.contract_supplier,
            e.slot.expected, via(e.slot.family, e.family.category), via(e.slot.family, e.family.terms),
            via(e.slot.oem, e.oem.terms), via(e.slot.desk, e.desk.attraction), via(e.slot.desk, e.desk.usual_bidders),
            only(e.government.granted_share), e.scenario, calendar(), dice(e.slot, stream::discovery),
            dice(e.slot, stream::source_class), dice(e.slot, stream::pick),
            many(e.slot.family, e.makers_of_family, e.supplier.bidder)),
      writes(e.slot.draws, e.slot.tries, e.slot.asks_supplier, e.slot.bids),
      [](Row self, std::uint8_t open, std::uint32_t incumbent, Row holder, Parts lot, Row category,
         const FamilyTerms& part, const MakerTerms& buyer, Slots<Ratio, owners> attraction,
         Slots<double, owners> usual_bidders, Ratio granted, const Scenario& s, const Clock& clock, Dice search_luck,
         Dice class_luck, Dice pick_luck, const auto& makers,
         Slots<Draw, 2>& draws, std::uint8_t& tries, Row& asks_supplier, Slots<double, owners>& bidders) {
        draws = {}, tries = 0, asks_supplier = nowhere, bidders = {};
        if (!open) return;
        Tender tender{.lot = lot, .part = part, .buyer = buyer, .granted = granted};
        tender.candidates =
            sourcing::candidates_of_classes(s.policy.search_effort.at(clock.now(), recipient(s, nowhere, category)),
                                            class_luck.uniform(1), s.sourcing.discovery);
        tender.incumbent = incumbent == 0 ? nowhere : incumbent - 1;
        const Dealt own{makers, self % s.population.lots, nations_of(s.population), holder};
        const Bids bids = hold(tender, own, search_luck, true, {s.sourcing, s.supplier});
        bidders = bids.eligible;
        const auto winner = draw_winner(bids, bids.class_weight(attraction, usual_bidders, s.sourcing),
                                        part.landed_factor, class_luck.uniform(), pick_luck, s.sourcing);
        draws = {{winner[0], winner[1]}};
        asks_supplier = draws[0].supplier;
      },
      quarter);
  tell_rounds(step, e, "", e.requests_of_supplier,
              Asking{e.slot, e.slot.asks_supplier, e.slot.lot_value, e.slot.award, e.slot.draws, e.slot.tries},
              quarter);
  step.each(
      "slot.conclude", e.slot, reads(e.slot.asks_supplier, e.slot.award, e.slot.draws, e.slot.tries, e.slot.open),
      writes(e.slot.asks, e.slot.wins, e.slot.contract),
      [](Row supplier, Ratio award, Slots<Draw, 2> draws, std::uint8_t tries, std::uint8_t open, std::uint32_t& asks,
         Slots<double, owners>& wins, Row& contract) {
        if (open) contract = nowhere;  // over, whoever won: not a contract that broke off
        asks = supplier != nowhere && award > 0;
        wins = {};
        if (asks) wins[static_cast<std::size_t>(draws[tries].owner)] = 1;
      },
      quarter);
  step.each(
      "contract.conclude", e.contract,
      reads(e.contract.expired, e.contract.outstanding, e.contract.ordered, via(e.contract.slot, e.slot.open)),
      writes(e.contract.live, e.contract.ended),
      [](std::uint8_t expired, Dong outstanding, Parts ordered, std::uint8_t open, std::uint8_t& live,
         std::uint8_t& ended) {
        if (expired && open) live = 0;
        ended = !live && outstanding == Dong{} && ordered == Parts{};
      },
      quarter);
  step.renew("contract.begin_and_end", e.contracts, quarter);
  step.each(
      "contract.begin", e.contract,
      reads(e.contract.asker, via(e.contract.asker, e.slot.draws), via(e.contract.asker, e.slot.tries),
            via(e.contract.asker, e.slot.award), via(e.contract.asker, e.slot.oem),
            via(e.contract.asker, e.slot.family), via(e.contract.asker, e.slot.desk),
            via(e.contract.asker, e.slot.contract_supplier), e.scenario, calendar(),
            dice(e.contract, stream::contract_length, e.contract.asker)),
      writes(e.contract.begun, e.contract.live, e.contract.slot, e.contract.oem, e.contract.family, e.contract.desk,
             e.contract.supplier, e.contract.capability, e.contract.owner, e.contract.remaining, e.contract.approval,
             e.contract.delivering, e.contract.share, e.contract.price, e.contract.relative_cost),
      [](Row asker, Slots<Draw, 2> draws, std::uint8_t tries, Ratio award, Row oem, Row family, Row desk, Row former,
         const Scenario& s, const Clock& clock, Dice luck, std::int32_t& begun, std::uint8_t& live, Row& slot,
         Row& of_oem, Row& of_family, Row& of_desk, Row& supplier, std::uint32_t& capability, std::uint8_t& owner,
         std::int32_t& remaining, std::int32_t& approval, std::int32_t& delivering, Ratio& share, Price& price,
         Ratio& relative_cost) {
        if (begun != 0) return;
        delivering = former == draws[tries].supplier ? static_cast<std::int32_t>(s.sourcing.ramp_months) : 0;
        const Draw& draw = draws[tries];
        const SourcingParameters& p = s.sourcing;
        begun = static_cast<std::int32_t>(clock.step) + 1;
        live = 1;
        slot = asker, of_oem = oem, of_family = family, of_desk = desk;
        supplier = draw.supplier, capability = draw.capability, owner = static_cast<std::uint8_t>(draw.owner);
        remaining =
            sourcing::months_between(p.contract_months_least, p.contract_months_most, luck.uniform(0));  // (3.23)
        const int drawn = sourcing::months_between(p.approval_months_least, p.approval_months_most, luck.uniform(1));
        approval = former == draw.supplier ? 0 : drawn;
        share = award, price = draw.price, relative_cost = draw.relative_cost;
      },
      quarter);
  // The law for the supplier, laboratories nearby and recognised tests shorten the approval that has just begun.
  step.each(
      "contract.test", e.contract,
      reads(e.contract.begun, via(e.contract.supplier, e.supplier.cluster),
            via(e.contract.supplier, e.supplier.category), via(e.contract.supplier, e.supplier.kind),
            rows_of(e.cluster, e.cluster.test_capacity, e.cluster.test_capacity_start), e.scenario, calendar()),
      writes(e.contract.approval),
      [](std::int32_t begun, Row there, Row category, std::uint32_t of_class, const auto& clusters, const Scenario& s,
         const Clock& clock, std::int32_t& approval) {
        if (begun != static_cast<std::int32_t>(clock.step) + 1) return;
        const Recipient whom = recipient(s, there, category, of_class);
        approval = sourcing::approval_months(approval, s.policy.approval_relief.at(clock.now(), whom));
        double saved = s.sourcing.recognition_saves * s.policy.standards_recognition.at(clock.now(), whom);
        for (const auto& [row, tests, tests_at_start] : clusters)
          if (row == there) saved += cluster::laboratory_relief(tests, tests_at_start, s.cluster);  // (3.32)
        approval = sourcing::approval_months(approval, saved);                                      // (3.29)
      },
      quarter);
  tell_contract_indices(step, e);
}

void tell_contract_indices(Step& step, Economy& e) {
  step.index("slot.contracts", e.contracts_of_slot, e.slot, e.contract.slot);
  step.index("supplier.contracts", e.contracts_of_supplier, e.supplier, e.contract.supplier);
}

}  // namespace trellis
