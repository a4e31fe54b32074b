// Panels: rows of agents in the run file at dates, as a scenario asks for them in outputs.panels.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "agents/panel_parameters.hpp"
#include "engine/io/snapshots.hpp"
#include "engine/state/column.hpp"

namespace trellis {

class Economy;

/// Columns that a panel of the table can hold: those that outlive a month.
std::vector<std::string> panel_columns(const Table& table);
/// The one of this name; nullptr where there is none.
const AnyColumn* panel_column(const Table& table, std::string_view name);
/// Bytes of one row of a panel.
std::size_t panel_bytes(const Table& table, const std::vector<std::string>& columns);

/// A group TABLE_panel for each table of which columns are asked for; the columns are there.
std::vector<SnapshotGroup> panel_groups(const Economy& e);
/// The rows of each of them at the end of the month `stepped`; empty where it is no date of panels. `first` is the
/// number of the first of these groups among those of the run file.
std::vector<Snapshot> panels(const Economy& e, Month stepped, std::size_t first);

}  // namespace trellis
