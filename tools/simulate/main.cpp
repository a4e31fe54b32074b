// The program `simulate`. Its verbs stand beside this file, everything else lives in engine/ and agents/.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tools/simulate/options.hpp"
#include "tools/simulate/program.hpp"
#include "tools/simulate/verbs.hpp"

namespace trellis {
namespace {

int dispatch(const CLI::App& app, const Request& request) {
  const std::vector<CLI::App*> verbs = app.get_subcommands();
  if (verbs.empty()) {
    if (request.scenario.empty()) throw CLI::RequiredError{"SCENARIO"};
    return run(request);
  }
  const std::string& verb = verbs[0]->get_name();
  for (const CLI::Option* option : app.get_options())
    if (option->count() > 0)
      throw CLI::ExtrasError{{fmt::format("{}: write it behind `{}`, if it goes with that", option->get_name(), verb)}};
  if (verb == "check") return check(request);
  if (verb == "show") return show_scenario(request);
  if (verb == "graph") return graph(request);
  if (verb == "describe") return describe(request);
  if (verb == "digest") return print_digests(request);
  if (verb == "ensemble") return ensemble(request);
  if (verb == "resume") return resume(request);
  return recover_file(request);
}

}  // namespace
}  // namespace trellis

int main(int argc, char** argv) {
  using namespace trellis;
  CLI::App app{"Trellis: an agent-based simulation of Vietnam's automotive supplier ecosystem", "simulate"};
  Request request;
  add_options(app, request);
  if (const std::optional<int> code = read_command_line(app, argc, argv, request)) return *code;
  return guarded("simulate", [&] { return dispatch(app, request); });
}
