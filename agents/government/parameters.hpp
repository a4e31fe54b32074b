// The tax rules that are not levers: how long the profit-tax holiday of the supporting industry lasts.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct GovernmentParameters {
  double holiday_exempt_years{};
  double holiday_half_years{};
  double holiday_rate{};
  double holiday_rate_years{};

  void describe(Describer& d) {
    d("holiday_exempt_years", holiday_exempt_years,
      {.unit = "years", .least = 0, .most = 50, .meaning = "Years without profit tax"});
    d("holiday_half_years", holiday_half_years,
      {.unit = "years", .least = 0, .most = 50, .meaning = "Further years at half of the reduced rate"});
    d("holiday_rate", holiday_rate, {.unit = "1", .least = 0, .most = 1, .meaning = "Reduced rate of profit tax"});
    d("holiday_rate_years", holiday_rate_years,
      {.unit = "years", .least = 0, .most = 50, .meaning = "Years of the reduced rate, those before it included"});
  }
};

}  // namespace trellis
