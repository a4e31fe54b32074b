#include "engine/io/describe_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/io/csv.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

namespace fs = std::filesystem;

namespace {

// The mapping under the part of a column's name before its last point; it begins where the header does.
Node& group_of(Node& record, const std::string& column, const Place& header, std::string& last) {
  Node* node = &record;
  std::size_t from = 0;
  for (std::size_t point = column.find('.'); point != std::string::npos; point = column.find('.', from)) {
    const std::string name = column.substr(from, point - from);
    if (node->find(name) == nullptr) {
      node->entries.push_back({name, false, header, Node{Node::mapping, Node::csv, false, record.place, "", {}}});
    }
    node = &node->find(name)->node;
    from = point + 1;
  }
  last = column.substr(from);
  return *node;
}

}  // namespace

RecordTable read_record_table(const Node& node, const std::string& path, const Report& report) {
  RecordTable table;
  const fs::path folder = node.origin == Node::setting ? fs::path() : fs::path(node.place.file).parent_path();
  const std::string file = (folder / node.text).lexically_normal().generic_string();
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) {
    const bool is_folder = fs::is_directory(file, ignored);
    report(node.place, path,
           fmt::format("'{}': {}", file, is_folder ? "is a folder, not a file" : "there is no such file"));
    return table;
  }
  std::vector<Problem> problems;
  const CsvTable csv = read_csv(file, problems);
  table.file = file;
  table.header = {file, csv.header.empty() ? 1 : csv.header[0].line, 1};
  for (Problem& problem : problems) report({problem.file, problem.line, problem.column}, path, problem.message);
  if (csv.header.empty()) return table;
  const auto is_source = [](const CsvCell& cell) { return cell.text == "source"; };
  const auto source = std::find_if(csv.header.begin(), csv.header.end(), is_source) - csv.header.begin();
  const auto source_column = static_cast<std::size_t>(source);
  if (source_column == csv.header.size()) {
    report({file, csv.header[0].line, 1}, path, "the column 'source' is missing: where each row's numbers come from");
  }
  for (const CsvCell& cell : csv.header) {
    const auto is_above = [&](const CsvCell& other) { return cell.text.starts_with(other.text + '.'); };
    if (std::none_of(csv.header.begin(), csv.header.end(), is_above)) continue;
    report({file, cell.line, cell.column}, path, fmt::format("the column '{}' lies below another column", cell.text));
    return table;
  }
  for (const std::vector<CsvCell>& cells : csv.rows) {
    RecordTable::Row row;
    row.node = Node{Node::mapping, Node::csv, false, {file, cells[0].line, 1}, "", {}};
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const Place place{file, cells[column].line, cells[column].column};
      const Place header{file, csv.header[column].line, csv.header[column].column};
      if (column == source_column) {
        row.source = cells[column].text;
        if (row.source.empty()) report(place, path, "the row names no source");
      }
      std::string name;
      Node& group = group_of(row.node, csv.header[column].text, header, name);
      group.entries.push_back({name, true, header, Node{Node::scalar, Node::csv, true, place, cells[column].text, {}}});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace trellis
