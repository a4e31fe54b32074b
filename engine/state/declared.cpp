#include "engine/state/declared.hpp"

#include <algorithm>
#include <stdexcept>

namespace trellis {

void Declared::permit(const Resource& column, bool changes) const {
  const auto has = [&](const std::vector<const Resource*>& list) {
    return std::find(list.begin(), list.end(), &column) != list.end();
  };
  if (has(writes) || (!changes && has(reads))) return;
  throw std::logic_error{phase + (changes ? " writes '" : " reads '") + column.label() + "' without declaring it"};
}

}  // namespace trellis
