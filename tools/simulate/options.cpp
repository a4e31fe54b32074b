#include "tools/simulate/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <string>

#include "trellis_build_info.hpp"

namespace trellis {
namespace {

constexpr const char* examples = R"(Examples
  simulate scenarios/2035.yaml                            run it; the results are in ./2035.h5
  simulate scenarios/2035.yaml -o half.h5 --set policy.project_support=0.5
  simulate scenarios/2035.yaml --until 2027-12 --seed 7
  simulate scenarios/2035.yaml --checkpoint-every 12 months
  simulate resume 2035.h5                                 go on where a signal or a crash ended it
  simulate resume 2035.h5 --branch later.yaml             other levers from then on; results in ./later.h5
  simulate ensemble scenarios/baseline.yaml --arm scenarios/2035.yaml -n 100
  simulate check scenarios/2035.yaml                      is it right, how big, how long?
  simulate describe policy                                every lever: unit, bounds, meaning
  simulate describe demand_met                            one output variable
Python reads the results:  import xarray as xr; xr.open_dataset("2035.h5")
Exit codes: 0 finished, also when targets are missed; 1 a fault of the program; 2 wrong input;
  3 files and disk; 4 members of an ensemble failed; 130 and 143 stopped by a signal)";

constexpr const char* examples_of_ranks = R"(Example
  mpirun -n 8 simulate-mpi ensemble scenarios/baseline.yaml --arm scenarios/2035.yaml -n 1000
Every process computes; the first one hands out blocks of members and makes the file, whose bytes are those of
`simulate ensemble`. All of them need the same file system. Exit codes are those of `simulate`.)";

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

// What goes with everything that computes months.
void add_run_options(CLI::App& app, Request& request) {
  add_threads(app, request);
  app.add_option("--checkpoint-every", request.checkpoint_every,
                 "Save the state so often, as in `12 months` or `10 minutes`; a signal does so always")
      ->type_name("N UNIT")
      ->expected(2);
  app.add_flag("--quiet", request.quiet, "No progress; the table at the end stays");
  app.add_flag("--no-swmr", request.no_swmr, "Not readable during the run; for network file systems");
}

CLI::App* add_verb(CLI::App& app, const char* name, const char* does) {
  CLI::App* verb = app.add_subcommand(name, does);
  verb->footer(std::string{});  // the examples stand in the help of the whole
  return verb;
}

void add_ensemble(CLI::App& verb, Request& request) {
  const auto number = CLI::Range(1u, 1'000'000u).description("");
  verb.add_option("-n,--replicas", request.replicas, "Runs of each policy and point, which differ by their luck alone")
      ->type_name("N")
      ->check(number);
  const auto many = [&](const char* name, std::vector<std::string>& into, const char* meaning, const char* type) {
    verb.add_option(name, into, meaning)->type_name(type)->allow_extra_args(false);
  };
  many("--arm", request.arms, "A policy to compare; without `extends` it is laid over SCENARIO; may be repeated",
       "FILE");
  verb.add_option("--sample", request.sample, "Move parameters: grid, latin_hypercube, sobol or morris")
      ->type_name("KIND")
      ->check(CLI::IsMember({"grid", "latin_hypercube", "sobol", "morris"}).description(""));
  many("--vary", request.vary, "Parameter to move, within its range of --ranges or LOW:HIGH; may be repeated",
       "A.B[=LOW:HIGH]");
  verb.add_option("--ranges", request.ranges, "Table of ranges instead of the scenario's")->type_name("FILE.csv");
  verb.add_option("--points", request.points, "Points of a Latin hypercube, rows of a Sobol design, walks of Morris's")
      ->type_name("N")
      ->check(number);
  verb.add_option("--levels", request.levels, "Values of each parameter of a grid, levels of Morris's design")
      ->type_name("N")
      ->check(number);
  verb.add_option("--design", request.design, "Points of your own: a column a parameter, a row a point")
      ->type_name("FILE.csv");
  verb.add_option("--write-design", request.write_design, "Write the points and stop")->type_name("FILE.csv");
  verb.add_option("--target", request.target, "Target whose sensitivity to the moved parameters is told")
      ->type_name("NAME");
  many("--keep", request.keep, "Output variable to keep instead of all national ones; may be repeated", "NAME");
  verb.add_option("--block", request.block,
                  "Members kept together, and lost together by a crash; without it a 64th of all, 16 at most")
      ->type_name("N")
      ->check(number);
  verb.add_option("-o,--output", request.output, "Results; without it ./STEM.ensemble.h5")->type_name("FILE");
  verb.add_flag("--overwrite", request.overwrite, "Replace results that exist");
  verb.add_flag("--quiet", request.quiet, "No progress; the table at the end stays");
  add_threads(verb, request);
}

void add_frame(CLI::App& app, const char* footer) {
  app.footer(footer);
  app.set_version_flag("--version", fmt::format("trellis {} ({})\n{}\n{}", TRELLIS_VERSION, TRELLIS_REVISION,
                                                TRELLIS_COMPILER, TRELLIS_FLAGS));
  app.get_formatter()->column_width(26);
}

CLI::App* add_scenario_verb(CLI::App& app, Request& request, const char* name, const char* does) {
  CLI::App* verb = add_verb(app, name, does);
  verb->add_option("SCENARIO", request.scenario, "Scenario file")->type_name("")->required();
  add_scenario_options(*verb, request);
  return verb;
}

CLI::App* add_ensemble_verb(CLI::App& app, Request& request) {
  CLI::App* verb =
      add_scenario_verb(app, request, "ensemble", "Many runs: replicas, policies, designs; one file and one table");
  add_ensemble(*verb, request);
  return verb;
}

}  // namespace

void add_options_of_ranks(CLI::App& app, Request& request) {
  add_frame(app, examples_of_ranks);
  app.require_subcommand(1);
  add_ensemble_verb(app, request);
}

void add_options(CLI::App& app, Request& request) {
  add_frame(app, examples);
  app.require_subcommand(0, 1);
  app.add_option("SCENARIO", request.scenario, "Scenario file to run")->type_name("");
  app.add_option("-o,--output", request.output, "Results; without it ./STEM.h5 of STEM.yaml")->type_name("FILE");
  app.add_flag("--overwrite", request.overwrite, "Replace results that exist");
  add_scenario_options(app, request);
  add_run_options(app, request);

  add_threads(*add_scenario_verb(app, request, "check", "All errors of a scenario, else the size of its run"), request);
  add_scenario_verb(app, request, "show", "The scenario after `extends` and --set, with file and line of each value");
  add_scenario_verb(app, request, "graph", "The phases of a month and what waits for what, for Graphviz");
  CLI::App* verb = add_verb(app, "describe", "Parameters, levers and output variables: unit, bounds, meaning");
  verb->add_option("PATH", request.path, "Parameter, group or output variable; `outputs` for all of the latter")
      ->type_name("");
  verb->add_option("--scenario", request.scenario, "Show the values that this scenario gives, and where")
      ->type_name("FILE");
  verb->add_flag("--json-schema", request.json_schema, "JSON Schema of a scenario, for editors");
  verb = add_verb(app, "digest", "Checksum of results: equal if and only if all values are");
  verb->add_option("FILE", request.files, "Result files")->type_name("")->required();
  verb = add_verb(app, "resume", "Go on with a run that was stopped, or fork another from its past");
  verb->add_option("FILE", request.files, "The file, or the .partial or .checkpoint beside it")
      ->type_name("")
      ->required()
      ->expected(1);
  verb->add_option("--branch", request.branch, "Another run: levers and title of this file, dated after the checkpoint")
      ->type_name("OVERLAY");
  verb->add_option("-o,--output", request.output, "Results of the branch; without it ./STEM.h5 of OVERLAY")
      ->type_name("FILE");
  verb->add_flag("--overwrite", request.overwrite, "Replace results of a branch that exist");
  add_run_options(*verb, request);
  add_ensemble_verb(app, request)
      ->add_option("--shard", request.shard_text, "Compute the I-th of N parts; the last one to end makes the file")
      ->type_name("I/N");
  verb = add_verb(app, "recover", "Make a readable file of a run that was killed");
  verb->add_option("FILE", request.files, "The file, or the .partial beside it")
      ->type_name("")
      ->required()
      ->expected(1);
}

std::vector<std::string> separate_words(int argc, char** argv) {
  std::vector<std::string> words;
  for (int i = argc - 1; i > 0; --i) {
    const std::string word = argv[i], before = argv[i - 1], name = "--checkpoint-every";
    const std::string value = word.starts_with(name + '=') ? word.substr(name.size() + 1) : before == name ? word : "";
    const std::size_t blank = value.find(' ');
    if (blank == std::string::npos) {
      words.push_back(word);
      continue;
    }
    words.push_back(value.substr(blank + 1)), words.push_back(value.substr(0, blank));
    if (before != name) words.push_back(name);
  }
  return words;
}

void read_shard(Request& request) {
  if (request.shard_text.empty()) return;
  const std::string& text = request.shard_text;
  const std::size_t slash = text.find('/');
  const auto read = [](std::string_view digits) {
    std::size_t value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc{} && end == digits.data() + digits.size() ? value : 0;
  };
  const std::size_t part = read(std::string_view{text}.substr(0, slash));
  request.shards = slash == std::string::npos ? 0 : read(std::string_view{text}.substr(slash + 1));
  if (part == 0 || part > request.shards)
    throw CLI::ValidationError{"--shard", fmt::format("'{}' is not of the form `3/8`, the third of eight", text)};
  request.shard = part - 1;
}

CheckpointTimes checkpoint_times(const std::vector<std::string>& words) {
  if (words.empty()) return {};
  const std::string &number = words[0], &unit = words[1];
  CheckpointTimes times;
  const auto read = [&](auto& into) {
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), into);
    return fault == std::errc{} && end == number.data() + number.size() && into > 0;
  };
  if ((unit == "month" || unit == "months") && read(times.months) && times.months <= 1200) return times;
  if ((unit == "minute" || unit == "minutes") && read(times.minutes) && times.minutes <= 1e6) return times;
  throw CLI::ValidationError{"--checkpoint-every",
                             fmt::format("'{} {}' is not of the form `12 months` or `10 minutes`", number, unit)};
}

}  // namespace trellis
