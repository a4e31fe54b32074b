#include "engine/run/progress.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

using trellis::Month;
using trellis::Progress;

namespace {

/// A stream into memory.
struct Memory {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* out = open_memstream(&text, &size);

  ~Memory() {
    std::fclose(out);
    std::free(text);
  }
  std::string shown() const {
    std::fflush(out);
    return {text, size};
  }
};

/// A progress display on a clock that is moved by hand.
struct Stage {
  Memory memory;
  double time = 0;
  Progress progress;

  Stage(Progress::Mode mode, int months)
      : progress(memory.out, Month{2025, 1}, months, mode, [this] { return time; }) {}
  std::string shown() const { return memory.shown(); }
  /// Every month takes so many seconds.
  void run(int from, int to, double seconds_per_month, std::uint64_t agents = 6000) {
    for (int month = from + 1; month <= to; ++month) {
      time += seconds_per_month;
      progress.advance(month, agents);
    }
  }
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// What stands behind "left" in each update, in seconds.
std::vector<int> times_left(const std::string& text) {
  std::vector<int> seconds;
  for (auto end = text.find(" left"); end != std::string::npos; end = text.find(" left", end + 1)) {
    const auto begin = text.rfind(' ', end - 1) + 1;
    const std::string clock = text.substr(begin, end - begin);
    const auto colon = clock.find(':');
    seconds.push_back(60 * std::stoi(clock.substr(0, colon)) + std::stoi(clock.substr(colon + 1)));
  }
  return seconds;
}

}  // namespace

TEST_CASE("without a terminal there is one line for each year and one at the end") {
  Stage stage(Progress::Mode::lines, 36);
  stage.run(0, 36, .5);
  CHECK(stage.shown() ==
        "2025-12  12 of 36 months, 33 %, 12.0 k agent·steps/s, 0:12 left\n"
        "2026-12  24 of 36 months, 66 %, 12.0 k agent·steps/s, 0:06 left\n"
        "2027-12  36 months in 18.00 s, 6,000 agents at the end, 12.0 k agent·steps/s\n");
}

TEST_CASE("a bar shows the date, the share done, the speed and the time left") {
  Stage stage(Progress::Mode::bar, 100);
  stage.run(0, 50, 1., 3'000'000);
  const std::string text = stage.shown();
  const std::string last = text.substr(text.rfind('\r'));
  CHECK(last == "\r2029-02  [###############...............]  50 %  3.0 M agent·steps/s  0:50 left\x1b[K");
  CHECK(count(text, "\n") == 0);
}

TEST_CASE("nothing is redrawn more than ten times a second") {
  for (const auto mode : {Progress::Mode::bar, Progress::Mode::lines}) {
    Stage stage(mode, 12'001);
    stage.run(0, 12'000, .001);  // 12 seconds, a simulated year in 12 ms
    const auto updates = count(stage.shown(), " left");
    CHECK(updates <= 120);
    CHECK(updates >= 80);
  }
}

TEST_CASE("the time left does not jump when single months are slow") {
  Stage stage(Progress::Mode::bar, 1200);
  for (int month = 1; month < 1200; ++month) {
    stage.time += month % 12 == 0 ? .9 : .11;
    stage.progress.advance(month, 6000);
  }
  const auto left = times_left(stage.shown());
  REQUIRE(left.size() > 1000);
  int widest = 0;
  for (std::size_t i = 200; i < left.size(); ++i)
    widest = std::max(widest, std::abs(left[i] - left[i - 1]) * 100 / std::max(left[i - 1], 10));
  CHECK(widest <= 30);  // per cent; a speed taken from the latest month alone jumps by 730
}

TEST_CASE("the time left follows a run that has become slower") {
  Stage stage(Progress::Mode::bar, 200);
  stage.run(0, 100, .1);
  stage.run(100, 150, 1.);
  CHECK(times_left(stage.shown()).back() == doctest::Approx(50).epsilon(.05));
}

TEST_CASE("progress never runs backwards") {
  Stage stage(Progress::Mode::lines, 36);
  stage.run(0, 24, .5);
  const auto before = stage.shown();
  stage.time += 10;
  stage.progress.advance(12, 6000);
  CHECK(stage.shown() == before);
  CHECK(stage.progress.agent_steps() == 24 * 6000);
}

TEST_CASE("quiet prints nothing but still counts") {
  Stage stage(Progress::Mode::quiet, 12);
  stage.run(0, 12, 1.);
  CHECK(stage.shown().empty());
  CHECK(stage.progress.agent_steps() == 72'000);
}

TEST_CASE("a bar that ends before the run leaves the cursor on a new line") {
  const Memory memory;
  double time = 0;
  {
    Progress progress(memory.out, Month{2025, 1}, 10, Progress::Mode::bar, [&] { return time; });
    time = 1;
    progress.advance(1, 1);
  }
  CHECK(memory.shown().ends_with("\x1b[K\n"));
}

TEST_CASE("what is not a terminal gets lines") {
  std::FILE* file = std::tmpfile();
  CHECK(Progress::mode_for(file) == Progress::Mode::lines);
  std::fclose(file);
}
