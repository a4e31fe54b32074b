#include "engine/io/run_file_stored.hpp"

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace trellis {
namespace {

using hdf5::checked;
using hdf5::checked_status;
using hdf5::Failure;
using hdf5::Handle;
using hdf5::Id;
using hdf5::Size;

bool is_attribute(Id object) { return H5Iget_type(object) == H5I_ATTR; }

bool makes_up_scales(std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

Handle creation_of(Id dataset) { return {checked(H5Dget_create_plist(dataset), "layout"), H5Pclose}; }

std::vector<Size> start_of_row(Id dataset, Size row) {
  std::vector<Size> start(hdf5::shape(dataset).size(), 0);
  start.at(0) = row;
  return start;
}

/// The place of some rows in the file and in memory.
struct Places {
  Handle file, memory;
};

Places places_of_rows(Id dataset, Size first, Size count) {
  const std::vector<Size> start = start_of_row(dataset, first);
  std::vector<Size> block = hdf5::shape(dataset);
  block.at(0) = count;
  Places places{{checked(H5Dget_space(dataset), "shape"), H5Sclose},
                {checked(H5Screate_simple(static_cast<int>(block.size()), block.data(), nullptr), "shape"), H5Sclose}};
  checked_status(H5Sselect_hyperslab(places.file.id(), H5S_SELECT_SET, start.data(), nullptr, block.data(), nullptr),
                 "selection");
  return places;
}

/// Texts have no checksum: a damaged one shows as what no writer would write, and readers would refuse it.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80   ? 1
                               : byte < 0xC2 ? 0
                               : byte < 0xE0 ? 2
                               : byte < 0xF0 ? 3
                               : byte < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    i += length;
  }
  return true;
}

std::string_view text_at(const std::vector<std::byte>& bytes, std::size_t at) {
  const char* found = nullptr;
  std::memcpy(&found, bytes.data() + at, sizeof found);
  return found != nullptr ? found : "";
}

}  // namespace

StoredValues::StoredValues(Id object)
    : type_{checked(is_attribute(object) ? H5Aget_type(object) : H5Dget_type(object), "type"), H5Tclose},
      space_{checked(is_attribute(object) ? H5Aget_space(object) : H5Dget_space(object), "shape"), H5Sclose} {
  const H5T_class_t kind = H5Tget_class(type());
  if (kind != H5T_INTEGER && kind != H5T_FLOAT && kind != H5T_STRING) throw Failure("a type that no run file has");
  const auto count = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space()), "shape"));
  bytes_.resize(count * H5Tget_size(type()));
  checked_status(is_attribute(object) ? H5Aread(object, type(), bytes_.data())
                                      : H5Dread(object, type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes_.data()),
                 "read");
  is_text_ = H5Tis_variable_str(type()) > 0;
  for (std::size_t at = 0; is_text_ && at < bytes_.size(); at += sizeof(char*))
    if (!is_utf8(text_at(bytes_, at))) {
      H5Dvlen_reclaim(type(), space(), H5P_DEFAULT, bytes_.data());
      throw Failure("a text that is none");
    }
}

StoredValues::~StoredValues() {
  if (is_text_ && !bytes_.empty()) H5Dvlen_reclaim(type(), space(), H5P_DEFAULT, bytes_.data());
}

void StoredValues::write_to(Id object) const {
  checked_status(is_attribute(object) ? H5Awrite(object, type(), bytes_.data())
                                      : H5Dwrite(object, type(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes_.data()),
                 "write");
}

bool StoredValues::operator==(const StoredValues& other) const {
  if (H5Tequal(type(), other.type()) <= 0 || H5Sextent_equal(space(), other.space()) <= 0) return false;
  if (!is_text_) return bytes_ == other.bytes_;
  for (std::size_t at = 0; at < bytes_.size(); at += sizeof(char*))
    if (text_at(bytes_, at) != text_at(other.bytes_, at)) return false;
  return true;
}

std::vector<StoredAttribute> stored_attributes(Id object) {
  std::vector<std::string> names;
  checked_status(H5Aiterate2(
                     object, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr,
                     [](hid_t, const char* name, const H5A_info_t*, void* out) -> herr_t {
                       static_cast<std::vector<std::string>*>(out)->emplace_back(name);
                       return 0;
                     },
                     &names),
                 "attributes");
  std::vector<StoredAttribute> attributes;
  for (const auto& name : names) {
    if (makes_up_scales(name)) continue;
    const Handle attribute{checked(H5Aopen(object, name.c_str(), H5P_DEFAULT), name.c_str()), H5Aclose};
    attributes.push_back({name, StoredValues{attribute.id()}});
  }
  return attributes;
}

Handle stored_type_of(Id dataset) { return {checked(H5Dget_type(dataset), "type"), H5Tclose}; }

Size bytes_of_row(Id dataset) {
  const auto lengths = hdf5::shape(dataset);
  Size bytes = H5Tget_size(stored_type_of(dataset).id());
  for (std::size_t i = 1; i < lengths.size(); ++i) bytes *= lengths[i];
  return bytes;
}

Size rows_of_chunk(Id dataset) {
  const auto lengths = hdf5::shape(dataset);
  auto chunk = lengths;
  checked_status(H5Pget_chunk(creation_of(dataset).id(), static_cast<int>(chunk.size()), chunk.data()), "chunks");
  if (!std::equal(chunk.begin() + 1, chunk.end(), lengths.begin() + 1)) throw Failure("chunks that no run file has");
  return chunk.at(0);
}

bool has_chunk(Id dataset, Size first_row) {
  Size bytes = 0;
  checked_status(H5Dget_chunk_storage_size(dataset, start_of_row(dataset, first_row).data(), &bytes), "chunk");
  return bytes != 0;
}

Size end_of_chunk(Id dataset, Size first_row) {
  unsigned filters = 0;
  haddr_t start = HADDR_UNDEF;
  Size bytes = 0;
  checked_status(H5Dget_chunk_info_by_coord(dataset, start_of_row(dataset, first_row).data(), &filters, &start, &bytes),
                 "chunk");
  return start + bytes;
}

Size end_of_values(Id dataset) {
  if (H5Pget_layout(creation_of(dataset).id()) != H5D_CONTIGUOUS) return 0;
  const haddr_t start = H5Dget_offset(dataset);
  return start == HADDR_UNDEF ? 0 : start + H5Dget_storage_size(dataset);
}

std::vector<std::byte> read_stored_rows(Id dataset, Size first, Size count) {
  std::vector<std::byte> rows(count * bytes_of_row(dataset));
  const Handle type = stored_type_of(dataset);
  const Places places = places_of_rows(dataset, first, count);
  checked_status(H5Dread(dataset, type.id(), places.memory.id(), places.file.id(), H5P_DEFAULT, rows.data()), "read");
  return rows;
}

void write_stored_rows(Id dataset, Size first, Size count, const std::vector<std::byte>& rows) {
  const Handle type = stored_type_of(dataset);
  const Places places = places_of_rows(dataset, first, count);
  checked_status(H5Dwrite(dataset, type.id(), places.memory.id(), places.file.id(), H5P_DEFAULT, rows.data()), "write");
}

}  // namespace trellis
