"""Many runs in one command: what is in the file, and that it depends on nothing but what was asked for."""

import h5py
import netCDF4
import numpy
import xarray

from ensemble_sample import digest, ensemble, folder, simulate, whole


def test_a_member_is_the_run_of_its_arm_and_replica(whole):
    path, _ = whole
    simulate("small.yaml", "-o", "alone.h5", "--overwrite", "--quiet", cwd=path.parent)
    (path.parent / "with_bonus.yaml").write_text("extends: [small.yaml, bonus.yaml]\n")
    simulate("with_bonus.yaml", "--overwrite", "--quiet", cwd=path.parent)
    with xarray.open_dataset(path) as members:
        assert members.policy.values.tolist() == ["small"] * 3 + ["bonus"] * 3
        assert members.replica.values.tolist() == [0, 1, 2] * 2
        for number, name in ((0, "alone.h5"), (3, "with_bonus.h5")):
            with xarray.open_dataset(path.parent / name) as run:
                kept = [v for v in members.data_vars if members[v].dims == ("member", "time")]
                assert len(kept) > 60 and set(kept) == {v for v in run.data_vars if run[v].dims == ("time",)}
                for variable in kept:
                    assert numpy.array_equal(members[variable][number], run[variable], equal_nan=True), variable
                    assert members[variable].attrs == run[variable].attrs
                assert members.total_public_cost[number] == run.public_cost.sum()
                assert (members.time == run.time).all()


def test_replicas_differ_and_arms_share_their_luck(whole):
    with xarray.open_dataset(whole[0]) as members:
        sales = members.vehicle_sales.values
        assert len({row.tobytes() for row in sales}) >= 3
        # The first months are before the bonus could move anything that buyers see.
        assert (sales[:3, 0] == sales[3:, 0]).all() and len({float(first) for first in sales[:3, 0]}) == 3


def test_every_reader_opens_it(whole):
    path, _ = whole
    for engine in ("netcdf4", "h5netcdf"):
        with xarray.open_dataset(path, engine=engine) as members:
            assert members.sizes["member"] == 6 and members.sizes["time"] == 18
            assert members.member.attrs["standard_name"] == "realization"
            assert str(members.time.values[0])[:10] == "2025-01-31"
            assert members.target_reached.dims == ("member", "target")
    with netCDF4.Dataset(path) as members:
        assert members["localisation_gross"].shape == (6, 18) and members["arms"]["arm"][:].tolist() == ["small", "bonus"]
    with h5py.File(path) as members:
        assert members.attrs["seed"] == 1 and members["status"][()].tolist() == [0] * 6
        assert "provenance" in members and members["provenance/parameter_value"].shape[0] > 1000


def test_nothing_but_the_question_moves_the_file(whole, folder):
    path, said = whole
    asked = ["-n", 3, "--arm", "bonus.yaml"]
    assert ensemble(*asked, "--threads", 1, "--block", 1, "-o", "a.h5", cwd=folder).stdout.replace("a.h5", "X") == \
        said.stdout.replace("small.ensemble.h5", "X")
    ensemble(*asked, "--threads", 3, "--block", 4, "-o", "b.h5", cwd=folder)
    for name in ("a.h5", "b.h5"):
        assert (folder / name).read_bytes() == path.read_bytes()


def test_shards_make_the_same_file(whole, folder):
    asked = ["-n", 3, "--arm", "bonus.yaml", "--block", 2]
    for part in (3, 1):
        said = ensemble(*asked, "--shard", f"{part}/3", cwd=folder).stdout
        assert "other shards compute the rest" in said and not (folder / "small.ensemble.h5").exists()
    said = ensemble(*asked, "--shard", "2/3", cwd=folder).stdout
    assert said == whole[1].stdout
    assert (folder / "small.ensemble.h5").read_bytes() == whole[0].read_bytes()
    assert not (folder / "small.ensemble.h5.blocks").exists()


def test_the_table_tells_probability_difference_and_cost(folder):
    (folder / "small.yaml").write_text((folder / "small.yaml").read_text().replace("2026-06", "2026-12"))
    said = ensemble("-n", 4, "--arm", "bonus.yaml", cwd=folder).stdout
    with xarray.open_dataset(folder / "small.ensemble.h5") as members:
        target = members.target.values.tolist().index("vinfast_2026")
        reached = members.target_reached[:, target].values
        more, cost = (reached[4:] - reached[:4]).mean(), members.total_public_cost.values
    line = next(line for line in said.splitlines() if "vinfast_2026" in line)
    other = said.splitlines()[said.splitlines().index(line) + 1]
    assert "0 % (0-49)" in line and f"{100 * numpy.median(reached[:4]):.1f} %" in line
    assert f"{100 * more:+.1f} (" in other
    assert f"{(cost[4:] - cost[:4]).mean() / 1e9:,.0f}" in said


def test_chosen_variables_keep_their_axes(folder):
    ensemble("-n", 1, "--keep", "demand_met", "--keep", "cluster_employment", "--keep", "oem_localisation_gross",
             cwd=folder)
    with xarray.open_dataset(folder / "small.ensemble.h5") as members:
        assert members.oem_localisation_gross.dims == ("member", "time", "oem")
        assert {v for v in members.data_vars if "time" in members[v].dims} == \
            {"demand_met", "oem_localisation_gross", "cluster_employment", "time_bnds"}


def test_the_scenario_may_say_all_of_it(folder, whole):
    (folder / "asked.yaml").write_text("extends: small.yaml\nensemble:\n  replicas: 3\n  arms: [bonus.yaml]\n")
    (folder / "elsewhere").mkdir()
    simulate("ensemble", "../asked.yaml", "-o", "../asked.h5", cwd=folder / "elsewhere")
    with xarray.open_dataset(folder / "asked.h5") as one, xarray.open_dataset(whole[0]) as other:
        assert one.policy.values.tolist() == ["asked"] * 3 + ["bonus"] * 3
        assert (one.localisation_gross.values == other.localisation_gross.values).all()
