// What the command line asks for, and the scenario that it names: what the verbs of the program share.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "agents/outputs.hpp"
#include "engine/run/simulation.hpp"

namespace trellis {

struct Request {
  std::vector<std::string> words;
  std::string scenario, output, until, path;
  std::vector<std::string> settings, files, checkpoint_every;
  std::string branch;
  // Of an ensemble.
  std::optional<std::uint32_t> replicas, points, levels, block;
  std::vector<std::string> arms, vary, keep;
  std::string design, write_design, sample, ranges, target;
  std::string shard_text;
  std::size_t shard = 0, shards = 0;  ///< 0 shards: all blocks
  CheckpointTimes checkpoints;
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

/// Throws ScenarioError with everything that is wrong with it.
Loaded load(const Request& request);
/// The same of another scenario, with overlays, and settings behind those of the command line.
Loaded load(const Request& request, const std::string& scenario, const std::vector<std::string>& overlays,
            const std::vector<std::string>& more_settings);
/// The population, where the scenario can be started at all.
std::unique_ptr<Economy> populate(const Request& request, const Scenario& scenario);
/// Where the results go: ./STEM.h5 of the scenario where nothing else is asked for.
std::filesystem::path output_of(const Request& request);

}  // namespace trellis
