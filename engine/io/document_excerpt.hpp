// Problems as an editor would show them: with the line of the file and a caret under the place.
#pragma once

#include <string>
#include <vector>

#include "engine/core/errors.hpp"

namespace trellis {

// Each problem on a line, followed where its place is known by the line of the file and a caret; long lines are cut to
// the part around the place. Files that cannot be read any more are left out.
std::string with_excerpts(const std::vector<Problem>& problems);

}  // namespace trellis
