"""Reading the table in which people keep their daily log: cells of Excel, or pasted text.

Eight columns, as agencies hand it around: action plan, date, start, end, activity,
realisation, unit, evidence. Plain Python, so that each rule can be tried by itself.
"""

import csv
import io
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
# Words by which the head of a column is known, the surest first. A column is looked for
# in this order, and takes a head that none before it took.
HEADS = {
    "time_from": (r"mulai|start|awal", r"\bdari\b"),
    "time_to": (r"selesai|akhir|\bend\b|sampai",),
    "date": (r"tanggal|\btgl|\bdate", r"\bhari\b"),
    "duration": (r"durasi|lama\b|(jumlah|total) (jam|waktu)|duration|\bhours",),
    "time": (r"\b(jam|pukul|waktu)\b|\btime",),
    "action": (r"rencana|aksi\b|\baction|\brhk|hasil kerja|tugas jabatan|butir",),
    "evidence": (r"bukti|eviden|link|tautan|lampiran",),
    "uom": (r"satuan|\bunit\b(?! kerja)|\buom",),
    "quantity": (
        r"realisasi|kuantitas|volume|output|quantity|realisation|\bqty",
        r"jumlah|capaian|\bhasil\b",
    ),
    "name": (
        r"uraian|aktivitas|activity|deskripsi",
        r"kegiatan|pekerjaan|tugas",
    ),
}
MONTHS = "jan feb mar apr mei|may jun jul agu|agt|aug|ags sep okt|oct nov|nop des|dec".split()
MONTH_NAME = re.compile(
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember"
    r"|desember"
)
# Two times in one cell: from … to.
TIMES = re.compile(
    r"\D*(\d{1,2}(?:[.:]?\d\d)?)\s*(?:wib|wita|wit)?"
    r"\s*(?:-|–|—|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|to)\s*(?:pukul|jam)?\s*(\d.*)",
    re.I,
)
EXCEL_EPOCH = date(1899, 12, 30)
NUMBERING = re.compile(r"\(?\d{1,2}\)?")
SUM_ROW = re.compile(r"(sub ?)?(jumlah|total)\b[^a-z]*(jam|menit|kegiatan)?\W*", re.I)


def find_columns(cells, below=()):
    """Return {column: index} of a row of heads, empty where it is none.

    :param below: the row below, where heads stand in two rows

    >>> find_columns(["Rencana Aksi", "Tanggal", "Jam Mulai", "Jam Selesai", "Uraian Kegiatan"])
    {'time_from': 2, 'time_to': 3, 'date': 1, 'action': 0, 'name': 4}
    >>> find_columns(["No", "Hari", "Tanggal", "Waktu", "Kegiatan", "Jumlah"])
    {'date': 2, 'time': 3, 'quantity': 5, 'name': 4}
    >>> find_columns(["Tanggal", "Waktu", "", "Kegiatan"], ["", "Mulai", "Selesai", ""])
    {'time_from': 1, 'time_to': 2, 'date': 0, 'name': 3}
    >>> find_columns(["", "3/11/2026", "08.00", "09.00", "Rapat"])
    {}
    """
    texts = [" ".join(str(cell or "").split()).lower() for cell in cells]
    for index, cell in enumerate(below):
        if index < len(texts):
            texts[index] += " " + " ".join(str(cell or "").split()).lower()
    found = {}
    for column, patterns in HEADS.items():
        free = [index for index in range(len(texts)) if index not in found.values()]
        hits = [
            index
            for words in patterns
            for index in free
            if re.search(words, texts[index])
        ]
        if hits:
            found[column] = hits[0]
    # A day and what was done make a table; one word alone may stand in any row.
    return found if {"date", "name"} <= found.keys() else {}


def is_second_head(cells):
    """Return whether a row goes on with the heads above: start and end under "time".

    >>> is_second_head(["", "Mulai", "Selesai"]), is_second_head(["", "08.00", "09.00"])
    (True, False)
    """
    texts = [str(cell).strip() for cell in cells if cell not in (None, "")]
    return bool(texts) and all(
        re.search("|".join(HEADS["time_from"] + HEADS["time_to"]), text, re.I)
        and not re.search(r"\d", text)
        for text in texts
    )


def is_numbering(cells):
    """Return whether a row only numbers the columns, as official tables do.

    >>> is_numbering(["(1)", "(2)", "(3)"]), is_numbering([1, 2, 3]), is_numbering([1, 4, 2])
    (True, True, False)
    """
    texts = [str(cell).strip() for cell in cells if cell not in (None, "")]
    if len(texts) < 3 or not all(NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(text.strip("()")) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def find_table(rows):
    """Return ({column: index}, index of the first row below the heads, rows above).

    Without heads the columns stand in their usual order.

    >>> find_table([["BULAN MARET 2026"], ["Tanggal", "Kegiatan"], ["1", "2"], ["3/3", "Rapat"]])
    ({'date': 0, 'name': 1}, 2, [['BULAN MARET 2026']])
    """
    for index, cells in enumerate(rows[:30]):
        below = rows[index + 1] if index + 1 < len(rows) else ()
        is_double = is_second_head(below)
        if found := find_columns(cells, below if is_double else ()):
            start = index + 2 if is_double else index + 1
            if start < len(rows) and is_numbering(rows[start]):
                start += 1
            return found, start, rows[:index]
    return dict(zip(COLUMNS, range(len(COLUMNS)), strict=True)), 0, []


def read_rows(rows):
    """Return [(number from 1, {column: cell})] of the rows of a table that say something.

    An empty day is the one above, as in merged cells; not across an empty row, below
    which people sign. A row of sums says nothing of a day.

    >>> read_rows([["Tanggal", "Kegiatan"], ["3/3/2026", "Rapat"], ["", "Apel"], ["", "Jumlah"]])
    [(2, {'date': '3/3/2026', 'name': 'Rapat'}), (3, {'date': '3/3/2026', 'name': 'Apel'})]
    """
    columns, start, _above = find_table(rows)
    found, day = [], None
    for number, line in enumerate(rows[start:], start + 1):
        row = {
            column: line[index] if index < len(line) else None
            for column, index in columns.items()
        }
        words = [str(cell).strip() for cell in row.values() if str(cell or "").strip()]
        if not words:
            day = None
            continue
        if any(SUM_ROW.fullmatch(word) for word in words):
            continue
        if str(row.get("date") or "").strip():
            day = row["date"]
        else:
            row["date"] = day
        found.append((number, row))
    return found


def find_month(rows):
    """Return (month, year or None) that the lines above a table name, else None.

    >>> find_month([["LAPORAN"], ["Bulan : Maret 2026"]]), find_month([["Nama", "Maria"]])
    ((3, 2026), None)
    """
    for line in rows:
        for cell in line:
            if isinstance(cell, date):
                return cell.month, cell.year
            for word, year in re.findall(
                r"\b([a-z]{3,9})\b(?:\s+(\d{4}))?", str(cell or "").lower()
            ):
                month = get_month(word[:3])
                if month and MONTH_NAME.fullmatch(word):
                    return month, int(year) if year else None
    return None


def split_text(text):
    """Return the rows of pasted text: cells parted by tabs, else semicolons, else commas.

    A cell of several lines stands in quotation marks, as Excel copies it.

    >>> split_text("a\\tb\\n\\nc\\td\\n")
    [['a', 'b'], [], ['c', 'd']]
    >>> split_text("a;b"), split_text('a,"b, c"')
    ([['a', 'b']], [['a', 'b, c']])
    >>> split_text('3/3\\t"Rapat\\npagi"\\t2')
    [['3/3', 'Rapat\\npagi', '2']]
    """
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    mark = next((mark for mark in "\t;" if mark in text), ",")
    # A mark that is never closed would swallow all that follows.
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark, quoting=quoting))
    except csv.Error:
        rows = [line.split(mark) for line in text.split("\n")]
    return [[cell.strip() for cell in row] for row in rows]


def read_date(cell, year=None, month=None):
    """Return the day that a cell writes, None where it writes none.

    :param year: where the cell names none
    :param month: where it names the day only, as in a table of one month

    >>> read_date("3/11/2026"), read_date("3 November 2026"), read_date("2026-11-03")
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), datetime.date(2026, 11, 3))
    >>> read_date("Senin, 3 Nov 26"), read_date("03-11", year=2026), read_date(46329)
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), datetime.date(2026, 11, 3))
    >>> read_date("3-Nov-26"), read_date("3", 2026, 11), read_date(3, 2026, 11)
    (datetime.date(2026, 11, 3), datetime.date(2026, 11, 3), datetime.date(2026, 11, 3))
    >>> read_date("31/2/2026"), read_date("segera"), read_date("3")
    (None, None, None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str("" if cell is None else cell).strip().lower()
    if re.fullmatch(r"[2-7]\d{4}([.,]\d+)?", text):
        # Excel counts days.
        return EXCEL_EPOCH + timedelta(days=int(text[:5]))
    if found := re.search(r"\b(\d{4})[/-](\d{1,2})[/-](\d{1,2})\b", text):
        numbers = [int(number) for number in found.groups()]
    elif found := re.search(
        r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b", text
    ):
        numbers = [found[3] or year, found[2], found[1]]
    elif found := re.search(
        r"\b(\d{1,2})[\s.-]+([a-z]{3})[a-z]*[\s.-]*(\d{4}|\d{2})?\b", text
    ):
        numbers = [found[3] or year, get_month(found[2]), found[1]]
    elif found := re.fullmatch(r"(?:[a-z]+[,\s]+)?(\d{1,2})(?:\.0)?", text):
        numbers = [year, month, found[1]]
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
    >>> read_time("0830"), read_time(8.3), read_time(timedelta(hours=8)), read_time("-")
    (8.5, 8.5, 8.0, 0.0)
    >>> read_time("25:00"), read_time("24:00")
    (None, 24.0)
    """
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return cell.hour + cell.minute / 60
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / 86400
    if isinstance(cell, float) and 0 < cell < 1:
        return round(cell * 24 * 60) / 60
    if isinstance(cell, float):
        # 08.30 typed as a number has lost its last nought.
        cell = f"{cell:.2f}"
    text = str("" if cell is None else cell).strip(" -–—")
    if not text:
        return 0.0
    found = re.search(r"(?<!\d)(\d{1,2})(?:([.:,])(\d{1,2}))?(?::\d\d)?(?!\d)", text)
    found = found or re.search(r"(?<!\d)(\d\d)()(\d\d)(?!\d)", text)
    if not found:
        return None
    written = found[3] or "0"
    minutes = int(written if found[2] == ":" else written.ljust(2, "0"))
    hour = int(found[1]) + minutes / 60
    return hour if minutes < 60 and hour <= 24 else None


def split_times(cell):
    """Return (start, end) of a cell that holds both, else the cell itself and None.

    >>> split_times("08.00 - 09.30"), split_times("8:00 s.d. 9:30 WIB"), split_times("08.00")
    (('08.00', '09.30'), ('8:00', '9:30 WIB'), ('08.00', None))
    >>> split_times("Pukul 08.00 s/d 09.30"), split_times("0800-0930")
    (('08.00', '09.30'), ('0800', '0930'))
    """
    if isinstance(cell, str):
        if found := TIMES.fullmatch(cell.strip()):
            return found[1], found[2]
    return cell, None


def read_duration(cell):
    """Return how many hours a cell tells, 0.0 for an empty one, None for other words.

    >>> read_duration("1,5 jam"), read_duration("90 menit"), read_duration("1:30")
    (1.5, 1.5, 1.5)
    >>> read_duration(2), read_duration(None), read_duration("lama"), read_duration(30)
    (2.0, 0.0, None, None)
    """
    if isinstance(cell, time | timedelta) or ":" in str(cell or ""):
        return read_time(cell)
    if isinstance(cell, int | float):
        return float(cell) if 0 <= cell <= 24 else None
    text = str(cell or "").strip(" -–—")
    if not text:
        return 0.0
    found = NUMBER.match(text)
    if not found:
        return None
    number = to_number(found[1])
    hours = number / 60 if re.match(r"\s*(menit|min)", text[found.end() :]) else number
    return hours if hours <= 24 else None


def read_quantity(cell, uom=""):
    """Return (number, unit) of a realisation; (0.0, unit) for an empty cell, None for words.

    >>> read_quantity("3 berkas"), read_quantity("1.250", "lembar"), read_quantity(4)
    ((3.0, 'berkas'), (1250.0, 'lembar'), (4.0, ''))
    >>> read_quantity("", "berkas"), read_quantity("2 (dua) surat"), read_quantity("selesai")
    ((0.0, 'berkas'), (2.0, 'surat'), None)
    """
    if isinstance(cell, int | float):
        return float(cell), uom
    text = str(cell or "").strip(" -–—")
    if not text:
        return 0.0, uom
    found = NUMBER.match(text)
    if not found:
        return None
    words = re.sub(r"^\s*\([a-z\s]+\)", "", text[found.end() :], flags=re.I)
    return to_number(found[1]), uom or words.strip()


def read_links(cell):
    """Return the links that a cell names, in order.

    >>> read_links("https://a.id/1 https://a.id/2"), read_links("drive.google.com/x")
    (['https://a.id/1', 'https://a.id/2'], ['https://drive.google.com/x'])
    >>> read_links("foto kegiatan"), read_links(None)
    ([], [])
    """
    links = []
    for word in str(cell or "").split():
        word = word.strip(",;")
        if re.match(r"https?://\S", word, re.I):
            links.append(word)
        elif re.fullmatch(r"(www\.\S+|[\w-]+(\.[\w-]+)+/\S*)", word):
            links.append(f"https://{word}")
    return list(dict.fromkeys(links))
