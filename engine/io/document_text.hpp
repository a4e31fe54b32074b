// Text files of a scenario before any parsing: their size, encoding and lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/errors.hpp"

namespace trellis {

// The bytes of a regular file of at most 8 MiB; otherwise nothing, and why in `reason`.
std::optional<std::string> read_text_file(const std::string& path, std::string& reason);

// Without their line ends.
std::vector<std::string> split_lines(std::string_view text);

// The characters before a byte of a line, plus one.
int column_of(std::string_view line, std::size_t byte);

// The byte where the character of a column begins; the end of the line if it has fewer.
std::size_t byte_of(std::string_view line, int column);

// Whether the text is UTF-8 without byte order mark and control characters, and without tabs outside comments if
// `tabs_refused`. Each fault is a problem with its place; parsing goes on only without any.
bool check_text(const std::string& file, const std::vector<std::string>& lines, bool tabs_refused,
                std::vector<Problem>& problems);

// The comment that ends a line, looking from a byte that is outside of quotes; "" if there is none.
std::string trailing_comment(std::string_view line, std::size_t from);

}  // namespace trellis
