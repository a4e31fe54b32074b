#include "agents/market/phases.hpp"

#include "agents/government/equations.hpp"
#include "agents/market/equations.hpp"
#include "agents/model.hpp"
#include "agents/oem/equations.hpp"

namespace trellis {

namespace {

using ByPowertrain = Slots<VehiclePrice, powertrains>;

// What a law levies on a vehicle; local makers' buyers may be spared a part of the registration fee.
VehicleTaxes taxes(VehiclePrice price, std::uint32_t powertrain, bool imported, const Policy& law, Month month) {
  const Ratio tariff = imported ? law.vehicle_tariff[powertrain].at(month) : 0;
  const VehiclePrice duty = government::customs_duty(price, tariff);                               // (10.7)
  const VehiclePrice excise = government::excise(price + duty, law.excise[powertrain].at(month));  // (10.8)
  const VehiclePrice value_added = government::value_added_tax(price + duty + excise, law.value_added_tax.at(month));
  const VehiclePrice fee = government::registration_fee(
      price + duty + excise + value_added,
      government::registration_rate(law.registration_fee[powertrain].at(month), law.registration_cut.at(month),
                                    !imported));  // (10.10)
  return {{duty, excise, value_added, fee}};
}

}  // namespace

void tell_vehicle_prices(Step& step, Economy& e) {
  step.each("family.add_to_bill", e.family, reads(e.family.import_price, e.family.landed_price, e.family.per_vehicle),
            writes(e.family.import_bill, e.family.landed_bill),
            [](Price imported, Price landed, Slots<PartsPerVehicle, powertrains> content, ByPowertrain& import_bill,
               ByPowertrain& landed_bill) {
              import_bill = content.map([&](PartsPerVehicle parts) { return parts * imported; });
              landed_bill = content.map([&](PartsPerVehicle parts) { return parts * landed; });
            });
  step.sum("nation.import_bill", e.nation.import_bill, e.family.import_bill);
  step.sum("nation.landed_bill", e.nation.landed_bill, e.family.landed_bill);
  step.each("product.price", e.product,
            reads(e.product.maker, e.product.powertrain, e.product.price_multiplier, only(e.nation.import_bill),
                  only(e.nation.landed_bill), e.scenario.market, e.scenario.oem, e.scenario.policy,
                  e.scenario.reference_law, calendar()),
            writes(e.product.factory_price, e.product.taxes, e.product.buyer_price, e.product.buyer_price_today),
            [](Row maker, std::uint32_t powertrain, double multiplier, ByPowertrain import_bill,
               ByPowertrain landed_bill, const MarketParameters& market, const OemParameters& oem, const Policy& policy,
               const Policy& reference, const Clock& clock, VehiclePrice& factory_price, VehicleTaxes& levied,
               VehiclePrice& buyer_price, VehiclePrice& buyer_price_today) {
              const bool imported = maker == nowhere;
              factory_price = multiplier * (imported ? market::imported_price(import_bill[powertrain],
                                                                              oem.factory_margin, market)  // (1.8)
                                                     : oem::factory_price(landed_bill[powertrain], oem));  // (1.20)
              levied = taxes(factory_price, powertrain, imported, policy, clock.now());
              buyer_price = factory_price + sum(levied);  // (1.10)
              buyer_price_today =
                  factory_price + sum(taxes(factory_price, powertrain, imported, reference, clock.now()));
            });
}

VehiclePrice base_year_buyer_price(Economy& e, Row product) {
  const std::uint32_t powertrain = e.product.powertrain.get(product);
  VehiclePrice import_bill{}, landed_bill{};
  e.family.each_row([&](std::size_t f) {
    const VehiclePrice part = e.family.per_vehicle.get(f)[powertrain] * e.family.import_price.get(f);
    import_bill += part, landed_bill += part * e.family.landed_factor.get(f);
  });
  const bool imported = e.product.maker.get(product) == nowhere;
  const VehiclePrice price =
      e.product.price_multiplier.get(product) *
      (imported ? market::imported_price(import_bill, e.scenario.oem.factory_margin, e.scenario.market)
                : oem::factory_price(landed_bill, e.scenario.oem));
  e.product.factory_price.set(product, price);
  return price + sum(taxes(price, powertrain, imported, e.scenario.reference_law, e.scenario.start));
}

void tell_vehicle_demand(Step& step, Economy& e) {
  step.each(
      "nation.charge", e.nation, reads(e.scenario.market), writes(e.nation.charging_network),
      [](const MarketParameters& p, double& network) { network = market::charging_network(network, p); });  // (1.11)
  step.each("product.attract", e.product,
            reads(e.product.attraction, e.product.launched, e.product.buyer_price, e.product.powertrain,
                  only(e.nation.charging_network), e.scenario.market, calendar()),
            writes(e.product.weight),
            [](double attraction, std::int32_t launched, VehiclePrice price, std::uint32_t powertrain, double network,
               const MarketParameters& p, const Clock& clock, double& weight) {
              const bool battery = powertrain == number(Powertrain::bev);
              const double utility = market::utility(attraction, market::value_for_money(price, battery, network, p));
              weight = market::choice_weight(utility, 0, launched <= static_cast<std::int32_t>(clock.step));  // (1.15)
            });
  step.sum("nation.choice_weight", e.nation.choice_weight, e.product.weight);
  step.each("product.win_share", e.product,
            reads(e.product.weight, only(e.nation.choice_weight), e.product.buyer_price, e.product.buyer_price_today,
                  e.scenario.market),
            writes(e.product.share, e.product.dearness),
            [](double weight, double all, VehiclePrice price, VehiclePrice today, const MarketParameters& p,
               Ratio& share, Ratio& dearness) {
              share = market::market_share(share, market::wanted_share(weight, all), p);  // (1.17)
              dearness = share * (price / today);
            });
  step.sum("nation.dearness", e.nation.dearness, e.product.dearness);
  step.each("nation.want_vehicles", e.nation,
            reads(only(e.nation.dearness), e.path, e.scenario.market, bells<1>(e.nation, stream::market_noise),
                  only(e.shock.demand_lost), calendar()),
            writes(e.nation.noise, e.nation.demand),
            [](Ratio dearness, const MarketPath& path, const MarketParameters& p, Slots<double, 1> bell, Ratio lost,
               const Clock& clock, double& noise, Vehicles& demand) {
              noise = market::noise(noise, bell[0], p);  // (1.5)
              demand = (1 - lost) * market::demand(path.vehicles[clock.step], market::price_response(dearness, p),
                                                   market::noise_factor(noise, p));  // (1.7)
            });
  step.each("product.take_orders", e.product, reads(e.product.share, e.product.waiting, only(e.nation.demand)),
            writes(e.product.orders), [](Ratio share, Vehicles waiting, Vehicles demand, Vehicles& orders) {
              orders = market::orders(demand, share, waiting);  // (1.18)
            });
}

void tell_vehicle_sales(Step& step, Economy& e) {
  step.each("product.sell", e.product,
            reads(e.product.maker, e.product.powertrain, e.product.orders, e.product.built, e.scenario.market),
            writes(e.product.sold, e.product.opening, e.product.stock, e.product.waiting, e.product.sold_by_powertrain,
                   e.product.sold_imported),
            [](Row maker, std::uint32_t powertrain, Vehicles orders, Vehicles built, const MarketParameters& p,
               Vehicles& sold, Vehicles& opening, Vehicles& stock, Vehicles& waiting,
               Slots<Vehicles, powertrains>& by_powertrain, Vehicles& sold_imported) {
              const bool imported = maker == nowhere;
              opening = stock;
              sold = imported ? orders : oem::sold(orders, stock, built);              // (8.8)
              stock = imported ? Vehicles{} : oem::vehicle_stock(stock, built, sold);  // (8.9)
              waiting = market::waiting(orders, sold, p);                              // (1.19)
              by_powertrain = {};
              by_powertrain[powertrain] = sold;
              sold_imported = imported ? sold : Vehicles{};
            });
  step.sum("nation.vehicle_sales", e.nation.sales, e.product.sold);
  step.sum("nation.powertrain_sales", e.nation.sales_by_powertrain, e.product.sold_by_powertrain);
  step.sum("nation.vehicle_production", e.nation.production, e.product.built);
  step.sum("nation.vehicle_imports", e.nation.imports, e.product.sold_imported);
}

void tell_fleet(Step& step, Economy& e) {
  step.each("cohort.join", e.cohort, reads(e.cohort.age, e.cohort.powertrain, only(e.nation.sales_by_powertrain)),
            writes(e.cohort.vehicles),
            [](std::uint32_t age, std::uint32_t powertrain, Slots<Vehicles, powertrains> sold, Vehicles& vehicles) {
              vehicles += age == 0 ? sold[powertrain] : Vehicles{};
            });
  // In December every cohort takes the place of the next older one; the youngest is empty for the new year.
  step.each(
      "cohort.remember", e.cohort, reads(e.cohort.vehicles), writes(e.cohort.last_year),
      [](Vehicles vehicles, Vehicles& last_year) { last_year = vehicles; }, Every{12});
  step.each(
      "cohort.grow_older", e.cohort, reads(e.cohort.age, via(e.cohort.younger, e.cohort.last_year), e.scenario.market),
      writes(e.cohort.vehicles),
      [](std::uint32_t age, Vehicles younger, const MarketParameters& p, Vehicles& vehicles) {
        vehicles =
            age == 0 ? Vehicles{} : market::yearly_survival(static_cast<double>(age) - 1, p) * younger;  // (1.21)
      },
      Every{12});
  step.each("cohort.count", e.cohort, reads(e.cohort.vehicles, e.cohort.powertrain), writes(e.cohort.by_powertrain),
            [](Vehicles vehicles, std::uint32_t powertrain, Slots<Vehicles, powertrains>& by_powertrain) {
              by_powertrain = {};
              by_powertrain[powertrain] = vehicles;
            });
  step.sum("nation.fleet", e.nation.fleet, e.cohort.by_powertrain);
}

}  // namespace trellis
