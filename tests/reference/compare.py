"""What counts as the same: integers exactly, doubles to 1e-12 of the larger value."""

import numpy as np

RELATIVE = 1e-12

# Absolute allowances, each with its reason on the merits of the column.
ALLOWANCES = {
    "product.committed": (1e-9, "vehicles: orders less what of them was met, which leaves 0 or the rounding of both"),
}


def differences(label, ours, theirs, identities=None, most=5):
    """Words for the first elements that differ; empty where none does."""
    if ours.shape != theirs.shape:
        return [f"{label}: shape {ours.shape}, program {theirs.shape}"]
    if ours.dtype.names:
        found = []
        for field in ours.dtype.names:
            found += differences(f"{label}.{field}", ours[field], theirs[field], identities, most)
        return found
    if ours.dtype.kind == "f":
        allowance, _ = ALLOWANCES.get(label, (0.0, ""))
        with np.errstate(invalid="ignore"):
            gap = np.abs(ours - theirs)
            bound = np.maximum(RELATIVE * np.maximum(np.abs(ours), np.abs(theirs)), allowance)
            same = (gap <= bound) | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    else:
        same = ours == theirs
    wrong = np.argwhere(~same)
    words = []
    for at in wrong[:most]:
        where = tuple(int(i) for i in at)
        who = f" (identity {identities[where[0]]})" if identities is not None else ""
        words.append(f"{label}{list(where)}{who}: {ours[where]!r}, program {theirs[where]!r}")
    if len(wrong) > most:
        words.append(f"{label}: {len(wrong)} of {same.size} differ")
    return words
