#include "engine/core/errors.hpp"

#include <doctest/doctest.h>

using namespace trellis;

TEST_CASE("a scenario error tells all problems, sorted by file, line and column") {
  const ScenarioError error{{{"b.yaml", 1, 1, "x", "third"},
                             {"a.yaml", 9, 9, "policy.share", "1.4 is outside [0, 0.8]"},
                             {"a.yaml", 9, 2, "", "first"}}};
  CHECK(std::string{error.what()} ==
        "a.yaml:9:2: first\na.yaml:9:9: policy.share: 1.4 is outside [0, 0.8]\nb.yaml:1:1: x: third");
  CHECK(error.problems.size() == 3);
  CHECK(error.problems[0].message == "first");
}

TEST_CASE("what is not known of a problem's place is left out") {
  CHECK(to_string(Problem{"a.yaml", 0, 0, "", "cannot be read"}) == "a.yaml: cannot be read");
  CHECK(to_string(Problem{"a.yaml", 3, 0, "x", "y"}) == "a.yaml:3: x: y");
  CHECK(to_string(Problem{"", 0, 0, "x", "y"}) == "x: y");
}

TEST_CASE("a file error names the path and the reason") {
  const FileError error{"/x/y.h5", "disk full"};
  CHECK(std::string{error.what()} == "/x/y.h5: disk full");
  CHECK(error.path == "/x/y.h5");
}
