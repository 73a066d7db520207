class OwedCastMixin:
    """Rows of who is not evaluated: C has no plan of the year."""

    @classmethod
    def build_owed(cls):
        cls.env.flush_all()
        rows = cls.env["hr.skp.evaluation.progress"].search(
            [("period_id", "=", cls.periods[1].id)]
        )
        plan = cls.doc("hr.skp", "approved")
        cls.keep("employee", rows.filtered(lambda row: row.skp_id == plan))
        colleague = cls.people["C"]
        cls.keep("colleague", rows.filtered(lambda row: row.employee_id == colleague))
