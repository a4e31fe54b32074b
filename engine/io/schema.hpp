// JSON Schema of a scenario, with which editors complete and check scenario files while they are written.
#pragma once

#include <string>
#include <string_view>

#include "engine/io/describe.hpp"

namespace trellis {

// Draft 2020-12. Nothing is required, as a file may extend another. Numbers with a dimension are texts with a pattern.
std::string json_schema(const Description& description, std::string_view title);

}  // namespace trellis
