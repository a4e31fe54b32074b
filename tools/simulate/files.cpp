#include <fmt/format.h>

#include "engine/io/digest.hpp"
#include "engine/io/recover.hpp"
#include "tools/simulate/verbs.hpp"

namespace trellis {

int print_digests(const Request& request) {
  for (const std::string& file : request.files) fmt::print("{}  {}\n", digest(file), file);
  return 0;
}

int recover_file(const Request& request) {
  const RecoverResult result = recover(request.files.at(0));
  if (result.was_complete)
    fmt::print("{} is complete: {} months, nothing had to be done\n", result.file.string(), result.months);
  else
    fmt::print("{} is readable: {} months, {} variables were cut to them\n", result.file.string(), result.months,
               result.trimmed);
  return 0;
}

}  // namespace trellis
