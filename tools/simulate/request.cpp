#include "tools/simulate/request.hpp"

#include <fmt/format.h>

namespace trellis {

Loaded load(const Request& request) { return load(request, request.scenario, {}, {}); }

Loaded load(const Request& request, const std::string& scenario, const std::vector<std::string>& overlays,
            const std::vector<std::string>& more_settings) {
  std::vector<std::string> settings = request.settings;
  settings.insert(settings.end(), more_settings.begin(), more_settings.end());
  if (request.seed) settings.push_back(fmt::format("seed={}", *request.seed));
  if (!request.until.empty()) settings.push_back("end=" + request.until);
  Loaded loaded;  // filled later: GCC 12 fails over a list of empty parts here
  loaded.document = Document::load(scenario, overlays, settings);
  loaded.origins = read(loaded.document, loaded.scenario);
  loaded.targets = target_rows(loaded.scenario, loaded.origins);
  check_panels(loaded.scenario, loaded.origins);
  return loaded;
}

std::unique_ptr<Economy> populate(const Request& request, const Scenario& scenario) {
  try {
    return std::make_unique<Economy>(scenario, scenario.seed);
  } catch (const OverflowError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw ScenarioError{Problem{request.scenario, 0, 0, "", std::string{"cannot be started: "} + error.what()}};
  }
}

std::filesystem::path output_of(const Request& request) {
  if (!request.output.empty()) return request.output;
  return std::filesystem::path(request.scenario).filename().replace_extension(".h5");
}

}  // namespace trellis
