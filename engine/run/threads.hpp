// How many threads a run may use.
#pragma once
#include <functional>

namespace trellis {

/// Calls `work` where so many threads at most work on what it starts; 0 stands for as many as the machine has, which is
/// what this returns. What `work` throws comes through.
unsigned with_threads(unsigned threads, const std::function<void()>& work);

}  // namespace trellis
