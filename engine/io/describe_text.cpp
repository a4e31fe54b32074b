#include "engine/io/describe_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <type_traits>

#include "engine/io/describe_number.hpp"

namespace trellis {

namespace {

template <class T>
constexpr bool is_integer =
    std::is_same_v<T, int*> || std::is_same_v<T, std::int64_t*> || std::is_same_v<T, std::uint32_t*>;

std::string with_unit(const std::string& number, const Spec& spec) {
  return spec.unit == "1" ? number : fmt::format("{} {}", number, spec.unit);
}

std::vector<std::string> numbers(std::span<const double> values, const Spec& spec) {
  std::vector<std::string> elements;
  for (std::size_t index = 0; index < values.size(); ++index) {
    const std::string label = index < spec.labels.size() ? fmt::format("{}: ", spec.labels[index]) : "";
    elements.push_back(label + with_unit(shortest(values[index]), spec));
  }
  return elements;
}

std::vector<std::string> steps(const Schedule& schedule, const Spec& spec) {
  std::vector<std::string> elements;
  for (const ScheduleStep& step : schedule.steps()) {
    std::string text =
        fmt::format("{{from: {}, value: {}", to_string(step.from), with_unit(shortest(step.value), spec));
    if (step.ramp_months > 0) text += fmt::format(", ramp: {} months", step.ramp_months);
    if (!step.target.cluster.empty()) text += ", cluster: " + in_quotes(step.target.cluster);
    if (!step.target.category.empty()) text += ", category: " + in_quotes(step.target.category);
    if (!step.target.owner.empty()) text += ", owner: " + in_quotes(step.target.owner);
    elements.push_back(text + '}');
  }
  return elements;
}

}  // namespace

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) text += ", ";
    text += parts[index];
  }
  return text;
}

std::string_view step_key(Heeds kind) {
  return kind == Heeds::cluster ? "cluster" : kind == Heeds::category ? "category" : "owner";
}

std::string step_keys(const Spec& spec) {
  std::vector<std::string> keys;
  for (const Heeds kind : spec.heeds) keys.emplace_back(step_key(kind));
  return joined(keys);
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + '"';
}

std::string type_of(const Field& field) {
  return std::visit(
      [](const auto& target) -> std::string {
        using T = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<T, double*>) return "number";
        if constexpr (is_integer<T>) return "whole number";
        if constexpr (std::is_same_v<T, bool*>) return "true or false";
        if constexpr (std::is_same_v<T, std::string*>) return "text";
        if constexpr (std::is_same_v<T, Month*>) return "month";
        if constexpr (std::is_same_v<T, Schedule*>) return "schedule";
        if constexpr (std::is_same_v<T, std::vector<double>*>) return "list of numbers";
        if constexpr (std::is_same_v<T, std::span<double>>) return fmt::format("list of {} numbers", target.size());
        if constexpr (std::is_same_v<T, std::vector<std::string>*>) return "list of texts";
      },
      field);
}

std::string bounds_of(const Spec& spec) {
  if (std::isfinite(spec.least) && std::isfinite(spec.most)) {
    return fmt::format("[{}, {}]", shortest(spec.least), shortest(spec.most));
  }
  if (std::isfinite(spec.least)) return fmt::format("at least {}", shortest(spec.least));
  if (std::isfinite(spec.most)) return fmt::format("at most {}", shortest(spec.most));
  return {};
}

std::string expected_form(const Field& field, const Spec& spec) {
  const std::string bounds = bounds_of(spec);
  const std::string range = bounds.empty() ? "" : (bounds[0] == '[' ? " in " : " of ") + bounds;
  const bool whole = std::holds_alternative<int*>(field) || std::holds_alternative<std::int64_t*>(field) ||
                     std::holds_alternative<std::uint32_t*>(field);
  const std::string number = (spec.unit != "1" ? fmt::format("NUMBER {}", spec.unit)
                              : whole          ? "a whole number"
                                               : "a number") +
                             range;
  if (std::holds_alternative<bool*>(field)) return "true or false";
  if (std::holds_alternative<std::string*>(field)) return "a text";
  if (std::holds_alternative<Month*>(field)) return "a month such as 2025-03";
  if (std::holds_alternative<Schedule*>(field)) {
    const std::string whom = spec.heeds.empty() ? "" : " that may name " + step_keys(spec);
    return number + ", or a list of {from: 2027-03, value: ..., ramp: 12 months}" + whom;
  }
  if (std::holds_alternative<std::vector<std::string>*>(field)) return "a list of texts";
  if (!spec.labels.empty()) {
    return fmt::format("{} for each of {}", number, joined({spec.labels.begin(), spec.labels.end()}));
  }
  if (const auto* fixed = std::get_if<std::span<double>>(&field)) {
    return fmt::format("a list of {} elements, each {}", fixed->size(), number);
  }
  return std::holds_alternative<std::vector<double>*>(field) ? "a list, each element " + number : number;
}

std::vector<std::string> written_elements(const Field& field, const Spec& spec) {
  return std::visit(
      [&spec](const auto& target) -> std::vector<std::string> {
        using T = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<T, Schedule*>) {
          return steps(*target, spec);
        } else if constexpr (std::is_same_v<T, std::vector<double>*>) {
          return numbers(*target, spec);
        } else if constexpr (std::is_same_v<T, std::span<double>>) {
          return numbers(target, spec);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>*>) {
          std::vector<std::string> elements;
          for (const std::string& element : *target) elements.push_back(in_quotes(element));
          return elements;
        } else {
          return {};
        }
      },
      field);
}

std::string written_value(const Field& field, const Spec& spec) {
  return std::visit(
      [&](const auto& target) -> std::string {
        using T = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<T, double*>) {
          return with_unit(shortest(*target), spec);
        } else if constexpr (is_integer<T>) {
          return with_unit(fmt::format("{}", *target), spec);
        } else if constexpr (std::is_same_v<T, bool*>) {
          return *target ? "true" : "false";
        } else if constexpr (std::is_same_v<T, std::string*>) {
          return in_quotes(*target);
        } else if constexpr (std::is_same_v<T, Month*>) {
          return to_string(*target);
        } else {
          if constexpr (std::is_same_v<T, Schedule*>) {
            if (target->constant()) return with_unit(shortest(target->at(Month{})), spec);
          }
          const std::string elements = joined(written_elements(field, spec));
          return spec.labels.empty() ? '[' + elements + ']' : '{' + elements + '}';
        }
      },
      field);
}

}  // namespace trellis
