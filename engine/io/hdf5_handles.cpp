#include "engine/io/hdf5_handles.hpp"

#include <hdf5.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <type_traits>

namespace trellis::hdf5 {
namespace {

static_assert(std::is_same_v<hid_t, Id> && std::is_same_v<herr_t, int> && std::is_same_v<hsize_t, Size>);

/// The innermost sentence of the error stack, or the system's own words where it holds them ("No space left on
/// device").
std::string reason() {
  std::string words;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_DOWNWARD,
      [](unsigned, const H5E_error2_t* error, void* out) -> herr_t {
        auto& found = *static_cast<std::string*>(out);
        const std::string_view text = error->desc != nullptr ? error->desc : "";
        constexpr std::string_view opening = "error message = '";
        if (const auto at = text.find(opening); at != std::string_view::npos) {
          const auto rest = text.substr(at + opening.size());
          found = rest.substr(0, rest.find('\''));
          return 1;
        }
        if (!text.empty()) found = text;
        return 0;
      },
      &words);
  H5Eclear2(H5E_DEFAULT);
  return words.empty() ? "HDF5 gives no reason" : words;
}

Handle property_list(hid_t kind) { return {checked(H5Pcreate(kind), "property list"), H5Pclose}; }

/// No times of objects (files must be byte-identical); links and attributes in the order of their creation, which the
/// netCDF library asks for.
Handle creation_properties(hid_t kind) {
  Handle properties = property_list(kind);
  checked_status(H5Pset_obj_track_times(properties.id(), false), "object times");
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  if (kind != H5P_DATASET_CREATE) checked_status(H5Pset_link_creation_order(properties.id(), order), "link order");
  checked_status(H5Pset_attr_creation_order(properties.id(), order), "attribute order");
  return properties;
}

Handle access_properties() {
  Handle properties = property_list(H5P_FILE_ACCESS);
  checked_status(H5Pset_libver_bounds(properties.id(), H5F_LIBVER_V110, H5F_LIBVER_V110), "format version");
  checked_status(H5Pset_file_locking(properties.id(), true, true), "file locking");
  return properties;
}

Handle text_type() {
  Handle type{checked(H5Tcopy(H5T_C_S1), "text type"), H5Tclose};
  checked_status(H5Tset_size(type.id(), H5T_VARIABLE), "text length");
  checked_status(H5Tset_cset(type.id(), H5T_CSET_UTF8), "UTF-8");
  return type;
}

Handle borrowed(hid_t type) {
  return {type, [](Id) { return 0; }};
}

Handle stored_type(Type type) {
  switch (type) {
    case Type::f64:
      return borrowed(H5T_IEEE_F64LE);
    case Type::f32:
      return borrowed(H5T_IEEE_F32LE);
    case Type::i64:
      return borrowed(H5T_STD_I64LE);
    case Type::i32:
      return borrowed(H5T_STD_I32LE);
    case Type::u8:
      return borrowed(H5T_STD_U8LE);
    case Type::text:
      return text_type();
  }
  throw std::logic_error("unknown type");
}

Handle memory_type(Type type) {
  switch (type) {
    case Type::f64:
      return borrowed(H5T_NATIVE_DOUBLE);
    case Type::f32:
      return borrowed(H5T_NATIVE_FLOAT);
    case Type::i64:
      return borrowed(H5T_NATIVE_INT64);
    case Type::i32:
      return borrowed(H5T_NATIVE_INT32);
    case Type::u8:
      return borrowed(H5T_NATIVE_UINT8);
    case Type::text:
      return text_type();
  }
  throw std::logic_error("unknown type");
}

Handle simple_space(const std::vector<Size>& now, const std::vector<Size>& most) {
  return {checked(H5Screate_simple(static_cast<int>(now.size()), now.data(), most.data()), "shape"), H5Sclose};
}

Handle replace_attribute(Id object, const std::string& name, Id type, Id space) {
  if (checked(H5Aexists(object, name.c_str()), name.c_str()) > 0)
    checked_status(H5Adelete(object, name.c_str()), name.c_str());
  return {checked(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), name.c_str()), H5Aclose};
}

}  // namespace

void begin() {
  static std::once_flag once;
  std::call_once(once, [] { H5dont_atexit(); });
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // kept per thread by the library
}

Id checked(Id id, const char* what) {
  if (id < 0) throw Failure(std::string(what) + ": " + reason());
  return id;
}

void Handle::close(const char* what) {
  if (const Id id = std::exchange(id_, -1); id >= 0) checked_status(closer_(id), what);
}

Handle create_file(const std::filesystem::path& path) {
  const Handle creation = creation_properties(H5P_FILE_CREATE);
  const Handle access = access_properties();
  return {checked(H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation.id(), access.id()), "cannot be created"), H5Fclose};
}

Handle open_file(const std::filesystem::path& path, Access access) {
  const Handle properties = access_properties();
  if (access == Access::mend) {
    // Undocumented, but what h5clear does: both in one opening, for the end of the file is wrong as well.
    const hbool_t yes = true;
    checked_status(H5Pset(properties.id(), "clear_status_flags", &yes), "clearing of marks");
    checked_status(H5Pset(properties.id(), "skip_eof_check", &yes), "skipping of the length check");
  }
  const unsigned flags = access == Access::read ? H5F_ACC_RDONLY : H5F_ACC_RDWR;
  Handle file{checked(H5Fopen(path.c_str(), flags, properties.id()), "cannot be opened"), H5Fclose};
  if (access == Access::mend) checked_status(H5Fincrement_filesize(file.id(), 0), "setting of the length");
  return file;
}

Handle create_group(Id parent, const std::string& name) {
  const Handle creation = creation_properties(H5P_GROUP_CREATE);
  return {checked(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.id(), H5P_DEFAULT), name.c_str()), H5Gclose};
}

Handle create_dataset(Id group, const std::string& name, Type type, const std::vector<Size>& lengths, Size chunk) {
  const bool grows = !lengths.empty() && lengths[0] == 0;
  auto most = lengths;
  if (grows) most[0] = H5S_UNLIMITED;
  const Handle space =
      lengths.empty() ? Handle{checked(H5Screate(H5S_SCALAR), "shape"), H5Sclose} : simple_space(lengths, most);
  const Handle creation = creation_properties(H5P_DATASET_CREATE);
  const Handle stored = stored_type(type);
  if (grows) {
    auto chunks = lengths;
    chunks[0] = chunk;
    checked_status(H5Pset_chunk(creation.id(), static_cast<int>(chunks.size()), chunks.data()), name.c_str());
  }
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  if (type == Type::f64 || type == Type::f32)
    checked_status(H5Pset_fill_value(creation.id(), H5T_NATIVE_DOUBLE, &not_a_number), "fill value");
  return {checked(H5Dcreate2(group, name.c_str(), stored.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT),
                  name.c_str()),
          H5Dclose};
}

Handle open_group(Id parent, const std::string& name) {
  return {checked(H5Gopen2(parent, name.c_str(), H5P_DEFAULT), name.c_str()), H5Gclose};
}

Handle open_dataset(Id parent, const std::string& name) {
  return {checked(H5Dopen2(parent, name.c_str(), H5P_DEFAULT), name.c_str()), H5Dclose};
}

void flush(Id file) { checked_status(H5Fflush(file, H5F_SCOPE_LOCAL), "flush"); }
void flush_dataset(Id dataset) { checked_status(H5Dflush(dataset), "flush"); }
void start_single_writer(Id file) { checked_status(H5Fstart_swmr_write(file), "start of live writing"); }

void set_attribute(Id object, const std::string& name, std::string_view text) {
  const Handle type{checked(H5Tcopy(H5T_C_S1), "text type"), H5Tclose};
  checked_status(H5Tset_size(type.id(), std::max<std::size_t>(text.size(), 1)), "text length");
  checked_status(H5Tset_strpad(type.id(), H5T_STR_NULLPAD), "text padding");
  checked_status(H5Tset_cset(type.id(), H5T_CSET_UTF8), "UTF-8");
  const Handle space{checked(H5Screate(H5S_SCALAR), "shape"), H5Sclose};
  const Handle attribute = replace_attribute(object, name, type.id(), space.id());
  const std::string bytes = text.empty() ? std::string(1, '\0') : std::string(text);
  checked_status(H5Awrite(attribute.id(), type.id(), bytes.data()), name.c_str());
}

void set_attribute(Id object, const std::string& name, std::int64_t number) {
  set_attribute(object, name, Type::i64, 1, &number);
}

void set_attribute(Id object, const std::string& name, Type type, Size count, const void* values) {
  const Handle stored = stored_type(type), memory = memory_type(type), space = simple_space({count}, {count});
  const Handle attribute = replace_attribute(object, name, stored.id(), space.id());
  checked_status(H5Awrite(attribute.id(), memory.id(), values), name.c_str());
}

std::string text_attribute(Id object, const std::string& name) {
  if (checked(H5Aexists(object, name.c_str()), name.c_str()) == 0) return {};
  const Handle attribute{checked(H5Aopen(object, name.c_str(), H5P_DEFAULT), name.c_str()), H5Aclose};
  const Handle type{checked(H5Aget_type(attribute.id()), name.c_str()), H5Tclose};
  if (H5Tget_class(type.id()) != H5T_STRING || H5Tis_variable_str(type.id()) != 0) return {};
  std::string text(H5Tget_size(type.id()), '\0');
  checked_status(H5Aread(attribute.id(), type.id(), text.data()), name.c_str());
  return text.substr(0, text.find('\0'));
}

void write(Id dataset, Type type, const void* values) {
  const Handle memory = memory_type(type);
  checked_status(H5Dwrite(dataset, memory.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write");
}

void write_text(Id dataset, const std::vector<std::string>& values) {
  std::vector<const char*> pointers;
  for (const auto& value : values) pointers.push_back(value.c_str());
  write(dataset, Type::text, pointers.data());
}

void write_rows(Id dataset, Type type, Size first, Size count, std::span<const Size> row_shape, const void* values) {
  std::vector<Size> extent{first + count};
  extent.insert(extent.end(), row_shape.begin(), row_shape.end());
  checked_status(H5Dset_extent(dataset, extent.data()), "growth");
  write_existing_rows(dataset, type, first, count, row_shape, values);
}

void write_existing_rows(Id dataset, Type type, Size first, Size count, std::span<const Size> row_shape,
                         const void* values) {
  std::vector<Size> start(1 + row_shape.size(), 0), block{count};
  start[0] = first;
  block.insert(block.end(), row_shape.begin(), row_shape.end());
  const Handle file_space{checked(H5Dget_space(dataset), "shape"), H5Sclose};
  checked_status(H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, start.data(), nullptr, block.data(), nullptr),
                 "selection");
  const Handle memory_space = simple_space(block, block);
  const Handle memory = memory_type(type);
  checked_status(H5Dwrite(dataset, memory.id(), memory_space.id(), file_space.id(), H5P_DEFAULT, values), "write");
}

std::vector<Size> shape(Id dataset) {
  const Handle space{checked(H5Dget_space(dataset), "shape"), H5Sclose};
  std::vector<Size> lengths(static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space.id()), "shape")));
  checked_status(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), "shape");
  return lengths;
}

void set_length(Id dataset, Size length) {
  auto lengths = shape(dataset);
  lengths.at(0) = length;
  checked_status(H5Dset_extent(dataset, lengths.data()), "cut");
}

}  // namespace trellis::hdf5
