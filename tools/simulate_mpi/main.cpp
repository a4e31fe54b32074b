// The program `simulate-mpi`: one ensemble by many processes on many machines. The first one leads: it prepares before
// the others, hands out blocks of members to whoever asks, and makes the file; all of them compute. Messages carry
// numbers of blocks and counts; results go through the file system, block by block, as without MPI.
#include <fmt/format.h>
#include <mpi.h>
#include <oneapi/tbb/info.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "engine/core/errors.hpp"
#include "engine/run/polite_stop.hpp"
#include "tools/simulate/ensemble_run.hpp"
#include "tools/simulate/options.hpp"
#include "tools/simulate/program.hpp"

namespace trellis {

namespace {

constexpr int leader = 0;

/// What a follower says to the leader, who answers the first of them with the number of a block, or -1.
enum class Says : std::int64_t { next_block, member_done, member_failed, farewell };

/// Asleep between two looks: whoever waits leaves its core to those who compute.
void doze() { std::this_thread::sleep_for(std::chrono::milliseconds{1}); }

class Ranks {
 public:
  Ranks(int& argc, char**& argv) {
    int given = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_SERIALIZED, &given);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_), MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &here_);
    MPI_Comm_free(&here);
    if (given < MPI_THREAD_SERIALIZED) {
      fmt::print(stderr, "simulate-mpi: this MPI takes calls from one thread alone; it must allow for more\n");
      give_up(static_cast<int>(Exit::files));
    }
  }
  ~Ranks() { MPI_Finalize(); }
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  bool leads() const { return rank_ == leader; }
  std::size_t size() const { return static_cast<std::size_t>(size_); }
  std::size_t followers() const { return size() - 1; }
  std::size_t on_this_machine() const { return static_cast<std::size_t>(here_); }
  std::string name() const { return leads() ? "simulate-mpi" : fmt::format("simulate-mpi (rank {})", rank_); }

  /// What the leader says, at everybody.
  int told_by_leader(int word) const {
    MPI_Request waiting = MPI_REQUEST_NULL;
    MPI_Ibcast(&word, 1, MPI_INT, leader, MPI_COMM_WORLD, &waiting);
    wait(waiting);
    return word;
  }
  /// The greatest of all words, at everybody.
  int greatest(int word) const {
    int all = 0;
    MPI_Request waiting = MPI_REQUEST_NULL;
    MPI_Iallreduce(&word, &all, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD, &waiting);
    wait(waiting);
    return all;
  }
  /// Ends all processes at once.
  [[noreturn]] static void give_up(int code) {
    MPI_Abort(MPI_COMM_WORLD, code);
    std::abort();
  }

  // A follower's side.
  void say(Says what) const {
    const auto word = static_cast<std::int64_t>(what);
    MPI_Send(&word, 1, MPI_INT64_T, leader, question, MPI_COMM_WORLD);
  }
  std::optional<std::size_t> ask_for_block() const {
    std::int64_t block = 0;
    MPI_Request waiting = MPI_REQUEST_NULL;
    MPI_Irecv(&block, 1, MPI_INT64_T, leader, answer, MPI_COMM_WORLD, &waiting);
    say(Says::next_block);
    wait(waiting);
    return block < 0 ? std::nullopt : std::optional{static_cast<std::size_t>(block)};
  }

  // The leader's side.
  struct Question {
    int from;
    Says what;
  };
  std::optional<Question> question_there() const {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, question, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return {};
    std::int64_t word = 0;
    MPI_Recv(&word, 1, MPI_INT64_T, status.MPI_SOURCE, question, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return Question{status.MPI_SOURCE, static_cast<Says>(word)};
  }
  void give_block(int to, std::optional<std::size_t> block) const {
    const std::int64_t word = block ? static_cast<std::int64_t>(*block) : -1;
    MPI_Send(&word, 1, MPI_INT64_T, to, answer, MPI_COMM_WORLD);
  }

 private:
  static constexpr int question = 1, answer = 2;

  static void wait(MPI_Request& request) {
    for (int done = 0; done == 0;) {
      MPI_Test(&request, &done, MPI_STATUS_IGNORE);
      if (done == 0) doze();
    }
  }

  int rank_ = 0, size_ = 1, here_ = 1;
};

/// Threads of each process where nothing is asked for: a fair part of the machine, and no more than it is bound to.
unsigned threads_of(const Request& request, const Ranks& ranks) {
  if (request.threads > 0) return request.threads;
  const std::size_t fair = std::max(1u, std::thread::hardware_concurrency()) / ranks.on_this_machine();
  return std::clamp(static_cast<unsigned>(fair), 1u, static_cast<unsigned>(oneapi::tbb::info::default_concurrency()));
}

/// Computes in a thread of its own, and hands out blocks and counts members in this one.
void lead(const Request& request, const EnsembleRun& run, const Ranks& ranks, std::size_t at_most) {
  std::mutex one_at_a_time;
  BlockList blocks{run.wanted()};
  MemberProgress progress = run.progress();
  const NextBlock next = [&]() -> std::optional<std::size_t> {
    const std::lock_guard lock{one_at_a_time};
    return stop_signal() == 0 ? blocks.next() : std::nullopt;
  };
  const auto done = [&](bool failed) {
    const std::lock_guard lock{one_at_a_time};
    progress.one_more(failed);
  };
  std::exception_ptr fault;
  std::atomic<bool> ended{false};
  std::thread own_part{[&] {
    try {
      run.compute(threads_of(request, ranks), ranks.on_this_machine() - 1, at_most, next, done);
    } catch (...) {
      fault = std::current_exception();
    }
    ended = true;
  }};
  for (std::size_t followers = ranks.followers(); followers > 0 && !(ended && fault);) {
    const std::optional<Ranks::Question> question = ranks.question_there();
    if (!question) {
      doze();
      continue;
    }
    if (question->what == Says::next_block) ranks.give_block(question->from, next());
    if (question->what == Says::member_done || question->what == Says::member_failed)
      done(question->what == Says::member_failed);
    if (question->what == Says::farewell) --followers;
  }
  own_part.join();
  if (fault) std::rethrow_exception(fault);
}

void follow(const Request& request, const EnsembleRun& run, const Ranks& ranks, std::size_t at_most) {
  std::mutex one_at_a_time;  // calls of MPI
  run.compute(
      threads_of(request, ranks), ranks.on_this_machine() - 1, at_most,
      [&] {
        const std::lock_guard lock{one_at_a_time};
        return ranks.ask_for_block();
      },
      [&](bool failed) {
        const std::lock_guard lock{one_at_a_time};
        ranks.say(failed ? Says::member_failed : Says::member_done);
      });
  ranks.say(Says::farewell);
}

/// On network file systems what others have committed may show only after a while.
void wait_for_blocks(const EnsembleRun& run) {
  for (int tenths = 600; tenths > 0 && !run.complete(); --tenths)
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
}

/// What is left after the question has been understood. Throws what ends all processes.
int spread(const Request& request, const Ranks& ranks) {
  constexpr int go = -1;
  std::optional<Experiment> experiment;
  std::optional<EnsembleRun> run;
  const auto prepare = [&] {
    experiment.emplace(experiment_of(request));
    if (!request.write_design.empty()) return write_design_only(request, *experiment);
    run.emplace(request, *experiment, ranks.leads());
    return go;
  };
  // The leader goes first, so that what is wrong is told once, and blocks that are to be given up are gone.
  int word = ranks.leads() ? guarded(ranks.name(), prepare) : go;
  word = ranks.told_by_leader(word);
  if (word != go) return word;
  if (!ranks.leads()) prepare();

  const PoliteStop polite;
  const int members = ranks.told_by_leader(static_cast<int>(run->wanted_members()));
  if (members > 0) {
    const std::size_t at_most = (static_cast<std::size_t>(members) + ranks.size() - 1) / ranks.size();
    if (ranks.leads())
      lead(request, *run, ranks, at_most);
    else
      follow(request, *run, ranks, at_most);
  }
  const int signal = ranks.greatest(stop_signal());
  if (ranks.leads() && signal == 0) wait_for_blocks(*run);
  // The others stay until the file is there, and end with its code.
  return ranks.told_by_leader(ranks.leads() ? run->end(signal) : 0);
}

int main_of_rank(int argc, char** argv) {
  const Ranks ranks{argc, argv};
  CLI::App app{"Trellis: many runs of a scenario, spread over processes and machines by MPI", "simulate-mpi"};
  Request request;
  add_options_of_ranks(app, request);
  if (const std::optional<int> code = read_command_line(app, argc, argv, request, ranks.leads())) return *code;
  bool orderly = false;
  const int code = guarded(ranks.name(), [&] {
    const int word = spread(request, ranks);
    orderly = true;
    return word;
  });
  if (!orderly) Ranks::give_up(code);
  return code;
}

}  // namespace
}  // namespace trellis

int main(int argc, char** argv) { return trellis::main_of_rank(argc, argv); }
