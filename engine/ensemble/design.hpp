// Designs of experiments: at which values of which parameters an ensemble runs. As CSV, a column a parameter and a row
// a point, other tools read and write them (SALib, EMA Workbench).
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace trellis {

/// A parameter that a design moves between two values, in its declared unit.
struct Factor {
  std::string parameter{};
  double low = 0, high = 1;
  bool whole = false;      ///< only whole numbers
  std::size_t levels = 0;  ///< of a grid
};

enum class DesignKind { grid, latin_hypercube, sobol, morris };

struct Design {
  std::vector<std::string> parameters{};
  std::vector<std::vector<double>> points{};  ///< [point][parameter]

  bool empty() const { return points.empty(); }
};

/// Every combination of `levels` values of each factor, both ends among them; the last factor changes fastest.
Design grid(const std::vector<Factor>& factors);
/// McKay, Beckman and Conover 1979: each of `points` equal parts of each factor's range holds one point, at random in
/// it.
Design latin_hypercube(const std::vector<Factor>& factors, std::size_t points, std::uint32_t seed);
/// Saltelli et al. 2010: for each of `points` rows of two parts A and B of a Sobol sequence the rows A, A with the k-th
/// column of B for each k, and B: points · (factors + 2) in all. `points` is a power of two. At most 500 factors.
Design saltelli(const std::vector<Factor>& factors, std::size_t points);
/// Morris 1991: `trajectories` random walks that move each factor once, by half of the range and over, on a grid of
/// `levels` (even, at least 4): trajectories · (factors + 1) points.
Design morris(const std::vector<Factor>& factors, std::size_t trajectories, std::size_t levels, std::uint32_t seed);

/// Throws ScenarioError with every mistake: a name twice, a cell that is no number, no points.
Design read_design(const std::string& file);
/// Numbers so that they read back bit for bit. Throws FileError.
void write_design(const Design& design, const std::filesystem::path& file);
/// Two points that are equal, or -1: an ensemble of both would count one twice.
struct EqualPoints {
  std::size_t first, second;
};
std::vector<EqualPoints> equal_points(const Design& design);

}  // namespace trellis
