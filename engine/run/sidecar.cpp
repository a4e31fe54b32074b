#include "engine/run/sidecar.hpp"

#include "engine/io/digest.hpp"

namespace trellis {

namespace fs = std::filesystem;

void note_inputs(Provenance& provenance, const fs::path& scenario, const ScenarioOrigins& origins, std::string text) {
  const fs::path folder = fs::absolute(scenario).lexically_normal().parent_path();
  const auto recorded = [&](const std::string& file) {
    return fs::absolute(file).lexically_normal().lexically_proximate(folder).generic_string();
  };
  provenance.scenario = std::move(text);
  for (const std::string& file : origins.files) provenance.inputs.push_back({recorded(file), sha256_of_file(file)});
  // What has no line comes from no file but from the command line.
  for (const ValueOrigin& value : origins.values)
    provenance.parameters.push_back(
        {value.path, value.value, value.line > 0 ? recorded(value.file) : value.file, value.line, value.source});
}

}  // namespace trellis
