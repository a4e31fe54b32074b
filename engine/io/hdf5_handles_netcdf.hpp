// Dimensions and variables as the netCDF-4 library and the CF conventions want them in an HDF5 file.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/hdf5_handles.hpp"

namespace trellis::hdf5 {

/// A dimension of netCDF: an HDF5 dimension scale.
struct Dimension {
  std::string name;
  Size length = 0;  ///< 0: unlimited
  Handle scale;
};

/// A dimension with a variable of its own name: coordinates. `chunk` matters where it is unlimited.
Dimension create_coordinate(Id group, const std::string& name, Type type, Size length, Size chunk);
/// Coordinates of text, written.
Dimension create_labels(Id group, const std::string& name, const std::vector<std::string>& labels,
                        std::string_view meaning);
/// A dimension without coordinates.
Dimension create_bare_dimension(Id group, const std::string& name, Size length);
/// A variable over `dimensions` (none: a scalar), chunked as `chunk` × full where the first is unlimited; float64 is
/// filled with NaN, integers have no fill value.
Handle create_variable(Id group, const std::string& name, Type type, const std::vector<const Dimension*>& dimensions,
                       Size chunk, std::string_view meaning);

/// Name of the dimension along which the variable grows; empty where it has none.
std::string first_dimension(Id dataset);

/// The pair by which CF describes a uint8 variable of few values; `meanings` are parted by blanks.
void set_flags(Id dataset, const std::vector<std::uint8_t>& values, std::string_view meanings);

}  // namespace trellis::hdf5
