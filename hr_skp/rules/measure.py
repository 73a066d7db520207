"""The arithmetic of targets: reading, dividing by period, comparing with what was realised.

Plain Python, so that each rule can be read, tried and tested by itself.
"""

import re
from collections import namedtuple
from math import isclose

# upper: the upper end of a range, else None; is_ceiling: the text names a limit to stay under.
Reading = namedtuple("Reading", "value upper uom is_ceiling")

# Indonesian: a dot between thousands, a comma before decimals. A dot that cannot stand
# between thousands is taken for a decimal point.
NUMBER = re.compile(
    r"(?:(?<=Rp)|(?<![\w.,]))(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\w)", re.I
)
BETWEEN = re.compile(
    r"\s*(%|persen)?\s*(-|–|—|s\.?\s?d\.?|sampai(\s+dengan)?|hingga)\s*(Rp\s*)?", re.I
)
# A number after one of these is a day, a year or a rank, not something to reach.
NO_TARGET = re.compile(
    r"\b(tanggal|tgl\.?|tahun|pukul|jam|triwulan|tw|semester|minggu ke|bulan ke)\W*$",
    re.I,
)
MONTH = re.compile(
    r"\s*(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november"
    r"|desember)\b",
    re.I,
)
CEILING = re.compile(
    r"(paling (lama|tinggi|banyak|lambat|besar)|maksim(al|um)|tidak (lebih|melebihi)"
    r"|kurang dari|di bawah|[≤<])",
    re.I,
)
# What comes after the unit says when or of what, not how much.
UNIT_END = re.compile(
    r"\s*([,;(]|\b(setelah|sebelum|dalam|dari|per|tiap|setiap|sesuai|pada|untuk|dengan"
    r"|tepat|yang)\b).*",
    re.I | re.S,
)
UNIT_BEFORE = re.compile(r"\b(nilai|indeks|skor|rating)\W*$", re.I)
IN_WORDS = re.compile(r"\s*\([a-z\s]+\)", re.I)
SCALE = re.compile(r"\s*dari\s+(skala\s+)?(\d+)$", re.I)
RUPIAH = re.compile(r"\brp\.?\s*$", re.I)
ZERO = re.compile(r"\s*(nihil|nol|tidak ada|tanpa)\b\s*(.*)", re.I | re.S)
# Measures that are levels, not amounts: the parts of a year are not added up.
RATE = re.compile(
    r"\s*(%|persen|persentase|rasio|nilai|indeks|skor|rating|rata-rata)(\W|$)", re.I
)

# Behind: less than this part, in percent, of what a period aims at was realised.
BEHIND = 75

# Rules by which a year's target is divided among its periods.
DIVISION_RULES = ("equal", "cumulative", "last", "same", "hand")


def to_number(text):
    """Return the number that an Indonesian text writes.

    >>> [to_number(text) for text in ("1.800", "88,50", "3.40", "1.250.000,5")]
    [1800.0, 88.5, 3.4, 1250000.5]
    """
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def to_text(number, decimals=2):
    """Return a number as Indonesians write it, without needless decimals.

    >>> [to_text(number) for number in (1800, 88.5, 0, 0.25, -2)]
    ['1.800', '88,5', '0', '0,25', '-2']
    """
    text = f"{round(number, decimals):,.{decimals}f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def to_target_text(value, upper=None, uom=None):
    """Return number, or range, and unit as a target is printed.

    >>> to_target_text(225, uom="berkas"), to_target_text(95, 100, "%")
    ('225 berkas', '95–100 %')
    >>> to_target_text(0.31, uom="triliun rupiah"), to_target_text(3)
    ('0,31 triliun rupiah', '3')
    """
    numbers = to_text(value)
    if upper is not None and upper != value:
        numbers += f"–{to_text(upper)}"
    return f"{numbers} {uom}" if uom else numbers


def read_target(text):
    """Return what a target's text says in numbers, or None where it is not certain.

    >>> read_target("12 laporan")
    Reading(value=12.0, upper=None, uom='laporan', is_ceiling=False)
    >>> read_target("95-100 %")
    Reading(value=95.0, upper=100.0, uom='%', is_ceiling=False)
    >>> read_target("paling lama 3 hari kerja setelah berkas lengkap")
    Reading(value=3.0, upper=None, uom='hari kerja', is_ceiling=True)
    >>> read_target("Rp1,25 triliun")[:3], read_target("nilai 88,50")[:3]
    ((1.25, None, 'triliun rupiah'), (88.5, None, 'nilai'))
    >>> read_target("1.800 orang")[:3], read_target("nihil temuan")[:3]
    ((1800.0, None, 'orang'), (0.0, None, 'temuan'))
    >>> read_target("tanggal 10 tiap bulan"), read_target("6 dokumen + 4 laporan")
    (None, None)
    >>> read_target("3 (tiga) dokumen")[2], read_target("3,55 dari 4")[2]
    ('dokumen', 'nilai (skala 4)')
    >>> read_target("kategori baik")
    """
    text = (text or "").strip()
    found = list(NUMBER.finditer(text))
    if not found:
        zero = ZERO.match(text)
        uom = UNIT_END.sub("", zero[2]).strip() if zero else ""
        return Reading(0.0, None, uom, True) if zero else None
    first, last = found[0], found[0]
    before = text[: first.start()]
    if len(found) > 1 and BETWEEN.fullmatch(text[first.end() : found[1].start()]):
        last = found[1]
    after = text[last.end() :]
    if NO_TARGET.search(before) or MONTH.match(after):
        return None
    value = to_number(first[1])
    upper = to_number(last[1]) if last is not first else None
    uom = UNIT_END.sub("", IN_WORDS.sub("", after)).strip(" .:-–")
    if re.search(r"\d|[+/&]", uom) or (upper is not None and upper < value):
        return None
    if RUPIAH.search(before):
        uom = f"{uom} rupiah".strip()
    elif scale := SCALE.match(after):
        uom = f"nilai (skala {scale[2]})"
    elif not uom and (unit := UNIT_BEFORE.search(before)):
        uom = unit[1].lower()
    # Nobody aims at nothing unless less is better.
    return Reading(value, upper, uom, not value or bool(CEILING.search(before)))


def is_rate(uom):
    """Return whether a unit is a level such as a percentage, whose parts are not added up.

    >>> [is_rate(uom) for uom in ("%", "persen", "nilai (skala 4)", "berkas", "", None)]
    [True, True, True, False, False, False]
    """
    return bool(RATE.match(uom or ""))


def get_achievement(realized, aim, upper=None, polarity="higher"):
    """Return how far ``realized`` meets the target, in percent, never below 0.

    Reaching the target, or any point of the range from ``aim`` to ``upper``, is 100.
    Outside a range the nearer end counts. Where more is better, each percent of the
    target above or below it adds or takes one; where less is better, the other way
    round; where the exact number counts, each percent off takes one away. Of a target
    of 0 there are no percents: it is met or not.

    >>> get_achievement(9, 12), get_achievement(15, 12)
    (75.0, 125.0)
    >>> get_achievement(2, 4, polarity="lower"), get_achievement(5, 4, polarity="lower")
    (150.0, 75.0)
    >>> get_achievement(9, 10, polarity="exact"), get_achievement(11, 10, polarity="exact")
    (90.0, 90.0)
    >>> get_achievement(97, 95, 100), get_achievement(76, 95, 100)
    (100.0, 80.0)
    >>> get_achievement(110, 95, 100), get_achievement(110, 95, 100, "exact")
    (110.0, 90.0)
    >>> get_achievement(0, 0, polarity="lower"), get_achievement(1, 0, polarity="lower")
    (100.0, 0.0)
    >>> get_achievement(-1, -2), get_achievement(3, 0)
    (150.0, 100.0)
    """
    if upper is not None:
        if aim <= realized <= upper:
            return 100.0
        aim = aim if realized < aim else upper
    distance = realized - aim
    if polarity == "lower":
        distance = -distance
    elif polarity == "exact":
        distance = -abs(distance)
    if not aim:
        return 100.0 if distance >= 0 else 0.0
    return max(0.0, round((1 + distance / abs(aim)) * 100, 4))


def get_expected(aim, upper, part, is_amount, is_last):
    """Return what a period is measured by of a year's target that is not divided.

    An amount is expected by the days that have their share in it. Of anything else, such
    as a level or a day to be ready, nothing is said before the last period of the plan.

    :param part: the share of the plan's days that lie in the period, from 0 to 1
    :param is_amount: whether parts of the year add up
    :param is_last: whether the plan ends in the period
    :return: (number, upper end or None), or None where it is too early to say

    >>> get_expected(100, None, 0.25, True, False)
    (25.0, None)
    >>> get_expected(95, 100, 0.25, False, False)
    >>> get_expected(95, 100, 0.25, False, True)
    (95, 100)
    """
    if is_amount:
        return aim * part, None if upper is None else upper * part
    return (aim, upper) if is_last else None


def is_behind(realized, aim, upper=None, polarity="higher"):
    """Return whether so little of what a period aims at was realised that it is told.

    >>> is_behind(8, 12), is_behind(9, 12), is_behind(6, 4, polarity="lower")
    (True, False, True)
    """
    return get_achievement(realized, aim, upper, polarity) < BEHIND


def split(total, count):
    """Return ``count`` parts of a number that add up to it, as even as can be.

    A whole number is split into whole numbers; any other to its own decimals, two at
    the least.

    >>> split(900, 4), split(10, 4), split(1.25, 4)
    ([225.0, 225.0, 225.0, 225.0], [2.0, 3.0, 2.0, 3.0], [0.31, 0.31, 0.31, 0.32])
    """
    scale = 1
    if total != int(total):
        scale = 10 ** max(2, len(f"{total:.6f}".rstrip("0").partition(".")[2]))
    units = round(total * scale)
    steps = [units * step // count for step in range(count + 1)]
    return [(end - start) / scale for start, end in zip(steps, steps[1:], strict=False)]


def divide(total, count, rule, kept=()):
    """Return the parts of a year's target, one for each of its periods.

    :param rule: ``equal`` parts, ``cumulative`` steps up to the whole, all in the
        ``last`` period, or the ``same`` in each
    :param kept: parts of the first periods that stay as they are

    >>> divide(10, 4, "equal"), divide(10, 4, "cumulative")
    ([2.0, 3.0, 2.0, 3.0], [2.0, 5.0, 7.0, 10.0])
    >>> divide(10, 4, "last"), divide(97, 2, "same")
    ([0.0, 0.0, 0.0, 10.0], [97.0, 97.0])
    >>> divide(10, 4, "equal", [4.0]), divide(10, 4, "cumulative", [4.0])
    ([4.0, 2.0, 2.0, 2.0], [4.0, 6.0, 8.0, 10.0])
    """
    kept = list(kept)
    left = count - len(kept)
    if not left:
        return kept
    if rule == "same":
        return kept + [float(total)] * left
    if rule == "last":
        return kept + [0.0] * (left - 1) + [float(total) - sum(kept)]
    if rule == "equal":
        return kept + split(total - sum(kept), left)
    level = kept[-1] if kept else 0.0
    for part in split(total - level, left):
        level = round(level + part, 6)
        kept.append(level)
    return kept


def get_division_fault(total, parts, rule, polarity="higher", uom=None):
    """Return what is wrong with the parts of a year's target, or None.

    ``sum``: they do not add up to the whole; ``last``: the last step is not the whole;
    ``falls``: a step goes back; ``differs``: a part is not the whole. Parts given by
    hand to a rate, or to a limit to stay under, are free: they are not added up.

    >>> get_division_fault(10, [2, 3, 2, 3], "equal")
    >>> get_division_fault(10, [2, 3, 2, 2], "hand")
    'sum'
    >>> get_division_fault(97, [94, 95, 96, 97], "hand", uom="%")
    >>> get_division_fault(97, [94, 96, 95, 97], "cumulative")
    'falls'
    >>> get_division_fault(97, [94, 95, 96], "cumulative")
    'last'
    >>> get_division_fault(15, [20, 18, 16, 15], "cumulative", "lower")
    >>> get_division_fault(15, [15, 15, 14, 15], "same")
    'differs'
    """
    if rule == "same":
        return None if all(_is_close(part, total) for part in parts) else "differs"
    if rule == "cumulative":
        if not parts or not _is_close(parts[-1], total):
            return "last"
        # A limit may be approached from above or, as with spending, from below.
        rising = all(_is_step(a, b) for a, b in zip(parts, parts[1:], strict=False))
        falling = all(_is_step(b, a) for a, b in zip(parts, parts[1:], strict=False))
        return None if rising or (falling and polarity == "lower") else "falls"
    if rule == "hand" and (is_rate(uom) or polarity != "higher"):
        return None
    return None if _is_close(sum(parts), total) else "sum"


def _is_close(one, other):
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-4)


def _is_step(before, after):
    return after >= before or _is_close(before, after)
