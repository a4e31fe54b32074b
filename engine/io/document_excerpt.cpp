#include "engine/io/document_excerpt.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/io/document_text.hpp"

namespace trellis {

namespace {

constexpr int shown_before = 60;
constexpr int shown_behind = 40;

// The line around a column with the caret below; control characters are shown as blanks.
std::string excerpt(const std::string& line, int column) {
  const int first = std::max(1, column - shown_before);
  const std::size_t from = byte_of(line, first);
  std::string text = line.substr(from, byte_of(line, column + shown_behind) - from);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  std::string result = "    ";
  result.append(text).append("\n    ").append(static_cast<std::size_t>(column - first), ' ').append("^\n");
  return result;
}

}  // namespace

std::string with_excerpts(const std::vector<Problem>& problems) {
  std::map<std::string, std::vector<std::string>> files;
  std::string text;
  for (const Problem& problem : problems) {
    text.append(to_string(problem)).append("\n");
    if (problem.line < 1 || problem.column < 1) continue;
    const auto [file, is_new] = files.try_emplace(problem.file);
    if (is_new) {
      std::string reason;
      file->second = split_lines(read_text_file(problem.file, reason).value_or(""));
    }
    const auto index = static_cast<std::size_t>(problem.line) - 1;
    if (index < file->second.size()) text += excerpt(file->second[index], problem.column);
  }
  return text;
}

}  // namespace trellis
