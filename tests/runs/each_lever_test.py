"""Every lever of the strategy, one line each: turned up alone, with the same luck, it moves its own mechanism in the right
direction in every seed, its own row of the accounts moves with it, and written out at the value that it has anyway it
changes no bit."""

import os
import re
import subprocess

import numpy as np
import pytest
import xarray as xr

SOURCE, SIMULATE = os.environ["TRELLIS_SOURCE"], os.environ["SIMULATE"]
SEEDS, UNTIL = (1, 2), "2027-12"
# So that no grant is cut. Under the project budget in force a larger public share means fewer projects (agents/ODD.md 3.7).
MONEY = ["policy.programme_budget=1e15", "policy.project_budget=1e13"]
NOWHERE = 0xFFFFFFFF  # key of firms that serve no category
PANELS = [
    "outputs.panels.supplier=[category,owner,technology,quality,on_time,knowledge,upgrades,certifying,certificate,"
    "served,skill,deposits]",
    "outputs.panels.contract=[begun,approval,relative_cost]",
]


class Run:
    def __init__(self, folder, settings, seed, until=UNTIL):
        path = folder / "run.h5"
        words = [word for setting in [*settings, *PANELS] for word in ("--set", setting)]
        done = subprocess.run(
            [SIMULATE, os.path.join(SOURCE, "scenarios", "baseline.yaml"), "--quiet", "--overwrite", "--seed", str(seed),
             "--until", until, "-o", path, *words],
            capture_output=True, text=True, check=False,
        )
        assert done.returncode == 0, done.stderr
        with xr.open_dataset(path) as file:
            self.series = file.load()
        with xr.open_dataset(path, group="supplier_panel") as file:
            self.suppliers = file.load()
        with xr.open_dataset(path, group="contract_panel") as file:
            self.contracts = file.load()
        self.digest = subprocess.run([SIMULATE, "digest", path], capture_output=True, text=True, check=True).stdout[:64]

    def sum(self, name, **where):
        return float(self.series[name].sel(**where).sum())

    def last(self, name, **where):
        return float(self.series[name].sel(**where).isel(time=-1).sum())

    def paid(self, lever):
        return int(self.series.programme_cost.sel(programme=lever).sum())

    def taken(self, revenue):
        return int(self.series.revenue_receipts.sel(revenue=revenue).sum())

    def firms(self, name):
        """Values of the last date of Vietnamese-owned firms that serve the industry."""
        count = int(self.suppliers.supplier_count.values[-1])
        last = {key: self.suppliers[key].values[-count:] for key in ("category", "owner", name)}
        return last[name][(last["category"] != NOWHERE) & (last["owner"] == 0)].astype(float)

    def awards(self, name):
        """Values of the last date of contracts that were awarded in the run."""
        count = int(self.contracts.contract_count.values[-1])
        return self.contracts[name].values[-count:][self.contracts.begun.values[-count:] > 0].astype(float)

    def upgraded(self, kind):
        return (self.firms("upgrades").astype(int) >> kind & 1).sum()


def mean(name):
    return lambda run: run.firms(name).mean()


def sales_of(powertrain):
    return lambda run: run.sum("powertrain_sales", powertrain=powertrain)


def places(kind):
    return lambda run: run.upgraded(kind)


def taxes(run):
    return run.taken("profit_tax")


# lever: (setting of it turned down, turned up, what it moves, up or down, its row in the accounts)
# A row is what the state pays ("paid NAME", more when turned up), what it takes ("more NAME", "less NAME") or "free": no
# programme has another cost before anybody can have answered, in the first month.
LEVERS = {
    # Environment
    "parts_tariff": ("", "0.5", lambda run: run.sum("purchases", source="imported"), -1, "more parts_duty"),
    "profit_tax": ("", "0.4", mean("deposits"), -1, "more profit_tax"),
    "supporting_industry_holiday": ("=0", "1", taxes, -1, "less profit_tax"),
    "approval_relief": ("", "4", lambda run: run.awards("approval").mean(), -1, "free"),
    "unmade_parts_relief": ("", "1", lambda run: run.taken("parts_duty"), -1, "less parts_duty"),
    "administrative_relief": ("", "12", lambda run: run.sum("diversifications") + run.sum("entries"), 1, "free"),
    "credit_guarantee": ("", "0.8", mean("served"), 1, "paid credit_guarantee"),
    "interest_subsidy": ("", "0.05", lambda run: run.sum("credit_wanted"), 1, "paid interest_subsidy"),
    "zero_emission_share": ("", "0.8", sales_of("bev"), 1, "free"),
    "emission_zone": ("", "0.5", sales_of("bev"), 1, "free"),
    "green_certification": ("", "20", places(1), 1, "paid green_certification"),
    "standards_recognition": ("", "1", lambda run: run.awards("approval").mean(), -1, "free"),
    # Technology
    "certification_support": ("", "0.7", lambda run: (run.firms("certifying") > 0).sum(), 1, "paid certification_support"),
    "project_support": ("", "0.9", lambda run: run.sum("projects"), 1, "paid project_support"),
    "project_budget": ("=1e9", "1e12", lambda run: run.sum("projects"), 1, "paid project_support"),
    "programme_budget": ("=0", "1e15", lambda run: run.paid("certification_support"), 1, "paid certification_support"),
    "research_match": ("", "2", mean("knowledge"), 1, "paid research_match"),
    "hub": ("", "5", mean("technology"), 1, "paid hub"),
    "governance_coaching": ("", "20", places(0), 1, "paid governance_coaching"),
    "supplier_development": ("", "20", mean("quality"), 1, "paid supplier_development"),
    "digital_grant": ("", "20", places(3), 1, "paid digital_grant"),
    "automation_grant": ("", "20", places(4), 1, "paid automation_grant"),
    "technology_transfer": ("", "20", places(5), 1, "paid technology_transfer"),
    # Infrastructure
    "testing_spending": ("", "1e12", lambda run: run.last("cluster_test_capacity"), 1, "paid testing_spending"),
    "infrastructure_spending": (
        "", "1e12", lambda run: run.last("cluster_infrastructure"), 1, "paid infrastructure_spending"),
    "relocation_grant": ("", "1", lambda run: run.sum("relocations"), 1, "paid relocation_grant"),
    "charging_spending": ("", "1e13", sales_of("bev"), 1, "paid charging_spending"),
    # Human resources
    "training_places": ("", "50000", lambda run: run.last("cluster_skill_pool"), 1, "paid training_places"),
    "trainer_quality": ("", "2", lambda run: run.last("cluster_skill_pool"), 1, "paid trainer_quality"),
    "expert_secondment": ("", "200", mean("skill"), 1, "paid expert_secondment"),
    # Market
    "registration_fee": ("", "0.5", sales_of("ice"), -1, "more registration_fee"),
    "registration_cut": ("", "1", lambda run: run.sum("vehicle_imports"), -1, "less registration_fee"),
    "excise": ("", "0.9", sales_of("ice"), -1, "more excise"),
    "value_added_tax": ("", "0.3", lambda run: run.sum("vehicle_sales"), -1, "more value_added_tax"),
    "vehicle_tariff": ("", "0.8", lambda run: run.sum("vehicle_imports"), -1, "more vehicle_duty"),
    "local_content_bonus": ("", "0.3", lambda run: run.last("localisation_arm"), 1, "paid local_content_bonus"),
    "lead_firm_support": ("", "1", lambda run: run.awards("relative_cost").mean(), -1, "paid lead_firm_support"),
    "export_promotion": ("=0", "1", lambda run: run.last("exporters"), 1, "paid export_promotion"),
    "public_orders": ("", "20000", lambda run: run.sum("public_fleet_sales"), 1, "paid public_orders"),
    "search_effort": ("", "4", lambda run: run.last("imports_by_barrier", barrier="discovery"), -1, "free"),
    "pooling": ("", "1", lambda run: run.awards("relative_cost").mean(), -1, "free"),
}
POWERTRAIN_OF = {"excise": "ice", "registration_fee": "ice", "vehicle_tariff": "ice", "public_orders": "bev"}
WITH_PLACES = ("governance_coaching", "green_certification", "supplier_development", "digital_grant", "automation_grant",
               "technology_transfer")


def settings(lever, value):
    """What sets a lever to a constant."""
    if not value:
        return []
    if lever in WITH_PLACES:
        return [f"policy.{lever}.places={value}", f"policy.{lever}.share=0.5"]
    path = lever + "." + POWERTRAIN_OF[lever] if lever in POWERTRAIN_OF else lever
    return [f"policy.{path}={value}"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    known = {}

    def once(given, seed, until=UNTIL):
        key = (*given, seed, until)
        if key not in known:
            known[key] = Run(tmp_path_factory.mktemp("run"), given, seed, until)
        return known[key]

    return once


def declared():
    """The levers as `simulate describe` knows them."""
    told = subprocess.run([SIMULATE, "describe", "policy"], capture_output=True, text=True, check=True).stdout
    return {match[1] for match in re.finditer(r"^policy\.(\w+)", told, flags=re.M)}


def test_every_lever_has_its_line():
    assert set(LEVERS) == declared()


@pytest.mark.parametrize("lever", LEVERS)
def test_turned_up_alone_a_lever_moves_its_mechanism_and_its_row(run, lever):
    low, high, mechanism, direction, row = LEVERS[lever]
    kind, _, name = row.partition(" ")
    for seed in SEEDS:
        budget = [setting for setting in MONEY if lever not in setting]
        support = ["policy.certification_support=0.7"] if lever == "programme_budget" else []
        before = run([*budget, *support, *settings(lever, low.lstrip("="))], seed)
        after = run([*budget, *support, *settings(lever, high)], seed)
        assert direction * (mechanism(after) - mechanism(before)) > 0, (mechanism(before), mechanism(after))
        if kind == "paid":
            assert after.paid(name) > before.paid(name)
        elif kind in ("more", "less"):
            assert (after.taken(name) > before.taken(name)) == (kind == "more") and after.taken(name) != before.taken(name)
        else:
            assert np.array_equal(
                after.series.programme_cost.isel(time=0).values, before.series.programme_cost.isel(time=0).values)


def in_force(lever):
    """What the baseline sets a lever to in 2025-01, as `simulate show` writes it."""
    told = subprocess.run(
        [SIMULATE, "show", os.path.join(SOURCE, "scenarios", "baseline.yaml")], capture_output=True, text=True, check=True
    ).stdout
    policy = told[told.index("\npolicy:") :]
    path = [lever, POWERTRAIN_OF[lever]] if lever in POWERTRAIN_OF else [lever] + (["places"] if lever in WITH_PLACES else [])
    text = policy[re.search(rf"^  {path[0]}:", policy, flags=re.M).start() :]
    for part in path[1:]:
        text = text[re.search(rf"^ +{part}:", text, flags=re.M).start() :]
    block = re.match(r".*\n((?: +-? ?\w+: .*\n)+)", text)[1]
    steps = re.findall(r"from: (\S+).*\n +value: ([-\d.e]+) ?(thousand|million|billion|trillion)?", block)
    multiplier = {"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
    known = [(float(value) * multiplier[word]) for date, value, word in steps if date <= "2025-01"]
    return repr(known[-1])


@pytest.mark.parametrize("lever", LEVERS)
def test_written_out_at_the_value_that_it_has_anyway_a_lever_changes_no_bit(run, lever):
    usual, same = run([], 1, "2025-06"), run(settings(lever, in_force(lever))[:1], 1, "2025-06")
    assert usual.digest == same.digest
