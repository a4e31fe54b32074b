// The program: the command line, and what goes wrong told in words with an exit code. Verbs stand beside this file,
// everything else lives in engine/ and agents/.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/io/document_excerpt.hpp"
#include "engine/io/run_file.hpp"
#include "tools/simulate/verbs.hpp"
#include "trellis_build_info.hpp"

namespace trellis {
namespace {

constexpr const char* examples = R"(Examples
  simulate scenarios/2035.yaml                            run it; the results are in ./2035.h5
  simulate scenarios/2035.yaml -o half.h5 --set policy.project_support=0.5
  simulate scenarios/2035.yaml --until 2027-12 --seed 7
  simulate check scenarios/2035.yaml                      is it right, how big, how long?
  simulate describe policy                                every lever: unit, bounds, meaning
  simulate describe demand_met                            one output variable
Python reads the results:  import xarray as xr; xr.open_dataset("2035.h5")
Exit codes: 0 finished, also when targets are missed; 1 a fault of the program; 2 wrong input;
  3 files and disk; 130 and 143 stopped by a signal)";

void add_scenario_options(CLI::App& app, Request& request) {
  app.add_option("--set", request.settings, "Set one parameter, in its declared unit; may be repeated")
      ->type_name("A.B=VALUE")
      ->allow_extra_args(false);
  app.add_option("--seed", request.seed, "Seed of chance instead of the scenario's")->type_name("N");
  app.add_option("--until", request.until, "Last month instead of the scenario's")
      ->type_name("YYYY-MM")
      ->check([](const std::string& text) {
        return Month::parse(text) ? std::string{} : "'" + text + "' is no month of the form 2030-12";
      });
}

void add_threads(CLI::App& app, Request& request) {
  app.add_option("--threads", request.threads, "Threads at most; 0 takes all. Results are the same for any number")
      ->type_name("N")
      ->check(CLI::Range(0, 1024).description(""));
}

CLI::App* add_verb(CLI::App& app, const char* name, const char* does) {
  CLI::App* verb = app.add_subcommand(name, does);
  verb->footer(std::string{});  // the examples stand in the help of the whole
  return verb;
}

void add_options(CLI::App& app, Request& request) {
  app.footer(examples);
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", fmt::format("trellis {} ({})\n{}\n{}", TRELLIS_VERSION, TRELLIS_REVISION,
                                                TRELLIS_COMPILER, TRELLIS_FLAGS));
  app.get_formatter()->column_width(26);
  app.add_option("SCENARIO", request.scenario, "Scenario file to run")->type_name("");
  app.add_option("-o,--output", request.output, "Results; without it ./STEM.h5 of STEM.yaml")->type_name("FILE");
  app.add_flag("--overwrite", request.overwrite, "Replace results that exist");
  add_scenario_options(app, request);
  add_threads(app, request);
  app.add_flag("--quiet", request.quiet, "No progress; the table at the end stays");
  app.add_flag("--no-swmr", request.no_swmr, "Not readable during the run; for network file systems");

  const auto add_scenario_verb = [&](const char* name, const char* does) {
    CLI::App* verb = add_verb(app, name, does);
    verb->add_option("SCENARIO", request.scenario, "Scenario file")->type_name("")->required();
    add_scenario_options(*verb, request);
    return verb;
  };
  add_threads(*add_scenario_verb("check", "All errors of a scenario, else the size of its run"), request);
  add_scenario_verb("show", "The scenario after `extends` and --set, with file and line of each value");
  add_scenario_verb("graph", "The phases of a month and what waits for what, for Graphviz");
  CLI::App* verb = add_verb(app, "describe", "Parameters, levers and output variables: unit, bounds, meaning");
  verb->add_option("PATH", request.path, "Parameter, group or output variable; `outputs` for all of the latter")
      ->type_name("");
  verb->add_option("--scenario", request.scenario, "Show the values that this scenario gives, and where")
      ->type_name("FILE");
  verb->add_flag("--json-schema", request.json_schema, "JSON Schema of a scenario, for editors");
  verb = add_verb(app, "digest", "Checksum of results: equal if and only if all values are");
  verb->add_option("FILE", request.files, "Result files")->type_name("")->required();
  verb = add_verb(app, "recover", "Make a readable file of a run that was killed");
  verb->add_option("FILE", request.files, "The file, or the .partial beside it")
      ->type_name("")
      ->required()
      ->expected(1);
}

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
    app.parse(argc, argv);
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
  } catch (const FileError& error) {
    return end_with(Exit::files, error.what());
  } catch (const std::exception& error) {
    return end_with(Exit::fault, fmt::format("a fault of the program, not of your input: {}", error.what()));
  }
}
}  // namespace
}  // namespace trellis

int main(int argc, char** argv) { return trellis::guarded_main(argc, argv); }