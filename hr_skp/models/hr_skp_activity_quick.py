from odoo import api, models
from odoo.fields import Domain

# How many different activities are offered while one types.
NAME_COUNT = 40


class HrSkpActivity(models.Model):
    """What follows from what the person logs again and again, so that he types less."""

    _inherit = "hr.skp.activity"

    @api.model
    def get_names(self):
        """Return the names of one's own latest activities, to choose from while typing.

        :return: names, the one logged most lately first
        """
        groups = self._read_group(
            [("employee_user_id", "=", self.env.uid)],
            ["name"],
            order="date:max desc, id:max desc",
            limit=NAME_COUNT,
        )
        return [name for [name] in groups]

    def _get_log_domain(self):
        """Return the domain of the other entries of the person of one entry."""
        employee = self.employee_id or self._get_log_employee(False)
        return Domain("employee_id", "=", employee.id) & Domain(
            "id", "!=", self._origin.id or 0
        )

    @api.onchange("name")
    def _onchange_name(self):
        """An activity logged before serves the same result, in the same unit."""
        name = (self.name or "").strip()
        if not name or self._origin or self.result_id or self.uom or self.quantity:
            return
        for mark in ("\\", "%", "_"):
            name = name.replace(mark, f"\\{mark}")
        former = self.search(
            self._get_log_domain()
            & Domain("skp_id", "=", self.skp_id.id)
            & Domain("name", "=ilike", name),
            limit=1,
        )
        if former:
            self.kind = former.kind
            self.result_id = former.result_id.filtered(
                lambda result: result.state == "active"
            )
            self.uom = former.uom

    @api.onchange("time_to")
    def _onchange_time_to(self):
        """Work goes on where the one before ended; the first begins as the day before."""
        if not self.time_to or self.time_from or not self.date:
            return
        timed = self._get_log_domain() & Domain("time_to", ">", 0)
        before = self.search(
            timed
            & Domain("date", "=", self.date)
            & Domain("time_to", "<", self.time_to),
            order="time_to desc",
            limit=1,
        )
        if before:
            self.time_from = before.time_to
            return
        last = self.search(
            timed & Domain("date", "<", self.date),
            order="date desc, time_from",
            limit=1,
        )
        if last and last.time_from < self.time_to:
            self.time_from = last.time_from
