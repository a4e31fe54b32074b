// What an ensemble of the scenario is made of, where the command line does not say otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/describe.hpp"

namespace trellis {

enum class Sampling { none, grid, latin_hypercube, sobol, morris };

struct EnsembleParameters {
  std::uint32_t replicas{}, points{}, levels{};
  Sampling design{};
  std::string ranges;
  std::vector<std::string> arms, vary, keep;

  void describe(Describer& d) {
    d("replicas", replicas,
      {.least = 1, .most = 1e6, .meaning = "Runs of each arm and point, which differ by their luck alone"});
    d("arms", arms,
      {.meaning = "Files of further policies to compare; one without `extends` is laid over this scenario"});
    d.choice("design", design,
             {{"none", Sampling::none},
              {"grid", Sampling::grid},
              {"latin_hypercube", Sampling::latin_hypercube},
              {"sobol", Sampling::sobol},
              {"morris", Sampling::morris}},
             "How the points are chosen at which parameters are moved");
    d("points", points,
      {.least = 1,
       .most = 1e6,
       .meaning = "Points of a Latin hypercube, rows of a Sobol design, walks of a Morris design"});
    d("levels", levels, {.least = 2, .most = 1000, .meaning = "Values of each parameter of a grid or a Morris design"});
    d("vary", vary,
      {.meaning = "Parameters that the design moves: PATH within its range of `ranges`, or PATH=LOW:HIGH"});
    d("ranges", ranges, {.meaning = "Table of the ranges of parameters: parameter, low, high, whole"});
    d("keep", keep, {.meaning = "Output variables that are kept; none, the national ones"});
  }
};

}  // namespace trellis
