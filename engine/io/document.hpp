// A scenario as it is written: files, those they extend, overlays and settings merged, each value with its place.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/errors.hpp"

namespace trellis {

// Lines and columns count from 1, columns in characters.
struct Place {
  std::string file;
  int line = 0, column = 0;
};

// A value with all below it. The entries of a sequence have no keys.
struct Node {
  // Refused: something that has been reported already.
  enum Kind { empty, refused, scalar, mapping, sequence };
  // Whence the value comes: numbers from settings and CSV files may go without their unit.
  enum Origin { yaml, setting, csv };
  struct Entry;

  Kind kind = empty;
  Origin origin = yaml;
  bool quoted = false;
  Place place;
  std::string text;
  std::vector<Entry> entries;

  const Entry* find(std::string_view key) const;
  Entry* find(std::string_view key);
};

struct Node::Entry {
  std::string key;
  bool key_quoted = false;
  Place key_place;
  Node node;
};

class Document {
 public:
  // Reads `scenario`, what it `extends`, then the overlays in order, then settings of the form a.b=value; later ones
  // win. Mappings are merged key by key, everything else is replaced. Faults do not throw: they are in problems().
  static Document load(const std::filesystem::path& scenario, std::span<const std::string> overlays = {},
                       std::span<const std::string> settings = {});

  // The same with a scenario that lies in no file of its own; problems call it `name`.
  static Document load_text(const std::string& name, std::string text, std::span<const std::string> overlays = {});

  const Node& root() const { return root_; }
  const std::vector<Problem>& problems() const { return problems_; }
  // Whether a file could not be read as YAML, so that what seems missing may be in its unread part.
  bool broken() const { return broken_; }
  // Every file read, in the order of reading.
  const std::vector<std::string>& files() const { return files_; }
  // The text of the comment that ends the line of a value; "" if there is none.
  std::string comment_at(const Place& place) const;

 private:
  friend class DocumentLoader;

  Node root_;
  std::vector<Problem> problems_;
  bool broken_ = false;
  std::vector<std::string> files_;
  std::map<std::string, std::vector<std::string>> lines_;
};

// The document as YAML; each value is followed by a comment with its file and line.
std::string show(const Document& document);

}  // namespace trellis
