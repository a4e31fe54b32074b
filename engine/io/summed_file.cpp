#include "engine/io/summed_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
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

static_assert(std::endian::native == std::endian::little, "these files are little-endian");

constexpr std::size_t sum_digits = 64, block = 1 << 20;

}  // namespace

SummedWriter::SummedWriter(fs::path path, const SummedKind& kind, fs::path fresh)
    : path_{std::move(path)}, fresh_{fresh.empty() ? fs::path(path_) += ".new" : std::move(fresh)} {
  file_ = ::open(fresh_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) throw FileError(path_.string(), std::strerror(errno));
  put(std::as_bytes(std::span{kind.line}));
}

SummedWriter::~SummedWriter() {
  if (file_ >= 0) ::close(file_);
  std::error_code ignored;
  if (!finished_) fs::remove(fresh_, ignored);
}

void SummedWriter::fail(int error) { throw FileError(path_.string(), std::strerror(error)); }

void SummedWriter::write(const std::byte* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(file_, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(written < 0 ? errno : ENOSPC);
    bytes += written, count -= static_cast<std::size_t>(written);
  }
}

void SummedWriter::put(std::span<const std::byte> bytes) {
  sum_.add(bytes);
  waiting_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (waiting_.size() < block) return;
  write(reinterpret_cast<const std::byte*>(waiting_.data()), waiting_.size());
  waiting_.clear();
}

void SummedWriter::put(std::uint64_t number) { put(std::as_bytes(std::span{&number, 1})); }

void SummedWriter::put(double number) { put(std::bit_cast<std::uint64_t>(number)); }

void SummedWriter::put(std::string_view text) {
  put(std::uint64_t{text.size()});
  put(std::as_bytes(std::span{text}));
}

void SummedWriter::finish() {
  waiting_ += sum_.hex();
  write(reinterpret_cast<const std::byte*>(waiting_.data()), waiting_.size());
  if (::fsync(file_) != 0 && errno != EINVAL) fail(errno);  // EINVAL: this file system has nothing to force
  if (::close(std::exchange(file_, -1)) != 0) fail(errno);
  rename_into_place(fresh_, path_, true);
  finished_ = true;
}

SummedReader::SummedReader(fs::path path, const SummedKind& kind) : path_{std::move(path)} {
  file_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) throw FileError(path_.string(), std::strerror(errno));
  try {
    verify(kind);
  } catch (...) {
    ::close(file_);
    throw;
  }
}

SummedReader::~SummedReader() { ::close(file_); }

void SummedReader::refuse(const std::string& why) const { throw FileError(path_.string(), why); }

void SummedReader::verify(const SummedKind& kind) {
  const off_t end = ::lseek(file_, 0, SEEK_END);
  if (end < 0 || ::lseek(file_, 0, SEEK_SET) != 0) refuse(std::strerror(errno));
  const auto bytes = static_cast<std::uint64_t>(end);
  std::vector<std::byte> read(kind.line.size());
  left_ = bytes;
  if (bytes < kind.line.size() + sum_digits) refuse(fmt::format("is no {}, or only the beginning of one", kind.name));
  take(read);
  if (std::memcmp(read.data(), kind.line.data(), kind.line.size()) != 0)
    refuse(fmt::format("is no {} that this program knows", kind.name));
  Sha256 sum;
  sum.add(read);
  for (left_ = bytes - kind.line.size() - sum_digits; left_ > 0;) {
    read.resize(std::min<std::uint64_t>(left_, block));
    take(read);
    sum.add(read);
  }
  std::string told(sum_digits, '\0');
  left_ = sum_digits;
  take(std::as_writable_bytes(std::span{told}));
  if (told != sum.hex()) refuse("is damaged: its bytes do not have the checksum at its end; nothing of it was used");
  left_ = bytes - kind.line.size() - sum_digits;
  if (::lseek(file_, static_cast<off_t>(kind.line.size()), SEEK_SET) < 0) refuse(std::strerror(errno));
}

void SummedReader::take(std::span<std::byte> bytes) {
  if (bytes.size() > left_) refuse("ends too soon");
  for (std::size_t got = 0; got < bytes.size();) {
    const ssize_t read = ::read(file_, bytes.data() + got, bytes.size() - got);
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) refuse(std::strerror(errno));
    if (read == 0) refuse("became shorter while it was read");
    got += static_cast<std::size_t>(read);
  }
  left_ -= bytes.size();
}

std::uint64_t SummedReader::number() {
  std::uint64_t number = 0;
  take(std::as_writable_bytes(std::span{&number, 1}));
  return number;
}

double SummedReader::real() { return std::bit_cast<double>(number()); }

std::string SummedReader::text() {
  const std::uint64_t size = number();
  if (size > left_) refuse("ends too soon");
  std::string text(size, '\0');
  take(std::as_writable_bytes(std::span{text}));
  return text;
}

}  // namespace trellis
