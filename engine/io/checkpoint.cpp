#include "engine/io/checkpoint.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/io/run_file_output.hpp"

namespace trellis {

namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "a checkpoint is little-endian");

// The line that begins every checkpoint: its number counts up when the bytes behind it come to mean something else.
constexpr std::string_view magic = "trellis checkpoint 1\n";
constexpr std::size_t sum_digits = 64, block = 1 << 20;

/// One list of what a head holds, for writer and reader alike.
template <class Head, class Each>
void each_of(Head& head, Each each) {
  auto& run = head.run;
  each(run.title), each(run.references), each(run.seed), each(run.replica), each(head.step), each(run.start);
  each(head.months_sum);
  each(run.targets), each(run.moments);
  auto& from = run.provenance;
  each(from.scenario), each(from.version), each(from.revision), each(from.compiler), each(from.flags);
  each(from.parameters), each(from.inputs);
}
template <class Each>
void each_of_row(auto& row, Each each)
requires requires { row.imposed; }
{
  each(row.name), each(row.statistic), each(row.source), each(row.year), each(row.low), each(row.high);
  each(row.imposed);
}
template <class Each>
void each_of_row(auto& row, Each each)
requires requires { row.observed; }
{
  each(row.name), each(row.statistic), each(row.source), each(row.year), each(row.observed);
}
template <class Each>
void each_of_row(auto& row, Each each)
requires requires { row.path; }
{
  each(row.path), each(row.value), each(row.file), each(row.line), each(row.source);
}
template <class Each>
void each_of_row(auto& row, Each each)
requires requires { row.sha256; }
{
  each(row.name), each(row.sha256);
}

struct Put {
  CheckpointWriter& out;
  void operator()(const std::string& text) const { out.put(std::string_view{text}); }
  void operator()(double number) const { out.put(std::bit_cast<std::uint64_t>(number)); }
  void operator()(const Month& month) const {
    (*this)(month.year());
    (*this)(month.month());
  }
  template <class T>
  requires std::is_integral_v<T>
  void operator()(T number) const { out.put(static_cast<std::uint64_t>(number)); }
  template <class T>
  void operator()(const std::vector<T>& rows) const {
    out.put(std::uint64_t{rows.size()});
    for (const T& row : rows) each_of_row(row, *this);
  }
};

struct Take {
  CheckpointReader& in;
  void operator()(std::string& text) const { text = in.text(); }
  void operator()(double& number) const { number = std::bit_cast<double>(in.number()); }
  void operator()(Month& month) const {
    const auto year = static_cast<int>(in.number());
    month = Month{year, static_cast<int>(in.number())};
  }
  template <class T>
  requires std::is_integral_v<T>
  void operator()(T& number) const { number = static_cast<T>(in.number()); }
  template <class T>
  void operator()(std::vector<T>& rows) const {
    for (std::uint64_t left = in.number(); left > 0; --left) each_of_row(rows.emplace_back(), *this);
  }
};

}  // namespace

fs::path checkpoint_path(const fs::path& output) { return fs::path(output) += ".checkpoint"; }

CheckpointWriter::CheckpointWriter(fs::path path, const CheckpointHead& head)
    : path_{std::move(path)}, fresh_{fs::path(path_) += ".new"} {
  file_ = ::open(fresh_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) throw FileError(path_.string(), std::strerror(errno));
  const auto* first = reinterpret_cast<const std::byte*>(magic.data());
  put(std::span{first, magic.size()});
  each_of(head, Put{*this});
}

CheckpointWriter::~CheckpointWriter() {
  if (file_ >= 0) ::close(file_);
  std::error_code ignored;
  if (!finished_) fs::remove(fresh_, ignored);
}

void CheckpointWriter::fail(int error) { throw FileError(path_.string(), std::strerror(error)); }

void CheckpointWriter::write(const std::byte* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(file_, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(written < 0 ? errno : ENOSPC);
    bytes += written, count -= static_cast<std::size_t>(written);
  }
}

void CheckpointWriter::put(std::span<const std::byte> bytes) {
  sum_.add(bytes);
  waiting_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (waiting_.size() < block) return;
  write(reinterpret_cast<const std::byte*>(waiting_.data()), waiting_.size());
  waiting_.clear();
}

void CheckpointWriter::put(std::uint64_t number) { put(std::as_bytes(std::span{&number, 1})); }

void CheckpointWriter::put(std::string_view text) {
  put(std::uint64_t{text.size()});
  put(std::as_bytes(std::span{text}));
}

void CheckpointWriter::finish() {
  waiting_ += sum_.hex();
  write(reinterpret_cast<const std::byte*>(waiting_.data()), waiting_.size());
  if (::fsync(file_) != 0 && errno != EINVAL) fail(errno);  // EINVAL: this file system has nothing to force
  if (::close(std::exchange(file_, -1)) != 0) fail(errno);
  rename_into_place(fresh_, path_, true);
  finished_ = true;
}

CheckpointReader::CheckpointReader(fs::path path) : path_{std::move(path)} {
  file_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) throw FileError(path_.string(), std::strerror(errno));
  try {
    verify();
    read_head();
  } catch (...) {
    ::close(file_);
    throw;
  }
}

CheckpointReader::~CheckpointReader() { ::close(file_); }

void CheckpointReader::refuse(const std::string& why) const { throw FileError(path_.string(), why); }

void CheckpointReader::verify() {
  const off_t end = ::lseek(file_, 0, SEEK_END);
  if (end < 0 || ::lseek(file_, 0, SEEK_SET) != 0) refuse(std::strerror(errno));
  const auto bytes = static_cast<std::uint64_t>(end);
  std::vector<std::byte> read(magic.size());
  left_ = bytes;
  if (bytes < magic.size() + sum_digits) refuse("is no checkpoint, or only the beginning of one");
  take(read);
  if (std::memcmp(read.data(), magic.data(), magic.size()) != 0) refuse("is no checkpoint that this program knows");
  Sha256 sum;
  sum.add(read);
  for (left_ = bytes - magic.size() - sum_digits; left_ > 0;) {
    read.resize(std::min<std::uint64_t>(left_, block));
    take(read);
    sum.add(read);
  }
  std::string told(sum_digits, '\0');
  left_ = sum_digits;
  take(std::as_writable_bytes(std::span{told}));
  if (told != sum.hex()) refuse("is damaged: its bytes do not have the checksum at its end; nothing of it was used");
  left_ = bytes - magic.size() - sum_digits;
  if (::lseek(file_, static_cast<off_t>(magic.size()), SEEK_SET) < 0) refuse(std::strerror(errno));
}

void CheckpointReader::read_head() { each_of(head_, Take{*this}); }

void CheckpointReader::take(std::span<std::byte> bytes) {
  if (bytes.size() > left_) refuse("ends before the state of the run does");
  for (std::size_t got = 0; got < bytes.size();) {
    const ssize_t read = ::read(file_, bytes.data() + got, bytes.size() - got);
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) refuse(std::strerror(errno));
    if (read == 0) refuse("became shorter while it was read");
    got += static_cast<std::size_t>(read);
  }
  left_ -= bytes.size();
}

std::uint64_t CheckpointReader::number() {
  std::uint64_t number = 0;
  take(std::as_writable_bytes(std::span{&number, 1}));
  return number;
}

std::string CheckpointReader::text() {
  const std::uint64_t size = number();
  if (size > left_) refuse("ends before the state of the run does");
  std::string text(size, '\0');
  take(std::as_writable_bytes(std::span{text}));
  return text;
}

}  // namespace trellis
