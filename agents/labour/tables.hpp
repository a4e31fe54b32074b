// Training establishments: they keep up the pool of skills of their cluster, and raise it where the state pays for
// more.
#pragma once
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

struct TrainingTable : Table {
  TrainingTable() : Table{"training"} {}
  Column<Row> cluster{*this, {"cluster", "Cluster in which it works"}};
  Column<People> places{*this, {"places", "Trainees of a year at the start", "persons"}};
  Column<Ratio> share{*this, {"share", "Share of its cluster's places"}};
  Column<People> trainers_at_start{*this, {"trainers_at_start", "Trainers at the start", "persons"}};
  Column<Dong> budget{*this, {"budget", "Public budget of the places at the start", "VND per month"}};
  Column<People> trainers{*this,
                          {.name = "trainers", .meaning = "Trainers", .unit = "persons", .publish = Publish::point}};
  Column<People> further_places{*this, {"further_places", "Places beyond those of the start", "persons"}};
  Column<People> trainees{
      *this, {.name = "trainees", .meaning = "Trainees of a year", .unit = "persons", .publish = Publish::point}};
  Column<People> further_trainees{
      *this, {"further_trainees", "Trainees beyond those of the start, at the start's quality", "persons"}};
};

}  // namespace trellis
