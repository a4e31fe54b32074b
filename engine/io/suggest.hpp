// The known name that was probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace trellis {

// Letters to insert, remove, replace or swap with their neighbour (each stretch edited once) to turn one name into the
// other; upper and lower case count as the same.
int edit_distance(std::string_view a, std::string_view b);

// The nearest of `names` (the first of several) if it is near enough to be meant, else "".
std::string nearest_name(std::string_view name, std::span<const std::string> names);

// "; did you mean 'rate'?", or "" if no name is near.
std::string did_you_mean(std::string_view name, std::span<const std::string> names);

}  // namespace trellis
