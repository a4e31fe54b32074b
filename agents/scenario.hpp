// A scenario as it is read: who is there, where it starts, which rules hold. One describe line for each number; the
// numbers themselves stand in scenarios/ with their sources.
#pragma once

#include <string>
#include <vector>

#include "agents/cluster/parameters.hpp"
#include "agents/ensemble_parameters.hpp"
#include "agents/finance/parameters.hpp"
#include "agents/government/parameters.hpp"
#include "agents/government/policy.hpp"
#include "agents/industry/parameters.hpp"
#include "agents/inputs/parameters.hpp"
#include "agents/institute/parameters.hpp"
#include "agents/labour/parameters.hpp"
#include "agents/market/parameters.hpp"
#include "agents/oem/parameters.hpp"
#include "agents/oem/sourcing_parameters.hpp"
#include "agents/panel_parameters.hpp"
#include "agents/records.hpp"
#include "agents/shocks/records.hpp"
#include "agents/statistics/macro_parameters.hpp"
#include "agents/statistics/network_parameters.hpp"
#include "agents/supplier/exit_entry_parameters.hpp"
#include "agents/supplier/knowledge_parameters.hpp"
#include "agents/supplier/parameters.hpp"
#include "agents/support/parameters.hpp"
#include "agents/trade/parameters.hpp"
#include "agents/world/parameters.hpp"

namespace trellis {

enum class DemandMode { official, gompertz };
enum class InhouseMode { frozen, claim };
enum class Anchor { jetro, moit };

struct PopulationParameters {
  double scale{}, markets{};
  std::uint32_t lots{};
  void describe(Describer& d);
};

struct InputFiles {
  std::vector<CategoryRecord> categories;
  std::vector<ClusterRecord> clusters;
  std::vector<DistanceRecord> distances;
  std::vector<AssemblerRecord> assemblers;
  std::vector<PlantRecord> plants;
  std::vector<ProductRecord> products;
  std::vector<InhouseRecord> inhouse;
  std::vector<InhouseClaimRecord> inhouse_claim;
  std::vector<BaseShareRecord> base_shares;
  std::vector<OwnerClassRecord> owner_classes;
  std::vector<IndustryRecord> industries;
  std::vector<RelatednessRecord> relatedness;
  std::vector<InputRecord> inputs;
  std::vector<SpilloverRecord> spillovers;
  std::vector<DemandRecord> demand;
  std::vector<VehicleExportRecord> vehicle_exports;
  std::vector<IncomeRecord> income;
  std::vector<SeasonRecord> seasonality;
  std::vector<FleetRecord> fleet;
  std::vector<InstituteRecord> institutes;
  std::vector<TrainingRecord> training_establishments;
  std::vector<TargetRecord> targets;
  void describe(Describer& d);
};

struct Scenario {
  std::string title;
  Month start{}, end{};
  std::uint32_t seed{};
  DemandMode demand_mode{};
  InhouseMode inhouse_mode{};
  Anchor anchor{};
  PopulationParameters population;
  InputFiles data;
  Policy policy, reference_law;
  std::vector<ShockRecord> shocks;
  MarketParameters market;
  WorldParameters world;
  OemParameters oem;
  SourcingParameters sourcing;
  SupplierParameters supplier;
  InputParameters inputs;
  KnowledgeParameters knowledge;
  InstituteParameters institute;
  SupportParameters support;
  LabourParameters labour;
  ExportParameters exports;
  IndustryParameters industry;
  ClusterParameters cluster;
  CreditParameters credit;
  GovernmentParameters government;
  ExitEntryParameters exit_entry;
  ReportParameters report;
  OutputParameters outputs;
  NetworkParameters network;
  EnsembleParameters ensemble;

  int months() const { return end - start + 1; }
  void describe(Describer& d);
};

}  // namespace trellis
