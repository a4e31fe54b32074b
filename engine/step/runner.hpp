// Runs the passes of a plan: inline where a month is small, else as one oneTBB flow graph of passes and parts.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/state/renewal.hpp"
#include "engine/step/ledger.hpp"
#include "engine/step/plan.hpp"

namespace trellis {

class FlowGraph;

/// The first of the exceptions that equations threw, in the order of phases and rows: what comes after it need not run,
/// what comes before it still must, since it may throw as well.
class FirstFailure {
 public:
  bool before(std::size_t position, std::size_t row) const {  // may work at this place still matter?
    return key(position, row) < first_.load(std::memory_order_relaxed);
  }
  void record(std::size_t position, std::size_t row, std::exception_ptr thrown);
  void rethrow();  // and forget

 private:
  static std::uint64_t key(std::size_t position, std::size_t row) { return std::uint64_t{position} << 40 | row; }
  std::atomic<std::uint64_t> first_{~std::uint64_t{0}};
  std::mutex mutex_;
  std::exception_ptr thrown_;
};

class Runner {
 public:
  Runner(Plan& plan, Clock& clock);
  ~Runner();

  void run(bool alone, bool always_share);
  void watch(const std::function<void(const Phase& done)>& onlooker);  // a month, phase by phase
  void add(Ledger& ledger);
  void renew(Renewal& renewal);
  void stale() { prepared_ = false; }
  void share(std::size_t tasks, const std::function<void(std::size_t)>& task, bool alone) const;
  std::size_t workers() const;

  // For the flow graph.
  Plan& plan() { return plan_; }
  void before(Pass& pass);
  void sweep(Pass& pass, std::size_t first_block, std::size_t last_block);  // shared out where it is worth it
  void after(Pass& pass);

 private:
  void begin_month();
  void prepare(std::size_t lanes);
  void fold_passing();
  void run_inline();
  void rows(Pass& pass, std::size_t block_number);
  void strip_of(Pass& pass, const Phase& phase, std::size_t block_number, std::size_t first, std::size_t end);
  template <class Work>
  void guarded(const Phase& phase, std::size_t row, Work work);

  Plan& plan_;
  Clock& clock_;
  std::vector<Ledger*> ledgers_;
  std::vector<AnyColumn*> cleared_;  // passing columns that begin each month as zero, all at once
  std::vector<std::pair<const Table*, std::size_t>> parts_;  // as they were when the graph was made
  std::unique_ptr<FlowGraph> graph_;
  FirstFailure failure_;
  std::vector<std::uint8_t> worked_;
  std::size_t lanes_ = 0;
  double month_cost_ = 0;  // ns, on one thread
  bool prepared_ = false, single_ = true;
};

}  // namespace trellis
