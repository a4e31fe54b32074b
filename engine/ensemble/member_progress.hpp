// Shows how many members of an ensemble are done.
#pragma once
#include <cstddef>
#include <cstdio>

#include "engine/run/progress.hpp"

namespace trellis {

/// At most ten updates a second on a terminal, a line for each twentieth of the work elsewhere. Neither what is done
/// nor the time left ever runs backwards.
class MemberProgress {
 public:
  /// `already`: members that were there before.
  MemberProgress(std::FILE* out, std::size_t members, std::size_t already, Progress::Mode mode, Progress::Now now = {});
  ~MemberProgress();
  MemberProgress(const MemberProgress&) = delete;
  MemberProgress& operator=(const MemberProgress&) = delete;

  void one_more(bool failed);
  double seconds() const { return now_() - began_; }
  std::size_t done() const { return done_; }

 private:
  std::FILE* out_;
  std::size_t members_, already_, done_, failed_ = 0, shown_twentieth_;
  Progress::Mode mode_;
  Progress::Now now_;
  double began_, shown_, least_left_;
  bool line_open_ = false;
};

}  // namespace trellis
