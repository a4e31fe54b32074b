// A scenario with every kind of parameter, for the tests of documents and descriptions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/describe.hpp"

namespace trellis::sample {

enum class Demand { official, gompertz };

struct Sourcing {
  double price_elasticity{};
  int contract_months_least{};
  Demand demand{};
  std::int64_t approval_cost{};
  double interest{};
  bool renewal{};
  std::uint32_t bidders{};

  void describe(Describer& d) {
    d("price_elasticity", price_elasticity,
      {.unit = "1", .least = 4, .most = 12, .meaning = "Elasticity of a bidder's chance", .symbol = "η"});
    d("contract_months_least", contract_months_least,
      {.unit = "months", .least = 1, .most = 120, .meaning = "Shortest contract"});
    d.choice("demand", demand, {{"official", Demand::official}, {"gompertz", Demand::gompertz}},
             "Which path the market follows");
    d("approval_cost", approval_cost, {.unit = "VND", .least = 0, .meaning = "Cost of an approval"});
    d("interest", interest, {.unit = "per year", .least = 0, .most = 0.5, .meaning = "Rate of interest"});
    d("renewal", renewal, {.meaning = "Whether contracts are renewed"});
    d("bidders", bidders, {.least = 1, .meaning = "Bidders asked"});
  }
};

struct Policy {
  Schedule duty;
  Schedule grant;

  void describe(Describer& d) {
    d("duty", duty,
      {.least = 0,
       .most = 1,
       .meaning = "Duty on imported parts",
       .heeds = {Heeds::cluster, Heeds::category, Heeds::domestic_owner}});
    d("grant", grant, {.unit = "VND", .least = 0, .meaning = "Grant per supplier"});
  }
};

struct Cost {
  double wage{};
  std::vector<double> steps;

  void describe(Describer& d) {
    d("wage", wage, {.unit = "VND", .least = 1, .meaning = "Monthly wage"});
    d("steps", steps, {.least = 0, .meaning = "Cost steps"});
  }
};

struct Assembler {
  std::string name;
  double capacity{};
  Month starts;
  Cost cost;

  void describe(Describer& d) {
    d("name", name, {.meaning = "Name"});
    d("capacity", capacity, {.unit = "vehicles per year", .least = 0, .meaning = "Capacity"});
    d("starts", starts, {.meaning = "First month of production"});
    d.group("cost", cost, "Costs");
  }
};

struct Year {
  int year{};
  double sales{};
  bool provisional{};
  std::string source;

  void describe(Describer& d) {
    d("year", year, {.least = 1990, .most = 2100, .meaning = "Year"});
    d("sales", sales, {.unit = "vehicles", .least = 0, .meaning = "Vehicles sold"});
    d("provisional", provisional, {.meaning = "Whether the number may change"});
    d("source", source, {.meaning = "Source"});
  }
};

struct Scenario {
  std::string title;
  Month start, end;
  Sourcing sourcing;
  Policy policy;
  std::array<double, 3> shares{};
  std::array<double, 4> seasonality{};
  std::vector<std::string> regions;
  std::vector<Assembler> assemblers;
  std::vector<Year> history;

  void describe(Describer& d) {
    d("title", title, {.meaning = "Title of the run"});
    d("start", start, {.meaning = "First month"});
    d("end", end, {.meaning = "Last month"});
    d.horizon(start, end);
    d.require(start <= end, "end", "the run ends before it starts");
    d.group("sourcing", sourcing, "Requests for quotation");
    d.names(Heeds::cluster, {"red_river", "south_east"});
    d.names(Heeds::owner, {"domestic_core", "foreign_core"});
    d.names(Heeds::domestic_owner, {"domestic_core"});
    d.group("policy", policy, "What the state does");
    d("shares", shares, {.least = 0, .most = 1, .meaning = "Share of a powertrain", .labels = {"ice", "hev", "bev"}});
    d("seasonality", seasonality, {.least = 0, .meaning = "Factor of a quarter"});
    d("regions", regions, {.meaning = "Names of the regions"});
    d.list("assemblers", assemblers, "name", "The vehicle makers");
    for (std::size_t index = 0; index < assemblers.size(); ++index) {
      d.require(assemblers[index].starts <= end, "assemblers[" + std::to_string(index) + "].starts",
                "the maker starts after the end of the run");
    }
    d.list("history", history, "", "Sales of past years");
  }
};

}  // namespace trellis::sample
