"""Reads the tables of this folder into cells; knows nothing of Odoo.

A row is: model, document, question, one code for each role.

    hr.skp   draft   rights   w . r r …
    hr.skp   draft   submit   x . . . …

``rights`` is what access rows and record rules open: ``.`` nothing, ``r`` read,
``w`` read, write, create and delete, ``e`` read and write, ``a`` these and create,
``o`` read and create, ``d`` these and delete. It becomes one cell for each way of
reading, and one for writing; the test of the rules looks at all four. ``reads`` (``r``
or ``.``) asks the reading only, of models that are not ours. ``see_<field>`` reads one
field, ``get_file`` and ``print_<report>`` fetch a page. Every other question is a step
that is really taken:

    x  done       .  refused to this person       !  refused in this state
    =  allowed, and there is nothing to do
"""

import re
from collections import namedtuple
from pathlib import Path

from .roles import ROLES

FOLDER = Path(__file__).parent / "tables"
RIGHTS = {".": "", "r": "r", "w": "rwcu", "e": "rw", "a": "rwc", "o": "rc", "d": "rcu"}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
# Each of them must find the document, or must not.
READS = (
    "read",
    "search",
    "search_count",
    "web_search_read",
    "name_search",
    "formatted_read_group",
    "export_data",
)
# Ways that say nothing of a single document of these models.
NO_READS = {
    "ir.attachment": {"name_search", "export_data"},
    "mail.message": {"name_search", "export_data"},
}

Row = namedtuple("Row", "file line model doc what codes")
Cell = namedtuple("Cell", "model doc what role expected")


def read_rows():
    """Return the rows of all tables; raise ValueError for one that cannot be read."""
    rows = []
    for path in sorted(FOLDER.glob("*.txt")):
        for number, text in enumerate(path.read_text().splitlines(), 1):
            words = text.split("#")[0].split()
            if not words:
                continue
            place = f"{path.name}:{number}"
            model, doc, what, *codes = words
            if model == "model":
                if codes != list(ROLES):
                    raise ValueError(f"{place}: the columns are {' '.join(ROLES)}")
                continue
            if len(codes) != len(ROLES):
                raise ValueError(f"{place}: {len(codes)} codes for {len(ROLES)} roles")
            valid = {"rights": "[.rweaod]", "reads": "[.r]"}.get(what, "[x.!=]")
            if wrong := [code for code in codes if not re.fullmatch(valid, code)]:
                raise ValueError(f"{place}: {wrong} is no code of “{what}”")
            codes = dict(zip(ROLES, codes, strict=True))
            rows.append(Row(path.name, number, model, doc, what, codes))
    keys = [(row.model, row.doc, row.what) for row in rows]
    if double := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"Rows that stand twice: {sorted(double)}")
    return rows


def get_rights(code):
    """Return the letters of the rights that a code opens."""
    return RIGHTS[code]


def read_cells(rows):
    """Return one cell for each question to each role.

    What a row says about reading becomes one cell for each way of reading, and what it
    says about writing one more; creating and deleting are steps of their own.
    """
    cells = []
    for row in rows:
        for role, code in row.codes.items():
            if row.what not in ("rights", "reads"):
                cells.append(Cell(row.model, row.doc, row.what, role, code))
                continue
            rights = get_rights(code)
            cells += [
                Cell(row.model, row.doc, what, role, "x" if "r" in rights else ".")
                for what in READS
                if what not in NO_READS.get(row.model, ())
            ]
            if row.what == "rights":
                code = "x" if "w" in rights else "."
                cells.append(Cell(row.model, row.doc, "may_write", role, code))
    return cells
