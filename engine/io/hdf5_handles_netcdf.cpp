#include "engine/io/hdf5_handles_netcdf.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <limits>

namespace trellis::hdf5 {

Dimension create_coordinate(Id group, const std::string& name, Type type, Size length, Size chunk) {
  Dimension dimension{name, length, create_dataset(group, name, type, {length}, chunk)};
  checked_status(H5DSset_scale(dimension.scale.id(), name.c_str()), name.c_str());
  return dimension;
}

Dimension create_labels(Id group, const std::string& name, const std::vector<std::string>& labels,
                        std::string_view meaning) {
  Dimension dimension = create_coordinate(group, name, Type::text, labels.size(), 0);
  write_text(dimension.scale.id(), labels);
  set_attribute(dimension.scale.id(), "long_name", meaning);
  return dimension;
}

Dimension create_bare_dimension(Id group, const std::string& name, Size length) {
  Dimension dimension{name, length, create_dataset(group, name, Type::u8, {length}, 0)};
  // The text by which the netCDF library knows a dimension that is not a variable, with the length in ten columns.
  std::string digits = std::to_string(length);
  digits.insert(0, 10 - std::min<std::size_t>(digits.size(), 10), ' ');
  const std::string mark = "This is a netCDF dimension but not a netCDF variable." + digits;
  checked_status(H5DSset_scale(dimension.scale.id(), mark.c_str()), name.c_str());
  return dimension;
}

Handle create_variable(Id group, const std::string& name, Type type, const std::vector<const Dimension*>& dimensions,
                       Size chunk, std::string_view meaning) {
  std::vector<Size> lengths;
  for (const auto* dimension : dimensions) lengths.push_back(dimension->length);
  Handle dataset = create_dataset(group, name, type, lengths, chunk);
  // An array of one element: netCDF-C refuses a scalar.
  if (constexpr double fill = std::numeric_limits<double>::quiet_NaN(); type == Type::f64)
    set_attribute(dataset.id(), "_FillValue", Type::f64, 1, &fill);
  if (constexpr float fill = std::numeric_limits<float>::quiet_NaN(); type == Type::f32)
    set_attribute(dataset.id(), "_FillValue", Type::f32, 1, &fill);
  for (unsigned i = 0; i < dimensions.size(); ++i)
    checked_status(H5DSattach_scale(dataset.id(), dimensions[i]->scale.id(), i), name.c_str());
  set_attribute(dataset.id(), "long_name", meaning);
  return dataset;
}

std::string first_dimension(Id dataset) {
  std::string found;
  if (shape(dataset).empty() || H5DSget_num_scales(dataset, 0) < 1) return found;
  checked_status(H5DSiterate_scales(
                     dataset, 0, nullptr,
                     [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
                       std::string name(256, '\0');
                       const auto length = H5DSget_scale_name(scale, name.data(), name.size());
                       name.resize(static_cast<std::size_t>(length < 0 ? 0 : length));
                       *static_cast<std::string*>(out) = name;
                       return 0;
                     },
                     &found),
                 "listing of dimensions");
  return found;
}

void set_flags(Id dataset, const std::vector<std::uint8_t>& values, std::string_view meanings) {
  set_attribute(dataset, "flag_values", Type::u8, values.size(), values.data());
  set_attribute(dataset, "flag_meanings", meanings);
}

}  // namespace trellis::hdf5
