"""Before each phase the program's state; the phase; what it wrote against what the program wrote."""

import traceback

import numpy as np

from .compare import differences
from .economy import PHASES, Economy
from .ledger import SECTORS
from .state_file import COLUMN, INDEX, LAYOUT, MATRIX, WAITING, WAITING_FLOWS, WHOLE_STATE
from .tables import decode


class PhaseByPhase:
    def __init__(self, file, only=None):
        self.file, self.only = file, only
        self.economy = Economy(file.header)
        self.failures = []  # (step, phase, words)
        self.acted = set()
        self.seconds = {}

    def run(self, most_failures=20):
        step = None
        for record in self.file.records():
            e = self.economy
            if record.phase == WHOLE_STATE:
                self._lock(False)
                self.file.apply(record, e)
                e.step = record.step
                self.file.begin_month(e)
                self._lock(True)
                continue
            name = self.file.phases[record.phase]["name"]
            self.acted.add(name)
            if name in PHASES and (self.only is None or name in self.only):
                words = self._phase(record, name)
                if words:
                    self.failures.append((record.step, name, words))
                    if len(self.failures) >= most_failures:
                        return self
            self.file.apply(record, e)
            for table, column in self._written(record):
                e.tables[table].column(column).flags.writeable = False
        return self

    def _lock(self, locked):
        for table in self.economy.tables.values():
            table.lock(() if locked else table.about)

    def _written(self, record):
        return [self.file.columns[number] for what, number, _ in record.arrays if what == COLUMN]

    def _phase(self, record, name):
        e, file = self.economy, self.file
        for table, column in self._written(record):  # the program gives them back whole
            t = e.tables[table]
            t.replace(column, t.column(column).copy())
        pays = any(what == WAITING for what, *_ in record.arrays)
        before = e.book.waiting_flows.copy()
        try:
            PHASES[name](e)
        except Exception:
            return [traceback.format_exc(limit=-3)]
        words = []
        for what, number, data in record.arrays:
            if what == LAYOUT:
                table = e.tables[file.table_names[number]]
                ours = [int(p[1]) for p in table.parts]
                theirs = np.frombuffer(data, "u8").reshape(-1, 3).astype(int).tolist()
                if ours != [rows for _, rows, _ in theirs]:
                    words.append(f"rows of {file.table_names[number]}: {ours}, program {theirs}")
                table.resize(theirs)  # the program's places, in which its keys are told
        if words:
            return words
        for what, number, data in record.arrays:
            if what == COLUMN:
                table, column = file.columns[number]
                t, label = e.tables[table], f"{table}.{column}"
                theirs = decode(data, label, t.about[column], t.n, e.tables)
                words += differences(label, t.column(column), theirs, t.ids)
            elif what == INDEX:
                theirs = file._pointing(np.frombuffer(data, "u4"), e.tables)
                ours = e.indices.get(name)
                if ours is None or [list(r) for r in ours] != theirs:
                    words.append(f"the index of {name} differs")
            elif what == WAITING:
                sector = list(SECTORS)[number]
                words += differences(f"payments of {sector}", e.book.waiting[number], np.frombuffer(data, "i8"))
            elif what == WAITING_FLOWS:
                words += differences("flows", e.book.waiting_flows.ravel(), np.frombuffer(data, "i8"))
            elif what == MATRIX:
                words += differences("matrix", e.book.matrix.ravel(), np.frombuffer(data, "i8"))
        if not pays and not np.array_equal(before, e.book.waiting_flows):
            words.append("pays, and the program does not")
        return words


