// How summaries write numbers and line up columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/run_file.hpp"

namespace trellis {

/// "6,231"
std::string grouped(std::uint64_t number);
/// "43.3 %" of .433
std::string percent(double share);
/// "6,231", "-12"
std::string whole(double number);
/// A share as per cent, everything else whole; "-" for NaN.
std::string value_text(double value, const std::string& unit);
std::string range_text(const TargetRow& row, const std::string& unit);

/// Text with blanks to a width in characters (bytes that do not begin one are not counted).
std::size_t characters(std::string_view text);
std::string left(std::string_view text, std::size_t width);
std::string right(std::string_view text, std::size_t width);

/// Targets of one statistic stand together, in the order of the statistics' first, and there by date.
std::vector<std::size_t> by_statistic_and_date(const std::vector<TargetRow>& rows);

}  // namespace trellis
