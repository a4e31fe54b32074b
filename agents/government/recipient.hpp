// Whom a lever with targets is asked for: rows as the names that a schedule's steps may have.
#pragma once

#include "agents/scenario.hpp"
#include "engine/state/column.hpp"

namespace trellis {

/// A firm by its cluster, category and class of the start table, `nowhere` for what it has not; a place is a cluster
/// alone, a tender a category alone.
inline Recipient recipient(const Scenario& s, Row cluster, Row category = nowhere, std::uint32_t owner = nowhere) {
  Recipient r;
  if (cluster != nowhere) r.cluster = s.data.clusters[cluster].name;
  if (category != nowhere) r.category = s.data.categories[category].name;
  if (owner != nowhere) r.owner = s.data.owner_classes[owner].name;
  return r;
}

/// The most that a lever gives to any firm.
inline double most_of(const Schedule& lever, Month month, const Scenario& s) {
  if (!lever.targeted()) return lever.at(month);
  double most_given = 0;
  for (const ClusterRecord& cluster : s.data.clusters)
    for (const CategoryRecord& category : s.data.categories)
      for (const OwnerClassRecord& owner : s.data.owner_classes)
        most_given = most(most_given, lever.at(month, {cluster.name, category.name, owner.name}));
  return most_given;
}

}  // namespace trellis
