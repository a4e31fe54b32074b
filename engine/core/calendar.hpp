// Months: the unit of time of the simulation, and their place in the proleptic Gregorian calendar.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trellis {

class Month {
 public:
  constexpr Month() = default;
  /// year may be anything that std::chrono::year holds; month is 1..12.
  constexpr Month(int year, int month) : count_{year * 12 + month - 1} {}

  constexpr int year() const { return (count_ - (month() - 1)) / 12; }
  constexpr int month() const { return (count_ % 12 + 12) % 12 + 1; }

  friend constexpr Month operator+(Month m, int months) { return from_count(m.count_ + months); }
  friend constexpr Month operator-(Month m, int months) { return from_count(m.count_ - months); }
  friend constexpr int operator-(Month a, Month b) { return a.count_ - b.count_; }  // months from b to a
  constexpr Month& operator+=(int months) { return count_ += months, *this; }
  constexpr Month& operator++() { return ++count_, *this; }
  friend constexpr auto operator<=>(Month, Month) = default;

  constexpr std::chrono::sys_days first_day() const { return std::chrono::sys_days{year_month() / 1}; }
  constexpr std::chrono::sys_days last_day() const { return std::chrono::sys_days{year_month() / std::chrono::last}; }
  /// Days from the first day of `start` to the last day of this month: the CF time "days since start" of a month's end.
  constexpr int days_since(Month start) const { return static_cast<int>((last_day() - start.first_day()).count()); }

  /// "2025-03": four digits, a hyphen, two digits; nothing else.
  static constexpr std::optional<Month> parse(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    int digits = 0;
    for (const char c : {text[0], text[1], text[2], text[3], text[5], text[6]}) {
      if (c < '0' || c > '9') return std::nullopt;
      digits = digits * 10 + (c - '0');
    }
    const int month = digits % 100;
    if (month < 1 || month > 12) return std::nullopt;
    return Month{digits / 100, month};
  }

 private:
  static constexpr Month from_count(int count) {
    Month m;
    m.count_ = count;
    return m;
  }
  constexpr std::chrono::year_month year_month() const {
    return std::chrono::year{year()} / std::chrono::month{static_cast<unsigned>(month())};
  }
  std::int32_t count_ = 0;  // months since January of year 0
};

/// "2025-03"
inline std::string to_string(Month m) {
  std::string text = std::to_string(m.year());
  while (text.size() < 4) text.insert(0, 1, '0');
  return text + (m.month() < 10 ? "-0" : "-") + std::to_string(m.month());
}

}  // namespace trellis
