#include "engine/io/csv.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>

using namespace trellis;

namespace {

CsvTable table_of(const std::string& text, std::vector<Problem>& problems) {
  namespace fs = std::filesystem;
  const fs::path path = fs::temp_directory_path() / ("trellis_" + std::to_string(std::random_device{}()) + ".csv");
  std::ofstream(path, std::ios::binary) << text;
  CsvTable table = read_csv(path.string(), problems);
  fs::remove(path);
  return table;
}

}  // namespace

TEST_CASE("Comments, empty lines, quotes and line ends of Windows are understood, and cells have places") {
  std::vector<Problem> problems;
  const CsvTable table = table_of("# note\r\nname, value ,source\r\n\r\n\"a, \"\"b\"\"\",5,é x\r\nc,,\r\n", problems);
  CHECK(problems.empty());
  REQUIRE(table.header.size() == 3);
  CHECK(table.header[1].text == "value");
  CHECK(table.header[1].line == 2);
  CHECK(table.header[1].column == 7);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0][0].text == "a, \"b\"");
  CHECK(table.rows[0][2].text == "é x");
  CHECK(table.rows[0][2].line == 4);
  CHECK(table.rows[0][2].column == 14);
  CHECK(table.rows[1][1].text.empty());
  CHECK(table.rows[1][2].text.empty());
}

TEST_CASE("The rows after a faulty one are still read") {
  std::vector<Problem> problems;
  const CsvTable table = table_of("a,b\n1\n2,3\n\"4,5\n6,7\n", problems);
  CHECK(problems.size() == 2);
  CHECK(table.rows.size() == 2);
}

TEST_CASE("A missing table is a problem with its path") {
  std::vector<Problem> problems;
  read_csv("/nowhere/table.csv", problems);
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) == "/nowhere/table.csv: there is no such file");
}
