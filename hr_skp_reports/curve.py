"""The distribution curve that the evaluation form shows for an organisation predicate."""

from odoo.addons.hr_skp_evaluation.rules.distribution import CURVES

WIDTH = 400
LEFT, BOTTOM, TOP = 40, 84, 8
HIGHEST = 13


def get_points(predicate):
    """Return the five points of the curve on the drawing, or an empty list.

    >>> get_points("excellent")[0], get_points("excellent")[-1]
    ((76.0, 84.0), (364.0, 8.0))
    >>> get_points(False)
    []
    """
    # From the lowest predicate to the highest, as the form draws it.
    counts = list(CURVES.get(predicate, {}).values())[::-1]
    step = (WIDTH - LEFT) / 5
    scale = (BOTTOM - TOP) / HIGHEST
    return [
        (round(LEFT + step * (index + 0.5), 1), round(BOTTOM - count * scale, 1))
        for index, count in enumerate(counts)
    ]


def get_path(points):
    """Return a smooth SVG path through ``points``, never below the axis.

    Each piece is a cubic curve whose handles follow the neighbours on both sides.

    >>> get_path([(0, 0), (6, 6)])
    'M0 0 C1.0 1.0 5.0 5.0 6 6'
    >>> get_path([])
    ''
    """
    if not points:
        return ""
    path = f"M{points[0][0]} {points[0][1]}"
    for index in range(len(points) - 1):
        before = points[max(index - 1, 0)]
        start, end = points[index], points[index + 1]
        after = points[min(index + 2, len(points) - 1)]
        first = [start[axis] + (end[axis] - before[axis]) / 6 for axis in (0, 1)]
        second = [end[axis] - (after[axis] - start[axis]) / 6 for axis in (0, 1)]
        handles = [(x, min(y, BOTTOM)) for x, y in (first, second)]
        numbers = " ".join(f"{x:.1f} {y:.1f}" for x, y in handles)
        path += f" C{numbers} {end[0]} {end[1]}"
    return path
