#include "engine/io/document_parse.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "engine/io/document_text.hpp"

namespace trellis {

namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t most_values = 100'000;

// Ends parsing; its problem has been reported.
struct Refused {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, const std::vector<std::string>& lines, std::vector<Problem>& problems)
      : file_(file), lines_(lines), problems_(problems) {}

  Node take() { return std::move(root_); }

  Place place_of(const YAML::Mark& mark) const {
    // yaml-cpp counts lines and bytes from 0; behind the end of the text it may point below the last line.
    const std::size_t line = mark.line < 0 ? 0 : static_cast<std::size_t>(mark.line);
    const std::size_t byte = mark.column < 0 ? 0 : static_cast<std::size_t>(mark.column);
    if (line < lines_.size()) return {file_, static_cast<int>(line) + 1, column_at(line, byte)};
    if (lines_.empty()) return {file_, 1, 1};
    return {file_, static_cast<int>(lines_.size()), column_of(lines_.back(), lines_.back().size())};
  }

  void report(const Place& place, std::string message) {
    problems_.push_back({place.file, place.line, place.column, path(), std::move(message)});
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(start(mark, "", anchor, Node::empty)); }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Node node = start(mark, "", 0, Node::refused);
    if (!alias_told_) report(node.place, "aliases (*name) are not understood; write the value out, or use `extends`");
    alias_told_ = true;
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    Node node = start(mark, tag == "!" ? "" : tag, anchor, Node::scalar);
    node.text = text;
    node.quoted = tag == "!";  // the tag that yaml-cpp gives to quoted and block text
    if (node.quoted && !quote_ends(mark)) {
      report(node.place, "the quote does not end");
      throw Refused{};
    }
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(start(mark, tag, anchor, Node::sequence));
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(start(mark, tag, anchor, Node::mapping));
  }
  void OnMapEnd() override { close(); }

 private:
  // Goes on from the mark before, as a file may be one long line.
  int column_at(std::size_t line, std::size_t byte) const {
    if (line != last_line_ || byte < last_byte_) {
      last_line_ = line;
      last_byte_ = 0;
      last_column_ = 1;
    }
    const std::string_view rest = std::string_view(lines_[line]).substr(std::min(last_byte_, lines_[line].size()));
    last_column_ += column_of(rest, byte - last_byte_) - 1;
    last_byte_ = byte;
    return last_column_;
  }

  // A collection that is being filled; `lines` tells where its keys are, `dropped` that the present key was refused.
  struct Level {
    Node node;
    std::map<std::string, int, std::less<>> key_lines;
    bool key_is_next = true;
    bool dropped = false;
  };

  Node start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
    Node node;
    node.kind = kind;
    node.place = place_of(mark);
    if (++values_ > most_values) {
      report(node.place, fmt::format("the file holds more than {} values", most_values));
      throw Refused{};
    }
    if (anchor != 0 && !anchor_told_) {
      report(node.place, "anchors (&name) are not understood; write the value out, or use `extends`");
      anchor_told_ = true;
    }
    if (!tag.empty() && tag != "?") report(node.place, "tags (!name) are not understood; remove it");
    return node;
  }

  // yaml-cpp takes the end of the file for the end of a quoted text.
  bool quote_ends(const YAML::Mark& mark) const {
    auto line = static_cast<std::size_t>(mark.line);
    auto byte = static_cast<std::size_t>(mark.column);
    if (line >= lines_.size() || byte >= lines_[line].size()) return true;
    const char quote = lines_[line][byte];
    if (quote != '"' && quote != '\'') return true;
    for (++byte; line < lines_.size(); ++line, byte = 0) {
      const std::string& text = lines_[line];
      for (; byte < text.size(); ++byte) {
        const bool doubled = quote == '\'' && text[byte] == quote && byte + 1 < text.size() && text[byte + 1] == quote;
        if (doubled || (quote == '"' && text[byte] == '\\')) {
          ++byte;
        } else if (text[byte] == quote) {
          return true;
        }
      }
    }
    return false;
  }

  void open(Node node) {
    if (levels_.size() == deepest) {
      report(node.place, fmt::format("values are nested more than {} deep", deepest));
      throw Refused{};
    }
    levels_.push_back({std::move(node), {}, true, false});
  }

  void close() {
    Node node = std::move(levels_.back().node);
    levels_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == Node::sequence) {
      level.node.entries.push_back({"", false, node.place, std::move(node)});
    } else if (level.key_is_next) {
      level.key_is_next = false;
      level.dropped = true;
      level.dropped = !add_key(level, node);
    } else {
      level.key_is_next = true;
      if (!level.dropped) level.node.entries.back().node = std::move(node);
    }
  }

  bool add_key(Level& level, const Node& key) {
    if (key.kind != Node::scalar) {
      report(key.place, "a key has to be a name");
      return false;
    }
    if (key.text == "<<" && !key.quoted) {
      report(key.place, "merge keys (<<) are not understood; use `extends`");
      return false;
    }
    const auto [first, is_new] = level.key_lines.try_emplace(key.text, key.place.line);
    if (!is_new) {
      std::string whole = path();
      whole += (whole.empty() ? "" : ".") + key.text;
      problems_.push_back({key.place.file, key.place.line, key.place.column, std::move(whole),
                           fmt::format("the key is given twice; first in line {}", first->second)});
      return false;
    }
    level.node.entries.push_back({key.text, key.quoted, key.place, {}});
    return true;
  }

  std::string path() const {
    std::string whole;
    for (const Level& level : levels_) {
      if (level.node.kind == Node::sequence) {
        whole += fmt::format("[{}]", level.node.entries.size());
      } else if (!level.key_is_next && !level.dropped) {
        whole += (whole.empty() ? "" : ".") + level.node.entries.back().key;
      }
    }
    return whole;
  }

  const std::string& file_;
  const std::vector<std::string>& lines_;
  std::vector<Problem>& problems_;
  std::vector<Level> levels_;
  Node root_;
  std::size_t values_ = 0;
  bool anchor_told_ = false;
  bool alias_told_ = false;
  mutable std::size_t last_line_ = 0;
  mutable std::size_t last_byte_ = 0;
  mutable int last_column_ = 1;
};

// Stands at a further document only to say where it begins.
class FurtherDocument final : public YAML::EventHandler {
 public:
  YAML::Mark mark;

  void OnDocumentStart(const YAML::Mark& start) override { mark = start; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { throw Refused{}; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { throw Refused{}; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { throw Refused{}; }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    throw Refused{};
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    throw Refused{};
  }
  void OnMapEnd() override {}
};

}  // namespace

Parsed parse_yaml(const std::string& file, const std::string& text, const std::vector<std::string>& lines,
                  std::vector<Problem>& problems) {
  TreeBuilder builder(file, lines, problems);
  std::istringstream stream(text);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      problems.push_back({file, 1, 1, "", "the file is empty"});
      return {{}, true};
    }
    FurtherDocument further;
    try {
      while (parser.HandleNextDocument(further)) throw Refused{};
    } catch (const Refused&) {
      const Place place = builder.place_of(further.mark);
      problems.push_back({file, place.line, place.column, "", "a second document begins here; a file holds one"});
    }
    return {builder.take(), false};
  } catch (const Refused&) {
    return {{}, true};
  } catch (const YAML::Exception& fault) {
    const Place place = builder.place_of(fault.mark);
    problems.push_back({file, place.line, place.column, "", fmt::format("is not YAML: {}", fault.msg)});
    return {{}, true};
  }
}

}  // namespace trellis
