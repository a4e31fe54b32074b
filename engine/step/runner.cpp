#include "engine/step/runner.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <set>
#include <stdexcept>

#include "engine/step/flow_graph.hpp"

namespace trellis {

namespace {

constexpr double worth_sharing = 60'000;  // ns: a month below that is over before other threads are awake
constexpr double node_cost = 500;         // ns: what a node of the graph costs
constexpr double task_size = 10'000;      // ns: a task of fewer is not worth its overhead
constexpr std::size_t cache_bytes = 1u << 21;

double now() {
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Strips are too short for the hardware to notice a stream: ask for the next one in time.
void fetch(const Phase& p, std::size_t first) {
  for (AnyColumn* c : p.streams) {
    const std::byte* from = c->strip_bytes(first);
    for (std::size_t line = 0; line < strip * c->bytes_per_row(); line += 64) __builtin_prefetch(from + line);
  }
}

template <class F>
void each_access(Phase& p, F f) {
  for (const Accesses* list : {&p.reads, &p.writes})
    for (const Access& a : *list)
      if (auto* c = dynamic_cast<AnyColumn*>(const_cast<Resource*>(a.what))) f(*c, a);
}

class Working {  // as the phase that runs on this thread, for checked builds
 public:
  explicit Working([[maybe_unused]] const Phase& p) {
#ifdef TRELLIS_CHECKED
    before_ = std::exchange(declared_now, &p.declared);
#endif
  }
  Working(const Working&) = delete;
  ~Working() {
#ifdef TRELLIS_CHECKED
    declared_now = before_;
#endif
  }

 private:
  [[maybe_unused]] const Declared* before_ = nullptr;
};

}  // namespace

void FirstFailure::record(std::size_t position, std::size_t row, std::exception_ptr thrown) {
  const std::lock_guard lock{mutex_};
  if (!before(position, row)) return;
  first_.store(key(position, row), std::memory_order_relaxed);
  thrown_ = std::move(thrown);
}

void FirstFailure::rethrow() {
  if (!thrown_) return;
  first_.store(~std::uint64_t{0}, std::memory_order_relaxed);
  std::rethrow_exception(std::exchange(thrown_, nullptr));
}

Runner::Runner(Plan& plan, Clock& clock) : plan_{plan}, clock_{clock} {}
Runner::~Runner() = default;

void Runner::add(Ledger& ledger) {
  if (std::find(ledgers_.begin(), ledgers_.end(), &ledger) == ledgers_.end()) ledgers_.push_back(&ledger);
}

/// Payments name rows: none may be open while rows move.
void Runner::renew(Renewal& renewal) {
  for (const Ledger* l : ledgers_)
    if (l->open(renewal.table()))
      throw std::logic_error{"rows of " + renewal.table().name +
                             " are renewed while payments to them are open: settle first"};
  renewal.renew(clock_.step);
  for (Ledger* l : ledgers_)
    if (l->touches(renewal.table())) l->prepare(lanes_);
}

std::size_t Runner::workers() const { return static_cast<std::size_t>(std::count(worked_.begin(), worked_.end(), 1)); }

/// A passing column that only one pass uses, row by row and every month, shrinks to a strip for each thread.
void Runner::fold_passing() {
  struct Use {
    std::set<const Pass*> passes;
    Phase* first = nullptr;
    bool own_rows_only = true, every_month = true;
  };
  std::map<AnyColumn*, Use> uses;
  for (Pass& pass : plan_.passes())
    for (Phase& p : pass.phases)
      each_access(p, [&](AnyColumn& c, const Access& a) {
        if (c.life != Life::passing) return;
        Use& use = uses[&c];
        use.passes.insert(&pass);
        if (!use.first || p.position < use.first->position) use.first = &p;
        use.own_rows_only &= a.reach == Access::row && p.work != nullptr;
        use.every_month &= p.every.months == 1;
      });
  for (auto& [column, use] : uses) {
    const bool at_once = !use.own_rows_only || !use.every_month;
    if (at_once)
      cleared_.push_back(column);
    else
      use.first->fresh.push_back(column);
    if (!at_once && use.passes.size() == 1 && column->publish == Publish::no) column->fold(lanes_);
  }
}

void Runner::prepare(std::size_t lanes) {
  lanes_ = lanes;
  cleared_.clear(), parts_.clear(), graph_.reset();
  worked_.assign(lanes_, 0);
  std::set<const Table*> tables;
  for (Pass& pass : plan_.passes()) {
    std::set<AnyColumn*> seen;
    std::size_t bytes = 0;
    for (Phase& p : pass.phases) {
      p.streams.clear(), p.fresh.clear(), p.declared = {p.name, {}, {}};
      for (const Access& a : p.reads) p.declared.reads.push_back(a.what);
      for (const Access& a : p.writes) p.declared.writes.push_back(a.what);
      each_access(p, [&](AnyColumn& c, const Access& a) {
        c.unfold();
        tables.insert(&c.table);
        if (p.work && a.reach == Access::row && c.life == Life::state && seen.insert(&c).second)
          p.streams.push_back(&c), bytes += c.bytes().size();
      });
    }
    tables.insert(pass.table);
    pass.beyond_cache = bytes > cache_bytes;
  }
  for (const Table* t : tables) parts_.emplace_back(t, t->parts());
  fold_passing();
  prepared_ = true;
}

void Runner::begin_month() {
  const auto threads =
      static_cast<std::size_t>(std::max(tbb::this_task_arena::max_concurrency(), tbb::info::default_concurrency()));
  const bool same_parts =
      std::all_of(parts_.begin(), parts_.end(), [](const auto& p) { return p.first->parts() == p.second; });
  if (!prepared_ || !same_parts || threads > lanes_) prepare(threads);
  for (Ledger* l : ledgers_) l->prepare(lanes_), l->reset();
  for (AnyColumn* c : cleared_) c->clear();
}

template <class Work>
void Runner::guarded(const Phase& phase, std::size_t row, Work work) {
  if (!failure_.before(phase.position, row)) return;
  const Working declared{phase};
  try {
    work();
  } catch (...) {
    failure_.record(phase.position, row, std::current_exception());
  }
}

void Runner::strip_of(Pass& pass, const Phase& p, std::size_t block_number, std::size_t first, std::size_t end) {
  if (pass.beyond_cache) fetch(p, first + strip);
  for (AnyColumn* c : p.fresh) std::memset(c->strip_bytes(first), 0, strip * c->bytes_per_row());
  p.work(p.body.get(), clock_, block_number, first, std::min(strip, end - first));
}

void Runner::rows(Pass& pass, std::size_t block_number) {
  lane = single_ ? 0 : static_cast<std::size_t>(tbb::this_task_arena::current_thread_index());
  if (!single_ && !worked_[lane]) worked_[lane] = 1;
  const Block& b = pass.table->blocks()[block_number];
  const std::size_t end = b.first + b.rows;
  const Month month = clock_.now();
  for (std::size_t first = b.first; first < end; first += strip)
    for (const Phase& p : pass.phases)
      if (p.every.acts(month)) guarded(p, first, [&] { strip_of(pass, p, block_number, first, end); });
}

void Runner::before(Pass& pass) {
  for (Phase& p : pass.phases)
    if (p.before && p.every.acts(clock_.now())) guarded(p, 0, [&] { p.before(pass.table->blocks().size()); });
}

void Runner::after(Pass& pass) {
  constexpr std::size_t past_rows = (std::size_t{1} << 40) - 1;
  for (Phase& p : pass.phases)
    if (p.after && p.every.acts(clock_.now())) guarded(p, p.work ? past_rows : 0, p.after);
}

void Runner::sweep(Pass& pass, std::size_t first_block, std::size_t last_block) {
  const Month month = clock_.now();
  if (std::none_of(pass.phases.begin(), pass.phases.end(), [&](const Phase& p) { return p.every.acts(month); })) return;
  const std::size_t blocks = last_block - first_block;
  const std::size_t grain =
      pass.cost > 0 ? std::max<std::size_t>(1, static_cast<std::size_t>(task_size / pass.cost)) : 1;
  if (single_ || blocks <= grain) {
    for (std::size_t b = first_block; b < last_block; ++b) rows(pass, b);
    return;
  }
  tbb::parallel_for(tbb::blocked_range<std::size_t>{first_block, last_block, grain}, [&](const auto& range) {
    for (std::size_t b = range.begin(); b != range.end(); ++b) rows(pass, b);
  });
}

void Runner::run_inline() {
  auto& passes = plan_.passes();
  for (std::size_t i = 0; i < passes.size();) {  // a chain: passes that need no other part, only their own part's past
    std::size_t end = i + 1;
    while (end < passes.size() && passes[end].follows) ++end;
    const double start = now();
    for (std::size_t p = i; p < end; ++p) before(passes[p]);
    const Table& table = *passes[i].table;
    if (passes[i].sweeps())
      for (std::size_t part = 0; part < table.parts(); ++part)
        for (std::size_t p = i; p < end; ++p) sweep(passes[p], table.first_block(part), table.first_block(part + 1));
    for (std::size_t p = i; p < end; ++p) after(passes[p]);
    const double blocks = static_cast<double>(std::max<std::size_t>(table.blocks().size() * (end - i), 1));
    for (std::size_t p = i; p < end; ++p) passes[p].cost = (now() - start) / blocks;
    i = end;
  }
}

void Runner::run(bool alone, bool always_share) {
  begin_month();
  const bool one_thread = alone || tbb::this_task_arena::max_concurrency() == 1;
  const double bar = worth_sharing + node_cost * static_cast<double>(plan_.passes().size());
  single_ = one_thread || (!always_share && month_cost_ < bar);
  if (single_) {
    const double start = now();
    run_inline();
    const double ns = now() - start;
    month_cost_ = month_cost_ == 0 ? ns : std::min(ns, month_cost_ * 1.1);
  } else {
    if (!graph_) graph_ = std::make_unique<FlowGraph>(*this);
    graph_->run();
  }
  lane = 0;
  failure_.rethrow();
  ++clock_.step;
}

void Runner::watch(const std::function<void(const Phase& done)>& onlooker) {
  begin_month();
  for (const auto& pass : plan_.passes())
    for (const Phase& p : pass.phases)
      for (const Access& a : p.writes)
        if (auto* c = dynamic_cast<AnyColumn*>(const_cast<Resource*>(a.what)); c && c->folded()) c->unfold();
  prepared_ = false;  // the next month folds them again
  single_ = true, lane = 0;
  for (const Phase* told : plan_.told()) {
    if (!told->every.acts(clock_.now())) continue;
    Pass one{told->table, {*told}};
    before(one);
    if (one.sweeps()) sweep(one, 0, one.table->blocks().size());
    after(one);
    failure_.rethrow();
    onlooker(*told);
  }
  ++clock_.step;
}

void Runner::share(std::size_t tasks, const std::function<void(std::size_t)>& task, bool alone) const {
  if (alone || single_ || tasks < 2)
    for (std::size_t t = 0; t < tasks; ++t) task(t);
  else
    tbb::parallel_for(std::size_t{0}, tasks, task);
}

}  // namespace trellis
