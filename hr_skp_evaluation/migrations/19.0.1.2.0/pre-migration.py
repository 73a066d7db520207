"""Deadlines that somebody emptied get the usual day: all that is due rests on them."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE hr_skp_period
           SET employee_deadline = COALESCE(employee_deadline, date_to + 5),
               evaluation_deadline = COALESCE(evaluation_deadline, date_to + 10)
         WHERE employee_deadline IS NULL OR evaluation_deadline IS NULL
        """
    )
