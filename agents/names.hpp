// The words of the model that are fixed in number: powertrains, sources, owners, certificates, fields. What a scenario
// may lengthen (assemblers, categories, families, clusters) is a table.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trellis {

enum class Powertrain : std::uint32_t { ice, hev, bev };
inline constexpr std::size_t powertrains = 3;
inline constexpr std::array<std::string_view, powertrains> powertrain_names{"ice", "hev", "bev"};

// Where a purchased part comes from: x in model notation. The first two own suppliers in Vietnam.
enum class Source : std::uint32_t { domestic, foreign, imported, inhouse };
inline constexpr std::size_t sources = 4;
inline constexpr std::array<std::string_view, sources> source_names{"domestic_owned", "foreign_owned", "imported",
                                                                    "in_house"};

enum class Owner : std::uint8_t { domestic, foreign };
inline constexpr std::size_t owners = 2;

enum class Certificate : std::uint8_t { none, iso9001, iatf16949 };
inline constexpr std::size_t certificates = 3;

enum class Group : std::uint32_t { vietnamese, japanese, korean, american, european, chinese };
inline constexpr std::size_t groups = 6;
inline constexpr std::array<std::string_view, groups> group_names{"vietnamese", "japanese", "korean",
                                                                  "american",   "european", "chinese"};

inline constexpr std::size_t technology_fields = 12;  // g in model notation
inline constexpr std::size_t capabilities = 6;        // part families that one supplier serves at most
inline constexpr std::size_t input_kinds = 2;         // inputs that one supplier buys of others
inline constexpr std::size_t most_project_firms = 4;  // firms in one project with an institute
inline constexpr std::size_t most_clusters = 8;
inline constexpr std::size_t months_of_year = 12;

// The pillars of the strategy.
enum class Pillar : std::uint32_t { environment, technology, infrastructure, human_resources, market };
inline constexpr std::size_t pillars = 5;
inline constexpr std::array<std::string_view, pillars> pillar_names{"environment", "technology", "infrastructure",
                                                                    "human_resources", "market"};

template <class Enum>
constexpr std::uint32_t number(Enum e) {
  return static_cast<std::uint32_t>(e);
}

}  // namespace trellis
