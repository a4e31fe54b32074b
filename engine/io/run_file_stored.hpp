// Values as they are stored in a run file: to be read, written elsewhere and compared without knowing what they mean.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/io/hdf5_handles.hpp"

namespace trellis {

/// All values of a dataset or an attribute, texts included.
class StoredValues {
 public:
  /// Reads them. Throws hdf5::Failure, also for a type that no run file has.
  explicit StoredValues(hdf5::Id object);
  StoredValues(StoredValues&&) noexcept = default;
  StoredValues& operator=(StoredValues&&) = delete;
  ~StoredValues();

  hdf5::Id type() const { return type_.id(); }
  hdf5::Id space() const { return space_.id(); }
  void write_to(hdf5::Id object) const;
  /// Of the same type and shape, bit for bit.
  bool operator==(const StoredValues& other) const;

 private:
  hdf5::Handle type_, space_;
  bool is_text_ = false;
  std::vector<std::byte> bytes_;  // for texts: pointers that the library has allocated
};

struct StoredAttribute {
  std::string name;
  StoredValues values;
};

/// In the order of their creation, without those by which HDF5 knows scales.
std::vector<StoredAttribute> stored_attributes(hdf5::Id object);

hdf5::Handle stored_type_of(hdf5::Id dataset);
/// A row: all that belongs to one place along the first dimension.
hdf5::Size bytes_of_row(hdf5::Id dataset);
/// Throws hdf5::Failure for chunks that hold only parts of rows.
hdf5::Size rows_of_chunk(hdf5::Id dataset);
/// Whether the chunk that begins with this row was ever written; one that was not reads as fill values.
bool has_chunk(hdf5::Id dataset, hdf5::Size first_row);
/// Where in the file that chunk ends. HDF5 1.10 looks through all chunks before it.
hdf5::Size end_of_chunk(hdf5::Id dataset, hdf5::Size first_row);
/// Where in the file a dataset without chunks ends; 0 where nothing was written.
hdf5::Size end_of_values(hdf5::Id dataset);

std::vector<std::byte> read_stored_rows(hdf5::Id dataset, hdf5::Size first, hdf5::Size count);
void write_stored_rows(hdf5::Id dataset, hdf5::Size first, hdf5::Size count, const std::vector<std::byte>& rows);

}  // namespace trellis
