"""The cells of a file in which people keep their log: .xlsx, .ods or .csv."""

import io
import zipfile
from datetime import date, time

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .log_table import split_text

# What a month of a log never reaches, unpacked.
MAX_BYTES = 50 * 2**20
TEXT_ENDINGS = (".csv", ".txt", ".tsv")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class NoTableError(Exception):
    """A file whose cells cannot be read."""


def read_cells(content, file_name="", max_rows=5000):
    """Return the rows of cells of the first sheet that holds any.

    :param bytes content: of the file
    :param str file_name: tells a text from other files
    :param int max_rows: a sheet may claim a million rows; what is far below is not read
    :raises NoTableError: where it is none of the known files

    >>> read_cells(b"Tanggal;Kegiatan\\n3/3/2026;Rapat", "maret.csv")
    [['Tanggal', 'Kegiatan'], ['3/3/2026', 'Rapat']]
    """
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = {item.filename: item.file_size for item in archive.infolist()}
                if sum(names.values()) > MAX_BYTES:
                    raise NoTableError
                if "content.xml" in names:
                    sheets = read_ods(archive.read("content.xml"), max_rows)
                else:
                    sheets = read_xlsx(content, max_rows)
                return next(filter(has_cells, sheets), [])
        if file_name.lower().endswith(TEXT_ENDINGS):
            return split_text(decode(content))[:max_rows]
    except (
        InvalidFileException,
        KeyError,
        OSError,
        ValueError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise NoTableError from error
    raise NoTableError


def has_cells(rows):
    """Return whether any cell of a sheet says something."""
    return any(cell not in (None, "") for row in rows for cell in row)


def decode(content):
    """Return the text of a file, in the encodings that Excel writes.

    >>> decode("﻿é".encode()), decode("é".encode("cp1252")), decode("é".encode("utf-16"))
    ('é', 'é', 'é')
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_xlsx(content, max_rows):
    """Yield the rows of each sheet of a workbook."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book:
        yield [list(row) for row in sheet.iter_rows(max_row=max_rows, values_only=True)]


def read_ods(content, max_rows):
    """Yield the rows of each sheet of an open document."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for sheet in etree.fromstring(content, parser).iter(f"{TABLE}table"):
        rows = []
        for row in sheet.iter(f"{TABLE}table-row"):
            cells = []
            for cell in row.iter(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
                # Repeated far to the right, a cell only fills the sheet.
                cells += [read_ods_cell(cell)] * min(times, 50)
            times = int(row.get(f"{TABLE}number-rows-repeated", 1))
            # A filled row may be repeated; empty ones end the sheet by the thousand.
            rows += [cells] * (min(times, max_rows) if any(cells) else min(times, 2))
            if len(rows) >= max_rows:
                break
        yield rows[:max_rows]


def read_ods_cell(cell):
    """Return the value of one cell: a day, a time, a number or words."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "date":
        return date.fromisoformat(cell.get(f"{OFFICE}date-value")[:10])
    if kind == "time":
        # Such as PT08H30M00S.
        value = cell.get(f"{OFFICE}time-value")
        hours, minutes = value[2:4], value[5:7]
        return time(int(hours), int(minutes)) if int(hours) < 24 else None
    if kind in ("float", "currency", "percentage"):
        return float(cell.get(f"{OFFICE}value"))
    return "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
