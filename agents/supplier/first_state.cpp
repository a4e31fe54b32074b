#include "agents/supplier/first_state.hpp"

#include <algorithm>

#include "agents/finance/equations.hpp"
#include "agents/model.hpp"
#include "agents/supplier/equations.hpp"
#include "agents/supplier/exit_entry.hpp"
#include "agents/supplier/knowledge.hpp"

namespace trellis {

namespace {

// Draws of one firm's first state, by number; a number is never used for anything else.
enum Luck : std::uint32_t {
  size,
  technology,
  quality,
  skill,
  certificate,
  innovator,
  joint_venture,
  age,
  match,
  industry,
  credit_access,
  credit_full,
  credit_part,
  plant_size,
  number_of_families,
  expertise_in_field = 100,
  family = 200,
};

double bounded_normal(const Dice& luck, std::uint32_t draw, double mean, double spread, double least, double most) {
  return within(mean + spread * luck.normal(draw), least, most);
}

std::uint32_t drawn_industry(const std::vector<double>& shares, double uniform) {
  double place = uniform;
  for (std::uint32_t i = 0; i < shares.size(); ++i)
    if ((place -= shares[i]) < 0) return i;
  return static_cast<std::uint32_t>(shares.size()) - 1;
}

}  // namespace

Slots<Row, capabilities> draw_families(const Dice& luck, const OwnerClassRecord& of, std::uint32_t first_family,
                                       std::uint32_t families) {
  Slots<Row, capabilities> chosen = Slots<Row, capabilities>::make([](std::size_t) { return nowhere; });
  const auto span = static_cast<std::uint32_t>(of.families_most - of.families_least + 1);
  const auto wanted =
      least(static_cast<std::uint32_t>(of.families_least) + luck.below(span, Luck::number_of_families), families);
  std::uint32_t draw = Luck::family;
  for (std::size_t j = 0; j < wanted;) {
    const Row candidate = first_family + luck.below(families, draw++);
    if (std::find(chosen.at.begin(), chosen.at.begin() + j, candidate) == chosen.at.begin() + j)
      chosen[j++] = candidate;
  }
  return chosen;
}

Slots<double, technology_fields> draw_expertise(const Dice& luck, const OwnerClassRecord& of,
                                                const Slots<double, technology_fields>& fields) {
  const double match = bounded_normal(luck, Luck::match, of.match_mean, of.match_sd, of.match_least, of.match_most);
  return Slots<double, technology_fields>::make([&](std::size_t g) {
    // A match of 1 - e^-E in each field of the category, give or take 15 %.
    const double known =
        -maths::log(1 - match) * (0.85 + 0.3 * luck.uniform(Luck::expertise_in_field + static_cast<std::uint32_t>(g)));
    return fields[g] > 0 ? known : of.other_expertise;
  });
}

void draw_firm(Economy& e, Row row, std::size_t owner_class, Row category) {
  SupplierTable& t = e.supplier;
  const Scenario& s = e.scenario;
  const OwnerClassRecord& of = s.data.owner_classes[owner_class];
  const Dice luck{e.first_clock(), t.identity.get(row), stream::first_state};
  const bool serves = category != nowhere;
  t.kind.set(row, static_cast<std::uint32_t>(owner_class));
  t.owner.set(row, of.owner);
  t.settled_in.set(row, 1);
  t.category.set(row, category);
  t.pool.set(row, serves ? t.cluster.get(row) * static_cast<Row>(e.category.rows()) + category : nowhere);
  t.joint_venture.set(row, luck.chance(of.joint_venture_probability, Luck::joint_venture) ? of.joint_venture_share : 0);
  const std::uint32_t industry = drawn_industry(e.industry_shares[owner_class], luck.uniform(Luck::industry));
  t.industry.set(row, industry);
  t.age.set(row, luck.below(static_cast<std::uint32_t>(of.age_most) + 1, Luck::age));
  t.technology.set(row, of.technology_median * maths::exp(of.technology_log_sd * luck.normal(Luck::technology)));
  t.quality.set(row,
                bounded_normal(luck, Luck::quality, of.quality_mean, of.quality_sd, of.quality_least, of.quality_most));
  t.on_time.set(row, of.on_time);
  t.skill.set(row, of.skill_least + (of.skill_most - of.skill_least) * luck.uniform(Luck::skill));
  t.knowledge.set(row, of.research_stock);
  t.innovator.set(row, luck.chance(of.innovator_share, Luck::innovator));
  const double rank = luck.uniform(Luck::certificate);
  t.certificate.set(row, rank < of.iatf16949_share                      ? Certificate::iatf16949
                         : rank < of.iatf16949_share + of.iso9001_share ? Certificate::iso9001
                                                                        : Certificate::none);
  t.imported_material.set(row, s.supplier.imported_share);
  t.markup.set(row, s.supplier.markup_start);
  t.absorptive_capacity.set(row, supplier::absorptive_capacity(of.research_stock, t.skill.get(row), 0, s.knowledge));
  t.families.set(
      row, serves ? draw_families(luck, of, e.category.first_family.get(category), e.category.families.get(category))
                  : Slots<Row, capabilities>::make([](std::size_t) { return nowhere; }));
  t.expertise.set(
      row, draw_expertise(luck, of, serves ? e.category.fields.get(category) : Slots<double, technology_fields>{}));
  t.institute.set(row, nowhere), t.joins.set(row, nowhere);
  const auto nobody = ByInput<Row>::all(nowhere);
  t.inputs.seller.set(row, nobody), t.inputs.creditor.set(row, nobody), t.inputs.asks.set(row, nobody);
  t.inputs.first_source.set(row, nowhere), t.inputs.second_source.set(row, nowhere);
  t.inputs.freed.set(row, ByInput<std::uint8_t>::all(1));  // asks for bids as soon as it needs any
  t.past_institutes.set(row, Slots<Row, remembered_institutes>::make([](std::size_t) { return nowhere; }));
  t.served.set(row, luck.chance(finance::access_of_reference(s.credit), Luck::credit_access));
  t.served_fraction.set(
      row, finance::served_fraction(luck.uniform(Luck::credit_full), luck.uniform(Luck::credit_part), s.credit));

  const double spread = of.sales_log_sd;
  const Value yearly{of.sales_mean * maths::exp(spread * luck.normal(Luck::size) - spread * spread / 2)};
  t.home_sales.set(row, yearly / 12);
  t.capacity.set(row, of.capacity_share * (yearly / 12));
  t.deposits.set(row, nearest(of.deposits_share * yearly));
  t.loans.set(row, nearest(of.loans_share * yearly));
  t.capital.set(row, nearest(of.capital_share * yearly));
}

void settle_newcomers(Economy& e) {
  SupplierTable& t = e.supplier;
  for (std::size_t part = 0; part < t.parts(); ++part)
    for (std::size_t r = t.part(part).first; r < t.part(part).first + t.part(part).rows; ++r) {
      if (t.settled_in.get(r)) continue;
      const Row row = static_cast<Row>(r);
      const bool foreign = t.origin.get(row) == 0;
      t.cluster.set(row, static_cast<Row>(part));
      draw_firm(e, row, foreign ? e.foreign_class_number : e.latent_class_number, foreign ? t.asker.get(row) : nowhere);
      Dong capital = t.capital.get(row), deposits = t.deposits.get(row);
      if (foreign) {
        const Dice luck{e.first_clock(), t.identity.get(row), stream::first_state};
        const Value capacity = supplier::plant_capacity(e.category.lot.get(t.asker.get(row)),
                                                        luck.uniform(Luck::plant_size), e.scenario.exit_entry);
        const Value cost = supplier::capacity_cost(capacity, e.scenario.supplier);
        t.capacity.set(row, capacity);
        t.home_sales.set(row, Value{});  // built for this industry
        capital = nearest(cost);
        deposits = nearest(supplier::entry_equity(cost, e.scenario.exit_entry)) - capital;
      }
      t.loans.set(row, Dong{}), t.capital.set(row, capital), t.deposits.set(row, Dong{}), t.age.set(row, 0);
      const Account self{sector::suppliers, row}, owner{foreign ? sector::world : sector::households, 0};
      const Dong local = portion(capital, e.scenario.supplier.capital_local_share);
      e.book.pay(owner, self, capital + deposits, foreign ? flow::foreign_equity : flow::domestic_equity);
      e.book.pay(self, {sector::households, 0}, local, flow::capital_goods);
      e.book.pay(self, {sector::world, 0}, capital - local, flow::capital_goods);
    }
}

}  // namespace trellis
