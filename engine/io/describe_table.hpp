// The records of a CSV file as nodes of a document.
#pragma once

#include <string>
#include <vector>

#include "engine/io/describe_value.hpp"
#include "engine/io/document.hpp"

namespace trellis {

struct RecordTable {
  struct Row {
    Node node;
    std::string source;
  };
  std::string file;  // "" if it could not be found
  Place header;
  std::vector<Row> rows;
};

// Reads the CSV file that `node` names, relative to the file in which it stands (to the working folder for a setting).
// A column `a.b` fills the field b of the group a. The column `source` is required
// in every row; a record may describe it as a field or not.
RecordTable read_record_table(const Node& node, const std::string& path, const Report& report);

}  // namespace trellis
