"""Rows that begin and end (engine/state/renewal.hpp; identities: section 3.9)."""

import numpy as np

from .economy import phase

# Who asks for rows of a table: tables and columns of counts, and of the part in which they begin.
ASKED_BY = {
    "supplier": [("category", "foreign_entries", "plants_part"), ("cluster", "start_ups", "start_ups_part")],
    "contract": [("slot", "asks", None)],
    "project": [("supplier", "projects_asked", None)],
}
# Keys that move along with the rows, and are nowhere once the row has ended.
FOLLOWING = {
    "supplier": ["contract.supplier", "project.partners", "project.asker", "slot.contract_supplier",
                 "slot.asks_supplier", "supplier.joins", "supplier.seller", "supplier.creditor", "supplier.input_asks"],
    "contract": ["slot.contract"],
    "project": [],
}
NAMED_BY_ASKER = {"supplier"}
MOST_IDENTITIES, MOST_STEPS = 2 ** 30, 1200


def renew(e, name):
    """Ends the rows that are marked, and begins those that are asked for, with all else zero."""
    table = e.tables[name]
    births = _births(e, name)
    if not births and not table.ended.any():
        return
    old = table.n
    first = np.cumsum([0] + [int(p[1]) for p in table.parts])
    order, parts = [], []  # which old row stands where; -1 - number of the birth for new ones
    for number, part in enumerate(table.parts):
        kept = _fill_holes(table.ended[first[number]:first[number + 1]], first[number])
        born = [-1 - b for b, birth in enumerate(births) if birth[0] == number]
        order += kept + born
        parts.append([0, len(kept) + len(born), 0])
    to = np.full(old, -1, np.int64)
    for new, row in enumerate(order):
        if row >= 0:
            to[row] = new
    table.resize(_laid_out(parts))
    for column in table.about:
        before, after = table.column(column), table.empty(column, len(order))
        for new, row in enumerate(order):
            if row >= 0:
                after[new] = before[row]
        table.replace(column, after)
    for label in FOLLOWING[name]:
        of, column = label.split(".")
        keys = e.tables[of].column(column)
        keys[...] = np.where(keys >= 0, to[keys], -1)
        if of == name:
            keys[[row < 0 for row in order]] = 0  # new rows hold nothing yet
    for new, row in enumerate(order):
        if row < 0:
            _, origin, asker, ordinal = births[-1 - row]
            table.identity[new] = _identity(e, name, origin, asker, ordinal)
            table.origin[new], table.asker[new] = origin, asker
    e.book.fit()


def _births(e, name):
    """Part, origin, asker and ordinal of every new row: askers' tables in order, then askers, then their counts."""
    born = []
    for origin, (asking, counts, parts) in enumerate(ASKED_BY[name]):
        of = e.tables[asking]
        for asker in range(of.n):
            part = int(of.column(parts)[asker]) if parts else 0
            born += [(part, origin, asker, n) for n in range(int(of.column(counts)[asker]))]
    return born


def _fill_holes(ended, first):
    """Rows of a part that stay: its last rows fill the holes, the last row the last hole that is filled."""
    rows = list(range(len(ended)))
    kept = int(np.count_nonzero(ended == 0))
    last = len(rows)
    for hole in range(kept - 1, -1, -1):
        if ended[hole]:
            last -= 1
            while ended[last]:
                last -= 1
            rows[hole] = last
    return [int(first + r) for r in rows[:kept]]


def _laid_out(parts):
    """Where rows lie in the program is of no meaning here: one after the other."""
    at = 0
    for part in parts:
        part[0], part[2] = at, part[1]
        at += part[1]
    return parts


def _identity(e, name, origin, asker, ordinal):
    if name not in NAMED_BY_ASKER:
        e.next_identity[name] += 1
        return e.next_identity[name] - 1
    rows = [e.tables[of].n for of, _, _ in ASKED_BY[name]]
    births = (MOST_IDENTITIES - e.next_identity[name]) // (MOST_STEPS * sum(rows))
    number = e.step * sum(rows) + sum(rows[:origin]) + asker
    return e.next_identity[name] + number * births + ordinal


@phase("contract.begin_and_end")
def renew_contracts(e):
    renew(e, "contract")


@phase("project.begin_and_end")
def renew_projects(e):
    renew(e, "project")


@phase("supplier.begin_and_end")
def renew_suppliers(e):
    renew(e, "supplier")
