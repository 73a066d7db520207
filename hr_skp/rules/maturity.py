"""Levels 1 to 6 of a unit's use of performance management. Plain Python.

A level is fulfilled by shares measured from the data and, from the fifth on, by a
document that somebody declared. A unit stands on the highest level below which nothing
is missing. How high a share must be is each agency's own setting.
"""

# key of a share: the level that it belongs to.
MEASURES = {
    "logged": 1,
    "linked": 2,
    "divided": 3,
    "aligned": 4,
    "cited": 5,
    "heard": 6,
}
# kind of a declaration: the level that it belongs to.
DECLARATIONS = {"job_analysis": 5, "strategy": 5, "decision": 6}
# Up to here a unit that has nothing to count has not begun.
LAST_COUNTED = 3
LEVELS = range(1, 7)


def get_share(good, total):
    """Return the percentage, cut to a whole one so that 79.9 does not read as 80.

    >>> get_share(799, 1000), get_share(0, 4), get_share(0, 0)
    (79, 0, None)
    """
    return good * 100 // total if total else None


def meets(level, good, total, percent):
    """Return whether a share is high enough for its level.

    Where there is nothing to count, the first levels are not begun; of the others it
    says nothing.

    >>> meets(1, 8, 10, 80), meets(1, 7, 10, 80)
    (True, False)
    >>> meets(1, 0, 0, 80), meets(4, 0, 0, 80)
    (False, True)
    """
    if not total:
        return level > LAST_COUNTED
    return good * 100 >= percent * total


def get_missing(counts, percents, declared, measures=None):
    """Return {level: [what is missing for it]}: keys of shares, kinds of documents.

    :param dict counts: {key: (good, total)}
    :param dict percents: {level: the share that is high enough}
    :param declared: kinds of the documents in force
    :param dict measures: {key: level}, ``MEASURES`` where empty

    >>> counts = {key: (9, 10) for key in MEASURES} | {"linked": (5, 10)}
    >>> get_missing(counts, dict.fromkeys(LEVELS, 80), {"strategy"})
    {1: [], 2: ['linked'], 3: [], 4: [], 5: ['job_analysis'], 6: ['decision']}
    """
    missing = {level: [] for level in LEVELS}
    for key, level in (measures or MEASURES).items():
        if not meets(level, *counts[key], percents[level]):
            missing[level].append(key)
    for kind, level in DECLARATIONS.items():
        if kind not in declared:
            missing[level].append(kind)
    return missing


def get_level(missing):
    """Return the highest level up to which nothing is missing.

    >>> get_level({1: [], 2: [], 3: ["divided"], 4: [], 5: [], 6: []})
    2
    >>> get_level({1: ["logged"], 2: []}), get_level(dict.fromkeys(LEVELS, ()))
    (0, 6)
    """
    return next((level - 1 for level in sorted(missing) if missing[level]), max(LEVELS))
