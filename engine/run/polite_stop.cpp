#include "engine/run/polite_stop.hpp"

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace trellis {

namespace {

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" void note_signal(int number) {
  if (received.exchange(number) != 0) std::_Exit(128 + number);  // the second one quits at once
}

}  // namespace

PoliteStop::PoliteStop() : interrupt_{std::signal(SIGINT, note_signal)}, terminate_{std::signal(SIGTERM, note_signal)} {
  received = 0;
}
PoliteStop::~PoliteStop() { std::signal(SIGINT, interrupt_), std::signal(SIGTERM, terminate_); }

int stop_signal() { return received; }

}  // namespace trellis
