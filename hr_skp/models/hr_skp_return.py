from odoo import api, fields, models
from odoo.tools import format_date

from .hr_skp import EDITABLE_STATES
from .hr_skp_states import STEPS


class HrSkp(models.Model):
    """Why a plan came back: told on top of it until it is submitted again."""

    _inherit = "hr.skp"

    return_text = fields.Char("Returned", compute="_compute_return")
    return_reason = fields.Text("What to change", compute="_compute_return")

    @api.depends("state", "state_date")
    @api.depends_context("lang", "tz")
    def _compute_return(self):
        """Read the last step of each plan from its history: two queries for all."""
        returns = self._get_last_returns()
        for plan in self:
            event = returns.get(plan._origin.id)
            plan.return_text = event._get_return_text() if event else False
            plan.return_reason = event.reason if event else False

    def _get_last_returns(self):
        """Return {plan id: event}, for plans under work whose last step was a return."""
        events = self.env["hr.skp.event"].sudo()
        ids = [plan.id for plan in self._origin if plan.state in EDITABLE_STATES]
        if not ids:
            return {}
        groups = events._read_group(
            [
                ("model", "=", self._name),
                ("skp_id", "in", ids),
                ("kind", "in", list(STEPS)),
            ],
            ["skp_id"],
            ["id:max"],
        )
        last = events.browse([event_id for _plan, event_id in groups])
        return {event.res_id: event for event in last if event.kind == "return"}


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    def _get_return_text(self):
        """Return who gave the plan back, for whom, and when."""
        self.ensure_one()
        date = format_date(self.env, fields.Datetime.context_timestamp(self, self.date))
        if self.on_behalf_of_id:
            return self.env._(
                "Returned by %(user)s on behalf of %(principal)s on %(date)s",
                user=self.user_id.name,
                principal=self.on_behalf_of_id.name,
                date=date,
            )
        return self.env._(
            "Returned by %(user)s on %(date)s", user=self.user_id.name, date=date
        )
