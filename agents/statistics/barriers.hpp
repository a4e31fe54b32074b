// Why is an imported part not bought in Vietnam? Each slot's imports stand in one row: the gate of a tender that stops
// the last of the family's suppliers. Each row belongs to a pillar of the strategy.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "agents/names.hpp"
#include "agents/oem/sourcing.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

// In the order in which a supplier meets them; a desk looks for candidates before it asks the gates, see barrier().
enum class Barrier : std::uint8_t {
  exists,
  discovery,
  technology,
  certificate,
  quality,
  capacity,
  finance,
  price,
  lost_draw,
  approval,
  residual,
};
inline constexpr std::size_t barriers = 11;

struct AboutBarrier {
  std::string_view name, words;  // as an axis label, and as a person says it
  Pillar pillar;
};
// The pillars are our reading: each is the one whose levers act on the gate first (ODD.md, 3.5).
inline constexpr std::array<AboutBarrier, barriers> about_barriers{{
    {"exists", "no supplier makes the part", Pillar::environment},
    {"discovery", "a fit supplier is not found", Pillar::market},
    {"technology", "suppliers lack the technology", Pillar::technology},
    {"certificate", "suppliers lack the certificate", Pillar::technology},
    {"quality", "suppliers lack the quality", Pillar::human_resources},
    {"capacity", "suppliers lack the capacity", Pillar::infrastructure},
    {"finance", "suppliers cannot pay for capacity", Pillar::environment},
    {"price", "suppliers cost more than imports", Pillar::market},
    {"lost_draw", "a fit and cheap supplier was not chosen", Pillar::market},
    {"approval", "a supplier's part is being approved", Pillar::environment},
    {"residual", "a supplier delivers a part only", Pillar::infrastructure},
}};

using ByBarrier = Slots<Dong, barriers>;
using ByPillar = Slots<Dong, pillars>;

/// Columns of a cut: its imported parts of the last four quarters by barrier. The rows sum to the imports exactly.
struct Barred {
  explicit Barred(Table& of) : of_{of} {}

 private:
  Table& of_;

 public:
  Column<ByBarrier> barred{of_,
                           {.name = "imports_by_barrier",
                            .meaning = "Imported parts by what kept all suppliers in Vietnam out, four quarters",
                            .unit = "VND",
                            .publish = Publish::point,
                            .axis = "barrier"}};
  Column<ByBarrier> barred_domestic{
      of_,
      {.name = "imports_by_barrier_domestic",
       .meaning = "Imported parts by what kept all Vietnamese-owned suppliers out, four quarters",
       .unit = "VND",
       .publish = Publish::point,
       .axis = "barrier"}};
};

}  // namespace trellis

namespace trellis::statistics {

/// What stops one supplier that a desk asks: the first gate that it fails, else its price, else the draw. Costs are
/// over the import price.
constexpr Barrier stopped_by(sourcing::FailedGates failed, Ratio total_cost, Ratio import_cost) {
  constexpr std::array<Barrier, sourcing::gates> of_gate{Barrier::technology, Barrier::certificate, Barrier::quality,
                                                         Barrier::capacity, Barrier::finance};
  for (std::size_t gate = 0; gate < sourcing::gates; ++gate)
    if (failed.has(static_cast<sourcing::Gate>(gate))) return of_gate[gate];
  return total_cost > import_cost ? Barrier::price : Barrier::lost_draw;  // (12.12)
}

/// What is known of a family's suppliers (of all, or of those of one owner class) before a slot's gates.
struct Field {
  bool exists = false, found = false;
  bool fit_but_not_found = false;         // somebody who would pass every gate and the price
  Barrier furthest = Barrier::discovery;  // of those found, that of the one who got furthest

  constexpr Field with(const Field& o) const {
    return {exists || o.exists, found || o.found, fit_but_not_found || o.fit_but_not_found,
            furthest < o.furthest ? o.furthest : furthest};
  }
};

/// The row of a slot: where the last supplier is stopped. A search that misses everybody who is fit, while those found
/// fail, is what keeps the part from being bought in Vietnam.
constexpr Barrier barrier(const Field& field) {
  if (!field.exists) return Barrier::exists;
  if (field.furthest == Barrier::lost_draw) return Barrier::lost_draw;
  return field.fit_but_not_found || !field.found ? Barrier::discovery : field.furthest;  // (12.13)
}

/// Sums by pillar.
constexpr ByPillar by_pillar(const ByBarrier& rows) {
  ByPillar all{};
  for (std::size_t b = 0; b < barriers; ++b) all[number(about_barriers[b].pillar)] += rows[b];
  return all;  // (12.14)
}

}  // namespace trellis::statistics
