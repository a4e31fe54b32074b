// Described parameters as a table for readers and as one scenario text without references to other files.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/describe.hpp"
#include "engine/io/describe_read.hpp"

namespace trellis {

// A parameter; `*` in its path stands for the name of a record. Infinite bounds are no bounds.
struct ParameterRow {
  std::string path, type, unit;
  double least, most;
  std::string meaning, symbol;
  std::vector<std::string> choices, labels;
  std::string targets;  // by what the steps of a schedule may name a target
};

// In the order of the description.
std::vector<ParameterRow> list_parameters(const Description& description);

// Prints the parameters whose path is `filter` or lies below it ("" prints all), each with unit, bounds, meaning and
// symbol and, if `origins` is given, its value, place and source there; those of records only if `filter` names their
// list. Returns how many parameters were printed.
int print_description(std::FILE* out, const std::vector<ParameterRow>& parameters, std::string_view filter = {},
                      const ScenarioOrigins* origins = nullptr);

// The nearest known path to one that names no parameter; "" if none is near.
std::string nearest_parameter(const std::vector<ParameterRow>& parameters, std::string_view path);

// All values as a scenario in YAML that reads back as the same and extends nothing; equal values give equal texts.
std::string canonical_text(const Description& description);

}  // namespace trellis
