"""Every number of the shipped scenarios has its source, and the sums that the data must keep hold.

The files are read as text, since what is checked is what a reader of the files sees. TRELLIS_SOURCE names the root of
the repository; without it the tree around this file is checked.
"""

import collections
import csv
import functools
import os
import pathlib
import re

import pytest
import yaml

ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
SCENARIOS = ROOT / "scenarios"
DATA = SCENARIOS / "data"
SOURCES = DATA / "sources.yaml"
TABLES = sorted(SCENARIOS.rglob("*.csv"))
DOCUMENTS = sorted(path for path in SCENARIOS.rglob("*.yaml") if path != SOURCES)

CITED = re.compile(r"\[F ([^\]]+)\]")
LITERATURE = re.compile(r"\b[A-Z][^\W\d]+(?: (?:&|and|et al\.|[A-Z][^\W\d]+),?)* \(?(?:19|20)\d\d\b")
ASSUMED = re.compile(r"\bassumption\b")
WITHOUT_SOURCE = {"seed", "replica", "extends"}  # they choose among equals or name a file, and say nothing about the world


@functools.cache
def known_sources():
    return yaml.safe_load(SOURCES.read_text(encoding="utf-8"))


def keys_cited(text):
    return [key.strip() for group in CITED.findall(text) for key in re.split("[,;]", group)]


def fault_of(text, known):
    """What is wrong with the source `text` of a number; "" if nothing is."""
    keys = keys_cited(text)
    unknown = [key for key in keys if key not in known]
    if unknown:
        return f"{', '.join(unknown)} not in sources.yaml"
    if ASSUMED.search(text) or LITERATURE.search(CITED.sub("", text)):
        return ""
    if not keys:
        return "neither a source nor the word assumption"
    if all(known[key]["kind"] == "assumption" for key in keys):
        return "cites assumptions only and does not say assumption"
    return ""


def rows_of(path):
    """The rows of a table as (line number, {column: text})."""
    numbered = [(number, line) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
                if line.strip() and not line.startswith("#")]
    header, *cells = csv.reader(line for _, line in numbered)
    for (number, _), row in zip(numbered[1:], cells):
        assert len(row) == len(header), f"{path}:{number}: {len(row)} cells, the header has {len(header)}"
        yield number, dict(zip(header, row))


def table(name):
    return [row for _, row in rows_of(DATA / name)]


def column(name, field):
    return [float(row[field]) for row in table(name)]


def code_and_comment(line):
    """Splits a YAML line at the # that begins its comment."""
    quote = ""
    for place, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "#" and (place == 0 or line[place - 1] in " \t"):
            return line[:place], line[place + 1:]
    return line, ""


def holds_number(code):
    """Whether the code of a YAML line gives a number, alone or with a unit; dates and text are none."""
    code = code.strip()
    flow = re.search(r"[\[{].*[\]}]", code)
    if flow:
        scalars = re.split(r"[\[\]{},]", flow.group())
    else:
        scalars = [re.sub(r"^- ", "", code)]
    for scalar in scalars:
        key, colon, value = scalar.rpartition(": ")
        if colon and key.strip() in WITHOUT_SOURCE | {"ramp", "from"}:
            continue
        value = (value if colon else scalar).strip()
        if re.fullmatch(r"\d{4}-\d{2}", value):
            continue
        if re.match(r"[-+]?\.?\d", value) and not value.endswith(":"):
            return True
    return False


def numbers_without_source(path, known):
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code, comment = code_and_comment(line)
        if holds_number(code):
            fault = fault_of(comment, known)
            if fault:
                found.append(f"{path.relative_to(ROOT)}:{number}: {fault}")
    return found


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_row_of_a_table_has_a_source(path):
    known = known_sources()
    found = []
    for number, row in rows_of(path):
        assert list(row)[-1] == "source", f"{path}: the last column must be source"
        fault = fault_of(row["source"], known)
        if fault:
            found.append(f"{path.relative_to(ROOT)}:{number}: {fault}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_number_of_a_scenario_has_a_source(path):
    found = numbers_without_source(path, known_sources())
    assert not found, "\n".join(found)


def test_a_number_without_a_source_is_found():
    known = {"market.total": {"kind": "reported"}, "guess": {"kind": "assumption"}}
    faulty = ["a: 0.5", "a: 12 months  # because", "  - {from: 2025-01, value: 3}", "a: [1, 2]  # [F nowhere]",
              "a: 3  # [F guess]", "a: .5", "a: -3", "- 3 parts"]
    sound = ["a: 0.5  # [F market.total]", "a: 3  # assumption: a third", "a: 1  # Cohen & Levinthal 1990",
             "a: [1, 2]  # [F guess] assumption", "start: 2025-01", "seed: 1", "a: text 3", "a:  # 3", "a: 'b # 3'",
             "path: data/2035.csv", "a: 0.1  # Dosi et al. 2010"]
    for text in faulty + sound:
        code, comment = code_and_comment(text)
        assert (holds_number(code) and bool(fault_of(comment, known))) == (text in faulty), text


@pytest.mark.parametrize("key", sorted(known_sources()) if SOURCES.exists() else [])
def test_a_source_is_complete(key):
    entry = known_sources()[key]
    for field in ("value", "unit", "year", "kind", "confidence", "sources"):
        assert field in entry, f"{key}: {field} is missing"
    assert entry["kind"] in ("reported", "derived", "assumption")
    assert entry["confidence"] in ("high", "medium", "low")
    assert entry["sources"], f"{key}: no source"
    for source in entry["sources"]:
        assert source["title"] and source["url"] and source["date"], f"{key}: a source lacks title, url or date"


def test_no_source_is_kept_that_nothing_cites():
    cited = set()
    for path in TABLES + DOCUMENTS:
        cited.update(keys_cited(path.read_text(encoding="utf-8")))
    assert not set(known_sources()) - cited


def test_the_products_sum_to_the_market_of_2025():
    sales = [int(row["sales"]) for row in table("products.csv")]
    assert sum(sales) == known_sources()["market.total.2025"]["value"] == 604134
    hybrids = sum(int(row["sales"]) for row in table("products.csv") if row["powertrain"] == "hev")
    assert hybrids == known_sources()["market.hybrid"]["value"][2025]


def test_the_brands_sum_to_the_products():
    brands = {row["brand"]: row for row in table("brand_sales.csv")}
    for row in brands.values():
        assert int(row["sales"]) == int(row["local"]) + int(row["imported"]), row["brand"]
    built = collections.Counter()
    for row in table("products.csv"):
        built[row["maker"]] += int(row["sales"])
    assert built.pop("imported") == sum(int(row["imported"]) for row in brands.values())
    local = {brand: int(row["local"]) for brand, row in brands.items() if int(row["local"])}
    assert {maker: sales for maker, sales in built.items() if sales} == local


def test_three_in_ten_vehicles_sold_are_imported():
    imported = sum(int(row["sales"]) for row in table("products.csv") if row["maker"] == "imported")
    assert imported == int(0.30 * 604134)


def test_a_product_is_on_sale_or_has_a_launch():
    starts = {row["name"]: row["first_month"] for row in table("assemblers.csv")}
    for row in table("products.csv"):
        later = starts.get(row["maker"], "2025-01") > "2025-01"
        assert (int(row["sales"]) == 0) == later == (int(row["launch_sales"]) > 0), row["maker"]


@pytest.mark.parametrize("name, field", [
    ("categories.csv", "share_ice"), ("categories.csv", "share_hev"), ("categories.csv", "share_bev"),
    ("categories.csv", "supplier_weight_domestic"), ("categories.csv", "supplier_weight_foreign"),
    ("clusters.csv", "supplier_share"), ("industries.csv", "share_foreign_core"),
    ("industries.csv", "share_domestic_core"), ("industries.csv", "share_domestic_near"),
    ("industries.csv", "share_latent")])
def test_shares_sum_to_one(name, field):
    shares = column(name, field)
    assert min(shares) >= 0
    assert abs(sum(shares) - 1) < 1e-12


def test_hybrids_take_their_bill_from_both_powertrains():
    rows = {row["name"]: row for row in table("categories.csv")}
    mixed = {name: 0.85 * float(row["share_ice"]) + 0.15 * float(row["share_bev"]) for name, row in rows.items()}
    others = sum(share for name, share in mixed.items() if name != "battery")
    for name, row in rows.items():
        wanted = 0.05 if name == "battery" else mixed[name] * 0.95 / others
        assert abs(float(row["share_hev"]) - wanted) < 2e-6, name


def test_there_are_280_families_and_6000_firms():
    assert sum(column("categories.csv", "families")) == 280
    numbers = {row["name"]: int(row["number"]) for row in table("owner_classes.csv")}
    assert numbers == {"foreign_core": 173, "domestic_core": 56, "domestic_near": 470, "latent": 5301}
    assert sum(numbers.values()) == 6000
    assert sum(int(row["tier1_firms"]) for row in table("owner_classes.csv")) == 84


def test_the_season_averages_one():
    factors = column("seasonality.csv", "factor")
    assert len(factors) == 12
    assert abs(sum(factors) / 12 - 1) < 1e-12


def test_institutes_are_spread_over_the_clusters_as_assumed():
    counts = collections.Counter(row["cluster"] for row in table("institutes.csv"))
    assert counts == {"north_east": 3, "red_river": 11, "north_central": 1, "south_central": 3, "south_east": 6}


def test_the_reference_law_is_the_law_of_today():
    def law(name):
        return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))

    assert law("reference_law.yaml")["reference_law"] == law("policy_today.yaml")["policy"]


@pytest.mark.parametrize("path", sorted((DATA / "policy").rglob("*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_announced_begins_as_the_law_of_today(path):
    today = yaml.safe_load((DATA / "policy_today.yaml").read_text(encoding="utf-8"))["policy"]
    announced = yaml.safe_load(path.read_text(encoding="utf-8"))["policy"]

    def begins_alike(steps, before, lever):
        if isinstance(steps, dict):
            for part in steps:
                begins_alike(steps[part], before[part], f"{lever}.{part}")
            return
        assert steps[:len(before)] == before, lever
        assert all(step["from"] >= "2025-09" for step in steps[len(before):]), lever

    begins_alike(announced, today, "policy")


def test_the_claims_of_the_companies_are_met_by_their_in_house_paths():
    categories = {row["name"]: row for row in table("categories.csv")}
    bought = {row["share_group"]: float(row["domestic_jetro"]) + float(row["foreign_jetro"])
              for row in table("base_shares.csv")}

    def made(name, assembler, bill):
        return sum(float(row["share"]) * float(categories[row["category"]][bill])
                   for row in table(name) if row["assembler"] == assembler)

    for assembler, bill, group, claim in (("vinfast", "share_bev", "vinfast", 0.84),
                                          ("thaco", "share_ice", "vietnamese", 0.45)):
        before, after = made("inhouse.csv", assembler, bill), made("inhouse_claim.csv", assembler, bill)
        assert abs(after + (1 - after) * bought[group] / (1 - before) - claim) < 0.005, assembler


def test_names_refer_to_rows_that_exist():
    names = {name: {row["name"] for row in table(name + ".csv")}
             for name in ("categories", "clusters", "assemblers", "industries")}
    groups = {row["share_group"] for row in table("base_shares.csv")}
    fields = {row["number"] for row in table("technology_fields.csv")}
    for row in table("assemblers.csv"):
        assert row["share_group"] in groups, row["name"]
    for row in table("plants.csv"):
        assert row["assembler"] in names["assemblers"] and row["cluster"] in names["clusters"], row["plant"]
    for row in table("products.csv"):
        assert row["maker"] in names["assemblers"] | {"imported"}, row["maker"]
    for name in ("inhouse.csv", "inhouse_claim.csv"):
        for row in table(name):
            assert row["assembler"] in names["assemblers"] and row["category"] in names["categories"], row
    for row in table("categories.csv") + table("institutes.csv"):
        assert {value for field, value in row.items() if field.startswith("field_")} <= fields, row["name"]
    for row in table("targets.csv") + table("targets_draft2024.csv"):
        assert row["scope"] in names["assemblers"] | {"nation"}, row["name"]
    pairs = {(row["industry"], row["category"]) for row in table("relatedness.csv")}
    assert pairs == {(i, c) for i in names["industries"] for c in names["categories"]}
    roads = {(row["from"], row["to"]): row["km"] for row in table("distances.csv")}
    assert set(roads) == {(a, b) for a in names["clusters"] for b in names["clusters"]}
    assert len(roads) == len(table("distances.csv"))
    assert all(roads[a, b] == roads[b, a] for a, b in roads), "a road is longer one way than the other"


def test_every_assembler_has_a_plant_and_a_product_from_its_first_month():
    for assembler in table("assemblers.csv"):
        plants = [row for row in table("plants.csv") if row["assembler"] == assembler["name"]]
        assert min(row["from"] for row in plants) == assembler["first_month"], assembler["name"]
        sold = sum(int(row["sales"]) for row in table("products.csv") if row["maker"] == assembler["name"])
        latest = {row["plant"]: float(row["capacity"]) for row in plants if row["from"] == "2025-01"}
        assert sold <= sum(latest.values()), assembler["name"]


def test_a_target_is_not_above_its_high_end():
    for name in ("targets.csv", "targets_draft2024.csv"):
        rows = table(name)
        assert len({row["name"] for row in rows}) == len(rows)
        for row in rows:
            assert float(row["low"]) <= float(row["high"]), row["name"]
            assert row["imposed"] in ("true", "false"), row["name"]
