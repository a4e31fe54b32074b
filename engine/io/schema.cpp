#include "engine/io/schema.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "engine/io/describe_number.hpp"
#include "engine/io/describe_text.hpp"

namespace trellis {

namespace {

constexpr std::string_view number_pattern = R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)";
constexpr std::string_view month_pattern = R"(^[0-9]{4}-(0[1-9]|1[0-2])$)";
constexpr std::string_view multiplier_pattern = "(thousand |million |billion |trillion )?";

std::string member(std::string_view name, std::string_view json) {
  return fmt::format("{}: {}", in_quotes(name), json);
}

std::string text_schema(std::string_view pattern) {
  return pattern.empty() ? R"({"type": "string"})"
                         : fmt::format(R"({{"type": "string", "pattern": {}}})", in_quotes(pattern));
}

// Singular and plural of every word of a unit.
std::string unit_pattern(std::string_view unit) {
  if (unit == "months") return "(months?|years?)";
  std::string pattern;
  for (std::size_t from = 0; from <= unit.size();) {
    const std::size_t end = std::min(unit.find(' ', from), unit.size());
    std::string_view word = unit.substr(from, end - from);
    if (!pattern.empty()) pattern += ' ';
    const bool plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss");
    if (plural) word.remove_suffix(1);
    for (const char c : word) {
      if (std::string_view(R"(.*+?()[]{}|^$\/)").find(c) != std::string_view::npos) pattern += '\\';
      pattern += c;
    }
    if (plural || word.size() > 3) pattern += "s?";
    from = end + 1;
  }
  return pattern;
}

std::string number_schema(const Spec& spec, bool whole) {
  if (spec.unit != "1") {
    return text_schema(fmt::format("^{} {}{}$", number_pattern, multiplier_pattern, unit_pattern(spec.unit)));
  }
  std::string text = fmt::format(R"({{"type": "{}")", whole ? "integer" : "number");
  if (std::isfinite(spec.least)) text += fmt::format(R"(, "minimum": {})", shortest(spec.least));
  if (std::isfinite(spec.most)) text += fmt::format(R"(, "maximum": {})", shortest(spec.most));
  return text + '}';
}

std::string object_schema(const std::vector<std::string>& properties) {
  return fmt::format(R"({{"type": "object", "additionalProperties": false, "properties": {{{}}}}})",
                     joined(properties));
}

std::string list_schema(const std::string& element, std::size_t length) {
  const std::string size = length == 0 ? "" : fmt::format(R"(, "minItems": {0}, "maxItems": {0})", length);
  return fmt::format(R"({{"type": "array", "items": {}{}}})", element, size);
}

std::string schedule_schema(const Spec& spec) {
  const std::string number = number_schema(spec, false);
  const Spec ramp{.unit = "months"};
  std::vector<std::string> keys{member("from", text_schema(month_pattern)), member("value", number),
                                member("ramp", number_schema(ramp, true))};
  for (const Heeds kind : spec.heeds) keys.push_back(member(step_key(kind), text_schema("")));
  std::string step = object_schema(keys);
  step.insert(step.size() - 1, R"(, "required": ["from", "value"])");
  return fmt::format(R"({{"anyOf": [{}, {}]}})", number, list_schema(step, 0));
}

std::string numbers_schema(const Spec& spec, std::size_t length) {
  const std::string number = number_schema(spec, false);
  if (spec.labels.empty()) return list_schema(number, length);
  std::vector<std::string> properties;
  for (const std::string_view label : spec.labels) properties.push_back(member(label, number));
  return object_schema(properties);
}

std::string field_schema(const Field& field, const Spec& spec) {
  return std::visit(
      [&spec](const auto& target) -> std::string {
        using T = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<T, double*>) {
          return number_schema(spec, false);
        } else if constexpr (std::is_same_v<T, bool*>) {
          return R"({"type": "boolean"})";
        } else if constexpr (std::is_same_v<T, std::string*>) {
          return text_schema("");
        } else if constexpr (std::is_same_v<T, Month*>) {
          return text_schema(month_pattern);
        } else if constexpr (std::is_same_v<T, Schedule*>) {
          return schedule_schema(spec);
        } else if constexpr (std::is_same_v<T, std::vector<double>*>) {
          return numbers_schema(spec, 0);
        } else if constexpr (std::is_same_v<T, std::span<double>>) {
          return numbers_schema(spec, target.size());
        } else if constexpr (std::is_same_v<T, std::vector<std::string>*>) {
          return list_schema(text_schema(""), 0);
        } else {
          return number_schema(spec, true);
        }
      },
      field);
}

class SchemaWriter final : public Describer {
 public:
  SchemaWriter() { levels_.emplace_back(); }

  std::vector<std::string> properties() { return levels_.back().properties; }

 protected:
  void value(std::string_view name, Field field, const Spec& spec) override {
    std::string said(spec.meaning);
    if (!spec.symbol.empty()) said += fmt::format(" ({})", spec.symbol);
    said += fmt::format(". Expected: {}", expected_form(field, spec));
    add(name, field_schema(field, spec), said);
  }

  std::size_t choose(std::string_view name, std::size_t, std::span<const std::string_view> names,
                     std::string_view meaning) override {
    std::vector<std::string> choices;
    for (const std::string_view choice : names) choices.push_back(in_quotes(choice));
    add(name, fmt::format(R"({{"enum": [{}]}})", joined(choices)), meaning);
    return names.size();
  }

  bool enter(std::string_view name, std::string_view meaning) override {
    levels_.push_back({std::string(name), "", std::string(meaning), {}});
    return true;
  }
  void leave() override {
    const Level level = take();
    add(level.name, object_schema(level.properties), level.meaning);
  }

  Records open(std::string_view name, std::string_view key, std::string_view meaning, std::size_t) override {
    levels_.push_back({std::string(name), std::string(key), std::string(meaning), {}});
    return {Records::example, 0};
  }
  bool enter_record(std::size_t) override { return true; }
  void leave_record() override {}
  void close() override {
    const Level level = take();
    const std::string record = object_schema(level.properties);
    std::vector<std::string> forms{text_schema(R"(\.csv$)"), list_schema(record, 0)};
    if (!level.key.empty()) forms.push_back(fmt::format(R"({{"type": "object", "additionalProperties": {}}})", record));
    add(level.name, fmt::format(R"({{"anyOf": [{}]}})", joined(forms)), level.meaning);
  }

 private:
  struct Level {
    std::string name, key, meaning;
    std::vector<std::string> properties;
  };

  Level take() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    return level;
  }

  void add(std::string_view name, std::string schema, std::string_view meaning) {
    if (!meaning.empty()) schema.insert(1, member("description", in_quotes(meaning)) + ", ");
    levels_.back().properties.push_back(member(name, schema));
  }

  std::vector<Level> levels_;
};

}  // namespace

std::string json_schema(const Description& description, std::string_view title) {
  SchemaWriter writer;
  description(writer);
  std::vector<std::string> properties = writer.properties();
  properties.insert(properties.begin(),
                    member("extends", fmt::format(R"({{"description": {}, "anyOf": [{}, {}]}})",
                                                  in_quotes("Scenario files below this one; later ones win"),
                                                  text_schema(""), list_schema(text_schema(""), 0))));
  std::string text = object_schema(properties);
  text.insert(
      1, fmt::format(R"("$schema": "https://json-schema.org/draft/2020-12/schema", "title": {}, )", in_quotes(title)));
  return text + '\n';
}

}  // namespace trellis
