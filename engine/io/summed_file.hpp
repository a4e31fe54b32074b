// A file of our own that is whole or not there: numbers and texts one after the other, as the machine (little-endian)
// holds them, behind a line that says what it is, with the SHA-256 of all of it at the end.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "engine/io/digest.hpp"

namespace trellis {

/// What a file is: the line that it begins with, whose number counts up when the bytes behind it come to mean something
/// else, and what people call it.
struct SummedKind {
  std::string_view line, name;
};

class SummedWriter {
 public:
  /// Begins a file of another name beside `path`: PATH.new, or `fresh`. Throws FileError.
  SummedWriter(std::filesystem::path path, const SummedKind& kind, std::filesystem::path fresh = {});
  /// Without `finish` nothing is left, and a former file stays.
  ~SummedWriter();
  SummedWriter(const SummedWriter&) = delete;
  SummedWriter& operator=(const SummedWriter&) = delete;

  void put(std::span<const std::byte> bytes);
  void put(std::uint64_t number);
  void put(double number);
  void put(std::string_view text);
  /// Forces all of it to the disk, then gives it its name. Throws FileError.
  void finish();

 private:
  void write(const std::byte* bytes, std::size_t count);
  [[noreturn]] void fail(int error);

  std::filesystem::path path_, fresh_;
  int file_ = -1;
  bool finished_ = false;
  std::string waiting_;
  Sha256 sum_;
};

class SummedReader {
 public:
  /// Sums up the whole file before anything of it is read. Throws FileError: no such file, of another kind, damaged.
  SummedReader(std::filesystem::path path, const SummedKind& kind);
  ~SummedReader();
  SummedReader(const SummedReader&) = delete;
  SummedReader& operator=(const SummedReader&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // In the order in which it was put. Throw FileError where there is less.
  void take(std::span<std::byte> bytes);
  std::uint64_t number();
  double real();
  std::string text();
  bool at_end() const { return left_ == 0; }
  /// Throws FileError that says why this file is not what the program would have written.
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  void verify(const SummedKind& kind);

  std::filesystem::path path_;
  int file_ = -1;
  std::uint64_t left_ = 0;  // bytes before the sum that were not taken yet
};

}  // namespace trellis
