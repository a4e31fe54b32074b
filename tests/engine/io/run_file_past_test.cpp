#include "engine/io/run_file_past.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>

#include "engine/io/digest.hpp"
#include "tests/engine/io/run_file_sample.hpp"

using namespace trellis;

namespace {

namespace fs = std::filesystem;

constexpr double reached[] = {.35, .5}, moments[] = {.2};

struct Folder {
  fs::path path = fs::temp_directory_path() / ("trellis_past_" + std::to_string(::getpid()));
  Folder() { fs::remove_all(path), fs::create_directory(path); }
  ~Folder() { fs::remove_all(path); }
  fs::path operator/(const char* name) const { return path / name; }
};

void write(const fs::path& path, int months, const char* status, const RunDescription& run = sample::description()) {
  RunFile file{path, run};
  sample::append_months(file, 0, months);
  file.finish(reached, moments, status);
}

void append_past(RunFile& file, PastMonths& past, const RunDescription& run) {
  past.expect(run);
  for (std::size_t m = 0; m < past.months(); ++m) {
    const Month month = run.start + static_cast<int>(m);
    for (Snapshot& snapshot : past.snapshots(m)) file.add(month, std::move(snapshot));
    file.append(month, past.frame(m));
  }
}

std::string reason_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const FileError& error) {
    return error.reason;
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a file that goes on from the first months of an unfinished one is that of the whole run") {
  const Folder folder;
  const RunDescription run = sample::description();
  write(folder / "whole.h5", 40, "complete");
  const std::string whole = digest(folder / "whole.h5");
  for (const int months : {1, 11, 12, 25, 30}) {
    CAPTURE(months);
    const fs::path path = folder / "run.h5";
    write(path, 30, "interrupted");
    const std::string before = sha256_of_file(folder / "run.h5.partial");
    {
      PastMonths past{folder / "run.h5.partial", {run, static_cast<std::uint32_t>(months)}, path};
      RunFile file{path, run, {.goes_on = true}};
      append_past(file, past, run);
      CHECK(sha256_of_file(folder / "run.h5.partial") == before);
      file.take_over();
      CHECK(sha256_of_file(folder / "run.h5.partial") != before);
      CHECK(file.acknowledged() == static_cast<std::size_t>(months));
      sample::append_months(file, months, 40 - months);
      file.finish(reached, moments, "complete");
    }
    CHECK(digest(path) == whole);
    CHECK(std::distance(fs::directory_iterator{folder.path}, {}) == 2);
    fs::remove(path);
  }
}

TEST_CASE("an unfinished file does not give way before all its months are in the new one") {
  const Folder folder;
  const RunDescription run = sample::description();
  write(folder / "run.h5", 30, "interrupted");
  const std::string before = sha256_of_file(folder / "run.h5.partial");
  {
    RunFile file{folder / "run.h5", run, {.goes_on = true}};
    sample::append_months(file, 0, 24);
  }
  CHECK(sha256_of_file(folder / "run.h5.partial") == before);
  CHECK(std::distance(fs::directory_iterator{folder.path}, {}) == 1);
  write(folder / "other.h5", 3, "complete");
  fs::rename(folder / "other.h5", folder / "run.h5");
  CHECK_THROWS_AS((RunFile{folder / "run.h5", run, {.goes_on = true}}), OutputExists);
}

TEST_CASE("months that are flushed between whole chunks are acknowledged, and change no value") {
  const Folder folder;
  write(folder / "whole.h5", 40, "complete");
  RunFile file{folder / "run.h5", sample::description()};
  for (int m = 0; m < 40; ++m) {
    sample::append_months(file, m, 1);
    if (m % 5 == 0) {
      file.flush();
      CHECK(file.acknowledged() == static_cast<std::size_t>(m + 1));
    }
    if (m % 12 == 11) CHECK(file.acknowledged() == static_cast<std::size_t>(m + 1));
  }
  file.finish(reached, moments, "complete");
  CHECK(digest(folder / "run.h5") == digest(folder / "whole.h5"));
}

TEST_CASE("a past of another run, or with too few months, is refused with its reason") {
  const Folder folder;
  const fs::path partial = folder / "run.h5.partial";
  const RunDescription run = sample::description();
  write(folder / "run.h5", 30, "interrupted");
  const auto open = [&](const RunDescription& of, std::uint32_t months) {
    return reason_of([&] { const PastMonths past{partial, {of, months}, folder / "run.h5"}; });
  };
  CHECK(open(run, 30) == "accepted");
  CHECK(open(run, 31) == "holds 30 months, the checkpoint stands after 31");
  RunDescription other = run;
  other.seed = 2;
  CHECK(open(other, 3) == "is of a run with seed 4294967295, not 2");
  other = run, other.replica = 4;
  CHECK(open(other, 3) == "is of replica 3, not 4");
  other = run, other.provenance.scenario += "x";
  CHECK(open(other, 3) == "is of a run of another scenario");
  other = run, other.start = Month{2026, 1};
  CHECK(open(other, 3) == "begins in another month");

  PastMonths past{partial, {run, 3}, folder / "run.h5"};
  other = run, other.series.push_back({"sales", "sales", "1", "sum"});
  CHECK(reason_of([&] { past.expect(other); }) == "does not hold 'sales' as this program would");
  other = run, other.series[0].axes = {"cluster"};
  CHECK(reason_of([&] { past.expect(other); }) == "does not hold 'demand_met' as this program would");
  other = run, other.snapshots[0].listings[0].fields[1].type = ListField::Type::f64;
  CHECK(reason_of([&] { past.expect(other); }) == "does not hold 'links/weight' as this program would");

  CHECK(reason_of([&] { const PastMonths none{folder / "none", {run, 3}, folder / "x.h5"}; }).starts_with("no such file"));
  const RunFile live{folder / "live.h5", run};
  CHECK(reason_of([&] { const PastMonths none{folder / "live.h5.partial", {run, 0}, folder / "x.h5"}; }) ==
        "is still being written (or read live)");
}
