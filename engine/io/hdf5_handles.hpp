// A thin, owning layer over the C interface of HDF5, and the netCDF-4 conventions on top of it. For this room's .cpp
// only.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trellis::hdf5 {

using Id = std::int64_t;
using Size = unsigned long long;

/// A call of HDF5 went wrong; the reason in words. Public functions of the room turn it into a FileError with the path.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Before anything else, in every public function: no clean-up of HDF5's own at exit (it crashes after a full disk), no
/// messages printed by it in this thread.
void begin();

/// Owns an identifier and closes it; errors of closing are not seen (files that matter are closed by `close`).
class Handle {
 public:
  using Closer = int (*)(Id);
  Handle() = default;
  Handle(Id id, Closer closer) : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(closer_, other.closer_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) closer_(id_);
  }
  Id id() const { return id_; }
  /// Closes now; throws Failure when that fails, as it does when the last bytes do not fit on the disk.
  void close(const char* what);

 private:
  Id id_ = -1;
  Closer closer_ = nullptr;
};

/// The identifier as it is, or Failure with `what` and the library's reason.
Id checked(Id id, const char* what);
inline void checked_status(int status, const char* what) { checked(status, what); }

enum class Type { f64, f32, i64, i32, u8, text };

enum class Access {
  read,
  write,
  mend,  ///< write, though the marks of a dead writer are still in it
};
Handle create_file(const std::filesystem::path& path);  ///< refuses an existing one
Handle open_file(const std::filesystem::path& path, Access access);
Handle create_group(Id parent, const std::string& name);
/// An empty `lengths` makes a scalar; a first length of 0 one that grows, in chunks of `chunk` × the other lengths.
/// Floating types are filled with NaN.
Handle create_dataset(Id parent, const std::string& name, Type type, const std::vector<Size>& lengths, Size chunk);
Handle open_group(Id parent, const std::string& name);
Handle open_dataset(Id parent, const std::string& name);
void flush(Id file);
void flush_dataset(Id dataset);
void start_single_writer(Id file);

/// Text attributes have the length of the text, without a zero at the end; an existing one is replaced.
void set_attribute(Id object, const std::string& name, std::string_view text);
void set_attribute(Id object, const std::string& name, std::int64_t number);
void set_attribute(Id object, const std::string& name, Type type, Size count, const void* values);
std::string text_attribute(Id object, const std::string& name);  ///< empty where there is none

void write(Id dataset, Type type, const void* values);
void write_text(Id dataset, const std::vector<std::string>& values);
/// Rows [first, first + count) along the first dimension; the dataset grows to hold them. `row_shape`: the other
/// dimensions.
void write_rows(Id dataset, Type type, Size first, Size count, std::span<const Size> row_shape, const void* values);
/// The same in a dataset of fixed lengths, which has these rows.
void write_existing_rows(Id dataset, Type type, Size first, Size count, std::span<const Size> row_shape,
                         const void* values);

std::vector<Size> shape(Id dataset);
void set_length(Id dataset, Size length);  ///< along the first dimension

}  // namespace trellis::hdf5
