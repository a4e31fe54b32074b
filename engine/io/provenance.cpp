#include "engine/io/provenance.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>

#include "engine/core/errors.hpp"

namespace trellis {
namespace {

namespace fs = std::filesystem;

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

void write_text_file(const fs::path& path, const char* mode, std::string_view text) {
  std::FILE* file = std::fopen(path.c_str(), mode);
  bool written = file != nullptr;
  if (written) {
    written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    written = std::fclose(file) == 0 && written;
  }
  if (!written) throw FileError(path.string(), std::strerror(errno));
}

}  // namespace

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

fs::path run_record_path(const fs::path& output) { return fs::path(output).replace_extension(".run.json"); }
fs::path progress_log_path(const fs::path& output) { return fs::path(output).replace_extension(".progress.jsonl"); }
fs::path partial_path(const fs::path& output) { return fs::path(output) += ".partial"; }

std::string utc_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

void write_run_record(const RunRecord& record) {
  std::string words;
  for (const auto& word : record.command_line) words += (words.empty() ? "" : ", ") + json_text(word);
  const std::string text = fmt::format(
      "{{\n  \"output\": {},\n  \"status\": {},\n  \"command_line\": [{}],\n  \"working_folder\": {},\n  \"host\": "
      "{},\n"
      "  \"started\": {},\n  \"finished\": {},\n  \"threads\": {},\n  \"wall_seconds\": {:.3f},\n  \"months\": {},\n"
      "  \"agent_steps\": {},\n  \"digest\": {}\n}}\n",
      json_text(fs::absolute(record.output).string()), json_text(record.status), words,
      json_text(fs::current_path().string()), json_text(host_name()), json_text(record.started),
      json_text(record.finished), record.threads, record.wall_seconds, record.months, record.agent_steps,
      json_text(record.digest));
  const fs::path path = run_record_path(record.output);
  const fs::path temporary = fs::path(path) += fmt::format(".{}", ::getpid());
  std::error_code error;
  try {
    write_text_file(temporary, "w", text);
    fs::rename(temporary, path, error);
  } catch (const FileError&) {
    fs::remove(temporary, error);
    throw;
  }
  if (error) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw FileError(path.string(), error.message());
  }
}

ProgressLog::ProgressLog(const fs::path& output, bool goes_on) : path_(progress_log_path(output)) {
  write_text_file(path_, goes_on ? "a" : "w", "");
}

void ProgressLog::write(std::string_view month, std::uint64_t done, std::uint64_t months, std::uint64_t acknowledged,
                        std::uint64_t agents, double wall_seconds) {
  write_text_file(path_, "a",
                  fmt::format("{{\"month\": {}, \"done\": {}, \"months\": {}, \"acknowledged\": {}, \"agents\": {}, "
                              "\"wall_seconds\": {:.3f}}}\n",
                              json_text(month), done, months, acknowledged, agents, wall_seconds));
}

}  // namespace trellis
