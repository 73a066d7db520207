"""Who appraises somebody on a day, found slowly: the order of the design, step by step.

The addon asks the database one query for a whole agency; this is what it must answer.
"""

from odoo import fields

ORDER = ("acting", "daily_acting", "delegate")


def find_appraiser(employee, day):
    """Return who lawfully appraises one employee on a day, empty where nobody does."""
    for candidate in get_candidates(employee, day):
        if candidate and candidate != employee:
            return candidate
    return employee.browse()


def get_candidates(employee, day):
    """Go from the row that names the employee to his manager and up through the units."""
    own = get_rows(employee, "employee_id", day)
    yield get_definitive(own)
    yield get_holder(employee, "employee_id", employee.parent_id, own, day)
    unit = employee._get_version(day).department_id
    yield_own_stand_in = True
    while unit:
        rows = get_rows(unit, "department_id", day)
        definitive = get_definitive(rows)
        head = get_holder(unit, "department_id", unit.manager_id, rows, day)
        yield definitive
        yield head
        if not definitive and not head:
            if yield_own_stand_in:
                yield get_stand_in(own)
            yield get_stand_in(rows)
        yield_own_stand_in = False
        unit = unit.parent_id
    yield get_stand_in(own)


def get_rows(record, name, day):
    rows = record.env["hr.skp.appraiser"].sudo().search([(name, "=", record.id)])
    return rows.filtered(
        lambda row: (
            (not row.date_from or row.date_from <= day)
            and (not row.date_to or row.date_to >= day)
        )
    )


def get_definitive(rows):
    """Return whom a row typed by hand names."""
    return rows.filtered(
        lambda row: row.kind == "definitive" and not row.is_automatic
    ).appraiser_id


def get_holder(record, name, today, rows, day):
    """Return who held the post that day, by the history of the card or of the unit."""
    history = rows.filtered("is_automatic").appraiser_id
    later = (
        record.env["hr.skp.appraiser"]
        .sudo()
        .search_count(
            [
                (name, "=", record.id),
                ("is_automatic", "=", True),
                ("date_from", ">", day),
            ]
        )
    )
    return history or (today if not later else today.browse())


def get_stand_in(rows):
    """Return who stands in: the weightiest kind first, then the row that began last."""
    rows = rows.filtered(lambda row: row.kind != "definitive")
    first = fields.Date.to_date("1900-01-01")
    return rows.sorted(
        lambda row: (
            -ORDER.index(row.kind),
            row.date_from or first,
            row.id,
        ),
        reverse=True,
    )[:1].appraiser_id
