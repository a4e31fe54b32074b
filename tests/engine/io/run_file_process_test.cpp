// Not a test by itself: with TRELLIS_RUN_FILE_TASK in the environment this program works on a run file, so that the
// tests in Python can read its work, kill it and take its disk away.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <sstream>

#include "engine/io/digest.hpp"
#include "engine/io/recover.hpp"
#include "tests/engine/io/run_file_sample.hpp"

using namespace trellis;

namespace {

/// "write PATH MONTHS MONTHS_PER_FLUSH PAUSE_MICROSECONDS LIVE STATUS [FLUSH]": says "acknowledged N" when N grows. With the
/// status "dropped" the file is never finished.
void write(std::istream& words) {
  std::string path, status;
  int months = 0, months_per_flush = 0, pause = 0, live = 0, flush = 0;  // flush: also after so many months
  words >> path >> months >> months_per_flush >> pause >> live >> status >> flush;
  RunFile file(path, sample::description(), {.swmr = live == 1, .months_per_flush = months_per_flush});
  for (int m = 0; m < months; ++m) {
    const auto before = file.acknowledged();
    sample::append_months(file, m, 1);
    if (flush > 0 && (m + 1) % flush == 0) file.flush();
    if (file.acknowledged() != before) std::cout << "acknowledged " << file.acknowledged() << std::endl;
    if (pause > 0) ::usleep(static_cast<useconds_t>(pause));
  }
  if (status == "dropped") return;
  const double reached[] = {.35, std::numeric_limits<double>::quiet_NaN()}, moments[] = {.2};
  std::cout << "finished " << file.finish(reached, moments, status).string() << std::endl;
}

void work(const char* task) {
  std::istringstream words(task);
  std::string verb, path;
  words >> verb;
  if (verb == "write") return write(words);
  words >> path;
  if (verb == "digest") {
    std::cout << digest(path) << std::endl;
  } else if (verb == "record") {
    write_run_record({.output = path, .command_line = {"simulate", "\"a\\b\"\n\x01 đ"}, .status = "running"});
    ProgressLog log(path);
    for (std::uint64_t year = 1; year <= 2; ++year) log.write("2025-12", 12 * year, 132, 12 * year, 6000, .5);
  } else if (verb == "recover") {
    const auto result = recover(path);
    std::cout << "recovered " << result.months << ' ' << result.trimmed << ' ' << result.was_complete << ' '
              << result.file.string() << std::endl;
  }
}

}  // namespace

TEST_CASE("run file process" * doctest::skip(std::getenv("TRELLIS_RUN_FILE_TASK") == nullptr)) {
  try {
    work(std::getenv("TRELLIS_RUN_FILE_TASK"));
  } catch (const FileError& error) {
    std::cerr << error.what() << std::endl;
    std::exit(static_cast<int>(Exit::files));
  }
  std::exit(0);  // through the handlers of the libraries: a crash in them must show
}
