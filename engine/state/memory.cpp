#include "engine/state/memory.hpp"

#include <malloc.h>
#include <sys/mman.h>

#include <atomic>
#include <cstring>
#include <new>

namespace trellis {

Memory::Memory(std::size_t bytes) {
  constexpr std::size_t small_page = 4096, huge_page = 2u << 20, colour_step = 320;
  static std::atomic<std::size_t> colour{0};
  // Big blocks go back to the system when they are freed. Left alone, the C library takes blocks up to 32 MiB into its
  // heap once some have come and gone, and a table that grows leaves holes there as large as itself.
  [[maybe_unused]] static const int set = mallopt(M_MMAP_THRESHOLD, huge_page / 4);
  const std::size_t shift = (++colour * colour_step) % small_page;
  const std::size_t page = bytes >= huge_page / 4 ? huge_page : small_page;
  const std::size_t all = (bytes + shift + page - 1) / page * page;
  if (all < bytes) throw std::bad_alloc{};
  base_.reset(static_cast<std::byte*>(std::aligned_alloc(page, all)));
  if (!base_) throw std::bad_alloc{};
  if (page == huge_page) madvise(base_.get(), all, MADV_HUGEPAGE);
  std::memset(base_.get(), 0, all);
  data_ = base_.get() + shift;
}

}  // namespace trellis
