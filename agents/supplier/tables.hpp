// Suppliers of parts: small and medium firms, larger domestic firms and foreign-owned plants alike. Rows are grouped by
// cluster (one part of the table each) and come and go.
#pragma once
#include "agents/government/programmes.hpp"
#include "agents/inputs/tables.hpp"
#include "agents/names.hpp"
#include "agents/statistics/macro_tables.hpp"
#include "engine/core/money.hpp"
#include "engine/core/quantity.hpp"
#include "engine/state/column.hpp"

namespace trellis {

// What a purchasing desk sees of a supplier: one record, since every desk reads it together.
struct Bidder {
  std::uint32_t identity = 0;
  Row cluster = nowhere;
  Owner owner = Owner::domestic;
  Certificate certificate = Certificate::none;
  bool exists = false;                   // has not left and is not leaving
  std::array<std::uint8_t, 5> unused{};  // where padding would be: traces see every byte
  double quality = 0, on_time = 0, markup = 0, imported_material = 0;
  double size = 0;           // đồng a month: home sales and capacity
  double links = 0;          // assemblers it has a contract with
  double free_capacity = 0;  // đồng a month at base prices
  double stretch = 0;        // what it could add in time
  double attainable = 0;     // both, as far as finance allows
  double visibility = 0;     // how much more often it is found than others of its size
  double green_worth = 0;    // of its certificate of emissions, over the import price
  // What the law of the month grants bids of it
  double pooled_share = 0;         // of the national volume that a bid may count on
  double lead_share = 0;           // of the way to efficient scale that lead firms promise
  double local_content_bonus = 0;  // to makers, over the import price
  // Of each family, and last of inputs for other suppliers, of which a set is worth a đồng.
  std::array<double, capabilities + 1> match{};
  std::array<double, capabilities + 1> unit_cost{};  // đồng per set before scale effects
};
inline constexpr std::uint32_t input_work = capabilities;

// What moved a supplier's money and net worth in a month, beside its sales and the cost of what it made.
struct SupplierBook {
  enum : std::size_t {
    interest,  // as the firm pays it, without what the state adds
    guarantee_fee,
    repaid,
    borrowed,
    equity,  // paid in by the owners
    grants,
    knowledge,  // research, certification and moves, what the state adds included
    project,    // own share in projects with institutes
    investment,
    depreciation,
    profit,  // before tax, grants included
    tax,
    dividend,
    liquidated,   // loans paid back at exit
    written_off,  // loans that the bank loses at exit
    forgiven,     // overdraft that the bank loses at exit
    count
  };
};
using SupplierFlows = Slots<Dong, SupplierBook::count>;

inline constexpr std::size_t remembered_institutes = 4, remembered_partners = 6;  // what past projects tie a firm to

struct SupplierTable : Table {
  SupplierTable() : Table{"supplier"} {}
  Column<std::uint32_t> identity{*this, {"identity", "Identity, never used twice"}};
  Column<Row> asker{*this, {"asker", "Row that asked for the firm"}};
  Column<std::uint32_t> origin{*this, {"origin", "0 category (foreign-owned plant), 1 cluster (start-up)"}};
  Column<std::uint8_t> ended{*this, {"ended", "Whether the firm leaves at the end of the month"}};
  Column<std::uint8_t> settled_in{*this, {"settled_in", "Whether the first state has been drawn"}};
  Column<Row> cluster{*this, {"cluster", "Cluster in which the firm works"}};
  Column<Owner> owner{*this, {"owner", "0 domestic-owned, 1 foreign-owned"}};
  Column<std::uint32_t> kind{*this, {"kind", "Class of the start table"}};
  Column<Ratio> joint_venture{*this, {"joint_venture", "Domestic share in a foreign-owned firm's equity"}};
  Column<std::uint32_t> industry{*this, {"industry", "Home industry"}};
  Column<Row> category{*this, {"category", "Category that the firm serves; nowhere for a latent supplier"}};
  Column<Row> pool{*this, {"pool", "Pool of knowledge of the firm's cluster and category"}};
  Column<Slots<Row, capabilities>> families{*this, {"families", "Part families that the firm serves"}};
  Column<std::uint32_t> age{*this, {"age", "Age", "months"}};
  // Capability
  Column<double> technology{*this, {"technology", "Productivity relative to the world frontier"}};
  Column<Ratio> quality{*this, {"quality", "Share of parts without defect"}};
  Column<Ratio> on_time{*this, {"on_time", "Share of deliveries on time"}};
  Column<double> skill{*this, {"skill", "Skill of the workforce relative to the frontier"}};
  Column<Slots<Parts, capabilities>> learned{
      *this, {"learned", "Cumulative output of each family, less what is forgotten", "sets"}};
  Column<Slots<double, technology_fields>> expertise{*this, {"expertise", "Expertise by technology field"}};
  Column<Slots<Ratio, capabilities>> match{*this, {"match", "Match of expertise with each family"}};
  Column<double> knowledge{*this, {"knowledge", "Stock of R&D over sales"}};
  Column<Ratio> absorptive_capacity{*this, {"absorptive_capacity", "Share of outside knowledge that the firm can use"}};
  Column<std::uint8_t> innovator{*this, {"innovator", "Whether the firm has innovated"}};
  Column<Certificate> certificate{*this, {"certificate", "0 none, 1 ISO 9001, 2 IATF 16949"}};
  Column<std::int32_t> certifying{
      *this, {"certifying", "Months until the next certificate; 0 when none is in process", "months"}};
  Column<double> wants_certificate{
      *this, {"wants_certificate", "1 where the firm would start this quarter", "1", Life::passing}};
  Column<Dong> research{*this, {"research", "Own research of the month", "VND"}};
  Column<Ratio> research_match{*this, {"research_match", "What the state adds to a đồng of it"}};
  Column<double> research_effort{
      *this, {"research_effort", "Research relative to the effort of reference", "1", Life::passing}};
  Column<double> model_technology{
      *this, {"model_technology", "Productivity of the firm that is imitated; 0 for none", "1", Life::passing}};
  Column<Slots<double, 3>> taught{*this, {"taught", "What the firm adds to its pool", "VND", Life::passing}};
  Column<double> serves{*this, {"serves", "1 for every firm", "1", Life::passing}};
  // Cost and price
  Column<Ratio> imported_material{
      *this, {"imported_material", "Share of imported material at frontier productivity, through the tiers"}};
  Column<double> material_price{*this, {"material_price", "Price of imported material where the firm works"}};
  Column<double> material_share{*this, {"material_share", "Material and inputs in relative unit cost"}};
  Column<double> conversion_share{*this, {"conversion_share", "Labour and capital in relative unit cost"}};
  Column<Slots<Price, capabilities>> unit_cost{*this, {"unit_cost", "Unit cost before scale effects", "VND per set"}};
  Column<Slots<Ratio, capabilities>> scale{*this, {"scale", "Scale effect on the unit cost of each family"}};
  Column<double> cost_rate{*this, {"cost_rate", "Unit cost of the month's orders over their base prices"}};
  Column<Ratio> markup{*this, {"markup", "Mark-up on unit cost"}};
  Column<Ratio> market_share{*this, {"market_share", "Share of its category's local orders, last quarter"}};
  Column<Value> orders_quarter{*this, {"orders_quarter", "Orders since the quarter began", "VND"}};
  Column<Bidder> bidder{*this, {"bidder", "What desks see of the firm", "1", Life::passing}};
  // Workers
  Column<People> workers{*this, {"workers", "Workers who make parts", "persons"}};
  Column<People> needed_workers{*this, {"needed_workers", "Workers whom the plan needs", "persons", Life::passing}};
  Column<Value> usual_output{
      *this, {"usual_output", "What they would make in usual hours, at base prices", "VND", Life::passing}};
  Column<Slots<People, 2>> staffing{
      *this, {"staffing", "Workers whom the firm keeps and wants besides", "persons", Life::passing}};
  Column<Slots<People, owners>> workers_by_owner{
      *this, {"workers_by_owner", "Workers by owner of the firm", "persons", Life::passing}};
  Column<People> dismissed{
      *this, {"dismissed", "Workers of a firm that leaves, or leaves its cluster", "persons", Life::passing}};
  Column<std::uint8_t> expert{*this, {"expert", "Whether the state has sent an expert into the firm this year"}};
  Column<Row> expert_desk{*this, {"expert_desk", "Where the firm asks for one; nowhere if it does not"}};
  Column<double> expert_order{*this, {"expert_order", "Order in which those that ask are drawn"}};
  // Orders and capacity, in đồng a month at base import prices
  Column<Value> load{*this, {"load", "Capacity bound by contracts", "VND"}};
  Column<double> links{*this, {"links", "Assemblers that the firm has a contract with"}};
  Column<Value> attainable{*this, {"attainable", "Capacity that it could offer", "VND"}};
  Column<Value> taken_on{*this, {"taken_on", "Lots taken on in this round", "VND"}};
  Column<Value> orders{*this, {"orders", "Orders of the month", "VND"}};
  Column<Value> foreign_orders{*this, {"foreign_orders", "Orders of foreign brands' assemblers", "VND"}};
  Column<Slots<Parts, capabilities>> volume{*this, {"volume", "Sets ordered of each family", "sets"}};
  Column<Value> expected{*this, {"expected", "Orders that the firm expects", "VND"}};
  Column<Value> capacity{*this, {"capacity", "Capacity", "VND"}};
  Column<Value> output{*this, {"output", "Parts made", "VND"}};
  Column<Value> inventory{*this, {"inventory", "Finished parts", "VND"}};
  Column<Ratio> fill{*this, {"fill", "Share of the month's orders that is delivered"}};
  Column<Value> qualified{*this, {"qualified", "Capacity, where the firm is certified", "VND", Life::passing}};
  // Exports
  Column<std::uint8_t> exporting{*this, {"exporting", "Whether the firm exports"}};
  Column<Slots<Parts, capabilities>> export_sets{*this, {"export_sets", "Sets ordered from abroad in a month", "sets"}};
  Column<Value> export_load{*this, {"export_load", "The same at base prices", "VND"}};
  Column<Value> export_worth{*this, {"export_worth", "The same at the prices asked", "VND"}};
  Column<Dong> exports{*this, {"exports", "Parts exported in the month", "VND"}};
  // Money
  Column<Value> home_sales{*this, {"home_sales", "Sales in the home industry", "VND per month"}};
  Column<Dong> home_surplus{*this, {"home_surplus", "Operating surplus of home sales", "VND"}};
  Column<Dong> material_cost{*this, {"material_cost", "Material and inputs bought in the month", "VND"}};
  Column<Dong> wage_cost{*this, {"wage_cost", "Wages of the month's parts", "VND"}};
  Column<Dong> invoiced{*this, {"invoiced", "Invoices written in the month, inputs for others included", "VND"}};
  Column<Dong> collected{*this, {"collected", "Invoices paid by customers in the month", "VND"}};
  Column<Dong> spare_sales{*this, {"spare_sales", "Spare parts sold in the month", "VND"}};
  Column<Dong> sales{*this, {"sales", "Parts sold in the month, spares included", "VND"}};
  Column<std::uint32_t> supplying{*this, {"supplying", "Time since the first delivery; 0 before", "months"}};
  Column<Grants> supported_costs{
      *this, {"supported_costs", "What the firm spends on what there are grants for", "VND", Life::passing}};
  Column<Grants> grants_asked{*this, {"grants_asked", "Grants that the firm asks for", "VND", Life::passing}};
  Column<Dong> grant_asked{*this, {"grant_asked", "All of them", "VND", Life::passing}};
  Column<Grants> grants{*this, {"grants", "Grants that the programme pays", "VND", Life::passing}};
  Column<Dong> grant{*this, {"grant", "All of them", "VND"}};
  Column<Slots<Row, support::kinds>> office{*this, {"office", "Office that it asks for a place this year"}};
  Column<Slots<double, support::kinds>> turn{*this, {"turn", "Its turn there: the largest is the first"}};
  Column<Slots<std::uint32_t, support::kinds>> placed{*this, {"placed", "1 where it got the place"}};
  Column<std::uint32_t> upgrades{*this, {"upgrades", "A bit for each programme with places that it has been through"}};
  Column<std::uint32_t> coached_until{*this, {"coached_until", "Step with which its coaching ends"}};
  Column<Dong> project_fee{*this, {"project_fee", "Own share in a project with an institute", "VND"}};
  Column<std::uint8_t> served{*this, {"served", "Whether the bank serves the firm this year"}};
  Column<Ratio> served_fraction{*this, {"served_fraction", "Part of its requests that a served firm gets"}};
  Column<Ratio> default_risk{
      *this, {"default_risk", "Chance of default that the bank reckons with", "per year", Life::passing}};
  Column<Ratio> interest_rate{*this, {"interest_rate", "Interest rate that the firm pays", "per year", Life::passing}};
  Column<Dong> interest_subsidy{*this, {"interest_subsidy", "Interest that the state pays", "VND", Life::passing}};
  Column<Ratio> guaranteed{*this, {"guaranteed", "Part of the firm's loans that the state guarantees"}};
  Column<Dong> guaranteed_loans{*this, {"guaranteed_loans", "Loans that the state guarantees", "VND", Life::passing}};
  Column<Value> wanted_capacity{
      *this, {"wanted_capacity", "Capacity that the firm would add this month", "VND", Life::passing}};
  Column<Dong> loan_asked{*this,
                          {"loan_asked", "Loan that the firm would get by its own standing", "VND", Life::passing}};
  Column<Value> credit_room{*this, {"credit_room", "Credit that the firm can count on", "VND"}};
  Column<Dong> wanted_credit{*this, {"wanted_credit", "Loans asked for", "VND"}};
  Column<Dong> cash{*this, {"cash", "Deposits as the month's payments are decided", "VND", Life::passing}};
  Column<SupplierFlows> flows{*this, {"flows", "What moved money and net worth in the month", "VND"}};
  Column<Dong> deposits{*this, {"deposits", "Deposits", "VND"}};
  Column<Dong> loans{*this, {"loans", "Loans outstanding", "VND"}};
  Column<Dong> receivable{*this, {"receivable", "Invoices not yet paid by customers", "VND"}};
  Column<Dong> capital{*this, {"capital", "Book value of capital", "VND"}};
  Column<Dong> net_worth{*this, {"net_worth", "Net worth at the beginning of the month", "VND"}};
  Column<Dong> residual{*this, {"residual", "What the accounts of the month leave unexplained: 0", "VND"}};
  // Exit and research with institutes
  Column<std::int32_t> distress{*this, {"distress", "Months in a row with negative equity or deposits", "months"}};
  Column<Dong> destroyed{*this, {"destroyed", "Capital that a shock destroys", "VND", Life::passing}};
  Column<Row> moves_to{*this, {"moves_to", "Cluster that the firm moves to this month", "1", Life::passing}};
  Column<std::uint32_t> moved{*this, {"moved", "1 where the firm moves to another cluster", "1", Life::passing}};
  Column<Ratio> standstill{*this, {"standstill", "Part of the next month's output that a move costs"}};
  Column<std::uint32_t> left_domestic{*this, {"left_domestic", "1 where a domestic-owned firm leaves"}};
  Column<Dong> estate{*this, {"estate", "Open invoices of a firm that leaves, which go to households", "VND"}};
  Column<std::uint32_t> entered{*this, {"entered", "1 where a latent firm begins to serve the industry"}};
  Column<Row> institute{*this, {"institute", "Institute to which the firm applies this year"}};
  Column<double> application{*this, {"application", "Score of the application"}};
  Column<std::uint8_t> may_lead{*this, {"may_lead", "Whether it could pay a project alone"}};
  Column<std::uint32_t> projects_asked{*this, {"projects_asked", "Projects that begin with the firm"}};
  Column<Row> joins{*this, {"joins", "Firm whose project it asks to join this year"}};
  Column<double> join_score{*this, {"join_score", "Score of the two firms"}};
  Column<std::uint32_t> joined{*this, {"joined", "1 where that firm has taken it on"}};
  Column<std::uint32_t> project_partners{*this, {"project_partners", "Firms that join the project that it leads"}};
  Column<std::uint32_t> in_project{*this, {"in_project", "1 while a project of the firm is under way"}};
  Column<Slots<Row, remembered_institutes>> past_institutes{
      *this, {"past_institutes", "Institutes of its last projects, the latest first"}};
  Column<Slots<std::uint32_t, remembered_partners>> past_partners{
      *this, {"past_partners", "Identities of the firms of its last projects, plus 1, the latest first; 0 for none"}};
  Column<std::int64_t> makers{*this, {"makers", "Makers that it had a contract with last December, one bit each"}};
  SupplierInputs inputs{*this};
  // Counts for the statistics
  Column<Tallies> tally{*this, {"tally", "Where the firm is counted", "1", Life::passing}};
  Column<Slots<Value, 2>> made_and_could{
      *this, {"made_and_could", "Output and capacity of a firm with a contract", "VND", Life::passing}};
  Column<Value> turnover{*this, {"turnover", "Sales since the year began, home sales included", "VND"}};
  Column<Value> turnover_before{*this, {"turnover_before", "The same of the whole year before", "VND"}};
  Column<std::uint32_t> counted{*this, {"counted", "1 for every firm"}};
  Column<std::uint32_t> active{*this, {"active", "1 for firms with a live contract"}};
  Column<Slots<std::uint32_t, owners>> active_by_owner{*this, {"active_by_owner", "The same, by owner"}};
  Column<Slots<std::uint32_t, certificates>> by_certificate{
      *this, {"by_certificate", "Vietnamese-owned firms that serve the industry, by certificate"}};
};

}  // namespace trellis
