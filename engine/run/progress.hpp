// Shows how far a run has come: a bar on a terminal, a line for each simulated year elsewhere, or nothing.
#pragma once
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>

#include "engine/core/calendar.hpp"

namespace trellis {

/// Of the machine's steady clock.
double steady_seconds();
/// "0:07", "12:30", "3:05:00"
std::string clock_text(double seconds);

/// At most ten updates a second; what is shown never runs backwards. Errors of the stream are ignored: nobody loses a
/// run for want of a terminal.
class Progress {
 public:
  enum class Mode { bar, lines, quiet };
  using Now = std::function<double()>;  ///< seconds since any fixed moment, never going back

  /// `bar` where `out` is a terminal that can redraw a line, else `lines`.
  static Mode mode_for(std::FILE* out);

  /// `months`: length of the whole run, at least 1, of which `already` are done. Without `now` the machine's steady
  /// clock serves.
  Progress(std::FILE* out, Month start, int months, Mode mode, Now now = {}, int already = 0);
  /// Ends an unfinished bar's line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `months_done` of the run are done, the last of them with so many agents. Says so in a last line when it is all of
  /// them.
  void advance(int months_done, std::uint64_t agents);

  std::uint64_t agent_steps() const { return agent_steps_; }
  double seconds() const { return now_() - began_; }

 private:
  void measure(double now, int months_done);
  double seconds_left() const;
  std::string rate() const;
  void draw_bar() const;
  void print_line() const;
  void print_end(std::uint64_t agents) const;

  std::FILE* out_;
  Month start_;
  int months_;
  Mode mode_;
  Now now_;
  double began_, measured_, shown_;
  int already_, done_, measured_done_, year_shown_;
  double seconds_per_month_ = 0;
  std::uint64_t agent_steps_ = 0;
  bool line_open_ = false;
};

}  // namespace trellis
