#include "engine/io/digest.hpp"

#include <fmt/format.h>
#include <hdf5.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "engine/core/errors.hpp"
#include "engine/io/hdf5_handles.hpp"

namespace trellis {
namespace {

using hdf5::checked;
using hdf5::checked_status;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;

/// What may stand in /provenance alone: dates would, if there were any; versions and paths do.
bool counts(std::string_view name) { return name != "provenance" && !name.starts_with("provenance/"); }

std::vector<std::string> dataset_names(Id file) {
  std::vector<std::string> names;
  checked_status(H5Lvisit(
                     file, H5_INDEX_NAME, H5_ITER_NATIVE,
                     [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
                       static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                       return 0;
                     },
                     &names),
                 "listing");
  std::erase_if(names, [&](const std::string& name) {
    if (!counts(name)) return true;
    const Handle object{checked(H5Oopen(file, name.c_str(), H5P_DEFAULT), name.c_str()), H5Oclose};
    return H5Iget_type(object.id()) != H5I_DATASET;
  });
  std::sort(names.begin(), names.end());
  return names;
}

/// "f8", "i4", "u1" with the byte order, or "text".
std::string type_name(Id type, const std::string& dataset) {
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_STRING && H5Tis_variable_str(type) > 0) return "text";
  const std::size_t bytes = H5Tget_size(type);
  const char* order = bytes == 1 ? "|" : H5Tget_order(type) == H5T_ORDER_LE ? "<" : ">";
  if (kind == H5T_FLOAT) return fmt::format("{}f{}", order, bytes);
  if (kind == H5T_INTEGER) return fmt::format("{}{}{}", order, H5Tget_sign(type) == H5T_SGN_NONE ? 'u' : 'i', bytes);
  throw hdf5::Failure(dataset + ": a type that no run file has");
}

void add_texts(Sha256& sum, Id dataset, Id type, Size count) {
  std::vector<char*> texts(count, nullptr);
  if (count == 0) return;
  checked_status(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()), "read");
  for (const char* text : texts) {
    const std::string_view view = text != nullptr ? text : "";
    sum.add(fmt::format("{}:", view.size()));
    sum.add(view);
  }
  const Handle space{checked(H5Dget_space(dataset), "shape"), H5Sclose};
  checked_status(H5Dvlen_reclaim(type, space.id(), H5P_DEFAULT, texts.data()), "release");
}

/// Row blocks of a few MiB, so that a file larger than the memory can be summed.
void add_numbers(Sha256& sum, Id dataset, Id type, std::vector<Size> lengths) {
  Size row_bytes = H5Tget_size(type);
  if (lengths.empty()) lengths.push_back(1);
  for (std::size_t i = 1; i < lengths.size(); ++i) row_bytes *= lengths[i];
  if (row_bytes == 0) return;
  const Size block = std::max<Size>(1, (Size{4} << 20) / row_bytes);
  std::vector<std::byte> bytes;
  const Handle file_space{checked(H5Dget_space(dataset), "shape"), H5Sclose};
  const bool scalar = H5Sget_simple_extent_type(file_space.id()) == H5S_SCALAR;
  for (Size first = 0; first < lengths[0]; first += block) {
    auto count = lengths;
    count[0] = std::min(block, lengths[0] - first);
    bytes.resize(count[0] * row_bytes);
    std::vector<Size> start(count.size(), 0);
    start[0] = first;
    if (!scalar)
      checked_status(H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
                     "select");
    const Handle memory{checked(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), "shape"),
                        H5Sclose};
    checked_status(H5Dread(dataset, type, memory.id(), file_space.id(), H5P_DEFAULT, bytes.data()), "read");
    sum.add(bytes);
  }
}

void add_dataset(Sha256& sum, Id file, const std::string& name) {
  const Handle dataset = hdf5::open_dataset(file, name);
  const Handle type{checked(H5Dget_type(dataset.id()), "type"), H5Tclose};
  const auto lengths = hdf5::shape(dataset.id());
  const std::string type_text = type_name(type.id(), name);
  std::string heading = fmt::format("/{} {}", name, type_text);
  Size count = 1;
  for (const Size length : lengths) {
    heading += fmt::format(" {}", length);
    count *= length;
  }
  sum.add(heading + "\n");
  if (type_text == "text")
    add_texts(sum, dataset.id(), type.id(), count);
  else
    add_numbers(sum, dataset.id(), type.id(), lengths);
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("the cryptographic library offers no SHA-256");
}

void Sha256::add(std::span<const std::byte> bytes) {
  if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1)
    throw std::runtime_error("the cryptographic library failed");
}

void Sha256::add(std::string_view text) { add(std::as_bytes(std::span(text))); }

std::string Sha256::hex_so_far() const {
  Sha256 other;
  if (EVP_MD_CTX_copy_ex(other.context_.get(), context_.get()) != 1)
    throw std::runtime_error("the cryptographic library failed");
  return other.hex();
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned length = 0;
  if (EVP_DigestFinal_ex(context_.get(), sum.data(), &length) != 1)
    throw std::runtime_error("the cryptographic library failed");
  std::string text;
  for (unsigned i = 0; i < length; ++i) text += fmt::format("{:02x}", sum[i]);
  return text;
}

std::string sha256_of_file(const std::filesystem::path& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) throw FileError(path.string(), std::strerror(errno));
  Sha256 sum;
  std::vector<std::byte> block(1 << 16);
  for (std::size_t got = 0; (got = std::fread(block.data(), 1, block.size(), file)) > 0;)
    sum.add(std::span(block).first(got));
  const int error = std::ferror(file) != 0 ? errno : 0;
  std::fclose(file);
  if (error != 0) throw FileError(path.string(), std::strerror(error));
  return sum.hex();
}

std::string digest(const std::filesystem::path& path) {
  try {
    hdf5::begin();
    const Handle file = hdf5::open_file(path, hdf5::Access::read);
    Sha256 sum;
    for (const auto& name : dataset_names(file.id())) add_dataset(sum, file.id(), name);
    return sum.hex();
  } catch (const hdf5::Failure& failure) {
    throw FileError(path.string(), failure.what());
  }
}

}  // namespace trellis
