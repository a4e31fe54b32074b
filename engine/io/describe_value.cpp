#include "engine/io/describe_value.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <type_traits>

#include "engine/io/describe_number.hpp"
#include "engine/io/describe_text.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

namespace {

// A node with the parameter that it should hold.
struct Reading {
  const Node& node;
  const std::string& path;
  const Field& field;
  const Spec& spec;
  const Report& report;

  bool fault(const std::string& message) const {
    report(node.place, path, message);
    return false;
  }
  bool wrong_kind() const {
    if (node.kind == Node::refused) return false;
    return fault(fmt::format("expected {}, found {}", expected_form(field, spec), found_in(node)));
  }
};

bool is_inside(const Reading& reading, double value) {
  const Spec& spec = reading.spec;
  if (value >= spec.least && value <= spec.most) return true;
  const std::string bounds = bounds_of(spec);
  return reading.fault(fmt::format("{} is {} {}{}{}", reading.node.text, bounds[0] == '[' ? "outside" : "not", bounds,
                                   spec.unit == "1" ? "" : fmt::format(" {}", spec.unit),
                                   spec.meaning.empty() ? "" : fmt::format(" ({})", spec.meaning)));
}

// The amount that the node holds in the unit, inside the bounds; nothing if it has a fault.
std::optional<Amount> amount(const Reading& reading) {
  const Node& node = reading.node;
  if (node.kind != Node::scalar || node.text.empty()) return reading.wrong_kind(), std::nullopt;
  if (node.quoted && node.origin != Node::csv) {
    return reading.fault(fmt::format("'{}' is a text in quotes; write it without them", node.text)), std::nullopt;
  }
  Amount result = read_amount(node.text, reading.spec.unit, node.origin != Node::yaml);
  if (!result.fault.empty()) {
    const bool helps =
        result.fault.find("write ") != std::string::npos || result.fault.find("expected") != std::string::npos;
    const std::string form = helps ? "" : fmt::format("; expected {}", expected_form(reading.field, reading.spec));
    return reading.fault(fmt::format("'{}' {}{}", node.text, result.fault, form)), std::nullopt;
  }
  if (!is_inside(reading, result.value)) return std::nullopt;
  return result;
}

template <class Integer>
bool read_integer(const Reading& reading, Integer& field) {
  const std::optional<Amount> found = amount(reading);
  if (!found) return false;
  const auto least = static_cast<double>(std::numeric_limits<Integer>::min());
  const auto most = static_cast<double>(std::numeric_limits<Integer>::max());
  if (!found->whole && std::nearbyint(found->value) != found->value) {
    return reading.fault(fmt::format("'{}' is not a whole number", reading.node.text));
  }
  if (!found->whole || found->value < least || found->value > most) {
    return reading.fault(fmt::format("'{}' is outside the whole numbers that can be stored here", reading.node.text));
  }
  field = static_cast<Integer>(*found->whole);
  return true;
}

bool read_number(const Reading& reading, double& field) {
  const std::optional<Amount> found = amount(reading);
  if (found) field = found->value;
  return found.has_value();
}

bool read_truth(const Reading& reading, bool& field) {
  const std::string& text = reading.node.text;
  const bool known = text == "true" || text == "false";
  const bool is_quoted = reading.node.quoted && reading.node.origin != Node::csv;
  if (reading.node.kind != Node::scalar || is_quoted || !known) return reading.wrong_kind();
  field = text == "true";
  return true;
}

bool read_text(const Reading& reading, std::string& field) {
  if (reading.node.kind != Node::scalar) return reading.wrong_kind();
  if (!check_text_value(reading.node, reading.path, reading.report)) return false;
  field = reading.node.text;
  return true;
}

bool read_month(const Reading& reading, Month& field) {
  if (reading.node.kind != Node::scalar || reading.node.text.empty()) return reading.wrong_kind();
  const std::optional<Month> month = Month::parse(reading.node.text);
  if (!month) return reading.fault(fmt::format("'{}' is not a month; expected one such as 2025-03", reading.node.text));
  field = *month;
  return true;
}

// The elements of a list: those of a sequence, or in a cell of a CSV file the parts between semicolons.
std::vector<Node::Entry> elements_of(const Node& node) {
  if (node.kind == Node::sequence) return node.entries;
  std::vector<Node::Entry> elements;
  for (std::size_t from = 0; from <= node.text.size();) {
    const std::size_t end = std::min(node.text.find(';', from), node.text.size());
    Node part = node;
    const std::size_t first = node.text.find_first_not_of(' ', from);
    part.text = first < end ? node.text.substr(first, end - first) : "";
    part.text.resize(part.text.find_last_not_of(' ') + 1);
    elements.push_back({"", false, node.place, std::move(part)});
    from = end + 1;
  }
  return elements;
}

bool is_list(const Node& node) {
  return node.kind == Node::sequence || (node.kind == Node::scalar && node.origin == Node::csv);
}

bool read_labelled(const Reading& reading, std::span<double> values) {
  if (reading.node.kind != Node::mapping) return reading.wrong_kind();
  bool good = true;
  std::vector<std::string> labels(reading.spec.labels.begin(), reading.spec.labels.end());
  for (std::size_t index = 0; index < labels.size(); ++index) {
    const std::string path = reading.path + '.' + labels[index];
    if (const Node::Entry* entry = reading.node.find(labels[index])) {
      double number = 0;
      const Field field = &number;
      good &= read_number({entry->node, path, field, reading.spec, reading.report}, number);
      values[index] = number;
    } else {
      reading.report(reading.node.place, path, fmt::format("is missing: {}", reading.spec.meaning));
      good = false;
    }
  }
  for (const Node::Entry& entry : reading.node.entries) {
    if (std::find(labels.begin(), labels.end(), entry.key) != labels.end()) continue;
    reading.report(entry.key_place, reading.path + '.' + entry.key, "unknown key" + did_you_mean(entry.key, labels));
    good = false;
  }
  return good;
}

bool read_elements(const Reading& reading, const std::vector<Node::Entry>& elements, std::span<double> values) {
  bool good = true;
  for (std::size_t index = 0; index < values.size(); ++index) {
    const std::string path = fmt::format("{}[{}]", reading.path, index);
    const Field field = &values[index];
    good &= read_number({elements[index].node, path, field, reading.spec, reading.report}, values[index]);
  }
  return good;
}

bool read_numbers(const Reading& reading, std::vector<double>& values) {
  if (!reading.spec.labels.empty()) {
    values.resize(reading.spec.labels.size());
    return read_labelled(reading, values);
  }
  if (!is_list(reading.node)) return reading.wrong_kind();
  const std::vector<Node::Entry> elements = elements_of(reading.node);
  values.resize(elements.size());
  return read_elements(reading, elements, values);
}

bool read_numbers(const Reading& reading, std::span<double> values) {
  if (!reading.spec.labels.empty()) return read_labelled(reading, values.first(reading.spec.labels.size()));
  if (!is_list(reading.node)) return reading.wrong_kind();
  const std::vector<Node::Entry> elements = elements_of(reading.node);
  if (elements.size() != values.size()) {
    return reading.fault(fmt::format("has {} elements; expected {}", elements.size(), values.size()));
  }
  return read_elements(reading, elements, values);
}

bool read_texts(const Reading& reading, std::vector<std::string>& texts) {
  if (!is_list(reading.node)) return reading.wrong_kind();
  const std::vector<Node::Entry> elements = elements_of(reading.node);
  texts.resize(elements.size());
  bool good = true;
  for (std::size_t index = 0; index < texts.size(); ++index) {
    const std::string path = fmt::format("{}[{}]", reading.path, index);
    const Field field = &texts[index];
    good &= read_text({elements[index].node, path, field, reading.spec, reading.report}, texts[index]);
  }
  return good;
}

}  // namespace

std::string found_in(const Node& node) {
  switch (node.kind) {
    case Node::sequence:
      return "a list";
    case Node::mapping:
      return "a mapping";
    case Node::scalar:
      return node.text.empty() ? "nothing" : fmt::format("'{}'", node.text);
    case Node::empty:
    case Node::refused:
      break;
  }
  return "nothing";
}

bool check_text_value(const Node& node, const std::string& path, const Report& report) {
  if (node.quoted || node.origin != Node::yaml || !is_ambiguous_text(node.text)) return true;
  report(node.place, path, fmt::format("YAML readers may not take {} for a text; write \"{}\"", node.text, node.text));
  return false;
}

bool read_value(const Node& node, const std::string& path, const Field& field, const Spec& spec, const Report& report) {
  const Reading reading{node, path, field, spec, report};
  return std::visit(
      [&reading](const auto& target) {
        using T = std::decay_t<decltype(target)>;
        if constexpr (std::is_same_v<T, double*>) {
          return read_number(reading, *target);
        } else if constexpr (std::is_same_v<T, bool*>) {
          return read_truth(reading, *target);
        } else if constexpr (std::is_same_v<T, std::string*>) {
          return read_text(reading, *target);
        } else if constexpr (std::is_same_v<T, Month*>) {
          return read_month(reading, *target);
        } else if constexpr (std::is_same_v<T, Schedule*>) {
          return read_schedule(reading.node, reading.path, *target, reading.spec, reading.report);
        } else if constexpr (std::is_same_v<T, std::vector<double>*>) {
          return read_numbers(reading, *target);
        } else if constexpr (std::is_same_v<T, std::span<double>>) {
          return read_numbers(reading, target);
        } else if constexpr (std::is_same_v<T, std::vector<std::string>*>) {
          return read_texts(reading, *target);
        } else {
          return read_integer(reading, *target);
        }
      },
      field);
}

}  // namespace trellis
