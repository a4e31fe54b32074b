#include "agents/statistics/phases.hpp"

#include "agents/model.hpp"

namespace trellis {

void tell_firms(Step& step, Economy& e) {
  step.each("supplier.stand_up", e.supplier,
            reads(e.supplier.owner, e.supplier.links, e.supplier.category, e.supplier.certificate),
            writes(e.supplier.active, e.supplier.active_by_owner, e.supplier.by_certificate, e.supplier.counted,
                   e.supplier.age),
            [](Owner owner, double links, Row category, Certificate certificate, std::uint32_t& active,
               Slots<std::uint32_t, owners>& by_owner, Slots<std::uint32_t, certificates>& by_certificate,
               std::uint32_t& counted, std::uint32_t& age) {
              age += 1;
              counted = 1;
              active = links > 0;
              by_owner = {}, by_certificate = {};
              by_owner[static_cast<std::size_t>(owner)] = active;
              by_certificate[static_cast<std::size_t>(certificate)] = category != nowhere && owner == Owner::domestic;
            });
  step.sum("nation.active_suppliers", e.nation.suppliers, e.supplier.active_by_owner);
  step.sum("nation.direct_suppliers", e.nation.direct_suppliers, e.supplier.active);
  step.sum("nation.certified_firms", e.nation.certified, e.supplier.by_certificate);
  step.sum("nation.supporting_firms", e.nation.firms, e.supplier.counted);
  step.sum("nation.exits", e.nation.exits, e.supplier.ended);
  step.sum("nation.wanted_credit", e.nation.credit_wanted, e.supplier.wanted_credit);
  step.sum("cluster.suppliers", e.cluster.suppliers, e.supplier.cluster, e.supplier.counted);
  step.sum("cluster.active_suppliers", e.cluster.active, e.supplier.cluster, e.supplier.active);
  step.sum("cluster.parts_sales", e.cluster.parts_sales, e.supplier.cluster, e.supplier.sales);
  step.each(
      "contract.count", e.contract, reads(e.contract.live, e.contract.begun, calendar()),
      writes(e.contract.counted, e.contract.awarded),
      [](std::uint8_t live, std::int32_t begun, const Clock& clock, std::uint32_t& counted, std::uint32_t& awarded) {
        counted = live;
        awarded = begun == static_cast<std::int32_t>(clock.step) + 1;
      });
  step.sum("family.local_contracts", e.family.local_contracts, e.contract.family, e.contract.counted);
  step.sum("nation.contracts", e.nation.contracts, e.contract.counted);
  step.sum("nation.awards", e.nation.awards, e.contract.awarded);
}

}  // namespace trellis
