#include "agents/market/phases.hpp"

#include "agents/government/equations.hpp"
#include "agents/market/equations.hpp"
#include "agents/model.hpp"
#include "agents/oem/equations.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

namespace {

using ByPowertrain = Slots<VehiclePrice, powertrains>;

// Battery vehicles and the others, which credits and zones tell apart.
constexpr std::size_t batteries = 0, others = 1;
bool is_battery(std::uint32_t powertrain) { return powertrain == number(Powertrain::bev); }
std::size_t side_of(std::uint32_t powertrain) { return is_battery(powertrain) ? batteries : others; }

// The rates that a law levies on a vehicle; local makers' buyers may be spared a part of the registration fee.
struct Rates {
  Ratio tariff, excise, value_added, fee;
  Rates(std::uint32_t powertrain, bool imported, const Policy& law, Month month)
      : tariff{imported ? law.vehicle_tariff[powertrain].at(month) : 0},
        excise{law.excise[powertrain].at(month)},
        value_added{law.value_added_tax.at(month)},
        fee{government::registration_rate(law.registration_fee[powertrain].at(month), law.registration_cut.at(month),
                                          !imported)} {}  // (10.19)
  VehicleTaxes on(VehiclePrice price) const {
    const VehiclePrice duty = government::customs_duty(price, tariff);                               // (10.7)
    const VehiclePrice special = government::excise(price + duty, excise);                           // (10.8)
    const VehiclePrice vat = government::value_added_tax(price + duty + special, value_added);       // (10.9)
    return {{duty, special, vat, government::registration_fee(price + duty + special + vat, fee)}};  // (10.10)
  }
  VehiclePrice buyer_price(VehiclePrice price) const {
    return market::buyer_price(price, market::tax_factor(tariff, excise, value_added, fee));  // (1.9), (1.10)
  }
};

VehiclePrice price_before_tax(bool imported, double multiplier, VehiclePrice import_bill, VehiclePrice landed_bill,
                              const Scenario& s) {
  return multiplier * (imported ? market::imported_price(import_bill, s.oem.factory_margin, s.market)  // (1.8)
                                : oem::factory_price(landed_bill, s.oem));                             // (1.20)
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
  // Under the law that the path of the market presumes, parts pay its duty and come at the first month's exchange rate.
  step.each(
      "product.price", e.product,
      reads(e.product.maker, e.product.powertrain, e.product.price_multiplier, only(e.nation.import_bill),
            only(e.nation.landed_bill), only(e.shock.exchange_index), e.scenario, calendar()),
      writes(e.product.factory_price, e.product.taxes, e.product.buyer_price, e.product.buyer_price_today),
      [](Row maker, std::uint32_t powertrain, double multiplier, ByPowertrain import_bill, ByPowertrain landed_bill,
         double exchange_index, const Scenario& s, const Clock& clock, VehiclePrice& factory_price,
         VehicleTaxes& levied, VehiclePrice& buyer_price, VehiclePrice& buyer_price_today) {
        const bool imported = maker == nowhere;
        const Month now = clock.now();
        factory_price = price_before_tax(imported, multiplier, import_bill[powertrain], landed_bill[powertrain], s);
        const Rates rates{powertrain, imported, s.policy, now};
        levied = rates.on(factory_price);
        buyer_price = rates.buyer_price(factory_price);
        const VehiclePrice bill_today = import_bill[powertrain] / exchange_index;
        const VehiclePrice landed_today =
            bill_today * world::landed_factor(s.reference_law.parts_tariff.at(now), s.world);  // (0.6)
        buyer_price_today = Rates{powertrain, imported, s.reference_law, now}.buyer_price(
            price_before_tax(imported, multiplier, bill_today, landed_today, s));
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
      price_before_tax(imported, e.product.price_multiplier.get(product), import_bill, landed_bill, e.scenario);
  e.product.factory_price.set(product, price);
  return Rates{powertrain, imported, e.scenario.reference_law, e.scenario.start}.buyer_price(price);
}

namespace {

void tell_choice(Step& step, Economy& e) {
  step.each(
      "product.attract", e.product,
      reads(e.product.attraction, e.product.launched, e.product.withdrawn, e.product.buyer_price, e.product.powertrain,
            e.product.share, only(e.nation.charging_network), e.scenario.market, calendar()),
      writes(e.product.weights, e.product.turnover, e.product.share_on_sale),
      [](double attraction, std::int32_t launched, std::int32_t withdrawn, VehiclePrice price, std::uint32_t powertrain,
         Ratio share, double network, const MarketParameters& p, const Clock& clock, Slots<double, 2>& weights,
         Slots<VehiclePrice, 2>& turnover, Ratio& share_on_sale) {
        const double utility =
            market::utility(attraction, market::value_for_money(price, is_battery(powertrain), network, p));
        const std::size_t side = side_of(powertrain);
        weights = {}, turnover = {};
        const auto now = static_cast<std::int32_t>(clock.step);
        const bool on_sale = launched <= now && now < withdrawn;
        weights[side] = market::choice_weight(utility, 0, on_sale);  // (1.15)
        turnover[side] = share * price;
        share_on_sale = on_sale ? share : 0;
      });
  step.sum("nation.choice_weights", e.nation.choice_weights, e.product.weights);
  step.sum("nation.turnover", e.nation.turnover, e.product.turnover);
  step.sum("nation.shares_on_sale", e.nation.shares_on_sale, e.product.share_on_sale);
  step.each(
      "nation.clear_credits", e.nation,
      reads(only(e.nation.choice_weights), e.scenario.policy, e.scenario.market, calendar()),
      writes(e.nation.credit_gap),
      [](Slots<double, 2> weights, const Policy& policy, const MarketParameters& p, const Clock& clock, Ratio& gap) {
        const Ratio least_share = policy.zero_emission_share.at(clock.now());
        gap = market::credit_gap(weights[batteries], weights[others], least_share, p);  // (1.23)
      });
  step.each("product.win_share", e.product,
            reads(e.product.maker, e.product.powertrain, e.product.weights, via(e.product.maker, e.oem.export_weight),
                  only(e.nation.choice_weights), only(e.nation.turnover), only(e.nation.credit_gap),
                  e.product.share_on_sale, only(e.nation.shares_on_sale), e.product.buyer_price_today, e.scenario.policy, e.scenario.market, calendar()),
            writes(e.product.buyer_price, e.product.credit, e.product.share, e.product.dearness, e.product.appeal),
            [](Row maker, std::uint32_t powertrain, Slots<double, 2> weights, double export_weight,
               Slots<double, 2> all_weights, Slots<VehiclePrice, 2> turnover, Ratio gap, Ratio share_before,
               Ratio shares_before, VehiclePrice today, const Policy& policy, const MarketParameters& p, const Clock& clock, VehiclePrice& price,
               VehiclePrice& credit, Ratio& share, Ratio& dearness, Slots<double, order_books>& appeal) {
              const bool battery = is_battery(powertrain);
              const double value_ratio = turnover[others] > VehiclePrice{} ? turnover[batteries] / turnover[others] : 0;
              const Ratio rebate = market::credit_rebate(gap, value_ratio);                          // (1.24)
              credit = (battery ? -rebate : market::credit_surcharge(rebate, value_ratio)) * price;  // (1.25)
              price += credit;
              // A gap in log prices moves the odds of a battery vehicle by the weight of prices in the choice.
              const double favour = maths::exp(p.choice_price_elasticity * gap);
              const double of_batteries = favour * all_weights[batteries], all = of_batteries + all_weights[others];
              const double weight = battery ? favour * weights[batteries] : weights[others];
              const Ratio wanted = market::zoned_share(market::wanted_share(weight, all),
                                                       market::wanted_share(of_batteries, all), battery,
                                                       policy.emission_zone.at(clock.now()));  // (1.16), (1.26)
              share = market::market_share(market::kept_share(share_before, shares_before), wanted,
                                           p);  // (1.17), (1.34)
              dearness = share * (price / today);
              appeal = {};
              if (maker == nowhere) return;
              appeal[powertrain] = share;
              appeal[order_books - 1] = export_weight * share;
            });
  step.sum("nation.dearness", e.nation.dearness, e.product.dearness);
  step.sum("nation.appeal", e.nation.appeal, e.product.appeal);
}

}  // namespace

void tell_vehicle_demand(Step& step, Economy& e) {
  step.each("nation.charge", e.nation,
            reads(e.scenario.policy, e.scenario.market, calendar(), pays(e.book, sector::government)),
            writes(e.nation.charging_network),
            [](const Policy& policy, const MarketParameters& p, const Clock& clock, Teller pay, double& network) {
              const Value spending{policy.charging_spending.at(clock.now())};
              network = market::charging_network(network, spending, p);  // (1.11)
              pay.between({sector::government, 0}, {sector::households, 0}, government::charging_spending(spending),
                          flow::of(programme::charging));  // (10.23)
            });
  tell_choice(step, e);
  step.each(
      "nation.want_vehicles", e.nation,
      reads(only(e.nation.dearness), only(e.nation.fleet), only(e.nation.wearing_out), e.path, e.scenario.demand_mode,
            e.scenario.market, bells<1>(e.nation, stream::market_noise), only(e.shock.demand_lost), calendar()),
      writes(e.nation.noise, e.nation.demand),
      [](Ratio dearness, Slots<Vehicles, powertrains> fleet, Vehicles wearing_out, const MarketPath& path,
         DemandMode mode, const MarketParameters& p, Slots<double, 1> bell, Ratio lost, const Clock& clock,
         double& noise, Vehicles& demand) {
        noise = market::noise(noise, bell[0], p);  // (1.5)
        Vehicles before_prices = path.vehicles[clock.step];
        if (mode == DemandMode::gompertz) {
          const Vehicles in_use = market::fleet_in_use(sum(fleet), wearing_out, clock.now().month());    // (1.30)
          const Vehicles growth = market::fleet_growth(path.fleet_aim[clock.step], in_use, p.gompertz);  // (1.31)
          before_prices = market::fleet_demand(growth, wearing_out, path.season_of(clock.now()));        // (1.32)
        }
        demand = (1 - lost) * market::demand(before_prices, market::price_response(dearness, p),
                                             market::noise_factor(noise, p));  // (1.7)
      });
  step.each("product.take_orders", e.product,
            reads(e.product.share, e.product.powertrain, e.product.appeal, e.product.waiting, only(e.nation.demand),
                  only(e.nation.appeal), e.path, e.scenario.policy, calendar()),
            writes(e.product.orders, e.product.committed_now, e.product.committed),
            [](Ratio share, std::uint32_t powertrain, Slots<double, order_books> appeal, Vehicles waiting,
               Vehicles demand, Slots<double, order_books> all, const MarketPath& path, const Policy& policy,
               const Clock& clock, Vehicles& orders, Vehicles& committed_now, Slots<Vehicles, 2>& committed) {
              orders = market::orders(demand, share, waiting);  // (1.18)
              constexpr std::size_t abroad = order_books - 1;
              const Vehicles of_state{policy.public_orders[powertrain].at(clock.now()) / 12};
              const Slots<Vehicles, 2> now{
                  {market::share_of_orders(of_state, appeal[powertrain], all[powertrain]),
                   market::share_of_orders(path.exports[clock.step], appeal[abroad], all[abroad])}};  // (1.27)
              committed_now = sum(now);
              committed += now;
            });
}

}  // namespace trellis
