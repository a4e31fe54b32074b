// The program: the command line, and what goes wrong told in words with an exit code. Verbs stand beside this file,
// everything else lives in engine/ and agents/.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/ensemble/blocks.hpp"
#include "engine/io/document_excerpt.hpp"
#include "engine/io/run_file.hpp"
#include "tools/simulate/options.hpp"
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

int end_with(Exit code, const std::string& message) {
  std::fflush(stdout);
  fmt::print(stderr, "simulate: {}\n", message);
  return static_cast<int>(code);
}

int guarded_main(int argc, char** argv) {
  CLI::App app{"Trellis: an agent-based simulation of Vietnam's automotive supplier ecosystem", "simulate"};
  Request request;
  request.words.assign(argv, argv + argc);
  try {
    add_options(app, request);
    app.parse(separate_words(argc, argv));
    request.checkpoints = checkpoint_times(request.checkpoint_every);
    read_shard(request);
    return dispatch(app, request);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    return end_with(Exit::input, fmt::format("{}\nsee `simulate --help`", error.what()));
  } catch (const ScenarioError& error) {
    const std::size_t number = error.problems.size();
    fmt::print(stderr, "{}", with_excerpts(error.problems));
    return end_with(Exit::input, number == 1 ? "1 error; nothing was computed"
                                             : fmt::format("{} errors; nothing was computed", number));
  } catch (const TooBig& error) {
    return end_with(Exit::input, error.what());
  } catch (const std::bad_alloc&) {
    return end_with(Exit::input, "there is no memory left for this run; population.scale makes it smaller");
  } catch (const OutputExists& error) {
    return end_with(Exit::input, error.what());
  } catch (const OtherEnsemble& error) {
    return end_with(Exit::input, error.what());
  } catch (const FileError& error) {
    return end_with(Exit::files, error.what());
  } catch (const std::exception& error) {
    return end_with(Exit::fault, fmt::format("a fault of the program, not of your input: {}", error.what()));
  }
}
}  // namespace
}  // namespace trellis

int main(int argc, char** argv) { return trellis::guarded_main(argc, argv); }