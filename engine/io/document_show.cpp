#include <fmt/format.h>

#include <algorithm>

#include "engine/io/document.hpp"
#include "engine/io/document_text.hpp"

namespace trellis {

namespace {

constexpr int comment_column = 56;

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + '"';
}

std::string plain_or_quoted(const std::string& text, bool as_quoted) {
  return as_quoted || text.find('\n') != std::string::npos ? quoted(text) : text;
}

class Show {
 public:
  explicit Show(const Document& document) : document_(document) {}

  void entries(const Node& node, std::size_t indent) {
    for (const Node::Entry& entry : node.entries) {
      const bool in_sequence = node.kind == Node::sequence;
      const std::string start = in_sequence ? "-" : plain_or_quoted(entry.key, entry.key_quoted) + ':';
      value(std::string(indent, ' ') + start, entry.node, indent);
    }
  }

  std::string text;

 private:
  void value(const std::string& start, const Node& node, std::size_t indent) {
    const auto is_scalar = [](const Node::Entry& entry) { return entry.node.kind == Node::scalar; };
    if (node.kind == Node::scalar) {
      line(start + ' ' + plain_or_quoted(node.text, node.quoted), node.place);
    } else if (node.entries.empty()) {
      line(start + (node.kind == Node::mapping ? " {}" : node.kind == Node::sequence ? " []" : ""), node.place);
    } else if (node.kind == Node::sequence && std::all_of(node.entries.begin(), node.entries.end(), is_scalar)) {
      std::string elements;
      for (const Node::Entry& entry : node.entries) {
        elements += (elements.empty() ? "" : ", ") + plain_or_quoted(entry.node.text, entry.node.quoted);
      }
      line(start + " [" + elements + ']', node.place);
    } else {
      if (start.ends_with('-')) {
        // The first entry of an element stands behind its dash.
        const std::size_t from = text.size();
        entries(node, indent + 2);
        text[from + indent] = '-';
      } else {
        text += start + '\n';
        entries(node, indent + 2);
      }
    }
  }

  void line(std::string start, const Place& place) {
    const int width = column_of(start, start.size());
    start.append(static_cast<std::size_t>(std::max(1, comment_column - width)), ' ');
    text += start + "# " + (place.line > 0 ? fmt::format("{}:{}", place.file, place.line) : place.file);
    const std::string comment = document_.comment_at(place);
    text += (comment.empty() ? "" : "  ") + comment + '\n';
  }

  const Document& document_;
};

}  // namespace

std::string show(const Document& document) {
  Show show(document);
  show.entries(document.root(), 0);
  return show.text;
}

}  // namespace trellis
