// SIGINT and SIGTERM as a wish: noted, and obeyed where the work can be left.
#pragma once

namespace trellis {

/// While one lives, SIGINT and SIGTERM are noted; the second one ends the process at once. One at a time.
class PoliteStop {
 public:
  PoliteStop();
  ~PoliteStop();
  PoliteStop(const PoliteStop&) = delete;
  PoliteStop& operator=(const PoliteStop&) = delete;

 private:
  void (*interrupt_)(int);
  void (*terminate_)(int);
};

/// The signal that came since the last PoliteStop began; 0 without one.
int stop_signal();

}  // namespace trellis
