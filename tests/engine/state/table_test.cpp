#include "engine/state/table.hpp"

#include <doctest/doctest.h>

#include "engine/state/column.hpp"

using namespace trellis;

namespace {
struct Firm : Table {
  Firm() : Table{"firm"} {}
  Column<double> value{*this, {"value", ""}};
};
}  // namespace

TEST_CASE("each part begins on a strip of its own, and blocks never cross parts") {
  Firm firm;
  firm.resize_parts({600, 0, 65, 1});
  CHECK(firm.rows() == 666);
  CHECK(firm.parts() == 4);
  CHECK(firm.part(2).first == 640);
  CHECK(firm.part(3).first == 768);
  CHECK(firm.blocks().size() == 4);
  CHECK(firm.first_block(1) == 2);
  CHECK(firm.first_block(2) == 2);
  CHECK(firm.first_block(4) == 4);
  CHECK(firm.part_of(599) == 0);
  CHECK(firm.part_of(640) == 2);
  CHECK(firm.part_of(768) == 3);
  std::size_t rows = 0;
  firm.each_row([&](std::size_t r) {
    ++rows;
    CHECK_MESSAGE((r < 600 || (r >= 640 && r < 705) || r == 768), r);
  });
  CHECK(rows == 666);
}

TEST_CASE("rows that stay keep their values when a table grows or its parts shift, and new rows are zero") {
  Firm firm;
  firm.resize_parts({10, 10});
  firm.value.set(9, 1), firm.value.set(64, 2), firm.value.set(73, 3);
  firm.resize_parts({100, 11});
  CHECK(firm.value.get(9) == 1);
  CHECK(firm.value.get(64) == 0);
  CHECK(firm.value.get(128) == 2);
  CHECK(firm.value.get(137) == 3);
  CHECK(firm.value.get(138) == 0);
  firm.resize_parts({9, 1});
  firm.resize_parts({10, 10});
  CHECK(firm.value.get(9) == 0);
  CHECK(firm.value.get(73) == 0);
}

TEST_CASE("a table that was never sized has one part without rows") {
  const Firm firm;
  CHECK(firm.rows() == 0);
  CHECK(firm.parts() == 1);
  CHECK(firm.blocks().empty());
}

TEST_CASE("the generation counts every change of rows") {
  Firm firm;
  const auto before = firm.generation();
  firm.resize(3);
  CHECK(firm.generation() > before);
}

TEST_CASE("Parts of another run lie where they lay there, empty, and parts that no table has are refused") {
  Table firm{"firm"};
  Column<std::uint32_t> size{firm, {.name = "size", .meaning = "Size"}};
  firm.resize_parts({3, 70});
  size.fill(5);
  firm.take_parts({{0, 2, 64}, {128, 65, 128}, {256, 0, 64}});
  CHECK(firm.rows() == 67);
  CHECK(firm.extent() == 320);
  CHECK(firm.part(1).first == 128);
  CHECK(firm.part(1).room == 128);
  CHECK(size.get(0) == 0);
  CHECK(size.get(128 + 64) == 0);
  const std::vector<std::vector<Part>> wrong{
      {{1, 2, 64}}, {{0, 65, 64}}, {{0, 2, 64}, {0, 1, 64}}, {{0, 2, 129}, {128, 1, 64}}};
  for (const std::vector<Part>& parts : wrong) CHECK_THROWS_AS(firm.take_parts(parts), std::invalid_argument);
  CHECK(firm.rows() == 67);
}
