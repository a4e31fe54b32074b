#include "engine/io/run_file_pages.hpp"

#include <hdf5.h>

namespace trellis {

using hdf5::checked;
using hdf5::checked_status;
using hdf5::Handle;

hdf5::Handle create_paged_file(const std::filesystem::path& path) {
  const Handle creation{checked(H5Pcreate(H5P_FILE_CREATE), "property list"), H5Pclose};
  constexpr hsize_t smallest_page = 4096;  // larger pages of other machines are multiples of it
  checked_status(H5Pset_file_space_strategy(creation.id(), H5F_FSPACE_STRATEGY_PAGE, false, 1), "space strategy");
  checked_status(H5Pset_file_space_page_size(creation.id(), smallest_page), "page size");
  // The rest as for every other file of this room: no times, order of creation, format of 1.10.
  constexpr unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
  checked_status(H5Pset_obj_track_times(creation.id(), false), "object times");
  checked_status(H5Pset_link_creation_order(creation.id(), order), "link order");
  checked_status(H5Pset_attr_creation_order(creation.id(), order), "attribute order");
  // A paged file has an extension of its superblock that takes the defaults of groups, times included: equal runs would
  // differ by the second in which they began.
  checked_status(H5Pset_obj_track_times(H5P_GROUP_CREATE_DEFAULT, false), "object times");
  const Handle access{checked(H5Pcreate(H5P_FILE_ACCESS), "property list"), H5Pclose};
  checked_status(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V110, H5F_LIBVER_V110), "format version");
  checked_status(H5Pset_file_locking(access.id(), true, true), "file locking");
  return {checked(H5Fcreate(path.c_str(), H5F_ACC_EXCL, creation.id(), access.id()), "cannot be created"), H5Fclose};
}

}  // namespace trellis
