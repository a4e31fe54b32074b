// What can go wrong, by whose fault, and the exit code that says so.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace trellis {

enum class Exit : int {
  finished = 0,
  fault = 1,    // ours: an assertion, an overflow
  input = 2,    // a scenario, a command line, an output that exists, a run that is too big
  files = 3,    // files and disk
  members = 4,  // an ensemble in which members failed
  interrupted = 130,
  terminated = 143
};

/// One thing wrong with a scenario: where, at which key, and what was expected. Lines and columns count from 1; 0 means
/// that the place is not known.
struct Problem {
  std::string file;
  int line = 0, column = 0;
  std::string path, message;
};

/// "file:line:column: path: message", without the parts that are not known.
inline std::string to_string(const Problem& p) {
  std::string text = p.file;
  if (p.line > 0) text += ':' + std::to_string(p.line);
  if (p.line > 0 && p.column > 0) text += ':' + std::to_string(p.column);
  for (const std::string* part : {&p.path, &p.message})
    if (!part->empty()) {
      if (!text.empty()) text += ": ";
      text += *part;
    }
  return text;
}

/// Everything that is wrong with a user's input, sorted by file, line and column; what() has a line for each.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Problem> found) : ScenarioError{sorted(std::move(found)), 0} {}
  explicit ScenarioError(Problem only) : ScenarioError{std::vector<Problem>{std::move(only)}} {}
  std::vector<Problem> problems;

 private:
  ScenarioError(std::vector<Problem> found, int) : std::runtime_error{text(found)}, problems{std::move(found)} {}
  static std::vector<Problem> sorted(std::vector<Problem> found) {
    std::stable_sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
    return found;
  }
  static std::string text(const std::vector<Problem>& found) {
    std::string lines;
    for (const Problem& p : found) {
      if (!lines.empty()) lines += '\n';
      lines += to_string(p);
    }
    return lines;
  }
};

/// A file or folder that could not be read or written.
class FileError : public std::runtime_error {
 public:
  FileError(std::string where, std::string why)
      : std::runtime_error{where + ": " + why}, path{std::move(where)}, reason{std::move(why)} {}
  std::string path, reason;
};

/// A run that would need more memory than there is.
class TooBig : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An amount of money that 64 bits cannot hold.
class OverflowError : public std::overflow_error {
 public:
  using std::overflow_error::overflow_error;
};

}  // namespace trellis
