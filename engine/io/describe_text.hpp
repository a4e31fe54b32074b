// Parameters in words: their type, bounds, what may be written for them, and their values as YAML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/describe.hpp"

namespace trellis {

// "number", "whole number", "schedule", "list of 9 numbers" and so on.
std::string type_of(const Field& field);

// "[4, 12]", "at least 0", "at most 1", or "" without bounds.
std::string bounds_of(const Spec& spec);

// What a scenario may hold for the parameter: "NUMBER months in [1, 120]".
std::string expected_form(const Field& field, const Spec& spec);

// The value as it would be written in a scenario, on one line.
std::string written_value(const Field& field, const Spec& spec);

// The same for each element of a list or step of a schedule; nothing for single values.
std::vector<std::string> written_elements(const Field& field, const Spec& spec);

// The key of a step that names somebody of the kind, and those of all kinds that a schedule heeds: "cluster, owner".
std::string_view step_key(Heeds kind);
std::string step_keys(const Spec& spec);

// The parts with ", " between them.
std::string joined(const std::vector<std::string>& parts);

// The text in double quotes, with escapes that YAML and JSON share.
std::string in_quotes(std::string_view text);

}  // namespace trellis
