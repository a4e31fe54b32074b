// One line per parameter: its name, unit, bounds and meaning serve reading, messages, lists and the JSON Schema.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/io/schedule.hpp"

namespace trellis {

// A kind of name by which a step of a schedule may say whom it is for; `domestic_owner` are the owner classes of
// domestic-owned firms, where others get nothing of it.
enum class Heeds : std::uint8_t { cluster, category, owner, domestic_owner };

// What is said about a parameter. Units are words, "1" for ratios and counts without a unit. Bounds are inclusive and
// in the unit. `labels`, for lists of numbers, names the elements: then YAML gives them as a mapping LABEL: number.
// `heeds`, for schedules: by what its steps may name a target.
struct Spec {
  std::string_view unit = "1";
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  std::string_view meaning = "";
  std::string_view symbol = "";
  std::vector<std::string_view> labels = {};
  std::vector<Heeds> heeds = {};
};

// A field that a parameter is read into. A vector takes any number of elements, a span exactly its own.
using Field = std::variant<double*, int*, std::int64_t*, std::uint32_t*, bool*, std::string*, Month*, Schedule*,
                           std::vector<double>*, std::span<double>, std::vector<std::string>*>;

// Visits the parameters of a struct that has a member `void describe(Describer&)`. The visitors are in
// describe_read.hpp (from a document), describe_list.hpp (as a table, as text) and schema.hpp (JSON Schema).
class Describer {
 public:
  Describer() = default;
  Describer(const Describer&) = delete;
  Describer& operator=(const Describer&) = delete;
  virtual ~Describer() = default;

  void operator()(std::string_view name, double& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, int& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, std::int64_t& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, std::uint32_t& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, bool& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, std::string& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, Month& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, Schedule& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, std::vector<double>& field, const Spec& spec) { value(name, &field, spec); }
  void operator()(std::string_view name, std::vector<std::string>& field, const Spec& spec) {
    value(name, &field, spec);
  }
  template <std::size_t N>
  void operator()(std::string_view name, std::array<double, N>& field, const Spec& spec) {
    value(name, std::span<double>(field), spec);
  }

  // One of the named values of an enumeration.
  template <class Enum>
  void choice(std::string_view name, Enum& field,
              std::type_identity_t<std::initializer_list<std::pair<std::string_view, Enum>>> choices,
              std::string_view meaning) {
    std::vector<std::string_view> names;
    std::size_t chosen = choices.size();
    for (const auto& [label, value] : choices) {
      if (value == field) chosen = names.size();
      names.push_back(label);
    }
    chosen = choose(name, chosen, names, meaning);
    if (chosen < choices.size()) field = choices.begin()[chosen].second;
  }

  // A struct of parameters, nested under `name`.
  template <class Group>
  void group(std::string_view name, Group& fields, std::string_view meaning) {
    if (!enter(name, meaning)) return;
    fields.describe(*this);
    leave();
  }

  // Records: in YAML a mapping KEY: {fields}, a sequence of {fields}, or the path of a CSV file with one column for
  // each field and a column `source`. `key` names the text field that tells the records apart ("" if none does: then no
  // mapping).
  template <class Record>
  void list(std::string_view name, std::vector<Record>& records, std::string_view key, std::string_view meaning) {
    const Records plan = open(name, key, meaning, records.size());
    if (plan.kind == Records::none) return;
    if (plan.kind == Records::example) {
      Record record{};
      if (enter_record(0)) record.describe(*this), leave_record();
    } else {
      records.resize(plan.count);
      for (std::size_t index = 0; index < records.size(); ++index) {
        if (enter_record(index)) records[index].describe(*this), leave_record();
      }
    }
    close();
  }

  // A check across fields: `message` is reported at `key`, a path relative to the group, unless a field of the group
  // has a problem of its own. Call it after the fields.
  virtual void require(bool /*condition*/, std::string_view /*key*/, std::string_view /*message*/) {}

  // First and last month of the run, which schedules have to cover.
  virtual void horizon(Month /*start*/, Month /*end*/) {}

  // The names of a kind that there are, for the targets of schedules that are described after it.
  virtual void names(Heeds /*kind*/, const std::vector<std::string>& /*known*/) {}

 protected:
  struct Records {
    enum Kind { none, example, all } kind = none;
    std::size_t count = 0;
  };

  virtual void value(std::string_view name, Field field, const Spec& spec) = 0;
  // Returns the position of the choice, or names.size() if it stays as it is; `chosen` is the present one.
  virtual std::size_t choose(std::string_view name, std::size_t chosen, std::span<const std::string_view> names,
                             std::string_view meaning) = 0;
  virtual bool enter(std::string_view name, std::string_view meaning) = 0;
  virtual void leave() = 0;
  virtual Records open(std::string_view name, std::string_view key, std::string_view meaning, std::size_t present) = 0;
  virtual bool enter_record(std::size_t index) = 0;
  virtual void leave_record() = 0;
  virtual void close() = 0;
};

// Something that can be described, with its type forgotten.
using Description = std::function<void(Describer&)>;

template <class Group>
Description description_of(Group& fields) {
  return [&fields](Describer& describer) { fields.describe(describer); };
}

}  // namespace trellis
