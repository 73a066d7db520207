from odoo import fields, models
from odoo.tools import format_date


class HrSkp(models.Model):
    """The team board: one card for each person; who needs his leader says
    ``hr_skp_attention.py``, units as a whole ``hr_skp_board_unit.py``.
    """

    _inherit = "hr.skp"

    board_progress = fields.Integer("Progress (%)", compute="_compute_board")
    has_board_progress = fields.Boolean(
        compute="_compute_board", export_string_translation=False
    )
    board_period = fields.Char("Period", compute="_compute_board")
    logged_days = fields.Integer("Days logged", compute="_compute_board")
    unverified_count = fields.Integer("Entries to verify", compute="_compute_board")
    board_evidence_count = fields.Integer(
        "Pieces of evidence", compute="_compute_board"
    )
    last_feedback_text = fields.Char("Last feedback", compute="_compute_board")

    def _compute_board(self):
        """Tell of each person: how far his results are, what he logged, when one spoke."""
        today = fields.Date.context_today(self)
        plans = self._origin
        lines = self.env["hr.skp.target"].search(
            [
                ("skp_id", "in", plans.ids),
                ("period_kind", "=", "periodic"),
                ("has_realized_value", "=", True),
                ("result_id.state", "=", "active"),
            ]
        )
        days = dict(
            self.env["hr.skp.activity"]._read_group(
                [
                    ("skp_id", "in", plans.ids),
                    ("date", ">=", today.replace(day=1)),
                    ("date", "<=", today),
                ],
                ["skp_id"],
                ["date:count_distinct"],
            )
        )
        words = dict(
            self.env["hr.skp.feedback"]._read_group(
                [("skp_id", "in", plans.ids), ("state", "!=", "requested")],
                ["skp_id"],
                ["given_on:max"],
            )
        )
        unverified = dict(
            self.env["hr.skp.activity"]._read_group(
                [("skp_id", "in", plans.ids), ("state", "=", "submitted")],
                ["skp_id"],
                ["__count"],
            )
        )
        evidence = dict(
            self.env["hr.skp.evidence"]._read_group(
                [("skp_id", "in", plans.ids), ("replaced_by_id", "=", False)],
                ["skp_id"],
                ["__count"],
            )
        )
        by_plan = lines.grouped("skp_id")
        for plan in self:
            told = by_plan.get(plan._origin, lines.browse())
            period = told.period_id.sorted("date_to")[-1:]
            counted = told.filtered(
                lambda line, period=period: (
                    line.period_id == period and line.has_achievement
                )
            )
            plan.has_board_progress = bool(counted)
            plan.board_period = period.name
            plan.board_progress = (
                round(
                    sum(min(line.achievement, 100) for line in counted) / len(counted)
                )
                if counted
                else 0
            )
            plan.logged_days = days.get(plan._origin, 0)
            plan.unverified_count = unverified.get(plan._origin, 0)
            plan.board_evidence_count = evidence.get(plan._origin, 0)
            last = words.get(plan._origin)
            plan.last_feedback_text = last and format_date(self.env, last)

    def _get_attention_period(self):
        """Return the period whose realisation is behind or missing, or none."""
        self.ensure_one()
        period_id, counts = self._get_attention().get(self.id, (None, {}))
        is_named = counts.get("behind") or counts.get("untold")
        return self.env["hr.skp.period"].browse(is_named and period_id or [])

    def action_give_feedback(self):
        """Open new feedback on one plan, without leaving the board."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Feedback"),
            "res_model": "hr.skp.feedback",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_skp_id": self.id,
                "default_period_id": self._get_current_period().id,
            },
        }

    def action_open_plan_evidence(self):
        """Open the evidence of one plan, to be looked at."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_evidence_action"
        )
        return {
            **action,
            "domain": [("skp_id", "=", self.id)],
            "context": {"search_default_current": 1, "create": False, "edit": False},
        }
