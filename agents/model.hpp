// The economy: every table, and a month told in order. model.cpp is the table of contents; read it first.
#pragma once

#include <string>
#include <vector>

#include "agents/accounts.hpp"
#include "agents/cluster/tables.hpp"
#include "agents/finance/tables.hpp"
#include "agents/government/tables.hpp"
#include "agents/household/tables.hpp"
#include "agents/industry/tables.hpp"
#include "agents/institute/tables.hpp"
#include "agents/labour/tables.hpp"
#include "agents/market/path.hpp"
#include "agents/market/tables.hpp"
#include "agents/oem/tables.hpp"
#include "agents/scenario.hpp"
#include "agents/shocks/records.hpp"
#include "agents/shocks/tables.hpp"
#include "agents/statistics/tables.hpp"
#include "agents/streams.hpp"
#include "agents/supplier/first_state.hpp"
#include "agents/supplier/tables.hpp"
#include "agents/support/tables.hpp"
#include "agents/world/tables.hpp"
#include "engine/run/world.hpp"
#include "engine/step/step.hpp"

namespace trellis {

/// One economy, loaded from a scenario and ready to step. Worlds share nothing, so that many can run side by side.
class Economy final : public World {
 public:
  /// Builds the population, solves the base-year shares and signs the first contracts. Throws std::runtime_error where
  /// the scenario cannot be started.
  Economy(Scenario scenario, std::uint32_t seed, std::uint32_t replica = 0);

  void step() override;
  /// The same month phase by phase under the eyes of an onlooker; same bits.
  void step(const Step::Watch& onlooker);
  const Clock& clock() const override { return clock_; }
  /// The clock of the first month: what a firm is at first depends on its identity alone.
  Clock first_clock() const { return {clock_.seed, clock_.replica, 0, clock_.start}; }
  std::vector<const Table*> tables() const override;
  std::vector<Axis> axes() const override;
  std::vector<SnapshotGroup> snapshot_groups() const override;
  std::vector<Snapshot> snapshots() const override;
  /// Every table and every renewal; tests/runs/checkpoint_test.cpp holds it against what the phases use.
  Carried carried() override;
  void go_on(std::uint32_t step) override;
  std::size_t agents() const override { return supplier.rows() + oem.rows() + institute.rows(); }
  Step& month() { return month_; }
  const Step& month() const { return month_; }

  const Scenario scenario;

  // Who and what there is.
  NationTable nation;
  ClusterTable cluster;
  CategoryTable category;
  FamilyTable family;
  ProductTable product;
  CohortTable cohort;
  OemTable oem;
  PlantTable plant;
  DeskTable desk;
  SlotTable slot;
  ContractTable contract;
  SupplierTable supplier;
  InstituteTable institute;
  ProjectTable project;
  TrainingTable training;
  IndustryTable industry;
  PoolTable pool;
  OfficeTable office;
  GroupTable group;
  PowertrainTable powertrain;
  BankTable bank;
  GovernmentTable government;
  HouseholdTable household;
  WorldTable world;
  ShockTable shock;
  FlowTable flow_table;

  // Who points to whom.
  Index plants_of_oem{"oem.plants"}, products_of_oem{"oem.products"}, slots_of_oem{"oem.slots"};
  Index contracts_of_slot{"slot.contracts"}, contracts_of_supplier{"supplier.contracts"};
  Index makers_of_family{"family.makers"}, requests_of_supplier{"supplier.requests"},
      suppliers_of_category{"category.suppliers"};
  Index input_requests_of_supplier{"supplier.input_requests"};
  Index projects_of_supplier{"supplier.projects"}, projects_of_institute{"institute.projects"};
  Index applicants_of_institute{"institute.applicants"}, joiners_of_supplier{"supplier.joiners"};
  Index applicants_of_office{"office.applicants"};
  Index expert_desk{"nation.expert_desk"};

  // Rows that begin and end.
  Renewal suppliers{supplier, supplier.identity, supplier.ended, supplier.asker, supplier.origin};
  Renewal contracts{contract, contract.identity, contract.ended, contract.asker, contract.origin};
  Renewal projects{project, project.identity, project.ended, project.asker, project.origin};

  Ledger book;

  // What the scenario gives in the form in which phases read it.
  MarketPath path;
  Relatedness relatedness, spillovers;  // of home industries to categories, and what categories buy of them
  Shocks shocks;
  std::vector<std::vector<double>> industry_shares;  // by owner class
  std::size_t foreign_class_number = 0, entrant_class_number = 0, latent_class_number = 0;
  OwnerClassRecord foreign_class, entrant_class;  // of new foreign-owned plants, of latent firms that diversify
  double unmet_base_share = 0;                    // of purchases: what the share inversion could not reach
  double unmet_input_share = 0;                   // the same of local inputs

 private:
  void tell_month();
  void close_month();
  void load();

  Clock clock_;
  Step month_{clock_};
};

}  // namespace trellis
