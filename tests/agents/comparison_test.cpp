#include "agents/comparison.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

using namespace trellis;

namespace {

constexpr double beyond = std::numeric_limits<double>::quiet_NaN();

/// Two arms with two targets, the second beyond the run.
struct Sample {
  std::vector<TargetRecord> targets{{"localisation_2030", "localisation_gross", "", "1", 2030, .4, .5, false},
                                    {"localisation_2045", "localisation_gross", "", "1", 2045, .8, .8, false}};
  EnsembleDescription description;
  std::vector<MemberRow> members;

  Sample() {
    description.run.start = Month{2025, 1};
    description.months = 72;
    description.arms = {{"law", "", ""}, {"more", "", ""}};
    description.run.targets = {{"localisation_2030", "localisation_gross", "", 2030, .4, .5, false},
                               {"localisation_2045", "localisation_gross", "", 2045, .8, .8, false}};
  }
  void add(std::uint32_t arm, std::uint32_t replica, double reached, double billions, bool failed = false) {
    MemberRow row{.arm = arm, .replica = replica, .failed = failed, .reason = failed ? "no firm is left" : ""};
    row.reached = {reached, beyond};
    row.public_cost = billions * 1e9;
    members.push_back(row);
  }
  std::string text() const { return comparison_text({targets, description, members}); }
};

/// The first line that begins with the words, its blanks drawn together.
std::string line(const std::string& text, const std::string& begin) {
  std::string drawn, found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    drawn.clear();
    for (std::size_t i = at; i < end; ++i)
      if (text[i] != ' ' || (!drawn.empty() && drawn.back() != ' ')) drawn += text[i];
    if (found.empty() && drawn.starts_with(begin)) found = drawn;
    at = end + 1;
  }
  return found;
}

}  // namespace

TEST_CASE("Arms are told with chance, band, paired difference and cost of a point") {
  Sample s;
  for (std::uint32_t r = 0; r < 3; ++r) s.add(0, r, .38 + .02 * r, 100);
  s.add(1, 0, .41, 130), s.add(1, 1, .42, 130), s.add(1, 2, .43, 130);
  const std::string text = s.text();
  CHECK(text.find("Targets over 6 members") != std::string::npos);
  // Wilson for 2 and 3 of 3; differences 3, 2 and 1 points: 2 ± 4.302653 · 1/sqrt(3).
  CHECK(line(text, "localisation_2030") == "localisation_2030 2030-12 40.0 % law 67 % (21-94) 40.0 % 38.2 % to 41.8 %");
  CHECK(line(text, "more 100 %") == "more 100 % (44-100) 42.0 % 41.1 % to 42.9 % +2.0 (-0.5 to +4.5) -");
  CHECK(text.find("localisation_2045") == std::string::npos);
  CHECK(line(text, "more 130") == "more 130 130 to 130 +30 (+30 to +30)");
  s.members[5].reached[0] = .45;  // now 3, 2 and 3 points: for sure more, 30 billion for 2.667 of them
  CHECK(line(s.text(), "more 100 %") == "more 100 % (44-100) 42.0 % 41.1 % to 44.7 % +2.7 (+1.2 to +4.1) 11");
}

TEST_CASE("Members that failed are left out with their partners, and told") {
  Sample s;
  s.add(0, 0, .40, 100), s.add(0, 1, .30, 100), s.add(1, 0, .41, 110), s.add(1, 1, beyond, 0, true);
  const std::string text = s.text();
  CHECK(text.find("Targets over 3 members") != std::string::npos);
  CHECK(line(text, "more 100 %") == "more 100 % (21-100) 41.0 % 41.0 % to 41.0 % +1.0 -");
  CHECK(text.find("1 of 4 members failed\n  1 times: no firm is left") != std::string::npos);
}

TEST_CASE("An arm of which all members failed has no numbers, and hides none of the others'") {
  for (const std::uint32_t broken : {0U, 1U}) {
    Sample s;
    for (const std::uint32_t arm : {0U, 1U})
      for (std::uint32_t r = 0; r < 2; ++r) s.add(arm, r, arm == broken ? beyond : .45, 100, arm == broken);
    const std::string text = s.text();
    CAPTURE(text);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find("9,223,372") == std::string::npos);
    CHECK(text.find("100 % (34-100)  45.0 %") != std::string::npos);
    CHECK(line(text, broken == 0 ? "localisation_2030" : "more -") ==
          (broken == 0 ? "localisation_2030 2030-12 40.0 % law - - - - -" : "more - - - - -"));
  }
}

TEST_CASE("Sensitivity is told by weight, of the last target within the run") {
  Sample s;
  const std::vector<Factor> factors{{"little", 0, 1}, {"much", 0, 1}};
  const Design design = morris(factors, 4, 4, 1);
  for (std::uint32_t p = 0; p < design.points.size(); ++p) {
    s.add(0, 0, .3 + .01 * design.points[p][0] + .1 * design.points[p][1], 1);
    s.members.back().point = p;
  }
  const Comparison comparison{s.targets, s.description, s.members};
  CHECK(last_target(comparison) == 0);
  const std::string text = sensitivity_text(comparison, DesignKind::morris, design, factors, 0);
  CHECK(line(text, "much") == "much 10.00 (10.00 to 10.00) +10.00 0.00");
  CHECK(line(text, "little") == "little 1.00 (1.00 to 1.00) +1.00 0.00");
  CHECK(text.find("much") < text.find("little"));
  s.members[3].failed = true;
  const std::string less = sensitivity_text(comparison, DesignKind::morris, design, factors, 0);
  CHECK(less.find("over walks; 1 of 4 walks left out") != std::string::npos);
  CHECK(line(less, "much") == "much 10.00 (10.00 to 10.00) +10.00 0.00");
  for (MemberRow& member : s.members) member.failed = true;
  CHECK(sensitivity_text(comparison, DesignKind::morris, design, factors, 0).find("No indices") != std::string::npos);
}
