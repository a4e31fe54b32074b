"""A finished run file in every reader: values, units, dates, labels, groups, and the traps of the format."""
import json
import shutil
import subprocess

import h5py
import netCDF4
import numpy as np
import pytest
import xarray as xr

from run_file_sample import FIELDS, LABELS, SERIES, expected, expected_rows, last_days, rows_of, run, snapshot_months

MONTHS = 30


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("run") / "run.h5"
    code, _, complained = run("write", file, MONTHS, 12, 0, 1, "complete")
    assert code == 0, complained
    return str(file)


@pytest.fixture(params=[None, "netcdf4", "h5netcdf"])
def engine(request):
    return {} if request.param is None else {"engine": request.param}


def test_xarray_shows_every_series_with_exact_values_units_and_meaning(path, engine):
    with xr.open_dataset(path, **engine) as run_file:
        assert set(SERIES) <= set(run_file.data_vars)
        for name, (axes, unit, method, kind) in SERIES.items():
            variable = run_file[name]
            assert variable.dims == ("time",) + axes
            assert variable.dtype == kind
            assert np.array_equal(variable.values, expected(name, MONTHS)), name
            assert variable.attrs["units"] == unit
            assert variable.attrs["cell_methods"] == "time: " + method
            assert len(variable.attrs["long_name"]) > 10
        assert run_file.demand_met.attrs["equation"] == "(2.1)"


def test_months_are_dated_by_their_last_day_so_that_a_year_can_be_selected(path, engine):
    with xr.open_dataset(path, **engine) as run_file:
        assert np.array_equal(run_file.time.values.astype("datetime64[D]"), last_days(MONTHS))
        assert run_file.sel(time="2026").sizes["time"] == 12
        assert run_file.sel(time="2027-02").time.values.astype("datetime64[D]") == [np.datetime64("2027-02-28")]


def test_the_bounds_of_months_join_without_a_gap(path):
    with xr.open_dataset(path, decode_times=False) as run_file:
        bounds = run_file.time_bnds.values
        assert run_file.time_bnds.dims == ("time", "bnds")
        assert bounds[0, 0] == 0
        assert np.array_equal(bounds[1:, 0], bounds[:-1, 1])
        assert np.array_equal(bounds[:, 1] - 1, run_file.time.values)
        assert run_file.time.attrs["bounds"] == "time_bnds"


def test_axes_carry_their_labels(path, engine):
    with xr.open_dataset(path, **engine) as run_file:
        for axis, labels in LABELS.items():
            assert [str(label) for label in run_file[axis].values] == labels
        one = run_file.capability.sel(cluster="southeast", category="battery", time="2025-03")
        assert one.item() == expected("capability", MONTHS)[2, 3, 1]


def test_money_beyond_the_reach_of_float64_is_exact(path, engine):
    with xr.open_dataset(path, **engine) as run_file:
        assert int(run_file.output[0]) == 2**53 + 1
        assert "_FillValue" not in run_file.output.encoding


def test_root_attributes_name_convention_source_and_schema(path, engine):
    with xr.open_dataset(path, **engine) as run_file:
        assert {name: run_file.attrs[name] for name in ("Conventions", "title", "source", "references", "status")} == {
            "Conventions": "CF-1.10", "title": "Sample", "source": "trellis 0.1.0 (abc123)",
            "references": "A reference with đồng in it", "status": "complete"}
        assert int(run_file.attrs["seed"]) == 4294967295 and int(run_file.attrs["replica"]) == 3
        assert run_file.attrs["output_schema_version"].split(".")[0] == "1"


def test_targets_and_moments_are_tables(path, engine):
    with xr.open_dataset(path, group="targets", **engine) as targets:
        assert list(targets.target.values) == ["Localisation of cars", "Vehicles"]
        assert list(targets.statistic.values) == ["localisation_gross", "vehicles"]
        assert list(targets.year.values) == [2025, 2045]
        assert np.array_equal(targets.low.values, [0.3, 1e6]) and np.array_equal(targets.high.values, [0.4, 1.5e6])
        assert targets.reached.values[0] == 0.35 and np.isnan(targets.reached.values[1])
        assert list(targets.imposed.values) == [0, 1]
        assert targets.imposed.attrs["flag_meanings"] == "endogenous imposed"
        assert list(targets.imposed.attrs["flag_values"]) == [0, 1]
    with xr.open_dataset(path, group="moments", **engine) as moments:
        assert list(moments.moment.values) == ["exporters"]
        assert list(moments.statistic.values) == ["exporter_share"] and moments.year.item() == 2025
        assert moments.observed.item() == 0.18 and moments.value.item() == 0.2


def test_provenance_holds_scenario_parameters_and_inputs(path, engine):
    with xr.open_dataset(path, group="provenance", **engine) as provenance:
        assert provenance.scenario.item() == "title: Sample\nmarket:\n  growth: 0.06 per year\n"
        row = provenance.sel(parameter="market.growth")
        assert (row.parameter_value.item(), row.parameter_file.item(), row.parameter_line.item()) == (
            "0.06", "scenarios/sample.yaml", 3)
        assert row.parameter_source.item() == "assumption"
        assert provenance.sel(input="scenarios/sample.yaml").input_sha256.item() == "a" * 64
        assert {name: provenance.attrs[name] for name in ("version", "revision", "compiler", "flags")} == {
            "version": "0.1.0", "revision": "abc123", "compiler": "GNU 12", "flags": "-O3"}


def test_lists_that_change_their_length_are_ragged_arrays_with_their_dates(path, engine):
    with xr.open_dataset(path, group="links", **engine) as links:
        months = snapshot_months(MONTHS)
        assert np.array_equal(links.snapshot.values.astype("datetime64[D]"), last_days(MONTHS)[months])
        for field, (name, kind, _) in FIELDS.items():
            assert links[field].dims == (name,)
            assert links[field].dtype == kind
            assert np.array_equal(links[field].values, expected_rows(field, MONTHS)), field
            assert len(links[field].attrs["long_name"]) > 10
        assert links.weight.attrs["units"] == "kg"
        assert links.kind.attrs["flag_meanings"] == "small large"
        for name in ("node", "arc"):
            counts = links[name + "_count"]
            assert counts.attrs["sample_dimension"] == name
            assert list(counts.values) == [rows_of(name, m) for m in months]
            assert list(links[name].values) == [e for m in months for e in range(rows_of(name, m))]


def test_netcdf4_reads_values_labels_and_groups(path):
    with netCDF4.Dataset(path) as file:
        assert file.dimensions["time"].isunlimited() and len(file.dimensions["bnds"]) == 2
        assert list(file["oem"][:]) == LABELS["oem"]
        for name in SERIES:
            assert np.array_equal(np.asarray(file[name][:]), expected(name, MONTHS))
        assert set(file.groups) == {"targets", "moments", "provenance", "links"}
        links = file["links"]
        assert links.dimensions["node"].isunlimited() and links.dimensions["arc"].isunlimited()
        assert np.array_equal(np.asarray(links["value"][:]), expected_rows("value", MONTHS))
        dates = netCDF4.num2date(file["time"][:], file["time"].units, file["time"].calendar)
        assert [date.strftime("%Y-%m-%d") for date in dates] == [str(day) for day in last_days(MONTHS)]


def test_tree_of_groups_opens_at_once(path):
    if not hasattr(xr, "open_datatree"):
        pytest.skip("this xarray has no open_datatree")
    tree = xr.open_datatree(path)
    assert {"targets", "moments", "provenance"} <= set(tree.children)


@pytest.mark.parametrize("command", [["ncdump", "-h"], ["ncdump", "-v", "cluster,time"], ["h5dump", "-H"]])
def test_the_tools_of_the_formats_read_it(path, command):
    if shutil.which(command[0]) is None:
        pytest.skip(command[0] + " is not installed")
    shown = subprocess.run([*command, path], capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert "oem_localisation" in shown.stdout


def datasets(file):
    found = []
    file.visititems(lambda name, item: found.append((name, item)) if isinstance(item, h5py.Dataset) else None)
    return found


def test_every_dimension_of_every_dataset_has_a_scale(path):
    with h5py.File(path) as file:
        for name, item in datasets(file):
            for dimension in item.dims:
                assert len(dimension) == 1 or h5py.h5ds.is_scale(item.id), name


def test_text_is_of_variable_length_and_integers_have_no_fill_value(path):
    with h5py.File(path) as file:
        for name, item in datasets(file):
            assert item.dtype.kind in "fiuO", name
            if item.dtype.kind == "O":
                assert h5py.check_string_dtype(item.dtype).length is None, name
            assert ("_FillValue" in item.attrs) == (item.dtype.kind == "f"), name
            if item.dtype.kind == "f":
                assert item.attrs["_FillValue"].shape == (1,) and np.isnan(item.attrs["_FillValue"][0])
                assert np.isnan(item.fillvalue)


def test_objects_carry_no_times(path):
    with h5py.File(path) as file:
        for name, item in datasets(file):
            info = h5py.h5g.get_objinfo(item.id)
            assert info.mtime == 0, name


def test_chunks_are_twelve_months_of_everything_without_a_filter(path):
    with h5py.File(path) as file:
        for name, item in datasets(file):
            if "/" not in name and item.maxshape[:1] == (None,):
                assert item.chunks == (12,) + item.shape[1:], name
                assert item.compression is None and not item.shuffle and not item.fletcher32


def test_a_run_without_months_opens(tmp_path, engine):
    file = tmp_path / "empty.h5"
    assert run("write", file, 0, 12, 0, 1, "complete")[0] == 0
    with xr.open_dataset(file, **engine) as empty:
        assert empty.sizes["time"] == 0


def test_the_record_and_the_progress_log_beside_it_are_json(tmp_path):
    code, _, complained = run("record", tmp_path / "run.h5")
    assert code == 0, complained
    record = json.loads((tmp_path / "run.run.json").read_text())
    assert record["command_line"] == ["simulate", '"a\\b"\n\x01 đ']
    assert record["output"] == str(tmp_path / "run.h5") and record["status"] == "running" and record["host"]
    lines = (tmp_path / "run.progress.jsonl").read_text().splitlines()
    assert [json.loads(line)["done"] for line in lines] == [12, 24]
