// The file of an ensemble: what many runs came to, one beside the other, as netCDF-4 that xarray opens lazily.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/io/run_file.hpp"

namespace trellis {

/// One policy of an ensemble, under the name by which it is called.
struct ArmRow {
  std::string name, title, scenario;  ///< `scenario`: the file that says it
};

struct EnsembleDescription {
  RunDescription run;  ///< what its members share; `series`: those that are kept; without snapshots and moments
  std::size_t months = 0, members = 0;
  std::vector<ArmRow> arms;             ///< at least one
  std::vector<std::string> parameters;  ///< paths of those that the design moves; may be none
  std::string identity;                 ///< a sum of what was asked for; may be empty
};

/// What a member came to.
struct MemberRow {
  std::uint32_t point = 0, arm = 0, replica = 0;
  std::vector<double> parameters{};  ///< in the order of the description
  bool failed = false;
  std::string reason{};             ///< why, where it failed
  std::vector<double> reached{};    ///< for each target; NaN beyond the run
  double public_cost = 0;           ///< VND over all months
  std::vector<std::byte> values{};  ///< series by series, month by month, row-major, eight bytes each; none if failed
};

/// Writes members in their order into a file of a passing name, which `finish` renames. Variables over (member, time,
/// axes...) are of fixed size and laid out one after the other, so that the bytes of the file depend on its members
/// alone. Members that failed have NaN, and the least of all integers in series of whole numbers.
class EnsembleFile {
 public:
  /// Throws FileError; std::invalid_argument where the description contradicts itself.
  EnsembleFile(std::filesystem::path path, const EnsembleDescription& description, bool overwrite);
  /// Without `finish` nothing is left.
  ~EnsembleFile();
  EnsembleFile(const EnsembleFile&) = delete;
  EnsembleFile& operator=(const EnsembleFile&) = delete;

  /// Bytes of a member's values.
  std::size_t values_bytes() const;
  /// The next member. Throws FileError; std::invalid_argument for values of another size.
  void append(const MemberRow& member);
  /// Throws FileError; std::invalid_argument before all members are there.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The identity in a file of an ensemble; empty where it has none, or is no such file.
std::string identity_of(const std::filesystem::path& path);

/// The bytes of one member's values, from above.
std::size_t member_bytes(const EnsembleDescription& description);

}  // namespace trellis
