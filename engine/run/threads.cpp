#include "engine/run/threads.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>

namespace trellis {

unsigned with_threads(unsigned threads, const std::function<void()>& work) {
  const unsigned number = threads > 0 ? threads : static_cast<unsigned>(oneapi::tbb::info::default_concurrency());
  const oneapi::tbb::global_control limit{oneapi::tbb::global_control::max_allowed_parallelism, number};
  oneapi::tbb::task_arena arena{static_cast<int>(number)};
  arena.execute(work);
  return number;
}

}  // namespace trellis
