"""Tables as numpy columns: dense rows, keys as row numbers (-1 for nowhere), structs as structured types."""

import numpy as np

NOWHERE = 0xFFFFFFFF

# To which table a key leads; a key whose target depends on the row leads to None and keeps its number.
KEYS = {
    "pool.cluster": "cluster", "pool.category": "category", "office.cluster": "cluster",
    "institute.cluster": "cluster", "training.cluster": "cluster",
    "project.asker": "supplier", "project.partners": "supplier", "project.institute": "institute",
    "product.maker": "oem", "cohort.younger": "cohort", "oem.cluster": "cluster",
    "plant.oem": "oem", "plant.cluster": "cluster", "desk.oem": "oem", "desk.category": "category",
    "slot.oem": "oem", "slot.family": "family", "slot.desk": "desk", "slot.contract": "contract",
    "slot.contract_supplier": "supplier", "slot.asks_supplier": "supplier",
    "contract.asker": "slot", "contract.slot": "slot", "contract.oem": "oem", "contract.desk": "desk",
    "contract.family": "family", "contract.supplier": "supplier",
    "supplier.asker": None, "supplier.cluster": "cluster", "supplier.category": "category", "supplier.pool": "pool",
    "supplier.families": "family", "supplier.expert_desk": "nation", "supplier.office": "office",
    "supplier.moves_to": "cluster", "supplier.institute": "institute", "supplier.joins": "supplier",
    "supplier.past_institutes": "institute", "family.category": "category",
    "supplier.seller": "supplier", "supplier.creditor": "supplier", "supplier.input_asks": "supplier",
    "supplier.first_source": "category", "supplier.second_source": "category", "category.input_source": "category",
}

# Structs: how they lie in the program. A field named in RECORD_KEYS is a key.
RECORDS = {
    "slot.draws": [("supplier", "u4"), ("capability", "u4"), ("owner", "u1"), ("unused", "u1", 7),
                   ("relative_cost", "f8"), ("price", "f8")],
    "oem.terms": [("regional_value_content", "f8"), ("distance", "f8", 8), ("logistics", "f8", 8)],
    "family.terms": [("base_price", "f8"), ("import_price", "f8"), ("landed_factor", "f8"), ("difficulty", "f8"),
                     ("national_volume", "f8")],
    "supplier.bidder": [("identity", "u4"), ("cluster", "u4"), ("owner", "u1"), ("certificate", "u1"),
                        ("exists", "u1"), ("unused", "u1", 5), ("quality", "f8"), ("on_time", "f8"),
                        ("markup", "f8"), ("imported_material", "f8"), ("size", "f8"), ("links", "f8"),
                        ("free_capacity", "f8"), ("stretch", "f8"), ("attainable", "f8"), ("visibility", "f8"),
                        ("green_worth", "f8"), ("pooled_share", "f8"), ("lead_share", "f8"),
                        ("local_content_bonus", "f8"), ("match", "f8", 7), ("unit_cost", "f8", 7)],
}
RECORDS["supplier.input_draws"] = RECORDS["slot.draws"]
RECORD_KEYS = {("slot.draws", "supplier"): "supplier", ("supplier.input_draws", "supplier"): "supplier", ("supplier.bidder", "cluster"): "cluster"}

PLAIN = ["f8", "i8", "u4", "i4", "u1"]  # the program's element types, in its order


def stored_type(label, column):
    if label in RECORDS:
        return np.dtype(RECORDS[label])
    if column["type"] == len(PLAIN):
        raise KeyError(f"{label} is a struct that tests/reference/tables.py does not describe")
    return np.dtype(PLAIN[column["type"]])


def own_type(label, column):
    """Keys are signed here, so that -1 is nowhere."""
    if label in KEYS:
        return np.dtype("i8")
    fields = RECORDS.get(label)
    if fields is None:
        return stored_type(label, column)
    return np.dtype([(f[0], "i8", *f[2:]) if (label, f[0]) in RECORD_KEYS else f for f in fields])


ITS_OWN = {"first_id", "about", "parts", "program_rows"}  # of a table, whatever its columns are called


class Table:
    """Rows of one kind of agent: n, and a numpy array for each column, [n] or [n, slots]."""

    def __init__(self, about):
        put = object.__setattr__
        put(self, "_name", about["name"])
        put(self, "first_id", about["first_id"])
        put(self, "about", {c["name"]: c for c in about["columns"]})
        self.resize([])  # where the program's rows lie: first, rows, room of each part
        put(self, "_columns", {})
        for name in self.about:
            self.replace(name, self.empty(name, 0))

    def label(self, column):
        return f"{self._name}.{column}"

    def empty(self, column, rows):
        about = self.about[column]
        shape = rows if about["width"] == 1 else (rows, about["width"])
        return np.zeros(shape, own_type(self.label(column), about))

    @property
    def n(self):
        return sum(int(p[1]) for p in self.parts)

    @property
    def ids(self):
        """Identities for draws: the column, or counted up from the table's first."""
        if "identity" in self.about:
            return self._columns["identity"]
        return self.first_id + np.arange(self.n)

    def part_of(self, row):
        """The part (cluster) in which the row lies."""
        for number, (_, rows, _) in enumerate(self.parts):
            if row < rows:
                return number
            row -= int(rows)
        raise IndexError(row)

    def __getattr__(self, name):
        try:
            return object.__getattribute__(self, "_columns")[name]
        except KeyError:
            raise AttributeError(f"{self._name} has no column {name}") from None

    def __setattr__(self, name, value):
        if name not in self._columns:
            raise AttributeError(f"{self._name} has no column {name}")
        self._columns[name][...] = value  # into the array: a column that a phase may not write refuses

    def column(self, name):
        return self._columns[name]

    def replace(self, name, array):
        self._columns[name] = array
        if name not in ITS_OWN and not hasattr(Table, name):
            self.__dict__[name] = array  # found without __getattr__, which is slow

    def lock(self, names=()):
        """Only these columns may be written."""
        for name, array in self._columns.items():
            array.flags.writeable = name in names

    def resize(self, parts):
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "program_rows", np.concatenate(  # the program's number of each row
            [np.arange(int(f), int(f) + int(n)) for f, n, _ in parts] or [np.zeros(0, int)]))


def dense(raw, table):
    """The program's row numbers as dense ones; those that lead nowhere, or past the rows, are -1."""
    keys = raw.astype(np.int64)
    if table is None:
        return np.where(keys == NOWHERE, -1, keys)
    places = table.program_rows
    if len(places) == 0:
        return np.full(keys.shape, -1, np.int64)
    at = np.minimum(np.searchsorted(places, keys), len(places) - 1)
    return np.where((keys != NOWHERE) & (places[at] == keys), at, -1)


def decode(data, label, about, rows, tables):
    """A column as the program wrote it, in the reference's form."""
    values = np.frombuffer(data, stored_type(label, about))
    if about["width"] > 1:
        values = values.reshape(rows, about["width"])
    if label in KEYS:
        return dense(values, tables.get(KEYS[label]))
    if label not in RECORDS:
        return values.copy()
    own = np.zeros(values.shape, own_type(label, about))
    for field in values.dtype.names:
        target = RECORD_KEYS.get((label, field))
        own[field] = dense(values[field], tables[target]) if target else values[field]
    return own
