#include "agents/world/phases.hpp"

#include "agents/government/recipient.hpp"
#include "agents/model.hpp"
#include "agents/world/equations.hpp"

namespace trellis {

void tell_world_prices(Step& step, Economy& e) {
  step.each("category.learn", e.category, reads(e.category.world_growth, e.category.learning_exponent),
            writes(e.category.volume_ratio, e.category.price_index),
            [](double growth, double exponent, double& volume, Ratio& index) {
              index = world::price_index(volume, exponent);  // (0.3)
              volume = world::volume_ratio(volume, growth);  // (0.2): the volume at the end of the month
            });
  step.each("family.price", e.family,
            reads(e.family.category, e.family.base_price, via(e.family.category, e.category.price_index),
                  via(e.family.category, e.category.price_shock), e.family.local_contracts,
                  via(e.family.category, e.category.imports_late), only(e.shock.exchange_index), only(e.shock.tariff),
                  e.scenario, calendar()),
            writes(e.family.import_price, e.family.landed_price, e.family.landed_factor, e.family.duty,
                   e.family.imports_late),
            [](Row category, Price base, Ratio index, double shock, std::uint32_t made, Ratio category_late,
               double exchange_index, Ratio added, const Scenario& s, const Clock& clock, Price& imported,
               Price& landed, Ratio& factor, Ratio& duty, Ratio& late) {
              const WorldParameters& p = s.world;
              const Recipient whom = recipient(s, nowhere, category);
              late = category_late;
              imported = world::import_price(base, index, exchange_index, shock);  // (0.4)
              duty =
                  world::duty_on_parts(s.policy.parts_tariff.at(clock.now(), whom),
                                       s.policy.unmade_parts_relief.at(clock.now(), whom), made > 0, added);  // (0.19)
              factor = world::landed_factor(duty, p);                                                         // (0.6)
              landed = world::landed_price(imported, duty, p);                                                // (0.7)
            });
}

}  // namespace trellis
