// The first state of a supplier: at the start of the run, as a start-up, as a new foreign-owned plant, and what a
// latent firm takes up when it begins to serve the industry. All of it is drawn by the firm's own identity.
#pragma once

#include "agents/scenario.hpp"
#include "agents/supplier/tables.hpp"
#include "engine/core/draws.hpp"

namespace trellis {

class Economy;

// How near the skills of a home industry are to a category: rows are industries, columns categories.
struct Relatedness {
  std::vector<double> weights;
  std::size_t categories = 0;
  double of(std::uint32_t industry, Row category) const { return weights[industry * categories + category]; }
};

// Part families that a firm of the class begins with: distinct ones of a category, each as likely.
Slots<Row, capabilities> draw_families(const Dice& luck, const OwnerClassRecord& of, std::uint32_t first_family,
                                       std::uint32_t families);

// Expertise of a firm of the class: a match in the category's fields, little elsewhere.
Slots<double, technology_fields> draw_expertise(const Dice& luck, const OwnerClassRecord& of,
                                                const Slots<double, technology_fields>& fields);

// Draws a firm of a class in this row; identity and cluster are there already. `category` is nowhere for a latent firm.
void draw_firm(Economy& e, Row row, std::size_t owner_class, Row category);

// Newcomers of the month: start-ups (asked for by a cluster) and foreign-owned plants (asked for by a category). Their
// owners pay in what they own.
void settle_newcomers(Economy& e);

}  // namespace trellis
