// Checksums: SHA-256 of bytes and files, and the digest by which two run files are compared.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace trellis {

class Sha256 {
 public:
  Sha256();
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text);
  /// 64 hexadecimal digits of all that was added; ends the sum.
  std::string hex();
  /// The same; more may be added.
  std::string hex_so_far() const;

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// SHA-256 of a file's bytes, as `sha256sum` prints it. Throws FileError.
std::string sha256_of_file(const std::filesystem::path& path);

/// SHA-256 over name, type, shape and raw values of every dataset outside /provenance, sorted by name: equal for two
/// runs with the same results, whatever the compiler, the output mode or the number of threads. Throws FileError.
std::string digest(const std::filesystem::path& path);

}  // namespace trellis
