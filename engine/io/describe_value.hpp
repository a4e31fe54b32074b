// One value of a document into one field, with every fault reported.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/io/describe.hpp"
#include "engine/io/document.hpp"

namespace trellis {

using Report = std::function<void(const Place&, const std::string& path, std::string message)>;

// Reads `node` into the field and returns whether it had no fault; a faulty value leaves the field as it was, or in
// part.
bool read_value(const Node& node, const std::string& path, const Field& field, const Spec& spec, const Report& report);

// The same for a schedule: a number, or a list of {from, value, ramp, cluster, category, owner}.
bool read_schedule(const Node& node, const std::string& path, Schedule& schedule, const Spec& spec,
                   const Report& report);

// Reports the steps of a schedule that name somebody by a kind that it does not heed, or that is not among the known
// names of its kind; a kind without known names is not looked up. Returns whether there are none.
using KnownNames = std::map<Heeds, std::vector<std::string>>;
bool check_targets(const Node& node, const std::string& path, const Spec& spec, const KnownNames& known,
                   const Report& report);

// What stands where something else was expected: "a list", "a mapping", "nothing" or the text in single quotes.
std::string found_in(const Node& node);

// Whether a text is safe: unquoted YAML that readers may take for a number, a truth value or nothing is a fault.
bool check_text_value(const Node& node, const std::string& path, const Report& report);

}  // namespace trellis
