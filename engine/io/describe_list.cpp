#include "engine/io/describe_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/io/describe_text.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

namespace {

class Lister final : public Describer {
 public:
  std::vector<ParameterRow> rows;

 protected:
  void value(std::string_view name, Field field, const Spec& spec) override {
    rows.push_back({path_of(name),
                    type_of(field),
                    std::string(spec.unit),
                    spec.least,
                    spec.most,
                    std::string(spec.meaning),
                    std::string(spec.symbol),
                    {},
                    {spec.labels.begin(), spec.labels.end()},
                    step_keys(spec)});
  }

  std::size_t choose(std::string_view name, std::size_t, std::span<const std::string_view> names,
                     std::string_view meaning) override {
    const Spec spec;
    rows.push_back({path_of(name),
                    "choice",
                    "1",
                    spec.least,
                    spec.most,
                    std::string(meaning),
                    "",
                    {names.begin(), names.end()},
                    {},
                    ""});
    return names.size();
  }

  bool enter(std::string_view name, std::string_view) override {
    above_.push_back(path_of(name));
    return true;
  }
  void leave() override { above_.pop_back(); }

  Records open(std::string_view name, std::string_view, std::string_view, std::size_t) override {
    above_.push_back(path_of(name) + ".*");
    return {Records::example, 0};
  }
  bool enter_record(std::size_t) override { return true; }
  void leave_record() override {}
  void close() override { above_.pop_back(); }

 private:
  std::string path_of(std::string_view name) const {
    return above_.empty() ? std::string(name) : above_.back() + '.' + std::string(name);
  }

  std::vector<std::string> above_;
};

class CanonicalWriter final : public Describer {
 public:
  std::string text;

 protected:
  void value(std::string_view name, Field field, const Spec& spec) override { line(name, written_value(field, spec)); }

  std::size_t choose(std::string_view name, std::size_t chosen, std::span<const std::string_view> names,
                     std::string_view) override {
    if (chosen < names.size()) line(name, std::string(names[chosen]));
    return names.size();
  }

  bool enter(std::string_view name, std::string_view) override {
    line(name, "");
    indent_ += 2;
    return true;
  }
  void leave() override { indent_ -= 2; }

  Records open(std::string_view name, std::string_view, std::string_view, std::size_t present) override {
    line(name, present == 0 ? "[]" : "");
    indent_ += 4;
    return {Records::all, present};
  }
  bool enter_record(std::size_t) override {
    first_of_record_ = true;
    return true;
  }
  void leave_record() override {}
  void close() override { indent_ -= 4; }

 private:
  void line(std::string_view name, const std::string& value) {
    std::string start(indent_, ' ');
    if (first_of_record_) start[indent_ - 2] = '-';
    first_of_record_ = false;
    text += fmt::format("{}{}:{}{}\n", start, name, value.empty() ? "" : " ", value);
  }

  std::size_t indent_ = 0;
  bool first_of_record_ = false;
};

using Names = std::vector<std::string>;

// The names of a path; an index is one of them.
Names names_of(std::string_view path) {
  Names names(1);
  for (const char c : path) {
    if (c == '.' || c == '[') {
      names.emplace_back();
    } else if (c != ']') {
      names.back() += c;
    }
  }
  if (path.empty()) names.clear();
  return names;
}

// Whether the path is the filter or below it; `*` stands for any one name.
bool lies_in(const Names& path, const Names& filter) {
  return filter.size() <= path.size() && std::equal(filter.begin(), filter.end(), path.begin(),
                                                    [](auto& a, auto& b) { return a == b || a == "*" || b == "*"; });
}

std::string bounds_and_unit(const ParameterRow& row) {
  const std::string bounds = bounds_of({.unit = "1", .least = row.least, .most = row.most});
  std::vector<std::string> parts{row.type};
  if (!row.choices.empty()) parts[0] = fmt::format("{}: {}", row.type, joined(row.choices));
  if (row.unit != "1") parts.push_back(row.unit);
  if (!bounds.empty()) parts.push_back(bounds);
  return joined(parts);
}

using NamedValues = std::vector<std::pair<Names, const ValueOrigin*>>;

// The values of records are many: they are printed where the records are asked for.
void print_values(std::FILE* out, const ParameterRow& row, const Names& names, const Names& wanted,
                  const NamedValues& values) {
  const bool has_elements = row.type == "schedule" || row.type.starts_with("list");
  const auto star = std::find(names.begin(), names.end(), "*");
  const bool too_many = star != names.end() && wanted.size() < static_cast<std::size_t>(star - names.begin());
  int count = 0;
  for (const auto& [path, value] : values) {
    const bool is_of_row = path.size() <= names.size() + (has_elements ? 1 : 0) && lies_in(path, names);
    if (!is_of_row || !lies_in(path, wanted)) continue;
    ++count;
    if (too_many) continue;
    const std::string name = row.path == value->path ? "" : value->path + " = ";
    const std::string place = value->line > 0 ? fmt::format("{}:{}", value->file, value->line) : value->file;
    fmt::print(out, "    {}{}  # {}{}{}\n", name, value->value, place, value->source.empty() ? "" : "  ",
               value->source);
  }
  if (too_many && count > 0) {
    fmt::print(out, "    {} values; see `describe {}`\n", count, row.path.substr(0, row.path.find(".*")));
  }
}

}  // namespace

std::vector<ParameterRow> list_parameters(const Description& description) {
  Lister lister;
  description(lister);
  return std::move(lister.rows);
}

int print_description(std::FILE* out, const std::vector<ParameterRow>& parameters, std::string_view filter,
                      const ScenarioOrigins* origins) {
  const Names wanted = names_of(filter);
  NamedValues values;
  if (origins != nullptr) {
    for (const ValueOrigin& value : origins->values) values.emplace_back(names_of(value.path), &value);
  }
  int printed = 0;
  for (const ParameterRow& row : parameters) {
    const Names names = names_of(row.path);
    if (!lies_in(names, wanted)) continue;
    ++printed;
    fmt::print(out, "{}  [{}]\n", row.path, bounds_and_unit(row));
    if (!row.meaning.empty()) {
      fmt::print(out, "    {}{}\n", row.meaning, row.symbol.empty() ? "" : fmt::format(" ({})", row.symbol));
    }
    if (!row.labels.empty()) fmt::print(out, "    for each of {}\n", joined(row.labels));
    if (!row.targets.empty()) fmt::print(out, "    a step may name {}\n", row.targets);
    print_values(out, row, names, wanted, values);
  }
  return printed;
}

std::string nearest_parameter(const std::vector<ParameterRow>& parameters, std::string_view path) {
  std::vector<std::string> paths;
  for (const ParameterRow& row : parameters) {
    paths.push_back(row.path);
    for (std::size_t point = row.path.rfind('.'); point != std::string::npos && point > 0;
         point = row.path.rfind('.', point - 1)) {
      paths.push_back(row.path.substr(0, point));
    }
  }
  return nearest_name(path, paths);
}

std::string canonical_text(const Description& description) {
  CanonicalWriter writer;
  description(writer);
  return std::move(writer.text);
}

}  // namespace trellis
