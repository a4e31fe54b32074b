// A small run with one variable of every kind, whose values can be told from the variable, the month and the position:
// the tests in Python compute them anew (run_file_sample.py).
#pragma once
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "engine/io/run_file.hpp"

namespace trellis::sample {

inline constexpr std::int64_t beyond_double = 9'007'199'254'740'993;  // 2^53 + 1: no float64 holds it

inline RunDescription description() {
  RunDescription run;
  run.title = "Sample";
  run.references = "A reference with đồng in it";
  run.seed = 4'294'967'295;
  run.replica = 3;
  run.start = Month{2025, 1};
  run.axes = {{"cluster", "industrial cluster", {"north", "north_central", "south_central", "southeast", "mekong"}},
              {"category", "category of parts", {"engine", "battery", "body"}},
              {"oem", "vehicle maker", {"VinFast", "Trường Hải", "Hyundai Thành Công"}}};
  using enum Series::Type;
  run.series = {
      {"demand_met", "demand met by vehicles assembled in the country", "1", "mean", {}, f64, {{"equation", "(2.1)"}}},
      {"output", "output of all suppliers", "VND", "sum", {}, i64, {}},
      {"cluster_output", "output by cluster", "VND", "sum", {"cluster"}, i64, {}},
      {"oem_localisation", "domestic share of an assembler's parts by value", "1", "mean", {"oem"}, f64, {}},
      {"capability", "capability by cluster and category", "1", "point", {"cluster", "category"}, f64, {}}};
  run.snapshots = {{"links",
                    "who is linked, every third month",
                    {{"node",
                      "firms",
                      {{"size", "size of the firm", "1", ListField::Type::f64, {}, {}},
                       {"weight", "weight of the firm", "kg", ListField::Type::f32, {}, {}},
                       {"kind", "kind of firm", "1", ListField::Type::u8, {"small", "large"}, {}}}},
                     {"arc",
                      "deliveries",
                      {{"to", "number of the customer", "1", ListField::Type::i32, {}, {}},
                       {"value", "value of the deliveries", "VND", ListField::Type::i64, {}, {}}}}}}};
  run.targets = {{"Localisation of cars", "localisation_gross", "Decision 1", 2025, .3, .4, false},
                 {"Vehicles", "vehicles", "Decision 1", 2045, 1e6, 1.5e6, true}};
  run.moments = {{"exporters", "exporter_share", "Survey 2024, table 3", 2025, .18}};
  run.provenance = {.scenario = "title: Sample\nmarket:\n  growth: 0.06 per year\n",
                    .version = "0.1.0",
                    .revision = "abc123",
                    .compiler = "GNU 12",
                    .flags = "-O3",
                    .parameters = {{"market.growth", "0.06", "scenarios/sample.yaml", 3, "assumption"}},
                    .inputs = {{"scenarios/sample.yaml", std::string(64, 'a')}}};
  return run;
}

/// Element `e` of series `s` in month `m`: float64 s + m / 100 + e / 10000, int64 2^53 + 1 + 1000 m + e.
inline std::vector<std::byte> frame(int m) {
  constexpr int widths[] = {1, 1, 5, 3, 15};
  std::vector<std::byte> bytes;
  const auto add = [&](auto value) {
    const auto* raw = reinterpret_cast<const std::byte*>(&value);
    bytes.insert(bytes.end(), raw, raw + sizeof value);
  };
  for (int s = 0; s < 5; ++s)
    for (int e = 0; e < widths[s]; ++e) {
      if (s == 1 || s == 2)
        add(beyond_double + 1000 * std::int64_t{m} + e);
      else
        add(s + m / 100. + e / 10000.);
    }
  return bytes;
}

/// In month m (2, 5, 8 ...) m % 4 nodes and m % 7 arcs, of which element e has these values.
inline Snapshot snapshot(int m) {
  Snapshot links{0, {{static_cast<std::size_t>(m % 4), {{}, {}, {}}}, {static_cast<std::size_t>(m % 7), {{}, {}}}}};
  auto& nodes = links.listings[0].fields;
  auto& arcs = links.listings[1].fields;
  for (int e = 0; e < m % 4; ++e)
    put(nodes[0], m + e / 100.), put(nodes[1], static_cast<float>(m) + static_cast<float>(e) / 4),
        put(nodes[2], static_cast<std::uint8_t>(e % 2));
  for (int e = 0; e < m % 7; ++e)
    put(arcs[0], std::int32_t{e}), put(arcs[1], beyond_double + 1000 * std::int64_t{m} + e);
  return links;
}

inline void append_months(RunFile& file, int first, int count) {
  for (int m = first; m < first + count; ++m) {
    if (m % 3 == 2) file.add(Month{2025, 1} + m, snapshot(m));
    file.append(Month{2025, 1} + m, frame(m));
  }
}

}  // namespace trellis::sample
