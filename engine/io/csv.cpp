#include "engine/io/csv.hpp"

#include <fmt/format.h>

#include <set>

#include "engine/io/document_text.hpp"

namespace trellis {

namespace {

// The cells of one line; `fault` says what is wrong with its quotes.
std::vector<CsvCell> cells_of(const std::string& line, int number, std::string& fault, int& fault_column) {
  std::vector<CsvCell> cells;
  std::size_t byte = 0;
  while (true) {
    while (byte < line.size() && line[byte] == ' ') ++byte;
    CsvCell cell{"", number, column_of(line, byte)};
    if (byte < line.size() && line[byte] == '"') {
      bool closed = false;
      for (++byte; byte < line.size() && !closed; ++byte) {
        if (line[byte] != '"') {
          cell.text += line[byte];
        } else if (byte + 1 < line.size() && line[byte + 1] == '"') {
          cell.text += line[++byte];
        } else {
          closed = true;
        }
      }
      while (byte < line.size() && line[byte] == ' ') ++byte;
      if (!closed || (byte < line.size() && line[byte] != ',')) {
        fault = closed ? "text follows a closing quote; double the quotes inside a cell" : "a quote does not end";
        fault_column = cell.column;
        return cells;
      }
    } else {
      const std::size_t end = std::min(line.find(',', byte), line.size());
      cell.text = line.substr(byte, end - byte);
      cell.text.resize(cell.text.find_last_not_of(' ') + 1);
      if (cell.text.find('"') != std::string::npos) {
        fault = "a quote inside a cell; quote the whole cell and double the quotes inside";
        fault_column = cell.column;
        return cells;
      }
      byte = end;
    }
    cells.push_back(std::move(cell));
    if (byte >= line.size()) return cells;
    ++byte;
  }
}

void check_header(const CsvTable& table, std::vector<Problem>& problems) {
  std::set<std::string> names;
  for (const CsvCell& cell : table.header) {
    if (cell.text.empty()) {
      problems.push_back({table.file, cell.line, cell.column, "", "a column has no name"});
    } else if (!names.insert(cell.text).second) {
      problems.push_back(
          {table.file, cell.line, cell.column, "", fmt::format("the column '{}' is given twice", cell.text)});
    }
  }
}

}  // namespace

CsvTable read_csv(const std::string& path, std::vector<Problem>& problems) {
  CsvTable table;
  table.file = path;
  std::string reason;
  const std::optional<std::string> text = read_text_file(path, reason);
  if (!text) {
    problems.push_back({path, 0, 0, "", reason});
    return table;
  }
  const std::vector<std::string> lines = split_lines(*text);
  if (!check_text(path, lines, false, problems)) return table;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const std::string& line = lines[index];
    if (line.starts_with('#') || line.find_first_not_of(' ') == std::string::npos) continue;
    const int number = static_cast<int>(index) + 1;
    std::string fault;
    int fault_column = 0;
    std::vector<CsvCell> cells = cells_of(line, number, fault, fault_column);
    if (!fault.empty()) {
      problems.push_back({path, number, fault_column, "", fault});
      if (table.header.empty()) return table;
    } else if (table.header.empty()) {
      table.header = std::move(cells);
      check_header(table, problems);
    } else if (cells.size() != table.header.size()) {
      problems.push_back(
          {path, number, 1, "", fmt::format("the row has {} cells, the header {}", cells.size(), table.header.size())});
    } else {
      table.rows.push_back(std::move(cells));
    }
  }
  if (table.header.empty()) problems.push_back({path, 1, 1, "", "there is no header line"});
  return table;
}

}  // namespace trellis
