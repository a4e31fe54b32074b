#include "engine/core/calendar.hpp"

#include <doctest/doctest.h>

using namespace trellis;

TEST_CASE("months add, subtract and compare across years") {
  CHECK(Month{2024, 12} + 14 == Month{2026, 2});
  CHECK(Month{2025, 1} + -1 == Month{2024, 12});
  CHECK(Month{2035, 12} - Month{2025, 1} == 131);
  CHECK(Month{2025, 3} < Month{2025, 4});
  CHECK((Month{0, 1} - 1).year() == -1);
  CHECK((Month{0, 1} - 1).month() == 12);
}

TEST_CASE("a month is written and read as year and two digits, and nothing else is a month") {
  CHECK(to_string(Month{2025, 3}) == "2025-03");
  CHECK(Month::parse("2025-03") == Month{2025, 3});
  for (const char* wrong : {"2025-3", "2025-13", "2025-00", "2025/03", "25-03", "2025-03 ", "20a5-03", ""})
    CHECK_MESSAGE(!Month::parse(wrong), wrong);
}

TEST_CASE("the time of a month's end counts days of the Gregorian calendar, leap years included") {
  const Month start{2025, 1};
  CHECK(Month{2025, 1}.days_since(start) == 30);
  CHECK(Month{2025, 2}.days_since(start) == 58);
  CHECK(Month{2028, 2}.days_since(start) - Month{2028, 1}.days_since(start) == 29);
  CHECK(Month{2100, 2}.days_since(start) - Month{2100, 1}.days_since(start) == 28);
}
