// What a run needs of a model: tables, a clock, a month. The model itself lives in agents/.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/draws.hpp"
#include "engine/io/run_file.hpp"
#include "engine/state/renewal.hpp"
#include "engine/state/table.hpp"

namespace trellis {

/// What one month hands on to the next, beside the clock: all that a checkpoint holds. Of the tables, the columns that
/// are state.
struct Carried {
  std::vector<Table*> tables;
  std::vector<Renewal*> renewals;
};

/// A model that is loaded and ready to step. One per run; worlds share nothing.
class World {
 public:
  virtual ~World() = default;
  /// Steps one month. Throws what an equation or an accounting check throws; the world is of no use afterwards.
  virtual void step() = 0;
  virtual const Clock& clock() const = 0;
  /// The tables whose published columns are written to the run file, in their order there.
  virtual std::vector<const Table*> tables() const = 0;
  /// Labels of every axis that a published column has beside time.
  virtual std::vector<Axis> axes() const = 0;
  /// Lists that the run file keeps at dates beside the monthly series, and what the month that has just been stepped
  /// adds to them.
  virtual std::vector<SnapshotGroup> snapshot_groups() const { return {}; }
  virtual std::vector<Snapshot> snapshots() const { return {}; }
  virtual Carried carried() = 0;
  /// Goes on before the month of this step, after everything carried has been set.
  virtual void go_on(std::uint32_t step) = 0;
  /// Agents that act in a month, for the progress line.
  virtual std::size_t agents() const = 0;
};

}  // namespace trellis
