#include "engine/io/describe_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/io/describe_table.hpp"
#include "engine/io/describe_text.hpp"
#include "engine/io/describe_value.hpp"
#include "engine/io/suggest.hpp"

namespace trellis {

namespace {

class Reader final : public Describer {
 public:
  explicit Reader(const Document& document)
      : document_(document), problems_(document.problems()), silent_(document.broken()) {
    origins_.files = document.files();
    push(&document.root(), "", document.root().place);
    report_ = [this](const Place& place, const std::string& path, std::string message) {
      problems_.push_back({place.file, place.line, place.column, path, std::move(message)});
    };
  }

  ScenarioOrigins finish() {
    leave();
    for (const LateSchedule& schedule : schedules_) {
      if (!start_ || schedule.first <= *start_) continue;
      report_(
          schedule.place, schedule.path,
          fmt::format("the first step begins in {}, after the first month of the run; it has to begin in {} or before",
                      to_string(schedule.first), to_string(*start_)));
    }
    if (!problems_.empty()) throw ScenarioError(std::move(problems_));
    return std::move(origins_);
  }

  void require(bool condition, std::string_view key, std::string_view message) override {
    if (condition || silent_ || problems_.size() > group().problems_before) return;
    const std::string path = without_positions(path_of(key));
    const auto place = places_.find(path);
    report_(place == places_.end() ? group().place : place->second, path, std::string(message));
  }

  void horizon(Month start, Month /*end*/) override {
    if (problems_.size() == group().problems_before) start_ = start;
  }

  void names(Heeds kind, const std::vector<std::string>& known) override {
    if (problems_.size() == group().problems_before) names_[kind] = known;
  }

 protected:
  void value(std::string_view name, Field field, const Spec& spec) override {
    Group& parent = group();
    if (name == parent.key_name && parent.key != nullptr) {
      parent.known.emplace_back();
      Node key{Node::scalar, Node::yaml, parent.key->key_quoted, parent.key->key_place, parent.key->key, {}};
      take(key, path_of(name), field, spec);
      return;
    }
    const Node* node = child(name, expected_form(field, spec), spec.meaning);
    if (node != nullptr) take(*node, path_of(name), field, spec);
  }

  std::size_t choose(std::string_view name, std::size_t, std::span<const std::string_view> names,
                     std::string_view meaning) override {
    const std::vector<std::string> labels(names.begin(), names.end());
    const std::string all = joined(labels);
    const Node* node = child(name, fmt::format("one of {}", all), meaning);
    if (node == nullptr) return names.size();
    const auto found = std::find(names.begin(), names.end(), node->text);
    if (node->kind == Node::scalar && found != names.end()) {
      note(path_of(name), node->text, *node);
    } else {
      const std::string hint = node->kind == Node::scalar ? did_you_mean(node->text, labels) : "";
      report_(node->place, path_of(name), fmt::format("expected one of {}, found {}{}", all, found_in(*node), hint));
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  bool enter(std::string_view name, std::string_view meaning) override {
    const Node* node = child(name, "a mapping", meaning);
    const std::string path = path_of(name);
    if (node == nullptr) return false;
    if (node->kind != Node::mapping) {
      report_(node->place, path, fmt::format("expected a mapping, found {} ({})", found_in(*node), meaning));
      return false;
    }
    push(node, path, group().node->find(name)->key_place);
    return true;
  }

  void leave() override {
    const Group& left = group();
    if (left.node->kind == Node::mapping && !left.silent) {
      for (const Node::Entry& entry : left.node->entries) {
        if (std::find(left.known.begin(), left.known.end(), entry.key) != left.known.end()) continue;
        const std::string path = left.path.empty() ? entry.key : left.path + '.' + entry.key;
        const bool is_key = left.key != nullptr && entry.key == left.key_name;
        report_(
            entry.key_place, path,
            is_key ? "is already given by the key of the record" : "unknown key" + did_you_mean(entry.key, left.known));
      }
    }
    groups_.pop_back();
  }

  Records open(std::string_view name, std::string_view key, std::string_view meaning, std::size_t) override {
    const Node* node = child(name, "records, or the name of a CSV file", meaning);
    if (node == nullptr) return {};
    List list;
    list.path = path_of(name);
    places_[list.path] = node->place;
    list.key_name = key;
    if (node->kind == Node::scalar && !node->text.empty()) {
      const std::size_t before = problems_.size();
      list.table = std::make_unique<RecordTable>(read_record_table(*node, list.path, report_));
      if (!list.table->file.empty()) origins_.files.push_back(list.table->file);
      if (problems_.size() > before) return {};
      for (const RecordTable::Row& row : list.table->rows) list.rows.push_back({nullptr, &row.node, row.source});
    } else if (node->kind == Node::sequence || (node->kind == Node::mapping && !key.empty())) {
      for (const Node::Entry& entry : node->entries) {
        list.rows.push_back({node->kind == Node::mapping ? &entry : nullptr, &entry.node, ""});
      }
    } else {
      report_(node->place, list.path,
              fmt::format("expected records, or the name of a CSV file, found {} ({})", found_in(*node), meaning));
      return {};
    }
    lists_.push_back(std::move(list));
    return {Records::all, lists_.back().rows.size()};
  }

  bool enter_record(std::size_t index) override {
    List& list = lists_.back();
    const Row& row = list.rows[index];
    const std::string position = fmt::format("{}[{}]", list.path, index);
    const Node::Entry* given = row.node->find(list.key_name);
    const std::string name = row.key != nullptr ? row.key->key : given != nullptr ? given->node.text : "";
    const std::string path = name.empty() ? position : list.path + '.' + name;
    if (row.node->kind == Node::refused) return false;
    if (row.node->kind != Node::mapping) {
      report_(row.node->place, path, fmt::format("expected a mapping, found {}", found_in(*row.node)));
      return false;
    }
    if (!name.empty() && !list.names.insert(name).second) {
      report_(given->node.place, path, fmt::format("the {} '{}' is given twice", list.key_name, name));
    }
    positions_[position] = path;
    push(row.node, path, row.key != nullptr ? row.key->key_place : row.node->place);
    group().key = row.key;
    group().key_name = list.key_name;
    group().source = row.source;
    if (list.table != nullptr) {
      group().known.emplace_back("source");
      group().missing_at = list.table->header;
      // A column that a table lacks or has too many is told once.
      group().silent = index > 0;
    }
    return true;
  }

  void leave_record() override { leave(); }
  void close() override { lists_.pop_back(); }

 private:
  // A mapping being read. `known` are the names that its description has asked for.
  struct Group {
    const Node* node;
    std::string path;
    Place place;
    std::size_t problems_before;
    bool silent = false;
    const Node::Entry* key = nullptr;
    std::string key_name;
    std::string source;
    std::vector<std::string> known;
    std::optional<Place> missing_at = std::nullopt;
  };

  struct Row {
    const Node::Entry* key;
    const Node* node;
    std::string source;
  };

  struct List {
    std::string path, key_name;
    std::unique_ptr<RecordTable> table;
    std::vector<Row> rows;
    std::set<std::string> names;
  };

  struct LateSchedule {
    std::string path;
    Place place;
    Month first;
  };

  Group& group() { return groups_.back(); }

  void push(const Node* node, const std::string& path, const Place& place) {
    places_[path] = place;
    groups_.push_back({node,
                       path,
                       place,
                       problems_.size(),
                       silent_ || (!groups_.empty() && group().silent),
                       nullptr,
                       "",
                       groups_.empty() ? "" : group().source,
                       {}});
  }

  std::string path_of(std::string_view name) {
    return group().path.empty() ? std::string(name) : group().path + '.' + std::string(name);
  }

  // What the document holds for a name; if nothing, that is a problem.
  const Node* child(std::string_view name, const std::string& expected, std::string_view meaning) {
    Group& parent = group();
    parent.known.emplace_back(name);
    if (const Node::Entry* entry = parent.node->find(name)) {
      return entry->node.kind == Node::refused ? nullptr : &entry->node;
    }
    if (!parent.silent && !silent_) {
      report_(parent.missing_at.value_or(parent.place), path_of(name),
              fmt::format("is missing: {}{}", expected, meaning.empty() ? "" : fmt::format(" ({})", meaning)));
    }
    return nullptr;
  }

  void take(const Node& node, const std::string& path, const Field& field, const Spec& spec) {
    places_[path] = node.place;
    const auto* schedule = std::get_if<Schedule*>(&field);
    const bool for_right_ones = schedule == nullptr || check_targets(node, path, spec, names_, report_);
    if (!read_value(node, path, field, spec, report_) || !for_right_ones) return;
    note_each(path, field, spec, node);
    if (schedule == nullptr || (*schedule)->constant()) return;
    const std::vector<ScheduleStep>& steps = (*schedule)->steps();
    const auto for_all = [](const ScheduleStep& step) { return step.target.for_all(); };
    const auto first = std::find_if(steps.begin(), steps.end(), for_all) - steps.begin();
    const auto index = static_cast<std::size_t>(first);
    schedules_.push_back({fmt::format("{}[{}].from", path, index), node.entries[index].node.find("from")->node.place,
                          steps[index].from});
  }

  // A list that is written on several lines has several places and sources.
  void note_each(const std::string& path, const Field& field, const Spec& spec, const Node& node) {
    const std::vector<Node::Entry>& entries = node.entries;
    if (entries.empty() || entries.front().node.place.line == entries.back().node.place.line) {
      note(path, written_value(field, spec), node);
      return;
    }
    const std::vector<std::string> elements = written_elements(field, spec);
    for (std::size_t index = 0; index < elements.size(); ++index) {
      if (node.kind == Node::sequence) {
        note(fmt::format("{}[{}]", path, index), elements[index], entries[index].node);
      } else {
        const std::string label(spec.labels[index]);
        note(path + '.' + label, elements[index].substr(label.size() + 2), node.find(label)->node);
      }
    }
  }

  void note(const std::string& path, std::string value, const Node& node) {
    places_[path] = node.place;
    std::string source = group().source.empty() ? document_.comment_at(node.place) : group().source;
    origins_.values.push_back({path, std::move(value), node.place.file, node.place.line, std::move(source)});
  }

  // Checks may name a record by its position; its values are kept under its name.
  std::string without_positions(const std::string& path) const {
    std::string result;
    for (std::size_t from = 0; from < path.size();) {
      const std::size_t end = path.find(']', from);
      if (end == std::string::npos) return result + path.substr(from);
      result += path.substr(from, end + 1 - from);
      const auto known = positions_.find(result);
      if (known != positions_.end()) result = known->second;
      from = end + 1;
    }
    return result;
  }

  const Document& document_;
  std::vector<Problem> problems_;
  bool silent_;
  Report report_;
  std::vector<Group> groups_;
  std::vector<List> lists_;
  std::map<std::string, Place> places_;
  std::map<std::string, std::string> positions_;
  std::vector<LateSchedule> schedules_;
  std::optional<Month> start_;
  KnownNames names_;
  ScenarioOrigins origins_;
};

}  // namespace

ScenarioOrigins read_described(const Document& document, const Description& description) {
  Reader reader(document);
  description(reader);
  return reader.finish();
}

}  // namespace trellis
