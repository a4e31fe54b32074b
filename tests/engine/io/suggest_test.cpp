#include "engine/io/suggest.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace trellis;

TEST_CASE("One edit is a letter inserted, removed, replaced or swapped with its neighbour") {
  CHECK(edit_distance("rate", "rate") == 0);
  CHECK(edit_distance("rat", "rate") == 1);
  CHECK(edit_distance("ratte", "rate") == 1);
  CHECK(edit_distance("rite", "rate") == 1);
  CHECK(edit_distance("raet", "rate") == 1);
  CHECK(edit_distance("", "rate") == 4);
  CHECK(edit_distance("RATE", "rate") == 0);
  CHECK(edit_distance("ca", "abc") == 3);  // each stretch is edited once
}

TEST_CASE("Only a name that is near enough is suggested, the nearest first") {
  const std::vector<std::string> names{"capacity", "wage", "rate", "rates"};
  CHECK(did_you_mean("capcity", names) == "; did you mean 'capacity'?");
  CHECK(did_you_mean("rat", names) == "; did you mean 'rate'?");
  CHECK(did_you_mean("colour", names).empty());
  CHECK(did_you_mean(std::string(1'000, 'r'), names).empty());
  CHECK(did_you_mean("rate", {}).empty());
}
