from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("objection", "Objections")], ondelete={"objection": "cascade"}
    )

    @api.model
    def _get_sources(self):
        return {**super()._get_sources(), "objection": "hr.skp.reminder.objection"}


class HrSkpReminderObjection(models.AbstractModel):
    """Objections that wait: for the appraiser's explanation, or for the decision.

    ``own`` counts what the reader decides, ``team`` of whom he owes an explanation.
    """

    _name = "hr.skp.reminder.objection"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of objections"

    _skp_kind = "objection"
    _skp_counts = "hr.skp.objection"
    _skp_own_column = "decider_user_id"
    _skp_date_column = "deadline"
    _skp_switch = "skp_remind_objection"
    _skp_is_leaders = False
    _skp_is_after_year = True

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_rolling(cycle, today, {"own", "team"})

    @api.model
    def _get_domain(self, occasion, part):
        today = occasion.cycle.company_id._get_skp_today()
        of_year = Domain("skp_id.cycle_id", "=", occasion.cycle.id)
        filed = Domain("state", "=", "filed")
        if part == "team":
            return of_year & filed
        late = filed & Domain("deadline", "<", today)
        return of_year & (late | Domain("state", "=", "explained"))

    # The words

    @api.model
    def _get_title(self, occasion):
        return self.env._("Objections")

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Objections that wait for your decision: %(count)s", count=due.count
            ),
            "skp-objections-to-decide",
            self.env._("Open the objections"),
        )

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._("Objections that you are asked to explain, with the last day:"),
            "skp-objections-to-explain",
            self.env._("Open the objections"),
            self._shorten(
                [
                    f"{plan.employee_id.name} ({format_date(self.env, due.date)})"
                    for plan, due in team
                ]
            ),
        )
