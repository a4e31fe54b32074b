// Research institutes, universities and technical centres, and their projects with firms.
#pragma once
#include "agents/names.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct InstituteTable : Table {
  InstituteTable() : Table{"institute"} {}
  Column<Row> cluster{*this, {"cluster", "Cluster in which it works"}};
  Column<double> staff{*this, {"staff", "Research staff", "persons"}};
  Column<Slots<double, technology_fields>> expertise{*this, {"expertise", "Expertise by technology field"}};
  Column<Dong> deposits{*this, {"deposits", "Deposits", "VND"}};
  Column<Dong> budget{*this, {"budget", "Public budget", "VND per month"}};
  Column<double> places{*this, {"places", "Projects that it can begin this year"}};
  Column<std::uint32_t> running{
      *this, {.name = "projects", .meaning = "Projects under way", .unit = "projects", .publish = Publish::point}};
};

struct ProjectTable : Table {
  ProjectTable() : Table{"project"} {}
  Column<std::uint32_t> identity{*this, {"identity", "Identity, never used twice"}};
  Column<Row> asker{*this, {"asker", "Firm that asked"}};
  Column<std::uint32_t> origin{*this, {"origin", "Always 0: suppliers ask"}};
  Column<std::uint8_t> ended{*this, {"ended", "Whether the project is over"}};
  Column<std::uint32_t> leader{*this, {"leader", "Identity of the firm that proposed it: the project's luck is its"}};
  Column<Slots<Row, most_project_firms>> partners{*this, {"partners", "Firms; nowhere once they have left"}};
  Column<Slots<std::uint32_t, most_project_firms>> members{
      *this, {"members", "Identity of each firm that began it, plus 1; 0 for none"}};
  Column<Row> institute{*this, {"institute", "Institute"}};
  Column<std::int32_t> left{*this, {"left", "Months left", "months"}};
  Column<std::uint8_t> begun{*this, {"begun", "Whether the first state has been set"}};
  Column<std::uint8_t> teaches{*this, {"teaches", "Whether the project succeeds this month"}};
  Column<Slots<double, technology_fields>> lesson{
      *this, {"lesson", "Most that a partner knows of each field", "1", Life::passing}};
};

}  // namespace trellis
