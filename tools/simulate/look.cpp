#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "agents/summary.hpp"
#include "engine/io/describe_list.hpp"
#include "engine/io/schema.hpp"
#include "engine/io/suggest.hpp"
#include "engine/run/memory.hpp"
#include "engine/run/threads.hpp"
#include "tools/simulate/verbs.hpp"

namespace trellis {

int check(const Request& request) {
  const Loaded loaded = load(request);
  const Scenario& scenario = loaded.scenario;
  const RunSize size = size_of(scenario);
  const std::uint64_t available = available_memory();
  refuse_too_big(size.memory_bytes, available);
  constexpr int trial_months = 3;  // a quarter, since some of the work is quarterly
  using Steady = std::chrono::steady_clock;
  const auto seconds = [](Steady::duration lasted) { return std::chrono::duration<double>(lasted).count(); };
  const bool tried = size.suppliers <= 100'000;  // populating more firms takes minutes to hours
  double start = 0, trial = 0;
  std::size_t agents = size.suppliers + size.assemblers + size.institutes;
  const unsigned threads = with_threads(request.threads, [&] {
    if (!tried) return;
    const auto began = Steady::now();
    const std::unique_ptr<Economy> economy = populate(request, scenario);
    agents = economy->agents();
    economy->step();  // the first month is slower: it measures how to share its work
    const auto loaded_at = Steady::now();
    for (int month = 0; month < trial_months; ++month) economy->step();
    start = seconds(loaded_at - began), trial = seconds(Steady::now() - loaded_at);
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

namespace {

std::string axes_of(const Series& series) {
  std::string axes = "time";
  for (const std::string& axis : series.axes) axes += ", " + axis;
  return axes;
}

}  // namespace

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

}  // namespace trellis
