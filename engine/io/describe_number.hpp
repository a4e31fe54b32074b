// Numbers as they are written in a scenario: with their unit, and without the spellings that YAML readers disagree on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trellis {

// A number in the unit of its parameter. `whole` holds it exactly where it is an integer of 64 bits. If `fault` is not
// empty, it says what is wrong with the text and how to write it.
struct Amount {
  double value = 0;
  std::optional<std::int64_t> whole = std::nullopt;
  std::string fault = "";
};

// Reads `60 million VND`, `15 months`, `0.06 per year`, or for the unit "1" a plain number. Thousand, million, billion
// and trillion stand before a unit; years count as 12 months; singular and plural are the same. `unit_may_lack`: a
// plain number is one in the unit.
Amount read_amount(std::string_view text, std::string_view unit, bool unit_may_lack);

// Whether YAML readers might take the unquoted text for a number, a truth value, a date or nothing.
bool is_ambiguous_text(std::string_view text);

// The shortest text that reads back as the same number.
std::string shortest(double number);

}  // namespace trellis
