"""The first state of a firm: of start-ups, of foreign-owned plants, of what a latent firm takes up (ODD 3.2)."""
from . import streams
from .economy import phase
from .plain import FIELDS, FOREIGN, IATF_16949, ISO_9001, NOWHERE, NO_CERTIFICATE, nearest, portion

# Numbers of the draws of one firm's first state; those of fields and families count up from the last two.
(SIZE, TECHNOLOGY, QUALITY, SKILL, CERTIFICATE, INNOVATOR, JOINT_VENTURE, AGE, MATCH, INDUSTRY, CREDIT_ACCESS,
 CREDIT_FULL, CREDIT_PART, PLANT_SIZE, NUMBER_OF_FAMILIES) = range(15)
EXPERTISE_IN_FIELD, FAMILY = 100, 200


def within(x, least, most):
    return min(most, max(least, x))


def access_of_reference(e):
    """(5.11)"""
    p = e.p.credit
    return p.access_served if p.rationing == "third_served" else p.access_constrained


class Luck:
    """The draws of one firm for one purpose; `step` 0 for a first state."""

    def __init__(self, e, identity, stream, step):
        self.of = (int(identity), stream)
        self.draw, self.step = e.draw, step

    def uniform(self, number):
        return self.draw.uniform(*self.of, number, step=self.step)

    def normal(self, number):
        return self.draw.normal(*self.of, number, step=self.step)

    def below(self, n, number):
        return self.draw.below(*self.of, n, number, step=self.step)


def draw_families(e, luck, record, category):
    first, families = int(e.category.first_family[category]), int(e.category.families[category])
    wanted = record.families_least + luck.below(record.families_most - record.families_least + 1, NUMBER_OF_FAMILIES)
    chosen, number = [], FAMILY
    while len(chosen) < min(wanted, families):
        candidate = first + luck.below(families, number)
        number += 1
        if candidate not in chosen:
            chosen.append(candidate)
    return chosen + [NOWHERE] * (6 - len(chosen))


def draw_expertise(e, luck, record, category):
    match = within(record.match_mean + record.match_sd * luck.normal(MATCH), record.match_least, record.match_most)
    known = []
    for g in FIELDS:
        if category != NOWHERE and e.category.fields[category, g] > 0:
            known.append(-e.log(1 - match) * (0.85 + 0.3 * luck.uniform(EXPERTISE_IN_FIELD + g)))
        else:
            known.append(record.other_expertise)
    return known


def drawn_industry(e, record, place):
    column = "share_" + (record.name if record.name in ("foreign_core", "domestic_core", "domestic_near") else "latent")
    shares = [getattr(industry, column) for industry in e.data.industries]
    for n, share in enumerate(shares):
        place -= share
        if place < 0:
            return n
    return len(shares) - 1


def draw_firm(e, i, kind, category):
    s, record = e.supplier, e.data.owner_classes[kind]
    luck = Luck(e, s.identity[i], streams.first_state, 0)
    s.kind[i] = kind
    s.owner[i] = FOREIGN if record.owner == "foreign" else 0
    s.settled_in[i] = 1
    s.category[i] = category
    s.pool[i] = int(s.cluster[i]) * e.category.n + category if category != NOWHERE else NOWHERE
    joint = luck.uniform(JOINT_VENTURE) < record.joint_venture_probability
    s.joint_venture[i] = record.joint_venture_share if joint else 0
    s.industry[i] = drawn_industry(e, record, luck.uniform(INDUSTRY))
    s.technology[i] = record.technology_median * e.exp(record.technology_log_sd * luck.normal(TECHNOLOGY))
    s.quality[i] = within(record.quality_mean + record.quality_sd * luck.normal(QUALITY), record.quality_least,
                          record.quality_most)
    s.on_time[i] = record.on_time
    s.skill[i] = record.skill_least + (record.skill_most - record.skill_least) * luck.uniform(SKILL)
    s.knowledge[i] = record.research_stock
    s.innovator[i] = 1 if luck.uniform(INNOVATOR) < record.innovator_share else 0
    rank = luck.uniform(CERTIFICATE)
    s.certificate[i] = (IATF_16949 if rank < record.iatf16949_share else
                        ISO_9001 if rank < record.iatf16949_share + record.iso9001_share else NO_CERTIFICATE)
    s.imported_material[i] = e.p.supplier.imported_share
    s.markup[i] = e.p.supplier.markup_start
    p = e.p.knowledge
    s.absorptive_capacity[i] = 1 - e.exp(-(p.absorption_base + p.absorption_of_research * s.knowledge[i] +
                                           p.absorption_of_skill * s.skill[i]))  # (9.10)
    s.families[i] = draw_families(e, luck, record, category) if category != NOWHERE else NOWHERE
    s.expertise[i] = draw_expertise(e, luck, record, category)
    s.institute[i] = s.joins[i] = NOWHERE
    s.seller[i] = s.creditor[i] = s.input_asks[i] = NOWHERE
    s.first_source[i] = s.second_source[i] = NOWHERE
    s.input_freed[i] = 1
    s.past_institutes[i] = NOWHERE
    c = e.p.credit
    s.served[i] = 1 if luck.uniform(CREDIT_ACCESS) < access_of_reference(e) else 0
    part = c.served_least + (c.served_most - c.served_least) * luck.uniform(CREDIT_PART)
    s.served_fraction[i] = 1 if luck.uniform(CREDIT_FULL) < c.full_service else part  # (5.6)
    spread = record.sales_log_sd
    yearly = record.sales_mean * e.exp(spread * luck.normal(SIZE) - spread * spread / 2)
    s.home_sales[i] = yearly / 12
    s.capacity[i] = record.capacity_share * (yearly / 12)
    s.deposits[i] = nearest(record.deposits_share * yearly)
    s.capital[i] = nearest(record.capital_share * yearly)


@phase("supplier.settle_in")
def settle_in(e):
    s, p = e.supplier, e.p.exit_entry
    foreign_kind = next(k for k, r in enumerate(e.data.owner_classes) if r.owner == "foreign")
    latent_kind = next(k for k, r in enumerate(e.data.owner_classes) if r.families_most == 0)
    for i in range(s.n):
        if s.settled_in[i]:
            continue
        foreign = s.origin[i] == 0
        s.cluster[i] = s.part_of(i)
        draw_firm(e, i, foreign_kind if foreign else latent_kind, int(s.asker[i]) if foreign else NOWHERE)
        capital, deposits = int(s.capital[i]), int(s.deposits[i])
        if foreign:
            luck = Luck(e, s.identity[i], streams.first_state, 0)
            scale = p.plant_scale_least + (p.plant_scale_most - p.plant_scale_least) * luck.uniform(PLANT_SIZE)
            capacity = e.category.lot[int(s.asker[i])] * scale  # (11.12)
            cost = 12 * e.p.supplier.capital_cost * capacity  # (4.18)
            s.capacity[i] = capacity
            s.home_sales[i] = 0
            capital = nearest(cost)
            deposits = nearest(cost * (1 + p.start_deposits)) - capital  # (11.13)
        s.loans[i], s.capital[i], s.deposits[i], s.age[i] = 0, capital, 0, 0
        me, owner = ("suppliers", i), "world" if foreign else "households"
        e.pay(owner, me, "foreign_equity" if foreign else "domestic_equity", capital + deposits)
        local = portion(capital, e.p.supplier.capital_local_share)
        e.pay(me, "households", "capital_goods", local)
        e.pay(me, "world", "capital_goods", capital - local)
