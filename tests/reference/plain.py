"""What several chapters need: words of the program as numbers, sums by key, monthly rates."""

from . import core
from .economy import nearest, portion  # noqa: F401

NOWHERE = -1
DOMESTIC, FOREIGN = 0, 1
NO_CERTIFICATE, ISO_9001, IATF_16949 = 0, 1, 2
VIETNAMESE = 0  # of the groups of brands
FIELDS = range(12)

# agents/government/programmes.hpp: grants to suppliers, and programmes with places
RESEARCH, CERTIFICATION, RELOCATION, LEAD_FIRMS, EXPORT_PROMOTION, WITH_PLACES = range(6)
GOVERNANCE, GREEN, COACHING, DIGITAL, AUTOMATION, TECHNOLOGY_TRANSFER = range(6)
KINDS = ("governance_coaching", "green_certification", "supplier_development", "digital_grant", "automation_grant",
         "technology_transfer")
GRANTS = ("research_match", "certification_support", "relocation_grant", "lead_firm_support",
          "export_promotion") + KINDS

# agents/supplier/tables.hpp: what supplier.flows holds
(INTEREST, GUARANTEE_FEE, REPAID, BORROWED, EQUITY, GRANTS_GOT, KNOWLEDGE, PROJECT, INVESTMENT, DEPRECIATION, PROFIT,
 TAX, DIVIDEND, LIQUIDATED, WRITTEN_OFF, FORGIVEN) = range(16)


def above(x):
    """x+, the part above zero."""
    return x if x > 0 else 0 * x


def monthly_rate(annual):
    return core.expm1(core.log1p(annual) / 12)


def monthly_hazard(annual):
    return -core.expm1(core.log1p(-annual) / 12) if annual < 1 else 1.0


def latent(s, i):
    return s.category[i] == NOWHERE


def by_industry_and_category(e, records, column):
    """A table of scenario/data with a number for some pairs of industry and category, 0 for the others."""
    found = {(r.industry, r.category): getattr(r, column) for r in records}
    return [[found.get((n.name, c.name), 0) for c in e.data.categories] for n in e.data.industries]
