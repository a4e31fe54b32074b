"""Money that moves: payments wait in the book until they are settled (section 3.8)."""

import numpy as np

# Sectors in the order of agents/accounts.hpp: table, column that holds what they own.
SECTORS = {
    "suppliers": ("supplier", "deposits"), "assemblers": ("oem", "deposits"), "institutes": ("institute", "deposits"),
    "government": ("government", "government_balance"), "bank": ("bank", "position"),
    "households": ("household", "household_balance"),
    "world": ("world", "world_balance"),
}
_NUMBER = {name: number for number, name in enumerate(SECTORS)}


class Ledger:
    """Payments that wait, by row and by flow; the month's matrix as settled so far, flows x sectors."""

    def __init__(self, economy, flows):
        self._e, self.flows = economy, flows
        self._flow = {name: number for number, name in enumerate(flows)}
        self.waiting = [np.zeros(0, np.int64) for _ in SECTORS]
        self.waiting_flows = np.zeros((len(flows), len(SECTORS)), np.int64)
        self.matrix = np.zeros((len(flows), len(SECTORS)), np.int64)

    def begin_month(self):
        self.matrix[...] = 0
        self.fit()

    def fit(self):
        """Room for the rows that the tables have by now; nothing waits while rows come and go."""
        for number, (table, _) in enumerate(SECTORS.values()):
            rows = self._e.tables[table].n
            if len(self.waiting[number]) != rows:
                self.waiting[number] = np.zeros(rows, np.int64)

    def pay(self, payer, payee, flow, dong):
        """From one account to another; an account is (sector, row), or the sector alone where it has one row."""
        dong = int(dong)
        if dong == 0:
            return
        f = self._flow[flow]
        for account, amount in ((payer, -dong), (payee, dong)):
            sector, row = (account, 0) if isinstance(account, str) else account
            self.waiting[_NUMBER[sector]][row] += amount
            self.waiting_flows[f, _NUMBER[sector]] += amount

    def settle(self):
        if self.waiting_flows.sum(axis=1).any():
            raise AssertionError("a flow does not sum to zero over the sectors")
        for number, (table, column) in enumerate(SECTORS.values()):
            self._e.tables[table].column(column)[...] += self.waiting[number]
            self.waiting[number][...] = 0
        self.matrix += self.waiting_flows
        self.waiting_flows[...] = 0

    def got(self, flow, sector):
        """What the sector got by the flow in this month, as settled so far, less what it paid."""
        return int(self.matrix[self._flow[flow], _NUMBER[sector]])
