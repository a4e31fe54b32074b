#include "engine/io/checkpoint.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/engine/io/run_file_sample.hpp"

using namespace trellis;

namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("trellis_checkpoint_" + std::to_string(::getpid()));
  Folder() { fs::remove_all(path), fs::create_directory(path); }
  ~Folder() { fs::remove_all(path); }
};

std::string bytes_of_file(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

void write_sample(const fs::path& path) {
  CheckpointWriter out{path, {sample::description(), 37, "abc"}};
  out.put(std::string_view{"supplier"});
  out.put(std::uint64_t{1} << 63);
  const std::vector<std::byte> rows(3000, std::byte{7});
  out.put(rows);
  out.finish();
}

/// Whether the file is refused with its path and a reason, in the way of a file that is at fault.
bool is_refused(const fs::path& path) {
  try {
    const CheckpointReader reader{path};
    return false;
  } catch (const FileError& error) {
    return error.path == path.string() && !error.reason.empty();
  }
}

}  // namespace

TEST_CASE("A checkpoint gives back what was put into it, and of what run it is") {
  const Folder folder;
  write_sample(folder.path / "a");
  CheckpointReader in{folder.path / "a"};
  const RunDescription &run = in.head().run, sample = sample::description();
  CHECK(in.head().step == 37);
  CHECK(in.head().months_sum == "abc");
  CHECK(run.title == sample.title);
  CHECK(run.references == sample.references);
  CHECK(run.seed == sample.seed);
  CHECK(run.replica == sample.replica);
  CHECK(run.start == sample.start);
  REQUIRE(run.targets.size() == 2);
  CHECK(run.targets[1].name == "Vehicles");
  CHECK(run.targets[1].statistic == "vehicles");
  CHECK(run.targets[1].source == "Decision 1");
  CHECK(run.targets[1].year == 2045);
  CHECK(run.targets[1].low == 1e6);
  CHECK(run.targets[1].high == 1.5e6);
  CHECK(run.targets[1].imposed);
  CHECK_FALSE(run.targets[0].imposed);
  REQUIRE(run.moments.size() == 1);
  CHECK(run.moments[0].source == "Survey 2024, table 3");
  CHECK(run.moments[0].observed == .18);
  CHECK(run.provenance.scenario == sample.provenance.scenario);
  CHECK(run.provenance.flags == "-O3");
  REQUIRE(run.provenance.parameters.size() == 1);
  CHECK(run.provenance.parameters[0].line == 3);
  CHECK(run.provenance.parameters[0].source == "assumption");
  REQUIRE(run.provenance.inputs.size() == 1);
  CHECK(run.provenance.inputs[0].sha256 == std::string(64, 'a'));
  CHECK(in.text() == "supplier");
  CHECK(in.number() == std::uint64_t{1} << 63);
  std::vector<std::byte> rows(3000);
  in.take(rows);
  CHECK(rows == std::vector<std::byte>(3000, std::byte{7}));
  CHECK(in.at_end());
  CHECK_THROWS_AS(in.number(), FileError);
}

TEST_CASE("A checkpoint that was not finished leaves the former one and nothing else") {
  const Folder folder;
  const fs::path path = folder.path / "run.h5.checkpoint";
  write_sample(path);
  const std::string before = bytes_of_file(path);
  { const CheckpointWriter out{path, {sample::description(), 38, {}}}; }
  CHECK(bytes_of_file(path) == before);
  CHECK(std::distance(fs::directory_iterator{folder.path}, {}) == 1);
  write_bytes(path.string() + ".new", "left by a run that was killed");
  write_sample(path);
  CHECK(bytes_of_file(path) == before);
  CHECK(std::distance(fs::directory_iterator{folder.path}, {}) == 1);
}

TEST_CASE("A checkpoint of which any bit was flipped, or that was cut or lengthened anywhere, is refused") {
  const Folder folder;
  const fs::path path = folder.path / "mutant";
  write_sample(path);
  const std::string whole = bytes_of_file(path);
  REQUIRE_FALSE(is_refused(path));
  std::size_t accepted = 0;
  const auto offer = [&](const std::string& bytes) {
    write_bytes(path, bytes);
    accepted += !is_refused(path);
  };
  for (std::size_t at = 0; at < whole.size(); at += at < 1500 ? 1 : 17) {
    std::string mutant = whole;
    mutant[at] = static_cast<char>(mutant[at] ^ (1 << at % 8));
    offer(mutant);
  }
  for (std::size_t length = 0; length < whole.size(); length += length < 200 ? 1 : 37) offer(whole.substr(0, length));
  for (const std::size_t more : {1, 64, 5000}) offer(whole + std::string(more, '0'));
  for (const std::size_t from : {21, 400, 2000}) offer(whole.substr(0, from) + whole.substr(from + 8));
  offer(std::string(whole.size(), '\0'));
  offer(whole + whole);
  CHECK(accepted == 0);
  write_bytes(path, whole);
  CHECK_FALSE(is_refused(path));
}

TEST_CASE("A checkpoint that is not there, or is a folder, is refused with its path") {
  const Folder folder;
  CHECK(is_refused(folder.path / "none"));
  CHECK(is_refused(folder.path));
  CHECK_THROWS_AS(CheckpointWriter(folder.path / "none/run.checkpoint", {}), FileError);
}
