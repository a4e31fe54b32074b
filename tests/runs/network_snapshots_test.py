"""The supply network in a run file: yearly snapshots as compressed rows, against the series of the same run."""
import os
import pathlib
import subprocess

import numpy as np
import pytest
import xarray as xr

SOURCE = pathlib.Path(os.environ.get("TRELLIS_SOURCE", pathlib.Path(__file__).parents[2]))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("network") / "run.h5"
    subprocess.run([os.environ["SIMULATE"], SOURCE / "scenarios/2035.yaml", "--quiet", "--until", "2027-06", "-o", file],
                   check=True, capture_output=True)
    return file


@pytest.fixture(scope="module")
def network(path):
    with xr.open_dataset(path, group="network") as opened:
        return opened.load()


def snapshots(network):
    """Nodes and arcs of each snapshot; `start` are the compressed rows of its arcs."""
    node = arc = 0
    for s in range(network.sizes["snapshot"]):
        nodes, arcs = int(network.node_count[s]), int(network.arc_count[s])
        rows = network.isel(node=slice(node, node + nodes), arc=slice(arc, arc + arcs))
        yield rows, np.append(rows.first_arc.values, arcs)
        node, arc = node + nodes, arc + arcs
    assert (node, arc) == (network.sizes["node"], network.sizes["arc"])


def test_there_is_a_snapshot_for_every_december(network):
    assert [str(day)[:10] for day in network.snapshot.values] == ["2025-12-31", "2026-12-31"]


def test_nodes_and_links_are_as_many_as_the_series_say(path, network):
    with xr.open_dataset(path) as series:
        for s, (rows, start) in enumerate(snapshots(network)):
            month = series.sel(time=network.snapshot.values[s])
            assert list(np.bincount(rows.node_kind, minlength=3)) == list(month.network_nodes)
            origin = np.repeat(np.arange(rows.sizes["node"]), np.diff(start))
            for kind in (0, 1, 2):
                of_kind = rows.arc_kind.values == kind
                pairs = set(zip(origin[of_kind], rows.to.values[of_kind]))
                assert len(pairs) == month.network_links[kind]


def test_arcs_lead_from_suppliers_to_makers_or_suppliers_and_from_institutes_to_suppliers(network):
    for rows, start in snapshots(network):
        assert start[0] == 0 and (np.diff(start) >= 0).all()
        origin = np.repeat(np.arange(rows.sizes["node"]), np.diff(start))
        kind, contract = rows.node_kind.values, rows.arc_kind.values == 0
        assert (kind[origin[contract]] == 1).all() and (kind[rows.to.values[contract]] == 0).all()
        project, inputs = rows.arc_kind.values == 1, rows.arc_kind.values == 2
        assert (kind[origin[project]] == 2).all() and (kind[rows.to.values[project]] == 1).all()
        assert inputs.any() and (kind[origin[inputs]] == 1).all() and (kind[rows.to.values[inputs]] == 1).all()
        assert ((rows.family.values >= 0) == contract).all()
        assert (rows.value.values > 0).all()


def test_contracts_run_from_their_award_to_their_end(network):
    for s, (rows, _) in enumerate(snapshots(network)):
        contract = rows.arc_kind.values == 0
        assert (rows.begun.values[contract] <= network.snapshot.values[s]).all()
        assert (rows.ends.values > rows.begun.values)[contract].all()
        left = (rows.ends.values[contract] - network.snapshot.values[s]) / np.timedelta64(1, "D")
        assert left.max() < 61 * 31  # renewals prolong a contract, for 60 months at most


def test_identities_follow_a_firm_from_one_snapshot_to_the_next(network):
    firms = [{int(i): int(c) for i, c, k in zip(rows.identity, rows.node_category, rows.node_kind) if k == 1}
             for rows, _ in snapshots(network)]
    both = firms[0].keys() & firms[1].keys()
    assert len(both) > 0.7 * len(firms[0])
    assert all(firms[0][i] == firms[1][i] for i in both)
