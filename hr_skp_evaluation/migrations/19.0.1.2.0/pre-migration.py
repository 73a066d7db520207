"""Deadlines that somebody emptied get the usual day, and terms of agencies their bounds."""

from odoo.tools import SQL, sql

# setting: (condition of a value that is none, what it becomes)
TERMS = {
    "skp_objection_days": (SQL("< 1"), 1),
    "skp_explanation_days": (SQL("< 1"), 1),
    "skp_distribution_smallest": (SQL("< 1"), 1),
    "skp_distribution_tolerance": (SQL("< 0"), 0),
    "skp_pattern_days": (SQL("< 0"), 0),
    "skp_pattern_gap": (SQL("<= 0"), 0.5),
    "skp_pattern_share": (SQL("NOT BETWEEN 1 AND 100"), 90),
}


def migrate(cr, version):
    # All that is due rests on them.
    cr.execute(
        """
        UPDATE hr_skp_period
           SET employee_deadline = COALESCE(employee_deadline, date_to + 5),
               evaluation_deadline = COALESCE(evaluation_deadline, date_to + 10)
         WHERE employee_deadline IS NULL OR evaluation_deadline IS NULL
        """
    )
    for name, (condition, value) in TERMS.items():
        if sql.column_exists(cr, "res_company", name):
            column = SQL.identifier(name)
            cr.execute(
                SQL(
                    "UPDATE res_company SET %s = %s WHERE %s %s",
                    column,
                    value,
                    column,
                    condition,
                )
            )
