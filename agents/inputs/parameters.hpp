// Inputs that suppliers buy of each other: what their tenders ask for beside what the tenders of makers do.
#pragma once

#include "engine/io/describe.hpp"

namespace trellis {

struct InputParameters {
  double difficulty_share{};

  void describe(Describer& d) {
    d("difficulty_share", difficulty_share,
      {.unit = "1",
       .least = 0,
       .most = 1,
       .meaning = "Difficulty of an input over the mean difficulty of the category whose suppliers make it"});
  }
};

}  // namespace trellis
