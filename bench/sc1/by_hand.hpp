// SC-1 as a loop written by hand for speed, the measure of what the engine costs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace trellis::sc1 {

class ByHand {
 public:
  /// As many firms; `local_share` of the links within a window of 1,000 firms.
  ByHand(std::size_t firms, std::uint32_t seed, double local_share);
  ~ByHand();
  ByHand(const ByHand&) = delete;
  ByHand& operator=(const ByHand&) = delete;
  void run(std::size_t steps);
  /// Output, inventory, sales, unfilled orders, cash and price, added up over the firms in the last step.
  const std::array<double, 6>& sums() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trellis::sc1
