#include "engine/io/document_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace trellis {

namespace {

constexpr std::uintmax_t largest_file = 8U << 20U;

// Length in bytes of the character at `byte`, and its code point; 0 if it is not UTF-8.
std::size_t decode(std::string_view line, std::size_t byte, char32_t& point) {
  const auto at = [&](std::size_t offset) { return static_cast<unsigned char>(line[byte + offset]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) {
    point = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || byte + length > line.size()) return 0;
  point = char32_t(lead & (0x7F >> length));
  for (std::size_t offset = 1; offset < length; ++offset) {
    if ((at(offset) & 0xC0) != 0x80) return 0;
    point = (point << 6U) | (at(offset) & 0x3FU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool outside = point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF);
  return overlong || outside ? 0 : length;
}

bool is_control(char32_t point) {
  return (point < 0x20 && point != '\t') || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 ||
         point == 0xFEFF;
}

}  // namespace

std::optional<std::string> read_text_file(const std::string& path, std::string& reason) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (status.type() == fs::file_type::not_found) {
    reason = "there is no such file";
  } else if (failure) {
    reason = failure.message();
  } else if (status.type() == fs::file_type::directory) {
    reason = "is a folder, not a file";
  } else if (status.type() != fs::file_type::regular) {
    reason = "is not a regular file";
  } else if (fs::file_size(path, failure) > largest_file) {
    reason = failure ? failure.message() : "is larger than 8 MiB";
  } else {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in) return text;
    reason = "cannot be read";
  }
  return std::nullopt;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (end < text.size() && line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

int column_of(std::string_view line, std::size_t byte) {
  const std::string_view before = line.substr(0, std::min(byte, line.size()));
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  const auto inside = std::count_if(before.begin(), before.end(), continues);
  return static_cast<int>(byte - static_cast<std::size_t>(inside)) + 1;
}

std::size_t byte_of(std::string_view line, int column) {
  std::size_t byte = 0;
  for (int left = column - 1; byte < line.size(); ++byte) {
    const bool continues = (static_cast<unsigned char>(line[byte]) & 0xC0) == 0x80;
    if (!continues && left-- == 0) break;
  }
  return byte;
}

bool check_text(const std::string& file, const std::vector<std::string>& lines, bool tabs_refused,
                std::vector<Problem>& problems) {
  const std::size_t before = problems.size();
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const std::string& line = lines[index];
    const auto report = [&](std::size_t byte, const char* message) {
      problems.push_back({file, static_cast<int>(index) + 1, column_of(line, byte), "", message});
    };
    bool in_comment = false;
    for (std::size_t byte = 0; byte < line.size();) {
      char32_t point = 0;
      const std::size_t length = decode(line, byte, point);
      if (length == 0) {
        report(byte, "is not UTF-8 text; save the file with the encoding UTF-8");
        break;
      }
      if (point == '#' && (byte == 0 || line[byte - 1] == ' ')) in_comment = true;
      if (point == 0xFEFF && index == 0 && byte == 0) {
        report(byte, "begins with a byte order mark; save the file as UTF-8 without it");
      } else if (is_control(point)) {
        report(byte, "holds a control character");
        break;
      } else if (point == '\t' && tabs_refused && !in_comment) {
        report(byte, "holds a tab; use spaces");
        break;
      }
      byte += length;
    }
  }
  return problems.size() == before;
}

std::string trailing_comment(std::string_view line, std::size_t from) {
  for (std::size_t byte = from; byte < line.size(); ++byte) {
    const char before = byte == 0 ? ' ' : line[byte - 1];
    const bool opens = byte == from || std::string_view(" ,[{:").find(before) != std::string_view::npos;
    const char here = line[byte];
    if ((here == '"' || here == '\'') && opens) {
      std::size_t end = byte + 1;
      while (end < line.size() && line[end] != here) end += here == '"' && line[end] == '\\' ? 2 : 1;
      byte = end;
    } else if (here == '#' && before == ' ') {
      const std::size_t start = std::min(line.find_first_not_of(' ', byte + 1), line.size());
      const std::size_t end = line.find_last_not_of(' ');
      return end < start ? std::string() : std::string(line.substr(start, end + 1 - start));
    }
  }
  return {};
}

}  // namespace trellis
