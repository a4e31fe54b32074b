// The records of the input files: one struct for each table in scenarios/data, one describe line for each column.
#pragma once

#include <string>

#include "agents/names.hpp"
#include "engine/io/describe.hpp"

namespace trellis {

struct CategoryRecord {
  std::string name, label;
  int families{};
  double share_ice{}, share_hev{}, share_bev{};
  double difficulty{}, learning_rate{}, world_volume_growth{};
  int field_main{}, field_second{}, field_third{};
  double supplier_weight_domestic{}, supplier_weight_foreign{};
  void describe(Describer& d);
};

struct ClusterRecord {
  std::string name, code, label;
  double supplier_share{}, labour_force{}, wage_million_vnd{}, skill{}, infrastructure{}, hub{}, rent_usd{};
  double latitude{}, longitude{};
  void describe(Describer& d);
};

struct DistanceRecord {
  std::string from, to;
  double km{};
  void describe(Describer& d);
};

struct AssemblerRecord {
  std::string name, label, share_group;
  Group group{};
  double asean_share{};
  double export_weight{};
  Month first_month{};
  void describe(Describer& d);
};

struct PlantRecord {
  std::string plant, assembler, cluster;
  double capacity{};
  Month from{};
  void describe(Describer& d);
};

struct ProductRecord {
  std::string maker;
  Powertrain powertrain{};
  double sales{}, launch_sales{}, price_multiplier{};
  Month from{}, until{};
  void describe(Describer& d);
};

struct InhouseRecord {
  std::string assembler, category;
  double share{};
  void describe(Describer& d);
};

struct InhouseClaimRecord {
  std::string assembler, category;
  double share{};
  Month from{};
  int ramp_months{};
  void describe(Describer& d);
};

struct BaseShareRecord {
  std::string share_group;
  double domestic_jetro{}, foreign_jetro{}, domestic_moit{}, foreign_moit{};
  void describe(Describer& d);
};

struct OwnerClassRecord {
  std::string name;
  Owner owner{};
  int number{}, tier1_firms{};
  double sales_mean{}, sales_log_sd{}, technology_median{}, technology_log_sd{};
  double quality_mean{}, quality_sd{}, quality_least{}, quality_most{}, on_time{};
  double iso9001_share{}, iatf16949_share{}, research_stock{}, innovator_share{};
  int families_least{}, families_most{};
  double match_mean{}, match_sd{}, match_least{}, match_most{}, other_expertise{};
  double deposits_share{}, loans_share{}, capital_share{}, capacity_share{};
  double joint_venture_probability{}, joint_venture_share{}, skill_least{}, skill_most{};
  int age_most{};
  void describe(Describer& d);
};

struct IndustryRecord {
  std::string name, label;
  double share_foreign_core{}, share_domestic_core{}, share_domestic_near{}, share_latent{}, growth{},
      output_billion_vnd{};
  void describe(Describer& d);
};

struct RelatednessRecord {
  std::string industry, category;
  double relatedness{};
  void describe(Describer& d);
};

struct InputRecord {
  std::string category, made_by;
  double share{}, domestic{}, foreign{};
  void describe(Describer& d);
};

struct SpilloverRecord {
  std::string industry, category;
  double share{};
  void describe(Describer& d);
};

struct DemandRecord {
  int year{};
  double sales{};
  void describe(Describer& d);
};

struct VehicleExportRecord {
  int year{};
  double vehicles{};
  void describe(Describer& d);
};

struct IncomeRecord {
  int year{};
  double income{}, population_million{};
  void describe(Describer& d);
};

struct SeasonRecord {
  int month{};
  double factor{};
  void describe(Describer& d);
};

struct FleetRecord {
  int age{};
  double ice{}, hev{}, bev{};
  void describe(Describer& d);
};

struct InstituteRecord {
  std::string name, label, kind, cluster;
  double staff{}, budget_million_vnd{};
  int field_main{}, field_second{};
  void describe(Describer& d);
};

struct TrainingRecord {
  std::string name, label, kind, cluster;
  double places{}, trainers{}, budget_million_vnd{};
  void describe(Describer& d);
};

struct TargetRecord {
  std::string name, statistic, scope, unit;
  int year{};
  double low{}, high{};
  bool imposed{};
  void describe(Describer& d);
};

}  // namespace trellis
