#include "engine/io/document_excerpt.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

using namespace trellis;

TEST_CASE("A problem is shown with its line and a caret under its character") {
  namespace fs = std::filesystem;
  const fs::path path = fs::temp_directory_path() / ("trellis_" + std::to_string(std::random_device{}()));
  std::ofstream(path, std::ios::binary) << "title: ế\nrate: 5\n" << std::string(200, 'a') << "b\n";
  const std::string file = path.string();
  CHECK(with_excerpts({{file, 1, 8, "title", "m"}}) == file + ":1:8: title: m\n    title: ế\n           ^\n");
  CHECK(with_excerpts({{file, 3, 201, "", "m"}}) ==
        file + ":3:201: m\n    " + std::string(60, 'a') + "b\n    " + std::string(60, ' ') + "^\n");
  CHECK(with_excerpts({{file, 0, 0, "", "m"}, {file, 9, 1, "", "m"}}) == file + ": m\n" + file + ":9:1: m\n");
  fs::remove(path);
  CHECK(with_excerpts({{file, 1, 8, "title", "m"}}) == file + ":1:8: title: m\n");
}
