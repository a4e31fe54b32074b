#include "agents/summary_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace trellis {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string whole(double number) {
  const std::string digits = grouped(static_cast<std::uint64_t>(std::llround(std::abs(number))));
  return number <= -0.5 ? '-' + digits : digits;
}

std::string value_text(double value, const std::string& unit) {
  if (std::isnan(value)) return "-";
  return unit == "1" ? percent(value) : whole(value);
}

std::string range_text(const TargetRow& row, const std::string& unit) {
  if (row.low == row.high) return value_text(row.low, unit);
  if (unit == "1") return fmt::format("{:.1f}-{}", 100 * row.low, percent(row.high));
  return whole(row.low) + '-' + whole(row.high);
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}
std::string left(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, characters(text)), ' ');
}
std::string right(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, characters(text)), ' ') + std::string(text);
}

std::vector<std::size_t> by_statistic_and_date(const std::vector<TargetRow>& rows) {
  std::vector<std::size_t> order;
  for (std::size_t t = 0; t < rows.size(); ++t) order.push_back(t);
  const auto place = [&](std::size_t t) {
    return std::pair{std::ranges::find(rows, rows[t].statistic, &TargetRow::statistic) - rows.begin(), rows[t].year};
  };
  std::ranges::stable_sort(order, {}, place);
  return order;
}

}  // namespace trellis
