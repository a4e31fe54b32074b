#include "engine/io/describe_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace trellis {

namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::pair<std::string_view, int>, 4> multipliers{
    {{"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}}};

Words words_of(std::string_view text) {
  Words words;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (text.empty()) return words;
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string singular(std::string word) {
  if (word == "people") return "person";
  if (word.size() > 4 && word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
  if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
  return word;
}

// A unit as singular words, with the power of ten of a leading multiplier apart.
struct Unit {
  Words words;
  int power = 0;
};

Unit unit_of(Words words) {
  Unit unit;
  if (!words.empty()) {
    const auto multiplier = std::find_if(multipliers.begin(), multipliers.end(),
                                         [&](const auto& known) { return known.first == words.front(); });
    if (multiplier != multipliers.end()) {
      unit.power = multiplier->second;
      words.erase(words.begin());
    }
  }
  for (std::string& word : words) unit.words.push_back(singular(std::move(word)));
  return unit;
}

// The parts of a decimal number: all digits without the point, and the power of ten of the last one.
struct Decimal {
  bool negative = false;
  std::string digits;
  int power = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What is wrong with the spelling of a number, and how to write it; "" if nothing is.
std::string spelling_fault(std::string_view text, Decimal& decimal) {
  constexpr int largest_power = 100'000;
  std::string_view rest = text;
  const auto digits = [&rest] {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_digit);
    const std::string_view run = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(run.size());
    return std::string(run);
  };
  decimal.negative = rest.starts_with('-');
  if (decimal.negative) rest.remove_prefix(1);
  const std::string_view unsigned_text = rest;
  decimal.digits = digits();
  if (decimal.digits.empty()) {
    if (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1]))
      return fmt::format("has no digit before the point; write {}0{}", decimal.negative ? "-" : "", unsigned_text);
    return "is not a number";
  }
  if (rest.starts_with('_') || rest.starts_with(',')) return "is not a number; write digits without separators";
  if (rest.starts_with(':')) return "is not a number (YAML readers may take it for minutes and seconds)";
  if (decimal.digits == "0" && (rest.starts_with('x') || rest.starts_with('o') || rest.starts_with('b'))) {
    return "is not a decimal number";
  }
  if (decimal.digits.size() > 1 && decimal.digits[0] == '0') {
    const std::size_t first = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size() - 1);
    return fmt::format("has a leading zero (YAML readers may take it for octal); write {}{}",
                       decimal.negative ? "-" : "", unsigned_text.substr(first));
  }
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const std::string fraction = digits();
    if (fraction.empty()) return "is not a number; write digits after the point";
    decimal.digits += fraction;
    decimal.power = -static_cast<int>(std::min<std::size_t>(fraction.size(), largest_power));
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    rest.remove_prefix(rest.substr(1).starts_with('+') ? 2 : 1);
    int power = 0;
    const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), power);
    if (fault == std::errc::invalid_argument) return "is not a number";
    if (fault != std::errc{} || std::abs(power) > largest_power) return "is too large or too small for a number";
    decimal.power += power;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  }
  return rest.empty() ? "" : "is not a number";
}

std::optional<double> value_of(const Decimal& decimal, int shift) {
  const std::string text = fmt::format("{}{}e{}", decimal.negative ? "-" : "", decimal.digits, decimal.power + shift);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
  return value;
}

// The exact integer decimal * 10^shift * factor / divisor, if it is one of 64 bits.
std::optional<std::int64_t> whole_of(const Decimal& decimal, int shift, std::int64_t factor, std::int64_t divisor) {
  std::string digits = decimal.digits;
  int power = decimal.power + shift;
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back(), ++power;
  std::int64_t whole = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  if (result.ec != std::errc{} || __builtin_mul_overflow(whole, factor, &whole)) return std::nullopt;
  if (whole == 0) return 0;
  for (; power > 0; --power) {
    if (__builtin_mul_overflow(whole, std::int64_t{10}, &whole)) return std::nullopt;
  }
  for (; power < 0; ++power) {
    if (whole % 10 != 0) return std::nullopt;
    whole /= 10;
  }
  if (whole % divisor != 0) return std::nullopt;
  return (decimal.negative ? -whole : whole) / divisor;
}

bool is_finite_word(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (c != '.' && c != '+' && c != '-') word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return word != "inf" && word != "nan" && word != "infinity";
}

}  // namespace

Amount read_amount(std::string_view text, std::string_view unit, bool unit_may_lack) {
  Words words = words_of(text);
  const bool plain = unit == "1";
  if (words.empty()) return {.fault = "is not a number"};
  std::string number = words.front();
  words.erase(words.begin());
  if (number.size() > 1 && number.ends_with('%')) {
    number.pop_back();
    words.insert(words.begin(), "%");
  }
  if (!is_finite_word(number)) return {.fault = "is not a finite number"};
  Decimal decimal;
  if (std::string fault = spelling_fault(number, decimal); !fault.empty()) return {.fault = std::move(fault)};

  const bool of_hundred = words.size() > 1 && words[0] == "per" && words[1] == "cent";
  if (!words.empty() && (words[0] == "%" || words[0] == "percent" || of_hundred)) {
    const std::optional<double> ratio = value_of(decimal, -2);
    return {.fault = fmt::format("is in percent; write {}{}{}", ratio ? shortest(*ratio) : "a ratio", plain ? "" : " ",
                                 plain ? "" : unit)};
  }
  if (words.empty() && !plain && !unit_may_lack) {
    return {.fault = fmt::format("has no unit; write '{} {}'", number, unit)};
  }
  int shift = 0;
  std::int64_t factor = 1;
  std::int64_t divisor = 1;
  if (!words.empty()) {
    const Unit given = unit_of(words);
    const Unit declared = unit_of(plain ? Words{} : words_of(unit));
    if (plain) {
      const std::optional<double> value = value_of(decimal, given.power);
      if (given.words.empty() && value)
        return {.fault = fmt::format("is not a plain number; write {}", shortest(*value))};
      return {.fault =
                  fmt::format("has the unit '{}', but a plain number is expected; write {}", joined(words), number)};
    }
    if (given.words.empty()) return {.fault = fmt::format("has no unit; write '{} {}'", text, unit)};
    shift = given.power - declared.power;
    if (given.words == Words{"year"} && declared.words == Words{"month"}) {
      factor = 12;
    } else if (given.words == Words{"month"} && declared.words == Words{"year"}) {
      divisor = 12;
    } else if (given.words != declared.words) {
      return {.fault = fmt::format("has the unit '{}'; expected NUMBER {}", joined(words), unit)};
    }
  }
  const std::optional<double> value = value_of(decimal, shift);
  if (!value) return {.fault = "is too large or too small for a number"};
  return {.value = *value * double(factor) / double(divisor), .whole = whole_of(decimal, shift, factor, divisor)};
}

bool is_ambiguous_text(std::string_view text) {
  static constexpr std::array<std::string_view, 10> words{"y",   "n",    "yes",   "no",   "on",
                                                          "off", "true", "false", "null", "~"};
  std::string lower;
  for (const char c : text) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (std::find(words.begin(), words.end(), lower) != words.end()) return true;
  if (!is_finite_word(lower)) return true;
  const bool begins_as_number =
      !lower.empty() && (is_digit(lower[0]) || (lower.size() > 1 && is_digit(lower[1]) &&
                                                std::string_view("+-.").find(lower[0]) != std::string_view::npos));
  return begins_as_number && lower.find_first_not_of("0123456789abcdefox_.:+-") == std::string::npos;
}

std::string shortest(double number) { return fmt::format("{}", number); }

}  // namespace trellis
