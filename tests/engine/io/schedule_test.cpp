#include "engine/io/schedule.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace trellis;

TEST_CASE("A constant schedule has its value at any date and for all") {
  const Schedule schedule(0.11);
  CHECK(schedule.constant());
  CHECK(schedule.at(Month{1990, 1}) == 0.11);
  CHECK(schedule.at(Month{2045, 12}, {.cluster = "red_river"}) == 0.11);
}

TEST_CASE("A step without a ramp is there from its month on") {
  const Schedule schedule({{.from = Month{2024, 1}, .value = 0.11}, {.from = Month{2027, 3}, .value = 0.05}});
  CHECK(schedule.at(Month{2023, 12}) == 0.11);
  CHECK(schedule.at(Month{2027, 2}) == 0.11);
  CHECK(schedule.at(Month{2027, 3}) == 0.05);
  CHECK(schedule.at(Month{2035, 1}) == 0.05);
}

TEST_CASE("A ramp starts from the value before it and arrives after its months") {
  const Schedule schedule(
      {{.from = Month{2024, 1}, .value = 0.1}, {.from = Month{2027, 3}, .value = 0.5, .ramp_months = 8}});
  CHECK(schedule.at(Month{2027, 3}) == 0.1);
  CHECK(schedule.at(Month{2027, 4}) == doctest::Approx(0.15));
  CHECK(schedule.at(Month{2027, 7}) == doctest::Approx(0.3));
  CHECK(schedule.at(Month{2027, 11}) == 0.5);
  CHECK(schedule.at(Month{2040, 1}) == 0.5);
}

TEST_CASE("A step that begins within a ramp goes on from where the ramp was") {
  const Schedule schedule({{.from = Month{2024, 1}, .value = 0},
                           {.from = Month{2025, 1}, .value = 12, .ramp_months = 12},
                           {.from = Month{2025, 7}, .value = 0, .ramp_months = 6}});
  CHECK(schedule.at(Month{2025, 7}) == doctest::Approx(6));
  CHECK(schedule.at(Month{2025, 10}) == doctest::Approx(3));
  CHECK(schedule.at(Month{2026, 1}) == 0);
}

TEST_CASE("The first step with a ramp has no value before it and is there at once") {
  const Schedule schedule({{.from = Month{2024, 1}, .value = 5, .ramp_months = 12}});
  CHECK(schedule.at(Month{2024, 1}) == 5);
}

TEST_CASE("The most precise target that has begun counts") {
  const Schedule schedule({{.from = Month{2024, 1}, .value = 1},
                           {.from = Month{2025, 1}, .value = 2, .target = {.owner = "domestic"}},
                           {.from = Month{2026, 1}, .value = 3, .target = {.category = "body"}},
                           {.from = Month{2027, 1}, .value = 4, .target = {.cluster = "north"}},
                           {.from = Month{2028, 1}, .value = 5, .target = {.cluster = "north", .category = "body"}}});
  const Target row{.cluster = "north", .category = "body", .owner = "domestic"};
  CHECK(schedule.at(Month{2024, 6}, row) == 1);
  CHECK(schedule.at(Month{2025, 6}, row) == 2);
  CHECK(schedule.at(Month{2026, 6}, row) == 3);
  CHECK(schedule.at(Month{2027, 6}, row) == 4);
  CHECK(schedule.at(Month{2028, 6}, row) == 5);
  CHECK(schedule.at(Month{2028, 6}, {.cluster = "south", .category = "body", .owner = "foreign"}) == 3);
  CHECK(schedule.at(Month{2028, 6}) == 1);
}

TEST_CASE("The first ramp of a target starts from the value for all") {
  const Schedule schedule({{.from = Month{2024, 1}, .value = 1},
                           {.from = Month{2025, 1}, .value = 3, .ramp_months = 4, .target = {.cluster = "north"}}});
  const Target north{.cluster = "north"};
  CHECK(schedule.at(Month{2025, 1}, north) == 1);
  CHECK(schedule.at(Month{2025, 3}, north) == 2);
  CHECK(schedule.at(Month{2025, 5}, north) == 3);
}

TEST_CASE("Steps out of order and schedules without a value for all are refused") {
  const ScheduleStep early{.from = Month{2024, 1}, .value = 1};
  const ScheduleStep late{.from = Month{2025, 1}, .value = 2};
  const ScheduleStep north{.from = Month{2023, 1}, .value = 2, .target = {.cluster = "north"}};
  CHECK_THROWS_AS(Schedule({late, early}), std::invalid_argument);
  CHECK_THROWS_AS(Schedule({early, early}), std::invalid_argument);
  CHECK_THROWS_AS(Schedule({north}), std::invalid_argument);
  CHECK_NOTHROW(Schedule({early, late, north}));
}
