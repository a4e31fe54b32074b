"""The economy that the chapters of the reference see: tables, parameters, levers, chance, money, who points to whom."""

import numpy as np

from . import core
from .ledger import Ledger
from .scenario import Group
from .tables import Table

BLOCK, MOST_CHUNKS = 512, 64
PHASES = {}  # by name; a phase that is told twice has one function


def phase(name):
    """Registers a function of the economy under the phase's name of section 3.10."""

    def register(function):
        if name in PHASES:
            raise ValueError(f"{name} is there twice")
        PHASES[name] = function
        return function

    return register


def nearest(x):
    """The whole dong next to a planning figure, halves to the even one."""
    return round(float(x))


def portion(amount, ratio):
    """The whole dong next to amount * ratio, multiplied in doubles."""
    return round(float(int(amount)) * float(ratio))


class Economy:
    exp, log, pow = staticmethod(core.exp), staticmethod(core.log), staticmethod(core.pow)
    log1p, expm1 = staticmethod(core.log1p), staticmethod(core.expm1)
    nearest, portion = staticmethod(nearest), staticmethod(portion)

    def __init__(self, header):
        self.seed, self.replica = header["seed"], header["replica"]
        self.p = Group(header["scenario"])  # parameters by group and name; p.policy: the levers
        self.data = self.p.data  # tables of scenario/data, lists of records
        self.start = self.p.start  # months are numbers: year * 12 + month - 1
        self.step = 0
        self.tables = {t["name"]: Table(t) for t in header["tables"]}
        self.book = Ledger(self, header["flows"])
        self.draw = core.Draw(self)
        self.indices = {}  # by the phase that builds them: a list for each row, rows or (row, slot) that point to it
        self.next_identity = {}  # by table
        self.cache = {}  # what a chapter derives from the scenario, once

    def __getattr__(self, name):
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(f"the economy has no {name}") from None

    @property
    def now(self):
        return self.start + self.step

    @property
    def month(self):
        return self.now % 12 + 1

    @property
    def every3(self):
        return self.month % 3 == 0

    @property
    def december(self):
        return self.month == 12

    def lever(self, name, cluster=None, category=None, owner=None):
        """A lever's value now, those by powertrain give a list; for whom: rows of their tables."""
        return self.lever_at(name, self.now, cluster, category, owner)

    def lever_for(self, name, firm, cluster=None):
        """A lever's value now for a supplier, as it would be in another cluster if one is given."""
        s = self.supplier
        return self.lever(name, s.cluster[firm] if cluster is None else cluster, s.category[firm], s.kind[firm])

    def lever_at(self, name, month, cluster=None, category=None, owner=None, of="policy"):
        found = getattr(self.p[of], name)
        rows = ((self.data.clusters, cluster), (self.data.categories, category), (self.data.owner_classes, owner))
        target = ["" if row is None or row < 0 else table[int(row)].name for table, row in rows]
        if isinstance(found, Group):  # one for each powertrain
            return [s.at(month, *target) for s in vars(found).values()]
        if isinstance(found, list):
            return [s.at(month, *target) for s in found]
        return found.at(month, *target)

    def monthly_rate(self, annual):
        """(1+a)^(1/12) - 1."""
        return core.expm1(core.log1p(annual) / 12)

    def monthly_hazard(self, annual):
        """1 - (1-h)^(1/12)."""
        return -core.expm1(core.log1p(-annual) / 12) if annual < 1 else 1.0

    def pay(self, payer, payee, flow, dong):
        """Notes a payment: accounts are (sector, row) or the name of a sector with one row."""
        self.book.pay(payer, payee, flow, dong)

    def pointing(self, table, key, to, priority=None):
        """Who points to each of `to` rows, ascending; with a priority in descending order of it, ties ascending.

        A key without slots gives rows, one with slots (row, slot): slots of a row follow each other.
        """
        keys = self.tables[table].column(key)
        found = [[] for _ in range(to)]
        for row, of in enumerate(keys):
            if keys.ndim == 1:
                if of >= 0:
                    found[of].append(row)
            else:
                for slot, one in enumerate(of):
                    if one >= 0:
                        found[one].append((row, slot))
        if priority is not None:
            for rows in found:
                rows.sort(key=lambda r: -priority[r])  # stable
        return found

    @property
    def nations(self):
        """(I.12)"""
        p = self.p.population
        return max(1, int(min(p.scale, p.markets, p.lots)))

    def dealt(self, makers, turn, known=-1):
        """Those among whom one of the nations looks: dealt out in turn, and the row `known` in any case (ODD 3.2)."""
        row = (lambda m: m[0]) if makers and isinstance(makers[0], tuple) else (lambda m: m)
        return [m for at, m in enumerate(makers) if (at - int(turn)) % self.nations == 0 or row(m) == known]

    def blocks_of(self, column):
        """First and last row of each block of the column's table: 512 rows of a part at most (ODD 3.1)."""
        for table in self.tables.values():
            if any(column is c for c in table._columns.values()):
                return blocks([int(rows) for _, rows, _ in table.parts])
        return blocks([len(column)])

    def total(self, column):
        """The sum over all rows, in the order of ODD 3.1."""
        return total(column, self.blocks_of(column))

    def add_all(self, into, column):
        """The one row of `into` gets the sum over all rows."""
        into[0] = self.total(column)

    def add_by(self, into, keys, values):
        """Each row of `into` gets the sum over the rows that point to it."""
        into[...] = self.sum_by(keys, values, len(into))

    def sum_by(self, keys, values, groups):
        """Sums of values (one for each row, or slots of them) by key, in the order of ODD 3.1."""
        values, of_blocks = np.asarray(values), self.blocks_of(keys)
        worth_it = len(keys) // (4 * max(groups, 1))
        chunks = min(max(worth_it, 1), min(max(len(of_blocks), 1), MOST_CHUNKS))
        kind = np.int64 if values.dtype.kind in "iu" else values.dtype
        all_rows = np.zeros((groups, *values.shape[1:]), kind)
        for chunk in range(chunks):
            part = np.zeros_like(all_rows)
            for first, last in of_blocks[len(of_blocks) * chunk // chunks:len(of_blocks) * (chunk + 1) // chunks]:
                for row in range(first, last):
                    if keys[row] >= 0:
                        part[keys[row]] += values[row]
            all_rows += part
        return all_rows


def blocks(parts):
    found, begin = [], 0
    for rows in parts:
        found += [(begin + at, begin + min(at + BLOCK, rows)) for at in range(0, rows, BLOCK)]
        begin += rows
    return found


def total(values, of_blocks=None):
    """The sum over all rows: eight lanes for each block, joined as a tree, blocks in order (ODD 3.1)."""
    values = np.asarray(values)
    if values.dtype.kind in "iu":
        return values.sum(axis=0, dtype=np.int64)
    all_rows = np.zeros(values.shape[1:], values.dtype)
    for first, last in of_blocks or blocks([len(values)]):
        lane = [np.zeros(values.shape[1:], values.dtype) for _ in range(8)]
        for row in range(first, last):
            lane[(row - first) % 8] = lane[(row - first) % 8] + values[row]
        all_rows = all_rows + (((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7])))
    return all_rows
