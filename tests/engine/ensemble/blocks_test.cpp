#include "engine/ensemble/blocks.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/errors.hpp"

using namespace trellis;
namespace fs = std::filesystem;

namespace {

/// Where an output would go; gone afterwards.
struct Place {
  fs::path folder;
  Place() {
    std::string name = (fs::temp_directory_path() / "trellis-blocks-XXXXXX").string();
    folder = ::mkdtemp(name.data());
  }
  ~Place() { fs::remove_all(folder); }
  fs::path output() const { return folder / "many.h5"; }
  fs::path block(const char* name) const { return folder / "many.h5.blocks" / name; }
};

const std::string question = "seed: 1\nreplicas: 5\n";

MemberRow member(std::uint32_t replica) {
  return {.replica = replica,
          .parameters = {.5 + replica, -1},
          .reached = {.1 * replica},
          .public_cost = 1e12,
          .values = {std::byte{1}, std::byte(replica)}};
}

MemberRow failed(std::uint32_t replica) {
  MemberRow row{.replica = replica, .failed = true, .reason = "no firm is left"};
  row.parameters = {0, 0}, row.reached = {0};
  return row;
}

}  // namespace

TEST_CASE("What is committed is there, also for who comes later, and reads back as it was") {
  const Place place;
  const Blocks blocks{place.output(), 5, 2, question, false};
  CHECK(blocks.count() == 3);
  CHECK(blocks.first(1) == 2);
  CHECK(blocks.size(2) == 1);
  CHECK(blocks.block_of(3) == 1);
  CHECK(blocks.missing() == std::vector<std::size_t>{0, 1, 2});
  blocks.commit(1, {member(2), failed(3)});
  const Blocks later{place.output(), 5, 2, question, false};
  CHECK(later.missing() == std::vector<std::size_t>{0, 2});
  const std::vector<MemberRow> read = later.read(1);
  REQUIRE(read.size() == 2);
  CHECK(read[0].replica == 2);
  CHECK(read[0].parameters == member(2).parameters);
  CHECK(read[0].reached == member(2).reached);
  CHECK(read[0].public_cost == 1e12);
  CHECK(read[0].values == member(2).values);
  CHECK(!read[0].failed);
  CHECK(read[1].failed);
  CHECK(read[1].reason == "no firm is left");
  CHECK(!later.complete());
  later.commit(0, {member(0), member(1)}), later.commit(2, {member(4)});
  CHECK(blocks.complete());
  later.remove();
  CHECK(!fs::exists(later.folder()));
}

TEST_CASE("What a killed writer left under a passing name counts for nothing") {
  const Place place;
  const Blocks blocks{place.output(), 4, 2, question, false};
  blocks.commit(0, {member(0), member(1)});
  fs::copy_file(place.block("000000.block"), place.block(".000001.block.host.1"));
  CHECK(blocks.missing() == std::vector<std::size_t>{1});
}

TEST_CASE("A block that is damaged, cut short or of another place is refused") {
  const Place place;
  const Blocks blocks{place.output(), 4, 2, question, false};
  blocks.commit(0, {member(0), member(1)});
  fs::copy_file(place.block("000000.block"), place.block("000001.block"));
  CHECK_THROWS_AS(blocks.read(1), FileError);
  const fs::path path = place.block("000000.block");
  const auto length = fs::file_size(path);
  for (std::uintmax_t at = 0; at < length; ++at) {
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    file.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(was ^ 4));
    file.close();
    CHECK_THROWS_AS(blocks.read(0), FileError);
    file.open(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(was);
  }
  CHECK(blocks.read(0).size() == 2);
  fs::resize_file(path, length - 1);
  CHECK_THROWS_AS(blocks.read(0), FileError);
  CHECK_THROWS_AS(blocks.commit(0, {member(0)}), std::invalid_argument);
}

TEST_CASE("Blocks of another question are refused with the line that differs, or given up when asked to") {
  const Place place;
  Blocks{place.output(), 4, 2, question, false}.commit(0, {member(0), member(1)});
  std::string said;
  try {
    const Blocks other{place.output(), 4, 2, "seed: 2\nreplicas: 5\n", false};
  } catch (const OtherEnsemble& error) {
    said = error.what();
  }
  CHECK(said.find("theirs is 'seed: 1', this one's 'seed: 2'") != std::string::npos);
  CHECK_THROWS_AS((Blocks{place.output(), 4, 4, question, false}), OtherEnsemble);
  CHECK(Blocks{place.output(), 4, 2, question, false}.missing().size() == 1);
  CHECK(Blocks{place.output(), 4, 2, "seed: 2\nreplicas: 5\n", true}.missing().size() == 2);
}
