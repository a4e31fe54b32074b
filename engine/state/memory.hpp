// Zeroed memory of a column: on huge pages when it is big, each at another offset within 4 KiB.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace trellis {

/// Huge pages save misses of the page table; different offsets keep two columns from competing for the same cache sets.
class Memory {
 public:
  Memory() = default;
  explicit Memory(std::size_t bytes);  // throws std::bad_alloc
  std::byte* data() const { return data_; }

 private:
  struct Free {
    void operator()(std::byte* p) const { std::free(p); }
  };
  std::unique_ptr<std::byte, Free> base_;
  std::byte* data_ = nullptr;
};

}  // namespace trellis
