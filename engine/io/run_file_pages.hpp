// The empty run file, laid out so that the death of the process never leaves half a block of its index.
#pragma once
#include <filesystem>

#include "engine/io/hdf5_handles.hpp"

namespace trellis {

/// Creates an HDF5 file in which no block of metadata of up to 4096 bytes crosses a page of memory; refuses an existing
/// one. Linux ends the write of a process that is killed between two pages (`generic_perform_write` asks for fatal
/// signals before each), so a block across two pages could be left half new, half old, with a checksum that fits
/// neither. What crosses pages are the blocks of the index of more than 8176 chunks, thus of that many flushes. Throws
/// hdf5::Failure.
hdf5::Handle create_paged_file(const std::filesystem::path& path);

}  // namespace trellis
