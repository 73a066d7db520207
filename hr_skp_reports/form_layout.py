"""How the tables of the official forms are built. Plain Python on plain dicts.

A *paragraph* is ``{"text": …, "style": …}``, a *cell* a list of paragraphs. The same
cells fill the printed table and its spreadsheet twin.
"""

from . import terms

# Widths in percent of the page, by document, approach and family.
_PLAN = {
    ("quantitative", "leader"): {
        "number": 4, "result": 32, "indicator": 31, "target": 17, "perspective": 16,
    },
    ("quantitative", "staff"): {
        "number": 4, "parent": 24, "result": 24, "aspect": 9, "indicator": 24, "target": 15,
    },
    ("qualitative", "leader"): {"number": 4, "result": 96},
    ("qualitative", "staff"): {"number": 4, "parent": 36, "result": 60},
}  # fmt: skip
_EVALUATION = {
    ("quantitative", "leader"): {
        "number": 4, "result": 21, "indicator": 18, "target": 11, "perspective": 12,
        "realization": 16, "feedback": 18,
    },
    ("quantitative", "staff"): {
        "number": 4, "parent": 16, "result": 17, "aspect": 9, "indicator": 15, "target": 10,
        "realization": 14, "feedback": 15,
    },
    ("qualitative", "leader"): {"number": 4, "result": 48, "realization": 24, "feedback": 24},
    ("qualitative", "staff"): {
        "number": 4, "parent": 20, "result": 34, "realization": 21, "feedback": 21,
    },
}  # fmt: skip
# What a rating rests on, alike for all plans.
_WHY = {
    "number": 4, "result": 17, "indicator": 15, "target": 10, "realization": 14,
    "evidence": 13, "feedback": 16, "rating": 11,
}  # fmt: skip
# These columns hold one cell for the whole result, the others one for each indicator.
SPANNED = {
    "number", "parent", "result", "perspective", "evidence", "feedback", "rating",
}  # fmt: skip

# Characters that fit in one percent of the width. Only to choose where a table may
# break; nothing is cut by it.
CHARACTERS_PER_PERCENT = 1.6
# Rows of one result stay together up to so many lines: what fits below the heading of
# a first page.
KEEP_LINES = 18
# What the padding of a row adds, in lines.
ROW_PADDING = 0.5
# A cell that spans the rows of a result surely fits on one page up to so many lines.
SPAN_LINES = 30


def get_columns(document, approach, form):
    """Return the columns of a form's table: dicts with key, label and width.

    >>> [column["key"] for column in get_columns("plan", "quantitative", "leader")]
    ['number', 'result', 'indicator', 'target', 'perspective']
    """
    widths = (_PLAN if document == "plan" else _EVALUATION)[approach, form]
    return _make_columns(widths)


def get_why_columns():
    """Return the columns of the table that a rating of results rests on.

    >>> sum(column["width"] for column in get_why_columns())
    100
    """
    return _make_columns(_WHY)


def _make_columns(widths):
    return [
        {"key": key, "label": terms.COLUMNS[key], "width": width}
        for key, width in widths.items()
    ]


def paragraph(text, style=""):
    """Return a paragraph; fields of any kind become plain text.

    >>> paragraph(False)
    {'text': '', 'style': ''}
    """
    return {"text": str(text or "").strip(), "style": style}


def cell(*paragraphs):
    """Return a cell of the paragraphs that hold something, one of them at least.

    >>> cell(paragraph("a"), paragraph(""))
    [{'text': 'a', 'style': ''}]
    """
    return [part for part in paragraphs if part["text"]] or [paragraph("")]


def get_groups(columns, results):
    """Return the groups of the table: main and additional results.

    Each group has a label and bodies, each body rows of placed cells; a body whose
    ``keep`` is set stays on one page, so that a spanning cell is never torn.
    """
    groups = []
    for kind, label in terms.RESULT_KINDS.items():
        bodies = []
        members = [result for result in results if result["kind"] == kind]
        for number, result in enumerate(members, start=1):
            bodies += _get_bodies(columns, {**result, "number": number})
        groups.append({"kind": kind, "label": label, "bodies": bodies})
    return groups


def get_cells(columns, result):
    """Return (spanned cells by key, one dict of cells for each row) of a result."""
    qualitative = "indicator" not in {column["key"] for column in columns}
    struck = "struck" if result["state"] == "taken_over" else ""
    indicators = result["indicators"]
    spanned = {
        "number": cell(paragraph(result["number"])),
        "parent": cell(paragraph(result["parent_name"], struck)),
        "result": _get_result_cell(result, struck, qualitative),
        "perspective": cell(paragraph(result["perspective"])),
        "evidence": cell(
            *[paragraph(text, "bullet") for text in result.get("evidence", [])]
        ),
        "feedback": cell(*[paragraph(text) for text in result.get("feedback", [])]),
        "rating": cell(paragraph(result.get("rating"))),
    }
    if qualitative:
        realization = [
            paragraph(indicator.get("realization")) for indicator in indicators
        ]
        return spanned, [{"realization": cell(*realization)}]
    rows = [
        {
            "aspect": cell(paragraph(terms.ASPECTS.get(indicator["aspect"]))),
            "indicator": cell(paragraph(indicator["name"], struck)),
            "target": cell(paragraph(indicator["target"], struck)),
            "realization": cell(paragraph(indicator.get("realization"))),
        }
        for indicator in indicators
    ]
    return spanned, rows or [{}]


def _get_result_cell(result, struck, qualitative):
    parts = [paragraph(result["name"], struck)]
    if result["assigned_by"]:
        parts.append(paragraph(terms.ASSIGNED_BY % result["assigned_by"], "note"))
    if struck:
        note = (
            f"{terms.TAKEN_OVER}: {result['note']}"
            if result["note"]
            else terms.TAKEN_OVER
        )
        parts.append(paragraph(note, "note"))
    if qualitative and result["indicators"]:
        parts.append(paragraph(terms.QUALITATIVE_MEASURES, "measures"))
        for indicator in result["indicators"]:
            texts = dict.fromkeys(
                filter(None, (indicator["name"], indicator["target"]))
            )
            parts.append(paragraph(": ".join(texts), f"bullet {struck}".strip()))
    return cell(*parts)


def _get_bodies(columns, result):
    """Return the bodies of one result, cut where it is too tall for a page."""
    spanned, rows = get_cells(columns, result)
    widths = {column["key"]: column["width"] for column in columns}
    span_height = _count_lines(spanned, widths)
    if span_height > SPAN_LINES:
        # The first row holds the long text and may break over pages.
        chunks = [[row] for row in rows]
    else:
        chunks = _cut(rows, widths, span_height)
    bodies = [
        _place(columns, spanned, chunk, first=index == 0)
        for index, chunk in enumerate(chunks)
    ]
    for body, chunk in zip(bodies, chunks, strict=True):
        height = sum(_count_lines(row, widths) + ROW_PADDING for row in chunk)
        body["keep"] = max(height, span_height) <= SPAN_LINES
    return bodies


def _cut(rows, widths, span_height):
    """Return the rows in chunks, none taller than what is kept together."""
    chunks, chunk, height = [], [], 0
    for row in rows:
        row_height = _count_lines(row, widths) + ROW_PADDING
        # Beside a tall spanning cell there is room for more rows.
        limit = KEEP_LINES if chunks else max(KEEP_LINES, span_height)
        if chunk and height + row_height > limit:
            chunks.append(chunk)
            chunk, height = [], 0
        chunk.append(row)
        height += row_height
    return [*chunks, chunk]


def _place(columns, spanned, rows, first):
    """Return a body: the cells of ``rows`` in order, spanned ones in the first row."""
    if not first:
        number, again = spanned["number"], paragraph(terms.CONTINUED, "note")
        spanned = {"number": number, "result": [again]}
    placed = []
    for index, row in enumerate(rows):
        line = []
        for column in columns:
            key = column["key"]
            if key not in SPANNED:
                line.append(_place_cell(key, row.get(key), 1))
            elif index == 0:
                line.append(_place_cell(key, spanned.get(key), len(rows)))
        placed.append(line)
    return {"rows": placed}


def _place_cell(key, content, rowspan):
    return {"key": key, "paragraphs": content or cell(), "rowspan": rowspan}


def _count_lines(cells, widths):
    """Return about how many lines the tallest of ``cells`` takes in its column."""
    return max(
        (
            sum(
                1 + int(len(line) / (widths[key] * CHARACTERS_PER_PERCENT))
                for part in content
                for line in part["text"].split("\n")
            )
            for key, content in cells.items()
            if key in widths
        ),
        default=0,
    )


def get_options(words, chosen):
    """Return all options of a rating, the chosen one marked.

    Where nothing is chosen yet none is struck out.

    >>> get_options({"a": "A", "b": "B"}, "b")
    [{'text': 'A', 'style': 'struck'}, {'text': 'B', 'style': 'chosen'}]
    >>> get_options({"a": "A"}, False)
    [{'text': 'A', 'style': ''}]
    """
    return [
        {
            "text": text,
            "style": ""
            if chosen not in words
            else "chosen"
            if key == chosen
            else "struck",
        }
        for key, text in words.items()
    ]
