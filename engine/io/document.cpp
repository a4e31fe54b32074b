#include "engine/io/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "engine/io/document_parse.hpp"
#include "engine/io/document_text.hpp"

namespace trellis {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t deepest_extension = 16;
constexpr std::size_t most_readings = 256;
// Nobody writes a comment behind so much; looking for it behind each of thousands of values would take long.
constexpr std::size_t longest_commented_line = 4096;

// Lays `over` on `base`: mappings key by key, everything else is replaced.
void merge(Node& base, Node over) {
  if (base.kind != Node::mapping || over.kind != Node::mapping) {
    base = std::move(over);
    return;
  }
  std::map<std::string, std::size_t, std::less<>> positions;
  for (std::size_t index = 0; index < base.entries.size(); ++index) positions.emplace(base.entries[index].key, index);
  for (Node::Entry& entry : over.entries) {
    const auto known = positions.find(entry.key);
    if (known == positions.end()) {
      base.entries.push_back(std::move(entry));
      continue;
    }
    Node::Entry& below = base.entries[known->second];
    below.key_quoted = entry.key_quoted;
    below.key_place = std::move(entry.key_place);
    merge(below.node, std::move(entry.node));
  }
}

// All of a setting stands at the setting itself.
void place_at_setting(Node& node, const std::string& setting) {
  node.origin = Node::setting;
  node.place = {setting, 0, 0};
  for (Node::Entry& entry : node.entries) {
    entry.key_place = node.place;
    place_at_setting(entry.node, setting);
  }
}

}  // namespace

const Node::Entry* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return kind != mapping || found == entries.end() ? nullptr : &*found;
}

Node::Entry* Node::find(std::string_view key) { return const_cast<Entry*>(std::as_const(*this).find(key)); }

class DocumentLoader {
 public:
  explicit DocumentLoader(Document& document) : document_(document) {}
  DocumentLoader(Document& document, const std::string& name, std::string text) : document_(document) {
    texts_.emplace(name, std::move(text));
  }

  // The file with all that it extends below it. `asked_at` is where its name stands, with no file for one of the
  // command line.
  Node file(const std::string& name, const Place& asked_at) {
    std::error_code ignored;
    const std::string identity = fs::weakly_canonical(name, ignored).string();
    if (std::find(open_.begin(), open_.end(), identity) != open_.end()) {
      report(asked_at, "extends", fmt::format("'{}' extends itself, directly or through others", name));
      document_.broken_ = true;
      return {};
    }
    if (open_.size() > deepest_extension) {
      report(asked_at, "extends", fmt::format("files extend each other more than {} deep", deepest_extension));
      document_.broken_ = true;
      return {};
    }
    if (++readings_ > most_readings) {
      if (readings_ == most_readings + 1) {
        report(asked_at, "extends", fmt::format("more than {} files are read by way of `extends`", most_readings));
      }
      document_.broken_ = true;
      return {};
    }
    Node own = parsed(name, asked_at);
    if (own.kind != Node::mapping) return {};
    open_.push_back(identity);
    Node whole;
    for (const auto& [base, place] : extended(own)) {
      const std::string path = (fs::path(name).parent_path() / base).lexically_normal().generic_string();
      lay(whole, file(path, place));
    }
    open_.pop_back();
    lay(whole, std::move(own));
    return whole;
  }

  void lay(Node& base, Node over) {
    if (over.kind == Node::mapping) merge(base, std::move(over));
  }

  void set(const std::string& setting) {
    const std::string shown = "--set " + setting;
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == setting.size()) {
      report({shown, 0, 0}, "", "is not of the form a.b=value");
      return;
    }
    const std::string path = setting.substr(0, equals);
    const std::string text = setting.substr(equals + 1);
    const std::vector<std::string> lines = split_lines(text);
    std::vector<Problem> found;
    Parsed parsed;
    if (check_text(shown, lines, true, found)) parsed = parse_yaml(shown, text, lines, found);
    for (Problem& problem : found) {
      problem.line = problem.column = 0;
      problem.path = path;
      document_.problems_.push_back(std::move(problem));
    }
    if (!found.empty()) return;
    place_at_setting(parsed.root, shown);
    if (Node* place = find_or_make(path, shown)) merge(*place, std::move(parsed.root));
  }

 private:
  void report(const Place& place, std::string path, std::string message) {
    document_.problems_.push_back({place.file, place.line, place.column, std::move(path), std::move(message)});
  }

  Node parsed(const std::string& name, const Place& asked_at) {
    std::string reason;
    const auto held = texts_.find(name);
    const std::optional<std::string> text = held != texts_.end() ? held->second : read_text_file(name, reason);
    if (!text) {
      document_.broken_ = true;
      if (asked_at.file.empty()) {
        report({name, 0, 0}, "", reason);
      } else {
        report(asked_at, "extends", fmt::format("'{}': {}", name, reason));
      }
      return {};
    }
    const bool again = document_.lines_.contains(name);
    std::vector<std::string>& lines = document_.lines_[name];
    lines = split_lines(*text);
    if (!again) document_.files_.push_back(name);
    std::vector<Problem> found;
    Parsed result;
    result.broken = !check_text(name, lines, true, found);
    if (!result.broken) result = parse_yaml(name, *text, lines, found);
    if (!result.broken && result.root.kind != Node::mapping) {
      const Place& place = result.root.place;
      found.push_back(
          {name, place.line, place.column, "",
           result.root.kind == Node::empty ? "the file is empty" : "a scenario file is a mapping of names to values"});
      result.broken = true;
    }
    if (result.broken) document_.broken_ = true;
    if (!again) document_.problems_.insert(document_.problems_.end(), found.begin(), found.end());
    return std::move(result.root);
  }

  // Takes `extends` out of a file; the names and their places.
  std::vector<std::pair<std::string, Place>> extended(Node& own) {
    std::vector<std::pair<std::string, Place>> names;
    const Node::Entry* entry = own.find("extends");
    if (entry == nullptr) return names;
    const auto take = [&](const Node& node) {
      if (node.kind == Node::scalar && !node.text.empty()) {
        names.emplace_back(node.text, node.place);
      } else {
        report(node.place, "extends", "expected the name of a file, or a list of names");
      }
    };
    if (entry->node.kind == Node::sequence) {
      for (const Node::Entry& element : entry->node.entries) take(element.node);
    } else {
      take(entry->node);
    }
    own.entries.erase(own.entries.begin() + (entry - own.entries.data()));
    return names;
  }

  // The value at a path such as a.b[2].c; mappings on the way are made where they are missing.
  Node* find_or_make(const std::string& path, const std::string& shown) {
    Node* node = &document_.root_;
    if (node->kind == Node::empty) node->kind = Node::mapping;
    for (std::size_t from = 0; from <= path.size();) {
      const std::size_t end = std::min(path.find('.', from), path.size());
      std::string name = path.substr(from, end - from);
      const std::size_t bracket = std::min(name.find('['), name.size());
      const std::string indices = name.substr(bracket);
      name.resize(bracket);
      if (name.empty()) {
        report({shown, 0, 0}, path, "is not a path of the form a.b or a.b[2].c");
        return nullptr;
      }
      if (node->kind == Node::empty) node->kind = Node::mapping;
      if (node->kind != Node::mapping) {
        report({shown, 0, 0}, path, fmt::format("'{}' is not a mapping", path.substr(0, from - 1)));
        return nullptr;
      }
      if (node->find(name) == nullptr) {
        Node::Entry made;
        made.key = name;
        made.key_place = {shown, 0, 0};
        made.node.origin = Node::setting;
        made.node.place = made.key_place;
        node->entries.push_back(std::move(made));
      }
      node = element(&node->find(name)->node, indices);
      if (node == nullptr) {
        report({shown, 0, 0}, path, fmt::format("there is no element '{}'", path.substr(0, end)));
        return nullptr;
      }
      from = end + 1;
    }
    return node;
  }

  // The element that `[2]` or `[2][0]` names; nothing if there is none.
  static Node* element(Node* node, std::string_view indices) {
    while (!indices.empty()) {
      const std::size_t end = indices.find(']');
      if (indices[0] != '[' || end == std::string_view::npos || node->kind != Node::sequence) return nullptr;
      std::size_t index = 0;
      const auto [stop, fault] = std::from_chars(indices.data() + 1, indices.data() + end, index);
      if (fault != std::errc{} || stop != indices.data() + end || index >= node->entries.size()) return nullptr;
      node = &node->entries[index].node;
      indices.remove_prefix(end + 1);
    }
    return node;
  }

  Document& document_;
  std::map<std::string, std::string> texts_;  // of what lies in no file
  std::vector<std::string> open_;
  std::size_t readings_ = 0;
};

Document Document::load(const fs::path& scenario, std::span<const std::string> overlays,
                        std::span<const std::string> settings) {
  Document document;
  DocumentLoader loader(document);
  loader.lay(document.root_, loader.file(scenario.generic_string(), {}));
  for (const std::string& overlay : overlays) loader.lay(document.root_, loader.file(overlay, {}));
  if (document.root_.place.file.empty()) document.root_.place = {scenario.generic_string(), 1, 1};
  for (const std::string& setting : settings) loader.set(setting);
  return document;
}

Document Document::load_text(const std::string& name, std::string text, std::span<const std::string> overlays) {
  Document document;
  DocumentLoader loader(document, name, std::move(text));
  loader.lay(document.root_, loader.file(name, {}));
  for (const std::string& overlay : overlays) loader.lay(document.root_, loader.file(overlay, {}));
  return document;
}

std::string Document::comment_at(const Place& place) const {
  const auto lines = lines_.find(place.file);
  if (lines == lines_.end() || place.line < 1 || static_cast<std::size_t>(place.line) > lines->second.size()) return {};
  const std::string& line = lines->second[static_cast<std::size_t>(place.line) - 1];
  if (line.size() > longest_commented_line) return {};
  return trailing_comment(line, byte_of(line, place.column));
}

}  // namespace trellis
