#include "engine/io/run_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "engine/io/digest.hpp"
#include "engine/io/recover.hpp"
#include "tests/engine/io/run_file_sample.hpp"

using namespace trellis;
namespace fs = std::filesystem;

namespace {

/// A folder of its own that is gone afterwards.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "trellis-run-file-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  fs::path operator/(const char* name) const { return path / name; }
};

constexpr double reached[] = {.35, .5}, moments[] = {.2};

fs::path write(const fs::path& path, int months, RunFile::Options options = {},
               const RunDescription& description = sample::description()) {
  RunFile file(path, description, options);
  sample::append_months(file, 0, months);
  return file.finish(reached, moments, "complete");
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the same run gives the same bytes") {
  const Folder folder;
  for (const bool live : {true, false}) {
    write(folder / "a.h5", 30, {.overwrite = true, .swmr = live});
    write(folder / "b.h5", 30, {.overwrite = true, .swmr = live});
    CHECK(sha256_of_file(folder / "a.h5") == sha256_of_file(folder / "b.h5"));
  }
}

TEST_CASE("the digest does not depend on how the file was written, nor on provenance") {
  const Folder folder;
  const auto plain = digest(write(folder / "plain.h5", 30));
  CHECK(plain.size() == 64);
  CHECK(digest(write(folder / "not_live.h5", 30, {.swmr = false})) == plain);
  CHECK(digest(write(folder / "small_chunks.h5", 30, {.months_per_flush = 5})) == plain);
  auto elsewhere = sample::description();
  elsewhere.provenance.compiler = "another";
  elsewhere.provenance.scenario += "# the same, in other words\n";
  elsewhere.provenance.inputs.clear();
  CHECK(digest(write(folder / "elsewhere.h5", 30, {}, elsewhere)) == plain);
}

TEST_CASE("the digest sees one value, one name, one label, one month and one shape") {
  const Folder folder;
  const auto plain = digest(write(folder / "plain.h5", 12));
  CHECK(digest(write(folder / "longer.h5", 13)) != plain);
  for (const int byte : {0, 8, 16, 199}) {
    RunFile file(folder / "value.h5", sample::description(), {.overwrite = true});
    sample::append_months(file, 0, 11);
    auto frame = sample::frame(11);
    frame[static_cast<std::size_t>(byte)] ^= std::byte{1};
    file.add(Month{2025, 12}, sample::snapshot(11));
    file.append(Month{2025, 12}, frame);
    CHECK(digest(file.finish(reached, moments, "complete")) != plain);
  }
  for (const std::size_t list : {0u, 1u}) {
    RunFile file(folder / "row.h5", sample::description(), {.overwrite = true});
    sample::append_months(file, 0, 11);
    auto snapshot = sample::snapshot(11);
    snapshot.listings[list].fields[1].back() ^= std::byte{1};
    file.add(Month{2025, 12}, snapshot);
    file.append(Month{2025, 12}, sample::frame(11));
    CHECK(digest(file.finish(reached, moments, "complete")) != plain);
  }
  auto other = sample::description();
  other.series[0].name = "demand";
  CHECK(digest(write(folder / "name.h5", 12, {}, other)) != plain);
  other = sample::description();
  other.axes[2].labels[0] = "Vinfast";
  CHECK(digest(write(folder / "label.h5", 12, {}, other)) != plain);
  other = sample::description();
  std::swap(other.series[4].axes[0], other.series[4].axes[1]);
  CHECK(digest(write(folder / "shape.h5", 12, {}, other)) != plain);
}

TEST_CASE("a file bears its final name only when it is complete") {
  const Folder folder;
  const auto path = folder / "run.h5", partial = folder / "run.h5.partial";
  {
    RunFile file(path, sample::description());
    CHECK(file.frame_bytes() == sample::frame(0).size());
    sample::append_months(file, 0, 13);
    CHECK(file.acknowledged() == 12);
    CHECK_FALSE(fs::exists(path));
    CHECK(fs::exists(partial));
    CHECK(file.finish(reached, moments, "interrupted") == partial);
  }
  CHECK_FALSE(fs::exists(path));
  CHECK(recover(path).months == 13);
  CHECK(fs::exists(path));
  CHECK_FALSE(fs::exists(partial));
}

TEST_CASE("an existing result is refused and stays as it is") {
  const Folder folder;
  const auto path = folder / "run.h5";
  std::ofstream(path) << "precious";
  CHECK_THROWS_WITH_AS(RunFile::check_output(path, false), doctest::Contains("run.h5: exists already"), OutputExists);
  CHECK_THROWS_AS(RunFile(path, sample::description()), OutputExists);
  CHECK(text_of(path) == "precious");
  {
    RunFile file(path, sample::description(), {.overwrite = true});
    sample::append_months(file, 0, 12);
    CHECK(text_of(path) == "precious");  // until the new one is complete
    file.finish(reached, moments, "complete");
  }
  CHECK(recover(path).was_complete);
}

TEST_CASE("a result that comes to exist during the run is not replaced") {
  const Folder folder;
  const auto path = folder / "run.h5";
  RunFile file(path, sample::description());
  sample::append_months(file, 0, 12);
  std::ofstream(path) << "precious";
  CHECK_THROWS_WITH_AS(file.finish(reached, moments, "complete"), doctest::Contains("meanwhile"), FileError);
  CHECK(text_of(path) == "precious");
  CHECK(fs::exists(folder / "run.h5.partial"));
}

TEST_CASE("an unfinished run is a result too") {
  const Folder folder;
  { const RunFile file(folder / "run.h5", sample::description()); }
  CHECK_THROWS_WITH_AS(RunFile::check_output(folder / "run.h5", false), doctest::Contains("recover"), OutputExists);
  CHECK_NOTHROW(RunFile::check_output(folder / "run.h5", true));
}

TEST_CASE("a file that is being written is neither overwritten nor recovered") {
  const Folder folder;
  for (const bool live : {true, false}) {
    RunFile file(folder / "run.h5", sample::description(), {.overwrite = true, .swmr = live});
    sample::append_months(file, 0, 12);
    CHECK_THROWS_AS(RunFile::check_output(folder / "run.h5", true), OutputExists);
    CHECK_THROWS_WITH_AS(recover(folder / "run.h5"), doctest::Contains("still being written"), FileError);
    sample::append_months(file, 12, 12);
    CHECK(file.acknowledged() == 24);
  }
}

TEST_CASE("a place that cannot be written is told with its path") {
  const Folder folder;
  const auto refused = [](const fs::path& path, const char* words) {
    CHECK_THROWS_WITH_AS(RunFile::check_output(path, false), words, FileError);
  };
  refused(folder / "none" / "run.h5", ((folder / "none").string() + ": no such folder").c_str());
  std::ofstream(folder / "file") << "";
  refused(folder / "file" / "run.h5", ((folder / "file").string() + ": is not a folder").c_str());
  CHECK_THROWS_WITH_AS(RunFile::check_output(folder.path, false), doctest::Contains("is a folder"), FileError);
  if (::geteuid() == 0) {
    MESSAGE("skipped for root, who may write everywhere: a folder without permission");
    return;
  }
  ::chmod(folder.path.c_str(), 0500);
  CHECK_THROWS_WITH_AS(RunFile::check_output(folder / "run.h5", false), doctest::Contains("Permission denied"),
                       FileError);
  ::chmod(folder.path.c_str(), 0700);
}

TEST_CASE("a month out of turn, a frame of another size and a second end are refused") {
  const Folder folder;
  RunFile file(folder / "run.h5", sample::description());
  CHECK_THROWS_AS(file.append(Month{2025, 2}, sample::frame(1)), std::invalid_argument);
  CHECK_THROWS_AS(file.append(Month{2025, 1}, std::vector<std::byte>(8)), std::invalid_argument);
  sample::append_months(file, 0, 1);
  CHECK_THROWS_AS(file.append(Month{2025, 1}, sample::frame(0)), std::invalid_argument);
  CHECK_THROWS_AS(file.finish({}, moments, "complete"), std::invalid_argument);
  CHECK_THROWS_AS(file.finish(reached, moments, "done"), std::invalid_argument);
  file.finish(reached, moments, "complete");
  CHECK_THROWS_AS(file.finish(reached, moments, "complete"), std::invalid_argument);
}

TEST_CASE("a snapshot out of turn or with rows of another list is refused") {
  const Folder folder;
  RunFile file(folder / "run.h5", sample::description());
  CHECK_THROWS_AS(file.add(Month{2025, 2}, sample::snapshot(2)), std::invalid_argument);
  auto snapshot = sample::snapshot(2);
  snapshot.listings.pop_back();
  CHECK_THROWS_AS(file.add(Month{2025, 1}, snapshot), std::invalid_argument);
  snapshot = sample::snapshot(2);
  snapshot.listings[0].fields.pop_back();
  CHECK_THROWS_AS(file.add(Month{2025, 1}, snapshot), std::invalid_argument);
  snapshot = sample::snapshot(2);
  snapshot.listings[0].count += 1;
  CHECK_THROWS_AS(file.add(Month{2025, 1}, snapshot), std::invalid_argument);
  file.add(Month{2025, 1}, sample::snapshot(2));
  sample::append_months(file, 0, 1);
  file.finish(reached, moments, "complete");
  CHECK_THROWS_AS(file.add(Month{2025, 2}, sample::snapshot(2)), std::invalid_argument);
}

TEST_CASE("a description that contradicts itself is refused before a file is made") {
  const Folder folder;
  const auto refused = [&](auto spoil, const char* words) {
    auto run = sample::description();
    spoil(run);
    CHECK_THROWS_WITH_AS(RunFile(folder / "run.h5", run), words, std::invalid_argument);
    CHECK(fs::is_empty(folder.path));
  };
  refused([](auto& run) { run.series[2].axes = {"province"}; },
          "run file: 'cluster_output' has an unknown axis 'province'");
  refused(
      [](auto& run) {
        run.series[4].axes = {"cluster", "cluster"};
      },
      "run file: 'capability' has the axis 'cluster' twice");
  refused([](auto& run) { run.series[1].name = "demand_met"; }, "run file: 'demand_met' is used twice");
  refused([](auto& run) { run.series[1].name = "cluster"; }, "run file: 'cluster' is used twice");
  refused([](auto& run) { run.axes[0].name = "time"; }, "run file: 'time' is used twice");
  refused([](auto& run) { run.series[1].name = "a/b"; }, "run file: 'a/b' is not a name");
  refused([](auto& run) { run.series[1].unit = ""; }, "run file: 'output' has no unit");
  refused([](auto& run) { run.series[1].cell_method = "median"; },
          "run file: 'output' has the cell method 'median', not sum, mean or point");
  refused([](auto& run) { run.snapshots[0].name = "cluster"; }, "run file: 'cluster' is used twice");
  refused([](auto& run) { run.snapshots[0].listings[1].name = "size"; }, "run file: 'size' is used twice in links");
  refused([](auto& run) { run.snapshots[0].listings[0].fields[0].name = "a b"; }, "run file: 'a b' is not a name");
  refused([](auto& run) { run.axes[0].labels.clear(); }, "run file: axis 'cluster' has no labels");
}

TEST_CASE("a run without targets, moments, parameters and months is still a file") {
  const Folder folder;
  auto run = sample::description();
  run.targets.clear();
  run.moments.clear();
  run.provenance = {};
  RunFile file(folder / "run.h5", run);
  CHECK(recover(file.finish({}, {}, "complete")).was_complete);
}

TEST_CASE("SHA-256 gives the published values") {
  CHECK(Sha256{}.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 sum;
  sum.add("a");
  sum.add("bc");
  CHECK(sum.hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
  const Folder folder;
  std::ofstream(folder / "million") << std::string(1'000'000, 'a');
  CHECK(sha256_of_file(folder / "million") == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK_THROWS_AS(sha256_of_file(folder / "none"), FileError);
}

TEST_CASE("what is not a run file is refused with its path") {
  const Folder folder;
  std::ofstream(folder / "text.h5") << "not HDF5";
  CHECK_THROWS_WITH_AS(digest(folder / "text.h5"), doctest::Contains("text.h5: cannot be opened"), FileError);
  CHECK_THROWS_WITH_AS(recover(folder / "text.h5"), doctest::Contains("text.h5: cannot be opened"), FileError);
  CHECK_THROWS_WITH_AS(recover(folder / "none.h5"), doctest::Contains("none.h5: no such file"), FileError);
  CHECK(text_of(folder / "text.h5") == "not HDF5");
}

TEST_CASE("the record beside the file holds what may differ between equal runs") {
  const Folder folder;
  CHECK(run_record_path("out/2035.h5") == "out/2035.run.json");
  CHECK(progress_log_path("2035.h5") == "2035.progress.jsonl");
  CHECK(partial_path("2035.h5") == "2035.h5.partial");
  write_run_record({.output = folder / "run.h5",
                    .command_line = {"simulate", "a \"b\"\n"},
                    .status = "complete",
                    .started = "2026-01-31T08:15:00Z",
                    .finished = utc_now(),
                    .threads = 2,
                    .wall_seconds = 1.25,
                    .months = 132,
                    .agent_steps = 7,
                    .digest = "abc"});
  const std::string text = text_of(folder / "run.run.json");
  for (const char* part : {R"("command_line": ["simulate", "a \"b\"\u000a"])", R"("threads": 2)", R"("host": ")",
                           R"("started": "2026-01-31T08:15:00Z")", R"("wall_seconds": 1.250)"})
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);  // no temporary file stays
  CHECK_THROWS_AS(write_run_record({.output = folder / "none" / "run.h5"}), FileError);
}

TEST_CASE("the progress log has a line for each entry and begins anew") {
  const Folder folder;
  std::ofstream(folder / "run.progress.jsonl") << "old\n";
  ProgressLog log(folder / "run.h5");
  log.write("2025-12", 12, 132, 12, 6231, .1);
  log.write("2026-12", 24, 132, 24, 6240, .25);
  CHECK(text_of(folder / "run.progress.jsonl") ==
        "{\"month\": \"2025-12\", \"done\": 12, \"months\": 132, \"acknowledged\": 12, \"agents\": 6231, "
        "\"wall_seconds\": 0.100}\n"
        "{\"month\": \"2026-12\", \"done\": 24, \"months\": 132, \"acknowledged\": 24, \"agents\": 6240, "
        "\"wall_seconds\": 0.250}\n");
  CHECK_THROWS_AS(ProgressLog("/dev/null/run.h5"), FileError);
}
