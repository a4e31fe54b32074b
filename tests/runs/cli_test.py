"""The program as a researcher meets it: exit codes, messages, files, and what a signal leaves.

SIMULATE names the program, TRELLIS_SOURCE the root of the repository.
"""

import hashlib
import json
import os
import pathlib
import pty
import re
import resource
import select
import signal
import subprocess
import time

import h5py
import numpy
import pytest
import xarray

SIMULATE = os.environ["SIMULATE"]
ROOT = pathlib.Path(os.environ.get("TRELLIS_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
SCENARIO = ROOT / "scenarios" / "2035.yaml"
SHORT = ("--until", "2026-06")


def simulate(*words, cwd, code=0, **options):
    done = subprocess.run([SIMULATE, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=60, **options)
    assert done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest(path):
    return simulate("digest", path, cwd=path.parent).stdout.split()[0]


def scenario_of(folder, text, name="mine.yaml"):
    path = folder / name
    path.write_text(f"extends: {SCENARIO}\n{text}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def short_run(tmp_path_factory):
    """A run of 18 months with one thread, and what it printed."""
    folder = tmp_path_factory.mktemp("short")
    return folder, simulate(SCENARIO, *SHORT, "--threads", 1, cwd=folder)


# A run and its files

def test_a_run_leaves_its_results_in_the_working_folder_with_its_sidecars(short_run):
    folder, _ = short_run
    assert sorted(path.name for path in folder.iterdir()) == ["2035.h5", "2035.progress.jsonl", "2035.run.json"]
    record = json.loads((folder / "2035.run.json").read_text())
    assert record["status"] == "complete" and record["months"] == 18 and record["threads"] == 1
    assert record["digest"] == digest(folder / "2035.h5")
    lines = [json.loads(line) for line in (folder / "2035.progress.jsonl").read_text().splitlines()]
    assert [line["done"] for line in lines[:18]] == list(range(1, 19))
    assert lines[0]["month"] == "2025-01" and lines[-1]["month"] == "2026-06"
    assert lines[-1]["acknowledged"] == 18


def test_the_table_says_what_was_reached_and_how_to_open_the_file(short_run):
    folder, done = short_run
    assert "beyond the run" in done.stdout and "2025-12" in done.stdout
    assert re.search(r"direct_suppliers_2025 +2025-12 +1,000 +[\d,]+ +(reached|missed by [\d,]+ firms)\n", done.stdout)
    assert re.search(r"Public cost over 18 months: [\d,]+ billion VND", done.stdout)
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout + done.stderr
    code = re.search(r"Open it: +(.*)", done.stdout).group(1)
    opened = subprocess.run(["/usr/bin/python3", "-c", code.replace("; ", "; print(").rstrip() + ".sizes['time'])"],
                            cwd=folder, capture_output=True, text=True)
    assert opened.stdout.strip() == "18", opened.stderr


def test_the_value_in_the_table_is_that_of_the_file(short_run):
    folder, done = short_run
    with xarray.open_dataset(folder / "2035.h5") as run:
        share = float(run.demand_met.sel(time="2025-12").item())
    assert re.search(rf"demand_met_2025 +2025-12 +45.0 % +{100 * share:.1f} %", done.stdout)


def test_the_run_file_knows_its_scenario_its_inputs_and_its_program(short_run):
    folder, _ = short_run
    with h5py.File(folder / "2035.h5") as run:
        provenance = run["provenance"]
        texts = {name: provenance[name][()] for name in ("input", "input_sha256", "parameter", "parameter_file")}
        inputs = dict(zip(map(bytes.decode, texts["input"]), map(bytes.decode, texts["input_sha256"])))
        files = dict(zip(map(bytes.decode, texts["parameter"]), map(bytes.decode, texts["parameter_file"])))
    assert inputs["2035.yaml"] == sha256(SCENARIO)
    assert inputs["data/clusters.csv"] == sha256(ROOT / "scenarios/data/clusters.csv")
    assert files["sourcing.price_elasticity"] == "data/parameters.yaml"
    assert files["end"] == "--set end=2026-06"
    assert not any(name.startswith("/") for name in [*inputs, *files.values()])


# The same and not the same

def test_any_number_of_threads_gives_the_same_bytes(short_run, tmp_path):
    folder, _ = short_run
    for threads in (2, 3, 8):
        simulate(SCENARIO, *SHORT, "--threads", threads, "-o", f"{threads}.h5", cwd=tmp_path)
        assert sha256(tmp_path / f"{threads}.h5") == sha256(folder / "2035.h5"), f"{threads} threads"


def test_another_seed_gives_another_run(short_run, tmp_path):
    folder, _ = short_run
    simulate(SCENARIO, *SHORT, "--seed", 2, cwd=tmp_path)
    assert digest(tmp_path / "2035.h5") != digest(folder / "2035.h5")


def test_output_options_do_not_change_the_results(short_run, tmp_path):
    folder, _ = short_run
    simulate(SCENARIO, *SHORT, "--no-swmr", "--quiet", "-o", "other.h5", cwd=tmp_path)
    assert digest(tmp_path / "other.h5") == digest(folder / "2035.h5")


def test_a_short_run_is_the_beginning_of_a_longer_one(short_run, tmp_path):
    folder, _ = short_run
    simulate(SCENARIO, "--until", "2026-12", "-o", "longer.h5", cwd=tmp_path)
    with xarray.open_dataset(folder / "2035.h5") as short, xarray.open_dataset(tmp_path / "longer.h5") as longer:
        for name in short.data_vars:
            if "time" in short[name].dims:
                numpy.testing.assert_array_equal(short[name].values, longer[name].values[:18], err_msg=name)


def test_a_setting_changes_the_run_and_is_recorded(short_run, tmp_path):
    folder, _ = short_run
    simulate(SCENARIO, *SHORT, "--set", "policy.parts_tariff=0.2", "--set", "title=Dear parts", cwd=tmp_path)
    assert digest(tmp_path / "2035.h5") != digest(folder / "2035.h5")
    with xarray.open_dataset(tmp_path / "2035.h5") as run:
        assert run.attrs["title"] == "Dear parts"


# What is refused

def test_an_existing_output_is_refused_before_anything_is_computed(tmp_path):
    (tmp_path / "2035.h5").write_text("precious")
    began = time.monotonic()
    done = simulate(SCENARIO, cwd=tmp_path, code=2)
    assert time.monotonic() - began < 1
    assert "2035.h5: exists already; --overwrite replaces it" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["2035.h5"]
    simulate(SCENARIO, *SHORT, "--overwrite", cwd=tmp_path)
    assert h5py.is_hdf5(tmp_path / "2035.h5")


def test_every_error_of_a_scenario_is_shown_with_its_line_and_a_caret(tmp_path):
    scenario_of(tmp_path, "sourcing:\n  price_elastcity: 8\n  contract_months_least: 36\nseed: many\n")
    for words in (["mine.yaml"], ["check", "mine.yaml"], ["show", "mine.yaml"], ["graph", "mine.yaml"]):
        done = simulate(*words, cwd=tmp_path, code=2)
        assert re.search(r"^mine.yaml:3:3: sourcing.price_elastcity: .*did you mean 'price_elasticity'\?\n"
                         r"      price_elastcity: 8\n      \^\n", done.stderr, re.M), done.stderr
        assert re.search(r"^mine.yaml:4:26: sourcing.contract_months_least: .*months", done.stderr, re.M)
        assert re.search(r"^mine.yaml:5:7: seed: ", done.stderr, re.M)
        assert "3 errors; nothing was computed" in done.stderr
        assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_step_for_somebody_whom_its_lever_does_not_heed_is_refused_at_its_place(tmp_path):
    scenario_of(tmp_path, """policy:
  research_match:
    - {from: 2015-01, value: 0}
    - {from: 2025-01, value: 0.5, owner: foreign_core}
    - {from: 2025-01, value: 0.5, cluster: red_rivr}
  hub:
    - {from: 2015-01, value: 0}
    - {from: 2025-01, value: 2, category: body}
""")
    told = simulate("check", "mine.yaml", cwd=tmp_path, code=2).stderr
    assert ("mine.yaml:5:42: policy.research_match[1].owner: 'foreign_core' gets nothing of this schedule, "
            "which is for domestic_core, domestic_near, latent\n") in told
    assert "mine.yaml:6:44: policy.research_match[2].cluster: 'red_rivr' is not known; did you mean 'red_river'?\n" in told
    assert "mine.yaml:9:43: policy.hub[1].category: 'category' has no effect on this schedule: its steps may name cluster\n" in told
    scenario_of(tmp_path, """reference_law:
  parts_tariff:
    - {from: 2015-01, value: 0.03}
    - {from: 2015-01, value: 0.05, category: battery}
""")
    assert "reference_law.parts_tariff: must be for all" in simulate("check", "mine.yaml", cwd=tmp_path, code=2).stderr


def test_missing_files_are_named(tmp_path):
    assert "nowhere.yaml: there is no such file" in simulate("nowhere.yaml", cwd=tmp_path, code=2).stderr
    scenario_of(tmp_path, "data: {clusters: lost/clusters.csv}\n")
    stderr = simulate("mine.yaml", cwd=tmp_path, code=2).stderr
    assert "mine.yaml:2:18: data.clusters: 'lost/clusters.csv': there is no such file" in stderr


def test_a_target_whose_series_no_run_has_is_named_with_its_line(tmp_path):
    text = (ROOT / "scenarios/data/targets.csv").read_text().replace(",demand_met,", ",demand_mt,", 1)
    (tmp_path / "targets.csv").write_text(text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if ",demand_mt," in row)
    scenario_of(tmp_path, "data: {targets: targets.csv}\n")
    stderr = simulate("check", "mine.yaml", cwd=tmp_path, code=2).stderr
    assert f"targets.csv:{line}: data.targets.demand_met_2035.statistic: 'demand_mt' is no series" in stderr
    assert "did you mean 'demand_met'?" in stderr


def test_a_month_with_nothing_on_sale_is_named(tmp_path):
    text = (ROOT / "scenarios/data/products.csv").read_text().replace("2100-12", "2030-06")
    (tmp_path / "products.csv").write_text(text)
    scenario_of(tmp_path, "data: {products: products.csv}\n")
    stderr = simulate("check", "mine.yaml", cwd=tmp_path, code=2).stderr
    assert "products: must have a vehicle on sale in every month, and has none in 2030-07" in stderr
    simulate("check", "mine.yaml", "--until", "2030-06", cwd=tmp_path)


@pytest.mark.parametrize("words, said", [
    ([], "SCENARIO"),
    (["--nonsense", SCENARIO], "--nonsense"),
    ([SCENARIO, "--seed", "-1"], "--seed"),
    ([SCENARIO, "--seed", "4294967296"], "--seed"),
    ([SCENARIO, "--threads", "many"], "--threads"),
    ([SCENARIO, "--until", "2026"], "'2026' is no month of the form 2030-12"),
    ([SCENARIO, "--until", "2024-12"], "end: must not be before start"),
    ([SCENARIO, "--set", "policy"], "is not of the form a.b=value"),
    ([SCENARIO, "--set", "policy.hubb=1"], "did you mean 'hub'?"),
    (["check"], "SCENARIO"),
    (["--seed", "3", "check", SCENARIO], "--seed: write it behind `check`"),
    (["-o", "x.h5", "check", SCENARIO], "--output: write it behind `check`"),
    (["describe", "policy.hubb"], "did you mean 'policy.hub'?"),
])
def test_a_wrong_command_line_is_refused_with_what_is_wrong(words, said, tmp_path):
    stderr = simulate(*words, cwd=tmp_path, code=2).stderr
    assert said in stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("output, place", [("/proc/x.h5", "/proc"), ("file/x.h5", "file"), ("none/x.h5", "none")])
def test_a_folder_that_cannot_be_written_is_named(output, place, tmp_path):
    (tmp_path / "file").touch()
    began = time.monotonic()
    stderr = simulate(SCENARIO, "-o", output, cwd=tmp_path, code=3).stderr
    assert f"simulate: {place}" in stderr
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("words", [[SCENARIO], ["check", SCENARIO], ["graph", SCENARIO]])
def test_a_run_that_is_too_big_is_refused_at_once_with_needed_and_available(words, tmp_path):
    gibibyte = 1 << 30
    began = time.monotonic()
    stderr = simulate(*words, "--set", "population.scale=1000", cwd=tmp_path, code=2,
                      preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * gibibyte, 2 * gibibyte))).stderr
    assert re.search(r"needs about [\d.]+ GiB of memory, [\d.]+ [GM]iB are available", stderr), stderr
    assert time.monotonic() - began < 1
    assert not list(tmp_path.iterdir())


# Stopping and mending

def wait_for_months(folder, number):
    log = folder / "2045.progress.jsonl"
    deadline = time.monotonic() + 30
    while not log.exists() or log.read_text().count("\n") < number:
        assert time.monotonic() < deadline, "the run does not come on"
        time.sleep(.01)


def started(folder):
    # Big enough that the run is never over before the signal comes.
    return subprocess.Popen([SIMULATE, ROOT / "scenarios/2045.yaml", "--set", "population.scale=5"], cwd=folder,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number, code", [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_run_with_what_was_computed(number, code, tmp_path):
    run = started(tmp_path)
    wait_for_months(tmp_path, 14)
    sent = time.monotonic()
    run.send_signal(number)
    stdout, stderr = run.communicate(timeout=20)
    assert run.returncode == code, stderr
    assert time.monotonic() - sent < 5
    assert "simulate recover 2045.h5" in stderr and "open_dataset" not in stdout
    assert json.loads((tmp_path / "2045.run.json").read_text())["status"] == "interrupted"
    with h5py.File(tmp_path / "2045.h5.partial") as partial:
        months = len(partial["time"])
    assert months >= 14
    assert "unfinished run" in simulate(ROOT / "scenarios/2045.yaml", cwd=tmp_path, code=2).stderr
    assert f"{months} months" in simulate("recover", "2045.h5", cwd=tmp_path).stdout
    with xarray.open_dataset(tmp_path / "2045.h5") as mended:
        assert mended.sizes["time"] == months and mended.attrs["status"] == "truncated"


def test_a_killed_run_is_mended_to_its_last_whole_year(tmp_path):
    run = started(tmp_path)
    wait_for_months(tmp_path, 30)
    run.kill()
    run.communicate()
    done = simulate("recover", "2045.h5.partial", cwd=tmp_path)
    assert re.search(r"2045.h5 is readable: (12|24|36|48|60) months", done.stdout), done.stdout
    with xarray.open_dataset(tmp_path / "2045.h5") as mended:
        assert bool(numpy.isfinite(mended.localisation_gross.values).all())


def test_recover_leaves_whole_files_and_refuses_others(short_run, tmp_path):
    folder, _ = short_run
    before = sha256(folder / "2035.h5")
    assert "nothing had to be done" in simulate("recover", "2035.h5", cwd=folder).stdout
    assert sha256(folder / "2035.h5") == before
    assert "none.h5" in simulate("recover", "none.h5", cwd=tmp_path, code=3).stderr
    assert "none.h5" in simulate("digest", "none.h5", cwd=tmp_path, code=3).stderr


# The other verbs

def test_check_tells_the_size_of_the_run_and_writes_nothing(tmp_path):
    stdout = simulate("check", SCENARIO, cwd=tmp_path).stdout
    assert "no errors in" in stdout and "132 months, seed 1" in stdout
    assert "6,039 agents: 6,000 supporting firms, 15 assemblers, 24 institutes" in stdout
    assert re.search(r"memory: at most about [\d,]+ MB", stdout)
    assert re.search(r"time: about \d+\.\d s with \d+ threads", stdout)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["baseline", "2035", "2045"])
def test_the_shipped_scenarios_are_right_and_carry_the_schema(name, tmp_path):
    path = ROOT / "scenarios" / f"{name}.yaml"
    assert path.read_text().startswith("# yaml-language-server: $schema=schema.json\n")
    assert path.with_name("schema.json").exists()
    simulate("show", path, cwd=tmp_path)


def test_the_shipped_schema_is_that_of_the_program(tmp_path):
    stdout = simulate("describe", "--json-schema", cwd=tmp_path).stdout
    assert json.loads(stdout)["properties"]["policy"]
    assert stdout == (ROOT / "scenarios/schema.json").read_text(), \
        "renew it: simulate describe --json-schema > scenarios/schema.json"


def test_show_gives_each_value_with_its_file_and_line(tmp_path):
    stdout = simulate("show", SCENARIO, "--set", "policy.hub=2", "--seed", 9, cwd=tmp_path).stdout
    line = (ROOT / "scenarios/2035.yaml").read_text().splitlines().index(
        "title: December 2025 draft strategy, 2025 to 2035") + 1
    assert re.search(rf"^title: .* # .*scenarios/2035.yaml:{line}$", stdout, re.M)
    assert re.search(r"^  hub: 2 +# --set policy.hub=2$", stdout, re.M)
    assert re.search(r"^seed: 9 +# --set seed=9$", stdout, re.M)


def test_describe_knows_parameters_levers_and_outputs(tmp_path):
    everything = simulate("describe", cwd=tmp_path).stdout
    assert "policy.certification_support  [schedule, [0, 1]]" in everything
    assert "sourcing.contract_months_least" in everything
    assert "cluster_" in everything
    policy = simulate("describe", "policy", cwd=tmp_path).stdout
    assert "policy.hub" in policy and "sourcing" not in policy and "demand_met" not in policy
    output = simulate("describe", "demand_met", cwd=tmp_path).stdout
    assert output.startswith("demand_met  [output, 1, time: point, over (time)]\n") and output.count("\n") == 2
    valued = simulate("describe", "sourcing.price_elasticity", "--scenario", SCENARIO, cwd=tmp_path).stdout
    assert re.search(r"    8  # .*data/parameters.yaml:\d+  assumption", valued)
    outputs = simulate("describe", "outputs", cwd=tmp_path).stdout
    assert "policy." not in outputs and "  [output, vehicles, time: sum, over (time, powertrain)]" in outputs


def test_every_output_that_describe_lists_is_in_the_file_and_the_other_way_round(short_run, tmp_path):
    folder, _ = short_run
    stdout = simulate("describe", "outputs", cwd=tmp_path).stdout
    listed = set(re.findall(r"^(\w+)  \[output", stdout, re.M))
    with xarray.open_dataset(folder / "2035.h5") as run:
        assert listed == {name for name in run.data_vars if "time" in run[name].dims and name != "time_bnds"}


def test_the_graph_is_one_that_graphviz_reads(tmp_path):
    stdout = simulate("graph", SCENARIO, cwd=tmp_path).stdout
    assert stdout.startswith("digraph") and stdout.rstrip().endswith("}") and "->" in stdout


def test_help_and_version_go_to_standard_output(tmp_path):
    text = simulate("--help", cwd=tmp_path).stdout
    for word in ("--set", "--until", "check", "describe", "Examples", "Exit codes", "xr.open_dataset"):
        assert word in text
    assert "--threads" in simulate("check", "--help", cwd=tmp_path).stdout
    assert re.match(r"trellis \d+\.\d+\.\d+ \(.+\)\n", simulate("--version", cwd=tmp_path).stdout)


# Progress

def test_progress_in_a_pipe_is_plain_lines_and_quiet_leaves_only_the_table(short_run, tmp_path):
    _, done = short_run
    assert re.search(r"^2026-06  18 months in [\d.]+ s, [\d,]+ agents at the end", done.stderr, re.M)
    assert "\r" not in done.stderr
    quiet = simulate(SCENARIO, *SHORT, "--quiet", cwd=tmp_path)
    assert quiet.stderr == ""
    assert quiet.stdout == done.stdout


def test_a_terminal_gets_a_bar_and_colour_unless_it_says_no(tmp_path):
    def on_terminal(**environment):
        try:
            ours, theirs = pty.openpty()
        except OSError as error:  # a bare container has none
            pytest.skip(f"no pseudo-terminal on this machine: {error}")
        run = subprocess.Popen([SIMULATE, SCENARIO, "--until", "2028-12", "--overwrite"], cwd=tmp_path, stdout=theirs,
                               stderr=theirs, env={**os.environ, "TERM": "xterm", **environment})
        os.close(theirs)
        text = b""
        while select.select([ours], [], [], 30)[0]:
            try:
                text += os.read(ours, 65536)
            except OSError:
                break
        os.close(ours)
        assert run.wait() == 0
        return text.decode()

    text = on_terminal()
    assert re.search(r"\r\d{4}-\d\d  \[#*\.*\]", text) and "\x1b[3" in text
    assert "\x1b[3" not in on_terminal(NO_COLOR="1")
