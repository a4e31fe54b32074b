#include "engine/step/step.hpp"

#include <set>

#include "engine/step/runner.hpp"

namespace trellis {

Step::Step(Clock& clock) : clock_{clock}, runner_{std::make_unique<Runner>(plan_, clock)} {}
Step::~Step() = default;

void check_part(const Table& own, std::size_t own_row, const AnyColumn& column, Row to) {
  if (to < column.table.extent() && own.part_of(own_row) == column.table.part_of(to)) return;
  throw std::logic_error{(declared_now ? declared_now->phase : own.name) + " reads '" + column.label() +
                         "' beyond its part, which it promised to keep to: row " + std::to_string(own_row) +
                         " points to row " + std::to_string(to)};
}

void Step::refuse(const Phase& p) {
  const auto column_of = [](const Access& a) { return dynamic_cast<const AnyColumn*>(a.what); };
  for (const Accesses* list : {&p.reads, &p.writes})
    for (const Access& a : *list)
      if (const AnyColumn* c = column_of(a); c && a.reach == Access::row && &c->table != p.table)
        throw std::logic_error{p.name + " takes '" + c->label() + "' as a column of " + p.table->name +
                               "; another table is read by via(...), only(...) or many(...)"};
  for (const Access& w : p.writes)
    for (const Access& r : p.reads)
      if (w.what == r.what && r.reach != Access::row)
        throw std::logic_error{p.name + " writes '" + w.what->label() +
                               "' while other rows read it; write to a second column"};
  for (std::size_t i = 0; i < p.writes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (p.writes[i].what == p.writes[j].what)
        throw std::logic_error{p.name + " writes '" + p.writes[i].what->label() + "' twice"};
}

void Step::tell(Phase p) {
  for (const Access& a : p.reads)
    if (const auto* ledger = dynamic_cast<const Ledger*>(a.what)) runner_->add(const_cast<Ledger&>(*ledger));
  plan_.add(std::move(p));
  runner_->stale();
}

void Step::whole(std::string name, const Table& table, Accesses in, Accesses out, std::function<void()> work,
                 Every every) {
  Phase p{std::move(name), &table, std::move(in), std::move(out)};
  p.every = every, p.after = std::move(work);
  tell(std::move(p));
}

void Step::renew(std::string name, Renewal& renewal, Every every) {
  Phase p{std::move(name), &renewal.table(), {}, {}};
  for (const AnyColumn* c : renewal.reads()) p.reads.push_back({c, Access::table});
  for (const AnyColumn* c : renewal.writes()) p.writes.push_back({c, Access::table});
  p.every = every, p.renews = &renewal.table();
  p.after = [this, &renewal] { runner_->renew(renewal); };
  tell(std::move(p));
}

void Step::settle(std::string name, Ledger& ledger, Every every) {
  runner_->add(ledger);
  Phase p{std::move(name), &ledger.table(0), {}, {}};
  p.writes.push_back({&ledger, Access::table});
  for (Sector s = 0; s < ledger.sectors(); ++s) p.writes.push_back({&ledger.balance(s), Access::table});
  p.every = every, p.after = [&ledger] { ledger.settle(); };
  tell(std::move(p));
}

void Step::run() { runner_->run(alone, always_share); }
void Step::trace(Trace& marks) {
  runner_->watch([&](const Phase& done) {
    std::set<const AnyColumn*> written;
    for (const Access& a : done.writes)
      if (const auto* c = dynamic_cast<const AnyColumn*>(a.what); c && written.insert(c).second)
        marks.push_back({clock_.step, done.name, c->label(), c->hash()});
  });
}
void Step::watch(const Watch& onlooker) { runner_->watch(onlooker); }
std::size_t Step::workers() const { return runner_->workers(); }
void Step::share(std::size_t tasks, const std::function<void(std::size_t)>& task) const {
  runner_->share(tasks, task, alone);
}

std::vector<PhaseInfo> Step::phases() const {
  std::vector<PhaseInfo> all;
  for (const Phase* p : plan_.told()) {
    PhaseInfo info{p->name, p->table->name, {}, {}, p->every};
    const auto names = [](const Accesses& accesses) {
      std::vector<std::string> list;
      for (const Access& a : accesses) list.push_back(a.what->label());
      return list;
    };
    info.reads = names(p->reads), info.writes = names(p->writes);
    all.push_back(std::move(info));
  }
  return all;
}

}  // namespace trellis
