"""The scenario as the program has it: parameters by their names, tables as lists of records, schedules by date."""

MONTHS_OF_YEAR = 12


class Group:
    """A group of parameters, or a record of a table: its values by name."""

    def __init__(self, values):
        for name, value in values.items():
            setattr(self, name, _of(value))

    def __getitem__(self, name):
        return getattr(self, name)


class Schedule:
    """From `from` on a number moves in a straight line to `value`, which it reaches `ramp` months later."""

    def __init__(self, steps):
        self.steps = steps

    def at(self, month, cluster="", category="", owner=""):
        """The value in that month (year * 12 + month - 1). The most precise target that has begun counts."""
        if not isinstance(self.steps, list):
            return float(self.steps)
        return self._at(month, {"cluster": cluster, "category": category, "owner": owner}, 8)

    @staticmethod
    def _precision(step):
        return 4 * (step["cluster"] != "") + 2 * (step["category"] != "") + (step["owner"] != "")

    def _at(self, month, asked, less_precise_than):
        covering = [s for s in self.steps if all(s[k] in ("", asked[k]) for k in asked)]
        begun = [self._precision(s) for s in covering if s["from"] <= month]
        begun = [p for p in begun if p < less_precise_than]
        if not begun:
            return next(s["value"] for s in self.steps if self._precision(s) == 0)
        chosen = max(begun)
        last = None
        for step in (s for s in covering if self._precision(s) == chosen and s["from"] <= month):
            if last is not None:
                start = self._within(last, last_start, step["from"])
            else:
                start = step["value"] if chosen == 0 else self._at(step["from"], asked, chosen)
            last, last_start = step, start
        return self._within(last, last_start, month)

    @staticmethod
    def _within(step, start, month):
        passed = month - step["from"]
        if passed >= step["ramp"]:
            return step["value"]
        return start + (step["value"] - start) * (passed / step["ramp"])


def _of(value):
    if isinstance(value, dict):
        return Schedule(value["schedule"]) if set(value) == {"schedule"} else Group(value)
    if isinstance(value, list):
        return [_of(v) for v in value]
    return value
