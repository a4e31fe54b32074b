// The program: the command line, and what each verb does. Everything else lives in engine/ and agents/.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "agents/outputs.hpp"
#include "agents/summary.hpp"
#include "engine/io/describe_list.hpp"
#include "engine/io/digest.hpp"
#include "engine/io/document_excerpt.hpp"
#include "engine/io/recover.hpp"
#include "engine/io/schema.hpp"
#include "engine/io/suggest.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/sidecar.hpp"
#include "engine/run/simulation.hpp"
#include "engine/run/threads.hpp"
#include "trellis_build_info.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;

// What the command line asks for.
struct Request {
  std::vector<std::string> words;
  std::string scenario, output, until, path;
  std::vector<std::string> settings, files;
  std::optional<std::uint32_t> seed;
  unsigned threads = 0;
  bool overwrite = false, quiet = false, no_swmr = false, json_schema = false;
};

struct Loaded {
  Document document;
  Scenario scenario;
  ScenarioOrigins origins;
  std::vector<TargetRow> targets;
};

Loaded load(const Request& request) {
  std::vector<std::string> settings = request.settings;
  if (request.seed) settings.push_back(fmt::format("seed={}", *request.seed));
  if (!request.until.empty()) settings.push_back("end=" + request.until);
  Loaded loaded;  // filled later: GCC 12 fails over a list of empty parts here
  loaded.document = Document::load(request.scenario, {}, settings);
  loaded.origins = read(loaded.document, loaded.scenario);
  loaded.targets = target_rows(loaded.scenario, loaded.origins);
  check_panels(loaded.scenario, loaded.origins);
  return loaded;
}

// The population, where the scenario can be started at all.
std::unique_ptr<Economy> populate(const Request& request, const Scenario& scenario) {
  try {
    return std::make_unique<Economy>(scenario, scenario.seed);
  } catch (const OverflowError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw ScenarioError{Problem{request.scenario, 0, 0, "", std::string{"cannot be started: "} + error.what()}};
  }
}

fs::path output_of(const Request& request) {
  if (!request.output.empty()) return request.output;
  return fs::path(request.scenario).filename().replace_extension(".h5");
}

RunDescription description_of_run(const Request& request, Loaded& loaded) {
  RunDescription description;
  description.title = loaded.scenario.title;
  description.references = "agents/ODD.md";
  description.seed = loaded.scenario.seed;
  description.start = loaded.scenario.start;
  description.targets = loaded.targets;
  Provenance& provenance = description.provenance;
  provenance.version = TRELLIS_VERSION, provenance.revision = TRELLIS_REVISION;
  provenance.compiler = TRELLIS_COMPILER, provenance.flags = TRELLIS_FLAGS;
  note_inputs(provenance, request.scenario, loaded.origins, canonical_text(description_of(loaded.scenario)));
  return description;
}

bool takes_colour(std::FILE* out) {
  const char* unwanted = std::getenv("NO_COLOR");
  return Progress::mode_for(out) == Progress::Mode::bar && (unwanted == nullptr || *unwanted == '\0');
}

RunResult compute(const Request& request, Loaded& loaded, RunRecord& record, WideDong& public_cost) {
  const auto months = static_cast<std::size_t>(loaded.scenario.months());
  RunDescription description = description_of_run(request, loaded);
  const std::unique_ptr<Economy> economy = populate(request, loaded.scenario);
  Progress progress{stderr, loaded.scenario.start, loaded.scenario.months(),
                    request.quiet ? Progress::Mode::quiet : Progress::mode_for(stderr)};
  ProgressLog log{record.output};
  const auto tell = [&](Month month, std::size_t done, std::size_t acknowledged) {
    log.write(to_string(month), done, months, acknowledged, economy->agents(), progress.seconds());
  };
  std::size_t done = 0;
  Followed followed{*economy, [&] {
                      public_cost += economy->nation.public_cost.get(0);
                      tell(economy->clock().now() - 1, ++done, 0);
                    }};
  RunResult result =
      run_simulation(followed, months, record.output, std::move(description), progress,
                     {.overwrite = request.overwrite, .swmr = !request.no_swmr, .alternatives = definitions()});
  if (result.months > 0) tell(economy->clock().now() - 1, result.months, result.months);
  record.wall_seconds = progress.seconds();
  record.months = result.months;
  record.agent_steps = progress.agent_steps();
  return result;
}

int run(const Request& request) {
  Loaded loaded = load(request);
  RunRecord record;
  record.output = output_of(request);
  record.command_line = request.words;
  record.status = "running";
  record.started = utc_now();
  RunFile::check_output(record.output, request.overwrite);
  refuse_too_big(size_of(loaded.scenario).memory_bytes, available_memory());

  RunResult result;
  WideDong public_cost;
  try {
    record.threads = with_threads(request.threads, [&] {
      write_run_record(record);
      result = compute(request, loaded, record, public_cost);
    });
  } catch (...) {
    record.status = "failed";
    record.finished = utc_now();
    try {
      write_run_record(record);
    } catch (const FileError&) {
      // What went wrong before is what has to be told.
    }
    throw;
  }
  record.status = result.signal == 0 ? "complete" : "interrupted";
  record.finished = utc_now();
  record.digest = digest(result.file);
  write_run_record(record);

  fmt::print("{}", summary_text({.targets = loaded.scenario.data.targets,
                                 .rows = loaded.targets,
                                 .result = result,
                                 .start = loaded.scenario.start,
                                 .public_cost = public_cost,
                                 .in_colour = takes_colour(stdout)}));
  if (result.signal == 0) return 0;
  fmt::print(stderr,
             "Stopped by a signal after {} of {} months; `simulate recover {}` makes a readable file of them.\n",
             result.months, loaded.scenario.months(), record.output.string());
  return 128 + result.signal;
}

int check(const Request& request) {
  const Loaded loaded = load(request);
  const Scenario& scenario = loaded.scenario;
  const RunSize size = size_of(scenario);
  const std::uint64_t available = available_memory();
  refuse_too_big(size.memory_bytes, available);
  constexpr int trial_months = 3;  // a quarter, since some of the work is quarterly
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](Clock::duration lasted) { return std::chrono::duration<double>(lasted).count(); };
  const bool tried = size.suppliers <= 100'000;  // populating more firms takes minutes to hours
  double start = 0, trial = 0;
  std::size_t agents = size.suppliers + size.assemblers + size.institutes;
  const unsigned threads = with_threads(request.threads, [&] {
    if (!tried) return;
    const auto began = Clock::now();
    const std::unique_ptr<Economy> economy = populate(request, scenario);
    agents = economy->agents();
    economy->step();  // the first month is slower: it measures how to share its work
    const auto loaded_at = Clock::now();
    for (int month = 0; month < trial_months; ++month) economy->step();
    start = seconds(loaded_at - began), trial = seconds(Clock::now() - loaded_at);
  });
  constexpr double megabyte = 1e6;
  fmt::print("{}: {}\n", request.scenario, scenario.title);
  fmt::print("  no errors in {} values of {} files\n", grouped(loaded.origins.values.size()),
             loaded.origins.files.size());
  fmt::print("  {} to {}, {} months, seed {}\n", to_string(scenario.start), to_string(scenario.end), scenario.months(),
             scenario.seed);
  fmt::print("  {} agents: {} supporting firms, {} assemblers, {} institutes\n", grouped(agents),
             grouped(size.suppliers), size.assemblers, size.institutes);
  fmt::print("  memory: at most about {} MB, {} MB are available\n",
             grouped(static_cast<std::uint64_t>(static_cast<double>(size.memory_bytes) / megabyte)),
             grouped(static_cast<std::uint64_t>(static_cast<double>(available) / megabyte)));
  fmt::print("  results: about {:.1f} MB in {}\n", static_cast<double>(size.output_bytes) / megabyte,
             output_of(request).string());
  fmt::print("  time: {}\n", tried
                                 ? fmt::format("about {:.1f} s with {} threads, from {} months tried",
                                               start + trial / trial_months * scenario.months(), threads, trial_months)
                                 : "not tried with so many firms");
  return 0;
}

std::string axes_of(const Series& series) {
  std::string axes = "time";
  for (const std::string& axis : series.axes) axes += ", " + axis;
  return axes;
}

int describe(const Request& request) {
  Loaded loaded;
  const bool has_values = !request.scenario.empty();
  if (has_values) loaded = load(request);
  const Description description = description_of(loaded.scenario);
  if (request.json_schema) {
    fmt::print("{}", json_schema(description, "Scenario of Trellis"));
    return 0;
  }
  const std::vector<ParameterRow> parameters = list_parameters(description);
  int printed = print_description(stdout, parameters, request.path, has_values ? &loaded.origins : nullptr);
  std::vector<std::string> names;
  for (const Series& series : published_series()) {
    names.push_back(series.name);
    if (!request.path.empty() && request.path != "outputs" && request.path != series.name) continue;
    ++printed;
    fmt::print("{}  [output, {}, time: {}, over ({})]\n    {}\n", series.name, series.unit, series.cell_method,
               axes_of(series), series.meaning);
  }
  if (printed > 0) return 0;
  const std::string near = nearest_parameter(parameters, request.path);
  throw ScenarioError{Problem{
      "", 0, 0, "",
      fmt::format("neither a parameter nor an output variable is called '{}'{}", request.path,
                  near.empty() ? did_you_mean(request.path, names) : fmt::format("; did you mean '{}'?", near))}};
}

int show_scenario(const Request& request) {
  fmt::print("{}", show(load(request).document));
  return 0;
}

int graph(const Request& request) {
  const Loaded loaded = load(request);
  refuse_too_big(size_of(loaded.scenario).memory_bytes, available_memory());
  fmt::print("{}", populate(request, loaded.scenario)->month().graphviz());
  return 0;
}

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
