#include "engine/ensemble/member_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

namespace trellis {

namespace {
constexpr double least_interval = .1;  // seconds between two updates
constexpr std::size_t parts = 20, bar_width = 30;
}  // namespace

MemberProgress::MemberProgress(std::FILE* out, std::size_t members, std::size_t already, Progress::Mode mode,
                               Progress::Now now)
    : out_{out},
      members_{members},
      already_{already},
      done_{already},
      shown_twentieth_{already * parts / std::max<std::size_t>(members, 1)},
      mode_{mode},
      now_{now ? std::move(now) : steady_seconds},
      began_{now_()},
      shown_{began_},
      least_left_{std::numeric_limits<double>::infinity()} {}

MemberProgress::~MemberProgress() {
  if (!line_open_) return;
  std::fputc('\n', out_);
  std::fflush(out_);
}

void MemberProgress::one_more(bool failed) {
  ++done_;
  failed_ += failed;
  if (mode_ == Progress::Mode::quiet) return;
  const double now = now_();
  const double rate = static_cast<double>(done_ - already_) / std::max(now - began_, 1e-9);
  least_left_ = std::min(least_left_, static_cast<double>(members_ - done_) / rate);
  const bool last = done_ == members_;
  if (!last && now - shown_ < least_interval) return;
  const std::size_t part = done_ * parts / members_;
  if (mode_ == Progress::Mode::lines && !last && part <= shown_twentieth_) return;
  shown_twentieth_ = part, shown_ = now;
  const std::string words =
      fmt::format("{} of {} members, {}{:.2f} members/s, {} left", done_, members_,
                  failed_ > 0 ? fmt::format("{} failed, ", failed_) : "", rate, clock_text(least_left_));
  if (mode_ == Progress::Mode::lines) {
    fmt::print(out_, "{}\n", words);
  } else {
    const std::size_t filled = bar_width * done_ / members_;
    fmt::print(out_, "\r[{}{}]  {}\x1b[K{}", std::string(filled, '#'), std::string(bar_width - filled, '.'), words,
               last ? "\n" : "");
    line_open_ = !last;
  }
  std::fflush(out_);
}

}  // namespace trellis
