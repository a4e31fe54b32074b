// How far the parts industry carries its neighbours along.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct IndustryParameters {
  double productivity_of_output{};

  void describe(Describer& d) {
    d("productivity_of_output", productivity_of_output,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Elasticity of an industry's productivity to its output",
       .symbol = "β_N"});
  }
};

}  // namespace trellis
