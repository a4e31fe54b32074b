// Streams of chance: what a draw is for. Numbers are never changed or used again, so that a new behaviour changes
// nobody else's luck.
#pragma once
#include <cstdint>

namespace trellis::stream {

// 6, 11 and 14 have never been drawn from; they stay free.
enum Stream : std::uint32_t {
  market_noise = 1,
  discovery = 2,
  source_class = 3,
  pick = 4,
  contract_length = 5,
  reopening = 7,
  renewal = 8,
  termination = 9,
  credit_access = 10,
  home_growth = 12,
  innovation = 13,
  imitation = 15,
  imitation_model = 16,
  certification = 17,
  project_success = 18,
  project_choice = 19,
  exit = 20,
  foreign_entry = 21,
  entry_location = 22,
  diversification = 23,
  diversification_choice = 24,
  first_state = 25,
  family_order = 26,
  family_profile = 27,
  initial_residual = 28,
  institute_state = 29,
  first_category = 30,
  expert_secondment = 45,
  export_entry = 46,
  first_exports = 47,
  foreign_exit = 60,
  relocation = 61,
  default_event = 62,
  project_partner = 65,
  project_joining = 66,
  diversification_category = 67,
  support_places = 68,
  support_turn = 69,
  network_pivot = 75,
  // of the first input, then of the second
  input_discovery_first = 80,
  input_discovery_second = 81,
  input_pick_first = 82,
  input_pick_second = 83,
  input_class = 84,
  input_reopening = 85,
  input_renewal = 86,
  input_termination = 87,
  input_length = 88,
};

}  // namespace trellis::stream
