#include "engine/run/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>

namespace trellis {
namespace {

constexpr double least_interval = .1;  // seconds between two updates
constexpr double memory = 5.;          // seconds over which the speed is averaged
constexpr int bar_width = 30;

/// "6,231"
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

}  // namespace

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string clock_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + .5);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

Progress::Mode Progress::mode_for(std::FILE* out) {
  const char* terminal = std::getenv("TERM");
  const bool redraws = ::isatty(::fileno(out)) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
  return redraws ? Mode::bar : Mode::lines;
}

Progress::Progress(std::FILE* out, Month start, int months, Mode mode, Now now, int already)
    : out_(out),
      start_(start),
      months_(std::max(months, 1)),
      mode_(mode),
      now_(now ? std::move(now) : steady_seconds),
      began_(now_()),
      measured_(began_),
      shown_(began_),
      already_(already),
      done_(already),
      measured_done_(already),
      year_shown_((start + already).year() - 1) {}

Progress::~Progress() {
  if (!line_open_) return;
  std::fputc('\n', out_);
  std::fflush(out_);
}

void Progress::advance(int months_done, std::uint64_t agents) {
  if (months_done <= done_) return;
  agent_steps_ += agents * static_cast<std::uint64_t>(months_done - done_);
  done_ = std::min(months_done, months_);
  if (mode_ == Mode::quiet) return;
  if (done_ == months_) {
    print_end(agents);
    line_open_ = false;
    std::fflush(out_);
    return;
  }
  const double now = now_();
  if (now - shown_ < least_interval) return;
  if (mode_ == Mode::lines) {
    const int year_done = (start_ + done_).year() - 1;  // the last year whose December is over
    if (year_done <= year_shown_) return;
    year_shown_ = year_done;
  }
  measure(now, done_);
  shown_ = now;
  if (mode_ == Mode::bar)
    draw_bar();
  else
    print_line();
  line_open_ = mode_ == Mode::bar;
  std::fflush(out_);
}

/// The speed of late counts most, so that the time left follows a run that slows down, without jumping with each month.
void Progress::measure(double now, int months_done) {
  const double elapsed = now - measured_;
  const double latest = elapsed / (months_done - measured_done_);
  const double weight = measured_done_ == already_ ? 1 : elapsed / (elapsed + memory);
  seconds_per_month_ += weight * (latest - seconds_per_month_);
  measured_ = now;
  measured_done_ = months_done;
}

double Progress::seconds_left() const { return seconds_per_month_ * (months_ - done_); }

std::string Progress::rate() const {
  const double per_second = static_cast<double>(agent_steps_) / std::max(seconds(), 1e-9);
  if (per_second >= 1e6) return fmt::format("{:.1f} M agent·steps/s", per_second / 1e6);
  return fmt::format("{:.1f} k agent·steps/s", per_second / 1e3);
}

void Progress::draw_bar() const {
  const auto filled = static_cast<std::size_t>(bar_width * done_ / months_);
  fmt::print(out_, "\r{}  [{}{}] {:3} %  {}  {} left\x1b[K", to_string(start_ + (done_ - 1)), std::string(filled, '#'),
             std::string(bar_width - filled, '.'), 100 * done_ / months_, rate(), clock_text(seconds_left()));
}

void Progress::print_line() const {
  fmt::print(out_, "{}  {} of {} months, {} %, {}, {} left\n", to_string(start_ + (done_ - 1)), done_, months_,
             100 * done_ / months_, rate(), clock_text(seconds_left()));
}

void Progress::print_end(std::uint64_t agents) const {
  fmt::print(out_, "{}{}  {} months in {:.2f} s, {} agents at the end, {}{}\n", line_open_ ? "\r" : "",
             to_string(start_ + (done_ - 1)), done_ - already_, seconds(), grouped(agents), rate(),
             line_open_ ? "\x1b[K" : "");
}

}  // namespace trellis
