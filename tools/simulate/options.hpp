// The command line: which options and verbs there are.
#pragma once
#include <string>
#include <vector>

#include "tools/simulate/request.hpp"

namespace CLI {
class App;
}

namespace trellis {

/// All verbs and options, to be read into `request`.
void add_options(CLI::App& app, Request& request);
/// Those of `simulate-mpi`: an ensemble, without shards.
void add_options_of_ranks(CLI::App& app, Request& request);
/// The words of the command line, last first as CLI11 takes them; `--checkpoint-every "12 months"` is two.
std::vector<std::string> separate_words(int argc, char** argv);
/// `I/N` of --shard. Throws CLI::ValidationError for what is not of this form, or I not in 1..N.
void read_shard(Request& request);
/// Throws CLI::ValidationError for what is neither months nor minutes.
CheckpointTimes checkpoint_times(const std::vector<std::string>& words);

}  // namespace trellis
