// A fresh run file with all that can be read of another one, value by value.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "engine/io/run_file_survey.hpp"

namespace trellis {

/// The months to keep: all that are counted, unless a damaged variable has fewer. Then the number that keeps most
/// values; variables with fewer months are left out.
hdf5::Size months_to_keep(const Survey& survey);

/// Writes the objects of the survey that have `months` months into `path`, which must not exist, cut to them and with
/// this status; reads everything back and compares it with the source. Returns the number of variables over time,
/// without the months themselves. Throws hdf5::Failure, also when the copy differs.
std::size_t copy_run_file(const Survey& survey, hdf5::Size months, std::string_view status,
                          const std::filesystem::path& path);

}  // namespace trellis
