"""The arms of the strategy differ from today's law where they say so, and nowhere else. Which lever belongs to which pillar
stands in section 3.5 of agents/ODD.md alone."""

import functools
import os
import pathlib
import re
import subprocess

import pytest
import yaml

SOURCE, SIMULATE = pathlib.Path(os.environ["TRELLIS_SOURCE"]), os.environ["SIMULATE"]
SCENARIOS = SOURCE / "scenarios"
ARMS = sorted(path.stem for path in (SCENARIOS / "arms").glob("*.yaml"))
PILLARS = {"Environment": "environment", "Technology": "technology", "Infrastructure": "infrastructure",
           "Human resources": "human_resources", "Market": "market"}
# Levers that the full package leaves as the law has them: scenarios/README.md says why.
LEFT = {"vehicle_tariff", "parts_tariff", "excise", "registration_fee", "value_added_tax", "profit_tax",
        "supporting_industry_holiday"}


def pillar_of():
    """Lever -> pillar, from ODD.md."""
    table = (SOURCE / "agents/ODD.md").read_text(encoding="utf-8").split("## 3.5 Levers")[1].split("## 3.6")[0]
    rows = re.findall(r"^\| ([A-Z][a-z ]+?) \| (.*?) \|", table, re.M)
    return {lever: PILLARS[pillar] for pillar, cell in rows if pillar in PILLARS for lever in re.findall(r"`(\w+)`", cell)}


@functools.cache
def loaded(name):
    """The scenario as the program reads it, after `extends`."""
    shown = subprocess.run([SIMULATE, "show", SCENARIOS / f"{name}.yaml"], capture_output=True, text=True, check=True)
    return yaml.safe_load(shown.stdout)


def changed(name, against):
    """The levers in which two scenarios differ, which must be all that they differ in."""
    one, other = loaded(name), loaded(against)
    assert {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)} == {"title", "policy"}
    return {lever for lever in one["policy"].keys() | other["policy"].keys()
            if one["policy"].get(lever) != other["policy"].get(lever)}


def levers_in(*files):
    return {lever for file in files for lever in yaml.safe_load((SCENARIOS / "data/policy" / file).read_text())["policy"]}


def last(schedule):
    """The value of the last step, or those of each part."""
    if isinstance(schedule, dict):
        return {part: last(steps) for part, steps in schedule.items()}
    return schedule[-1]["value"]


def test_there_is_an_arm_for_each_pillar_of_each_kind():
    assert set(ARMS) == {"full_package"} | {
        f"{kind}_{pillar}" for kind in ("only", "without", "full_without") for pillar in PILLARS.values()}


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")) + sorted(SCENARIOS.glob("[as]*/*.yaml")),
                         ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_shipped_scenario_checks_clean(path):
    small = ["--set", "population.scale=1", "--set", "population.markets=1"] if path.stem == "large" else []  # fits anywhere
    done = subprocess.run([SIMULATE, "check", path, *small], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "no errors in" in done.stdout, done.stderr


@pytest.mark.parametrize("pillar", PILLARS.values())
def test_an_arm_of_one_pillar_changes_levers_of_its_pillar_alone(pillar):
    levers = changed(f"arms/only_{pillar}", "baseline")
    assert levers == levers_in(f"{pillar}.yaml") and {pillar_of()[lever] for lever in levers} == {pillar}


@pytest.mark.parametrize("pillar", PILLARS.values())
@pytest.mark.parametrize("kind, package", [("without", "2035"), ("full_without", "arms/full_package")])
def test_an_arm_without_a_pillar_lacks_its_levers_alone(kind, package, pillar):
    levers = changed(f"arms/{kind}_{pillar}", package)
    assert levers == {lever for lever in changed(package, "baseline") if pillar_of()[lever] == pillar}
    law = loaded("baseline")["policy"]
    assert all(loaded(f"arms/{kind}_{pillar}")["policy"][lever] == law[lever] for lever in levers)


def test_the_five_pillars_together_are_what_is_announced():
    announced = loaded("2035")["policy"]
    together = dict(loaded("baseline")["policy"])
    for pillar in PILLARS.values():
        arm = loaded(f"arms/only_{pillar}")["policy"]
        for lever in changed(f"arms/only_{pillar}", "baseline"):
            assert together[lever] == loaded("baseline")["policy"][lever], f"{lever} is in two pillars"
            together[lever] = arm[lever]
    assert together == announced


def test_the_full_package_turns_up_every_lever_that_it_does_not_name_as_left():
    assert changed("arms/full_package", "baseline") == set(pillar_of()) - {"policy"} - LEFT
    readme = (SCENARIOS / "README.md").read_text(encoding="utf-8")
    assert not [lever for lever in LEFT if f"`{lever}`" not in readme]


def test_the_full_package_goes_as_far_as_what_is_announced_everywhere():
    def number(value):
        digits, *words = str(value).split()
        return float(digits) * {"million": 1e6, "billion": 1e9}.get(words[0] if words else "", 1)

    full, announced = loaded("arms/full_package")["policy"], loaded("2035")["policy"]
    for lever in changed("2035", "baseline"):
        pairs = zip(*[value.values() if isinstance(value := last(of[lever]), dict) else [value] for of in (full, announced)])
        assert all(number(most) >= number(now) for most, now in pairs), lever
