// Offices that give out the places of a programme in a cluster.
#pragma once
#include "agents/names.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

// One row for each cluster and programme with places.
struct OfficeTable : Table {
  OfficeTable() : Table{"office"} {}
  Column<Row> cluster{*this, {"cluster", "Cluster"}};
  Column<std::uint32_t> kind{*this, {"kind", "Programme, in the order of agents/government/programmes.hpp"}};
  Column<double> places{*this, {"places", "Places left this year", "firms"}};
};

}  // namespace trellis
