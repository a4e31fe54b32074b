"""The reference runs by itself from the program's first state; compared at each month's end."""

import numpy as np

from .closing import close_month
from .compare import differences
from .economy import PHASES, Economy
from .state_file import LAYOUT, WHOLE_STATE, Record

# Left out at a month's end, each for its reason: phase by phase they are held.
LEFT_OUT = {
    "slot.draws": "whom a tender drew; not read after the quarter's tenders, and rows move since",
}


class WholeRun:
    def __init__(self, file):
        self.file = file
        self.ours, self.theirs = Economy(file.header), Economy(file.header)

    def run(self, most_months=None, watch=None):
        """Words for what differs, of the first month in which something does."""
        first = True
        for record in self.file.records():
            if record.phase != WHOLE_STATE:
                layouts = [a for a in record.arrays if a[0] == LAYOUT]
                self.file.apply(Record(record.step, record.phase, layouts), self.theirs)
                continue
            self.file.apply(record, self.theirs)
            if first:
                self.file.apply(record, self.ours)
                first = False
                continue
            self.month(watch)
            words = self.differing()
            if words:
                return [f"month {self.ours.step}: {word}" for word in words]
            if self.ours.step == most_months:
                break
        return []

    def month(self, watch):
        e = self.ours
        self.file.begin_month(e)
        for phase in self.file.phases:
            if (e.now + 1) % phase["every"] == 0:  # months are counted from January of year 0
                PHASES[phase["name"]](e)
                if watch:
                    watch(e, phase)
        close_month(e)
        e.step += 1

    def differing(self):
        words = []
        for name, table in self.ours.tables.items():
            theirs = self.theirs.tables[name]
            if table.n != theirs.n or not np.array_equal(table.ids, theirs.ids):
                words.append(f"{name}: other rows")
                continue
            for column, about in table.about.items():
                label = f"{name}.{column}"
                if not about["passing"] and label not in LEFT_OUT:
                    words += differences(label, table.column(column), theirs.column(column), table.ids, most=2)
        if self.ours.next_identity != self.theirs.next_identity:
            words.append(f"next identities: {self.ours.next_identity}, program {self.theirs.next_identity}")
        return words
