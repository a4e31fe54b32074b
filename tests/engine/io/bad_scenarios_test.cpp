#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "engine/io/describe_read.hpp"
#include "tests/engine/io/scenario_sample.hpp"

namespace fs = std::filesystem;
using namespace trellis;

namespace {

const fs::path folder = fs::path(TRELLIS_SOURCE_DIR) / "tests/engine/io";

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// All messages about a scenario, with file names relative to the folder of the bad ones; "" if it is good.
std::string messages(const fs::path& path, const std::vector<std::string>& settings = {}) {
  sample::Scenario scenario;
  std::string text;
  try {
    read(Document::load(path, {}, settings), scenario);
  } catch (const ScenarioError& error) {
    for (const Problem& problem : error.problems) text += to_string(problem) + '\n';
  }
  replace_all(text, (folder / "bad/").generic_string(), "");
  replace_all(text, folder.generic_string() + "/", "../");
  return text;
}

// A folder of its own for files that are made by a test.
struct Workplace {
  fs::path path = fs::temp_directory_path() / ("trellis_bad_" + std::to_string(std::random_device{}()));
  Workplace() { fs::create_directories(path); }
  ~Workplace() { fs::remove_all(path); }
  fs::path file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

}  // namespace

TEST_CASE("Every bad file is refused with all its faults, each at its place") {
  int files = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "bad")) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    CAPTURE(entry.path().filename().string());
    const std::string expected = content(fs::path(entry.path()).replace_extension(".expected"));
    CHECK(!expected.empty());
    CHECK(messages(entry.path()) == expected);
  }
  CHECK(files >= 60);
}

TEST_CASE("A file that cannot be read is named with the reason") {
  const Workplace workplace;
  const auto message = [&](const fs::path& path) {
    std::string text = messages(path);
    replace_all(text, workplace.path.generic_string(), "HERE");
    return text;
  };
  CHECK(message(workplace.path / "nowhere.yaml") == "HERE/nowhere.yaml: there is no such file\n");
  CHECK(message(workplace.path) == "HERE: is a folder, not a file\n");
  const fs::path large = workplace.file("large.yaml", "title: " + std::string(9U << 20U, 'x') + '\n');
  CHECK(message(large) == "HERE/large.yaml: is larger than 8 MiB\n");
}

TEST_CASE("Files that extend each other too deeply or too often are refused without hanging") {
  const Workplace workplace;
  workplace.file("f0.yaml", "title: a\n");
  const auto name = [](int level) { return std::string("f").append(std::to_string(level)).append(".yaml"); };
  for (int level = 1; level <= 20; ++level) {
    std::string text = "extends: [";
    text.append(name(level - 1)).append(", ").append(name(level - 1)).append("]\n");
    workplace.file(name(level), text);
  }
  CHECK(messages(workplace.path / "f20.yaml").find("extend each other more than 16 deep") != std::string::npos);
  CHECK(messages(workplace.path / "f12.yaml").find("more than 256 files are read") != std::string::npos);
}

TEST_CASE("A file with too many values is refused") {
  const Workplace workplace;
  std::string text = "regions: [";
  for (int value = 0; value < 100'001; ++value) text += "a, ";
  const std::string found = messages(workplace.file("many.yaml", text + "a]\n"));
  CHECK(found.find("the file holds more than 100000 values") != std::string::npos);
}

TEST_CASE("A wrong setting is told with the setting as its place") {
  const fs::path good = folder / "good/complete.yaml";
  CHECK(messages(good, {"sourcing.interest=0.8"}) ==
        "--set sourcing.interest=0.8: sourcing.interest: 0.8 is outside [0, 0.5] per year (Rate of interest)\n");
  CHECK(messages(good, {"sourcing.intrest=0.1"}) ==
        "--set sourcing.intrest=0.1: sourcing.intrest: unknown key; did you mean 'interest'?\n");
  CHECK(messages(good, {"title"}) == "--set title: is not of the form a.b=value\n");
  CHECK(messages(good, {"title="}) == "--set title=: is not of the form a.b=value\n");
  CHECK(messages(good, {"=5"}) == "--set =5: is not of the form a.b=value\n");
  CHECK(messages(good, {"title.a=5"}) == "--set title.a=5: title.a: 'title' is not a mapping\n");
  CHECK(messages(good, {"a..b=5"}) ==
        "--set a..b=5: a..b: is not a path of the form a.b or a.b[2].c\n"
        "--set a..b=5: a: unknown key\n");
  CHECK(messages(good, {"policy.duty[7].value=5"}) ==
        "--set policy.duty[7].value=5: policy.duty[7].value: there is no element 'policy.duty[7]'\n");
  CHECK(messages(good, {"seasonality=[1, 1"}) ==
        "--set seasonality=[1, 1: seasonality: is not YAML: end of sequence flow not found\n");
}

TEST_CASE("No change of a byte makes reading crash, hang or throw anything but a ScenarioError") {
  const Workplace workplace;
  fs::copy_file(folder / "good/history.csv", workplace.path / "history.csv");
  const std::string good = content(folder / "good/complete.yaml");
  const std::string table = content(folder / "good/assemblers.csv");
  // The generator's own numbers are the same everywhere; its distributions are not.
  std::mt19937 random(20250101);
  const std::string specials = "\"'#:-[]{}&*!|>%@`,?<\t\r\n \\\x01\xff\xc3.0123456789exyn~";
  const auto mutate = [&](std::string text) {
    for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      const char byte = random() % 2 == 0 ? specials[random() % specials.size()] : static_cast<char>(random() % 256);
      switch (random() % 4) {
        case 0:
          text.erase(at, 1 + random() % 8);
          break;
        case 1:
          text.insert(at, 1 + random() % 3, byte);
          break;
        case 2:
          text.insert(at, text.substr(random() % text.size(), random() % 40));
          break;
        default:
          text[at] = byte;
      }
    }
    return text;
  };
  const auto start = std::chrono::steady_clock::now();
  int refused = 0;
  for (int mutant = 0; mutant < 2'000; ++mutant) {
    const bool of_table = mutant % 4 == 3;
    if (of_table) workplace.file("assemblers.csv", mutate(table));
    const fs::path file = of_table ? folder / "good/complete.yaml" : workplace.file("mutant.yaml", mutate(good));
    const std::vector<std::string> settings{"assemblers=" + (workplace.path / "assemblers.csv").string()};
    refused += messages(file, of_table ? settings : std::vector<std::string>{}).empty() ? 0 : 1;
  }
  CHECK(refused > 1'000);
  CHECK(refused < 2'000);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}
