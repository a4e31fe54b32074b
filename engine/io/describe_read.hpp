// Reads described parameters from a document; everything wrong in it is found at once.
#pragma once

#include <string>
#include <vector>

#include "engine/io/describe.hpp"
#include "engine/io/document.hpp"

namespace trellis {

// Whence the value of a parameter comes. `source` is the comment at the end of its line, or the cell `source` of its
// row.
struct ValueOrigin {
  std::string path, value, file;
  int line = 0;
  std::string source;
};

struct ScenarioOrigins {
  std::vector<ValueOrigin> values;  // in the order of the description
  std::vector<std::string> files;   // all files read, in the order of reading
};

// Fills what `description` describes. Every parameter has to be in the document and nothing else may be. Throws
// ScenarioError with all problems, those of the document included, and then leaves the fields partly filled.
ScenarioOrigins read_described(const Document& document, const Description& description);

template <class Group>
ScenarioOrigins read(const Document& document, Group& fields) {
  return read_described(document, description_of(fields));
}

}  // namespace trellis
