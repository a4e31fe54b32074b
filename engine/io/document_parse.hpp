// One YAML text as a tree of values with their places; what YAML allows but a scenario must not hold is refused.
#pragma once

#include <string>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/io/document.hpp"

namespace trellis {

struct Parsed {
  Node root;
  bool broken = false;
};

// `lines` are those of `text`. Refused, each as a problem: faults of syntax, further documents, duplicate keys, keys
// that are no names, merge keys, anchors, aliases, tags, more than 32 levels or 100,000 values.
Parsed parse_yaml(const std::string& file, const std::string& text, const std::vector<std::string>& lines,
                  std::vector<Problem>& problems);

}  // namespace trellis
