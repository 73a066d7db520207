"""Reading the table in which people keep their daily log: cells of Excel, or pasted text.

Eight columns, as agencies hand it around: action plan, date, start, end, activity,
realisation, unit, evidence. Plain Python, so that each rule can be tried by itself.
"""

import re
from datetime import date, datetime, time, timedelta

from .measure import NUMBER, to_number

COLUMNS = (
    "action",
    "date",
    "time_from",
    "time_to",
    "name",
    "quantity",
    "uom",
    "evidence",
)
# Words by which the head of a column is known; the first that fits, in this order.
HEADS = {
    "time_from": r"mulai|start|dari",
    "time_to": r"selesai|akhir|end|sampai",
    "date": r"tanggal|tgl|date|hari",
    "action": r"rencana|aksi|\baction|rhk|hasil kerja",
    "evidence": r"bukti|eviden|evidence|link|tautan",
    "uom": r"satuan|unit|\buom",
    "quantity": r"realisasi|kuantitas|volume|jumlah|output|quantity|realisation",
    "name": r"kegiatan|uraian|aktivitas|activity|pekerjaan|tugas",
}
MONTHS = (
    "jan feb mar apr mei|may jun jul agu|agt|aug|ags sep okt|oct nov des|dec".split()
)
EXCEL_EPOCH = date(1899, 12, 30)


def find_columns(cells):
    """Return {column: index} of a row of heads, empty where it is none.

    >>> find_columns(["Rencana Aksi", "Tanggal", "Jam Mulai", "Jam Selesai", "Uraian Kegiatan"])
    {'action': 0, 'date': 1, 'time_from': 2, 'time_to': 3, 'name': 4}
    >>> find_columns(["", "3/11/2026", "08.00", "09.00", "Rapat"])
    {}
    """
    found = {}
    for index, cell in enumerate(cells):
        text = str(cell or "").strip().lower()
        for column, words in HEADS.items():
            if column not in found and re.search(words, text):
                found[column] = index
                break
    # A day and what was done make a table; one word alone may stand in any row.
    return found if {"date", "name"} <= found.keys() else {}


def split_text(text):
    """Return the rows of pasted text: cells parted by tabs, else by semicolons.

    >>> split_text("a\\tb\\n\\nc\\td\\n")
    [['a', 'b'], ['c', 'd']]
    >>> split_text("a;b")
    [['a', 'b']]
    """
    lines = [line for line in (text or "").splitlines() if line.strip()]
    mark = "\t" if any("\t" in line for line in lines) else ";"
    return [[cell.strip() for cell in line.split(mark)] for line in lines]


def read_date(cell, year=None):
    """Return the day that a cell writes, None where it writes none.

    >>> read_date("3/11/2026"), read_date("3 November 2026"), read_date("2026-11-03")
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), datetime.date(2026, 11, 3))
    >>> read_date("Senin, 3 Nov 26"), read_date("03-11", year=2026), read_date(46329)
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), datetime.date(2026, 11, 3))
    >>> read_date("31/2/2026"), read_date("segera")
    (None, None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        return EXCEL_EPOCH + timedelta(days=int(cell)) if 20000 < cell < 80000 else None
    text = str(cell or "").strip().lower()
    if found := re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text):
        numbers = [int(number) for number in found.groups()]
    elif found := re.search(
        r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b", text
    ):
        numbers = [found[3] or year, found[2], found[1]]
    elif found := re.search(
        r"\b(\d{1,2})\s+([a-z]{3})[a-z]*\.?(?:\s+(\d{4}|\d{2}))?\b", text
    ):
        numbers = [found[3] or year, get_month(found[2]), found[1]]
    else:
        return None
    if not all(numbers):
        return None
    full_year, month, day = (int(number) for number in numbers)
    try:
        return date(full_year + 2000 if full_year < 100 else full_year, month, day)
    except ValueError:
        return None


def get_month(word):
    """Return the number of a month by its first three letters, None for another word.

    >>> get_month("agu"), get_month("may"), get_month("xyz")
    (8, 5, None)
    """
    for number, names in enumerate(MONTHS, 1):
        if word in names.split("|"):
            return number
    return None


def read_time(cell):
    """Return hours since midnight, 0.0 for an empty cell, None for what is no time.

    >>> read_time("08.30"), read_time("8:30"), read_time("pukul 08.30 WIB"), read_time("9")
    (8.5, 8.5, 8.5, 9.0)
    >>> read_time(0.5), read_time(time(7, 15)), read_time(""), read_time("pagi")
    (12.0, 7.25, 0.0, None)
    >>> read_time("25:00"), read_time("24:00")
    (None, 24.0)
    """
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return cell.hour + cell.minute / 60
    if isinstance(cell, float) and 0 < cell < 1:
        return round(cell * 24 * 60) / 60
    text = str("" if cell is None else cell).strip()
    if not text:
        return 0.0
    found = re.search(r"(?<!\d)(\d{1,2})(?:[.:](\d{1,2}))?(?!\d)", text)
    if not found:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    hour = hours + minutes / 60
    return hour if minutes < 60 and hour <= 24 else None


def read_quantity(cell, uom=""):
    """Return (number, unit) of a realisation; (0.0, unit) for an empty cell, None for words.

    >>> read_quantity("3 berkas"), read_quantity("1.250", "lembar"), read_quantity(4)
    ((3.0, 'berkas'), (1250.0, 'lembar'), (4.0, ''))
    >>> read_quantity("", "berkas"), read_quantity("selesai")
    ((0.0, 'berkas'), None)
    """
    if isinstance(cell, int | float):
        return float(cell), uom
    text = str(cell or "").strip()
    if not text:
        return 0.0, uom
    found = NUMBER.match(text)
    if not found:
        return None
    return to_number(found[1]), uom or text[found.end() :].strip()
