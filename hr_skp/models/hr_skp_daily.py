from odoo import api, fields, models
from odoo.fields import Domain

from .hr_skp_people import OPEN_STATES


class HrSkp(models.Model):
    """What the calendar does to plans, once a day."""

    _inherit = "hr.skp"

    @api.model
    def _cron_daily(self, limit=500):
        """Close plans whose last day is past, in chunks, then follow today's rows.

        Handovers ordered for today take place, and deputies are set and cleared.
        """
        closed = self._close_ended(limit)
        if closed == limit:
            left = self.sudo().search_count(self._get_ended_domain())
            self.env["ir.cron"]._commit_progress(closed, remaining=left)
            if left:
                return
        self.env["hr.skp.appraiser"]._hand_over_due()
        self._update_all_deputies()
        self.env["ir.cron"]._commit_progress(closed, remaining=0)

    @api.model
    def _get_ended_domain(self):
        past = Domain("date_to", "<", fields.Date.context_today(self))
        return (
            Domain("state", "=", "approved") & Domain("is_reopened", "=", False) & past
        )

    @api.model
    def _close_ended(self, limit):
        """Close approved plans whose last day is past; return how many."""
        ended = self.sudo().search(self._get_ended_domain(), order="id", limit=limit)
        if ended:
            ended._move(
                "close", "closed", reason=self.env._("The plan's last day is past")
            )
        return len(ended)

    @api.model
    def _get_led_domain(self):
        """Return the plans on which a deputy still acts; other addons add closed ones."""
        return Domain("state", "in", OPEN_STATES)

    @api.model
    def _update_all_deputies(self):
        """Set and clear the deputies of all open plans that a row concerns today."""
        plans, today = self.sudo(), fields.Date.context_today(self)
        is_open = self._get_led_domain()
        appraisers = (
            self.env["hr.employee"]
            .sudo()
            .union(
                *(
                    appraiser
                    for (appraiser,) in plans._read_group(is_open, ["appraiser_id"])
                )
            )
        )
        rows = self.env["hr.employee"]._search_skp_stand_ins(
            today, Domain("employee_id", "!=", False)
        )
        concerned = (
            Domain("deputy_user_id", "!=", False)
            | Domain(
                "appraiser_id", "in", [a.id for a in appraisers._get_skp_deputy(today)]
            )
            | Domain("employee_id", "in", rows.employee_id.ids)
        )
        plans.search(is_open & concerned)._update_deputies()
