#include "agents/world/phases.hpp"

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
            reads(e.family.base_price, via(e.family.category, e.category.price_index), e.scenario.world,
                  e.scenario.policy, calendar()),
            writes(e.family.import_price, e.family.landed_price, e.family.landed_factor, e.family.duty),
            [](Price base, Ratio index, const WorldParameters& p, const Policy& policy, const Clock& clock,
               Price& imported, Price& landed, Ratio& factor, Ratio& duty) {
              imported = world::import_price(base, index, 1, 1);  // (0.4)
              duty = policy.parts_tariff.at(clock.now());
              factor = world::landed_factor(duty, p);           // (0.6)
              landed = world::landed_price(imported, duty, p);  // (0.7)
            });
}

}  // namespace trellis
