// What stands beside the months of a run: where its inputs came from, and somebody who looks on after every month.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include "engine/io/describe_read.hpp"
#include "engine/io/provenance.hpp"
#include "engine/run/world.hpp"

namespace trellis {

/// Fills the inputs, parameters and text of a provenance. Files are named relative to the folder of `scenario`, so that
/// the run file does not depend on where the repository lies. `text`: the canonical scenario. Throws FileError where an
/// input cannot be read any more.
void note_inputs(Provenance& provenance, const std::filesystem::path& scenario, const ScenarioOrigins& origins,
                 std::string text);

/// A world that is the other one, and tells after each of its months.
class Followed final : public World {
 public:
  Followed(World& world, std::function<void()> after_month) : world_{world}, after_month_{std::move(after_month)} {}
  void step() override { world_.step(), after_month_(); }
  const Clock& clock() const override { return world_.clock(); }
  std::vector<const Table*> tables() const override { return world_.tables(); }
  std::vector<Axis> axes() const override { return world_.axes(); }
  std::size_t agents() const override { return world_.agents(); }
  std::vector<SnapshotGroup> snapshot_groups() const override { return world_.snapshot_groups(); }
  std::vector<Snapshot> snapshots() const override { return world_.snapshots(); }
  Carried carried() override { return world_.carried(); }
  void go_on(std::uint32_t step) override { world_.go_on(step); }

 private:
  World& world_;
  std::function<void()> after_month_;
};

}  // namespace trellis
