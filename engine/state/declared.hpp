// What the phase that runs on this thread declared: checked builds hold every access of a column against it.
#pragma once

#include <string>
#include <vector>

#include "engine/state/table.hpp"

namespace trellis {

struct Declared {
  std::string phase;
  std::vector<const Resource*> reads, writes;
  /// Throws std::logic_error that names phase and column when the phase has not declared the access.
  void permit(const Resource& column, bool changes) const;
};

inline thread_local const Declared* declared_now = nullptr;

}  // namespace trellis
