from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import formatLang

from .hr_skp import DELIVERED_STATES


class HrSkpRatingPattern(models.Model):
    """What stands out in how one appraiser rated in a period: first for himself.

    The daily job writes a row where ``rules/honesty.py`` finds a sign. The appraiser
    reads it at once and may answer; his superior reads it once he has answered, or
    after the agency's days (``skp_pattern_days``). A sign is a question, never a
    judgement: nothing waits for it, and no rating follows from it.

    How rows are counted and shown stands in ``hr_skp_rating_pattern_count.py``.
    """

    _name = "hr.skp.rating.pattern"
    _inherit = ["hr.skp.guard"]
    _description = "How an appraiser rates"
    _order = "period_id desc, appraiser_id, id"
    _rec_name = "appraiser_id"

    period_id = fields.Many2one(
        "hr.skp.period", required=True, index=True, ondelete="cascade"
    )
    appraiser_id = fields.Many2one(
        "hr.employee", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", "Agency", required=True, index=True)
    appraiser_user_id = fields.Many2one("res.users", "Appraiser's user", index=True)
    superior_user_id = fields.Many2one(
        "res.users",
        "Shown to",
        index="btree_not_null",
        help="The appraiser's superior, once it is shown to him.",
    )
    shown_from = fields.Date(
        "Shown to the superior from", help="At once when the appraiser answers."
    )
    total = fields.Integer("Employees rated", aggregator=None)
    findings = fields.Json(export_string_translation=False)
    finding_text = fields.Text("What stands out", compute="_compute_finding_text")
    answer = fields.Text("Appraiser's answer")
    answered_on = fields.Datetime("Answered on")
    is_mine = fields.Boolean(
        compute="_compute_is_mine", export_string_translation=False
    )

    _period_appraiser_uniq = models.UniqueIndex(
        "(period_id, appraiser_id)",
        "This appraiser has his row for the period already.",
    )

    @api.model
    def _get_skp_guarded(self):
        """Nobody types a row: the daily job writes it, and the answer."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.store and name not in models.MAGIC_COLUMNS
        )

    @api.depends_context("lang")
    @api.depends("findings")
    def _compute_finding_text(self):
        for row in self:
            row.finding_text = "\n".join(
                self._get_finding_text(*finding) for finding in row.findings or ()
            )

    @api.model
    def _get_finding_text(self, kind, value, other, count, total, unit=None):
        """Return in one sentence what was found, with the numbers it rests on.

        :param str unit: where, of an appraiser who rates in several
        """
        if unit:
            text = self._get_finding_text(kind, value, other, count, total)
            return f"{unit}: {text}"
        words = {
            "value": formatLang(self.env, value),
            "other": formatLang(self.env, other),
            "count": count,
            "total": total,
        }
        if kind == "lenient":
            return self.env._(
                "Higher than others of the unit: on average %(value)s, the others %(other)s"
                " (from -1 below to +1 above expectation).",
                **words,
            )
        if kind == "severe":
            return self.env._(
                "Lower than others of the unit: on average %(value)s, the others %(other)s"
                " (from -1 below to +1 above expectation).",
                **words,
            )
        if kind == "one_cell":
            return self.env._(
                "%(count)s of %(total)s employees stand in the same cell of the quadrant.",
                **words,
            )
        if kind == "straight_lines":
            return self.env._(
                "For %(count)s of %(total)s employees all lines are rated alike.",
                **words,
            )
        return self.env._(
            "%(count)s of %(total)s employees have a note that somebody else has too.",
            **words,
        )

    @api.depends_context("uid")
    @api.depends("appraiser_user_id")
    def _compute_is_mine(self):
        for row in self:
            row.is_mine = row.appraiser_user_id == self.env.user

    def action_answer(self, reason=None):
        """Say what is behind it; the superior then reads both.

        :param str reason: the answer, compulsory
        :raises AccessError: for anybody but the appraiser himself
        """
        self.check_access("read")
        refusal = self.env._("the answer is for the appraiser himself.")
        others = self.filtered(lambda row: not (self.env.su or row.is_mine))
        self.sudo()._raise_refusals(dict.fromkeys(others, refusal), AccessError)
        if not (reason or "").strip():
            raise UserError(self.env._("Write what is behind it."))
        # Read by the superior from now on, so it stays as it is.
        refusal = self.env._("it was answered already.")
        self._raise_refusals(dict.fromkeys(self.filtered("answer"), refusal))
        rows = self.sudo()
        rows.write({"answer": reason, "answered_on": fields.Datetime.now()})
        rows._show()
        return True

    def action_open_people(self):
        """Open the evaluations that one row counts."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_evaluation_action"
        )
        return {
            **action,
            "domain": [
                ("period_id", "=", self.period_id.id),
                ("appraiser_id", "=", self.appraiser_id.id),
                ("state", "in", DELIVERED_STATES),
            ],
            "context": {"create": False},
        }
