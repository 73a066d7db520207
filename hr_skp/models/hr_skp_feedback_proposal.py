from odoo import api, fields, models
from odoo.tools import format_date

from .hr_skp import EDITABLE_STATES
from .hr_skp_feedback_follow_up import FOLLOW_UPS

CHANGES = {kind for kind, is_change in FOLLOW_UPS.values() if is_change}


class HrSkp(models.Model):
    """What the appraiser proposed after feedback, told on top of the revision it opened."""

    _inherit = "hr.skp"

    proposal_text = fields.Text("Proposed after feedback", compute="_compute_proposals")

    @api.depends("state", "state_date", "feedback_ids.follow_up")
    @api.depends_context("lang", "tz")
    def _compute_proposals(self):
        """Read the proposals since each revision was opened: two queries for all."""
        proposals = self._get_proposals()
        for plan in self:
            plan.proposal_text = "\n".join(
                event._get_proposal_text()
                for event in proposals.get(plan._origin.id, ())
            )

    def _get_proposals(self):
        """Return {plan id: events}, of plans under revision, the oldest first."""
        events = self.env["hr.skp.event"].sudo()
        ids = [
            plan.id
            for plan in self._origin
            if plan.revision and plan.state in (*EDITABLE_STATES, "submitted")
        ]
        if not ids:
            return {}
        opened = dict(
            events._read_group(
                [("skp_id", "in", ids), ("kind", "in", ("revise", "approve"))],
                ["skp_id"],
                ["id:max"],
            )
        )
        told = events.search(
            [("skp_id", "in", ids), ("kind", "=", "feedback_follow_up")], order="id"
        )
        # Where the proposal opens the revision, the revision is recorded just before it.
        return told.filtered(
            lambda event: (
                (event.after or {}).get("follow_up") in CHANGES
                and event.id > opened.get(event.skp_id, 0)
            )
        ).grouped(lambda event: event.skp_id.id)


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    def _get_proposal_text(self):
        """Return what was proposed, by whom and when."""
        self.ensure_one()
        return self.env._(
            "%(user)s, %(date)s: %(proposal)s",
            user=self.user_id.name,
            date=format_date(
                self.env, fields.Datetime.context_timestamp(self, self.date)
            ),
            proposal=self.reason,
        )
