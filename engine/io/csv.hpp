// Tables of data: comma-separated text with a header line and comment lines, each cell with its place.
#pragma once

#include <string>
#include <vector>

#include "engine/core/errors.hpp"

namespace trellis {

struct CsvCell {
  std::string text;
  int line = 0, column = 0;
};

// Every row has as many cells as the header.
struct CsvTable {
  std::string file;
  std::vector<CsvCell> header;
  std::vector<std::vector<CsvCell>> rows;
};

// Reads a UTF-8 file of at most 8 MiB. Lines that start with # are comments, empty lines are skipped, cells may be
// quoted with " ("" inside for one quote) but do not span lines, blanks around them are dropped. Problems: a missing or
// unreadable file, an empty or doubled name in the header, a row of another length, a quote that does not end.
CsvTable read_csv(const std::string& path, std::vector<Problem>& problems);

}  // namespace trellis
