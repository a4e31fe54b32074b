"""What the program's reference_state writes: the header, then record by record what a phase wrote."""

import json
import struct

import numpy as np

from .tables import dense, decode

COLUMN, LAYOUT, INDEX, WAITING, WAITING_FLOWS, MATRIX, IDENTITY = range(7)
RENEWED = ("supplier", "contract", "project")
WHOLE_STATE = -1


class Record:
    """What one phase wrote (or, after the start and at each month's end, the whole state)."""

    def __init__(self, step, phase, arrays):
        self.step, self.phase, self.arrays = step, phase, arrays


class StateFile:
    def __init__(self, path):
        self._data = memoryview(open(path, "rb").read())
        (length,) = struct.unpack_from("<Q", self._data)
        self.header = json.loads(bytes(self._data[8:8 + length]))
        self._begin = 8 + length
        self.phases = self.header["phases"]
        self.columns = [(t["name"], c["name"]) for t in self.header["tables"] for c in t["columns"]]
        self.table_names = [t["name"] for t in self.header["tables"]]

    def records(self):
        at = self._begin
        while at < len(self._data):
            step, phase, count = struct.unpack_from("<IiI", self._data, at)
            at += 12
            arrays = []
            for _ in range(count):
                what, number, length = struct.unpack_from("<IIQ", self._data, at)
                at += 16
                arrays.append((what, number, self._data[at:at + length]))
                at += length
            yield Record(step, phase, arrays)

    def apply(self, record, economy):
        """Makes the record part of the economy's state."""
        tables = economy.tables
        for what, number, data in record.arrays:
            if what == LAYOUT:
                tables[self.table_names[number]].resize(np.frombuffer(data, "u8").reshape(-1, 3).astype(int).tolist())
        economy.book.fit()
        for what, number, data in record.arrays:
            if what == COLUMN:
                table, column = self.columns[number]
                t = tables[table]
                t.replace(column, decode(data, f"{table}.{column}", t.about[column], t.n, tables))
            elif what == INDEX:
                economy.indices[self.phases[number]["name"]] = self._pointing(np.frombuffer(data, "u4"), tables)
            elif what == WAITING:
                economy.book.waiting[number] = np.frombuffer(data, "i8").copy()
            elif what == WAITING_FLOWS:
                economy.book.waiting_flows = np.frombuffer(data, "i8").reshape(economy.book.matrix.shape).copy()
            elif what == MATRIX:
                economy.book.matrix = np.frombuffer(data, "i8").reshape(economy.book.matrix.shape).copy()
            elif what == IDENTITY:
                economy.next_identity[RENEWED[number]] = int(np.frombuffer(data, "u4")[0])

    def _pointing(self, words, tables):
        source, target, width = (int(w) for w in words[:3])
        rows, at, found = tables[self.table_names[source]], 3, []
        for _ in range(tables[self.table_names[target]].n):
            count = int(words[at])
            pairs = words[at + 1:at + 1 + 2 * count].reshape(count, 2)
            at += 1 + 2 * count
            own = dense(pairs[:, 0], rows).tolist()
            found.append(own if width == 1 else list(zip(own, pairs[:, 1].tolist())))
        return found

    def begin_month(self, economy):
        """Passing columns begin a month as zero."""
        for table in economy.tables.values():
            for name, about in table.about.items():
                if about["passing"]:
                    table.replace(name, table.empty(name, table.n))
        economy.book.begin_month()
