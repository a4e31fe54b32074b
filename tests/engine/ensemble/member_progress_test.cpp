#include "engine/ensemble/member_progress.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

using namespace trellis;

namespace {

/// What `work(out)` wrote.
template <class Work>
std::string written(Work work) {
  char* text = nullptr;
  std::size_t length = 0;
  std::FILE* out = ::open_memstream(&text, &length);
  work(out);
  std::fclose(out);
  std::string all{text, length};
  std::free(text);
  return all;
}

}  // namespace

TEST_CASE("Counts, failures and rate are of what was computed now; what was there before is done") {
  double now = 0;
  const std::string said = written([&](std::FILE* out) {
    MemberProgress progress{out, 8, 4, Progress::Mode::lines, [&] { return now; }};
    for (int i = 0; i < 4; ++i) now += 2, progress.one_more(i == 1);
    CHECK(progress.done() == 8);
    CHECK(progress.seconds() == 8);
  });
  CHECK(said ==
        "5 of 8 members, 0.50 members/s, 0:06 left\n"
        "6 of 8 members, 1 failed, 0.50 members/s, 0:04 left\n"
        "7 of 8 members, 1 failed, 0.50 members/s, 0:02 left\n"
        "8 of 8 members, 1 failed, 0.50 members/s, 0:00 left\n");
}

TEST_CASE("The time left never grows, however slow later members are") {
  double now = 0;
  const std::string said = written([&](std::FILE* out) {
    MemberProgress progress{out, 4, 0, Progress::Mode::lines, [&] { return now; }};
    now = 1, progress.one_more(false);
    now = 100, progress.one_more(false);
  });
  CHECK(said ==
        "1 of 4 members, 1.00 members/s, 0:03 left\n"
        "2 of 4 members, 0.02 members/s, 0:03 left\n");
}

TEST_CASE("Nothing is said when it is to be quiet; a bar that was not finished ends its line") {
  double now = 0;
  const auto one = [&](Progress::Mode mode) {
    return written([&](std::FILE* out) {
      MemberProgress progress{out, 2, 0, mode, [&] { return now; }};
      now += 1, progress.one_more(false);
    });
  };
  CHECK(one(Progress::Mode::quiet).empty());
  const std::string bar = one(Progress::Mode::bar);
  CHECK(bar.find("1 of 2 members") != std::string::npos);
  CHECK(bar.back() == '\n');
}
