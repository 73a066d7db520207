from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# Realisation is open while the plan is in force, also after its last day until rated.
REALIZATION_STATES = ("approved", "revising", "submitted", "closed")


class HrSkpTarget(models.Model):
    """One indicator in one period: what was aimed at and what was realised."""

    _name = "hr.skp.target"
    _inherit = ["hr.skp.line"]
    _description = "Target and realisation"
    _order = "period_id, indicator_id, id"
    _rec_name = "indicator_id"
    _skp_parent_field = "indicator_id"
    _skp_same_plan = ("evidence_ids",)
    _skp_guarded = frozenset({"leader_user_id", "result_id"})

    indicator_id = fields.Many2one(
        "hr.skp.indicator", required=True, index=True, ondelete="cascade"
    )
    result_id = fields.Many2one("hr.skp.result", index=True, ondelete="cascade")
    skp_id = fields.Many2one(required=False)
    leader_user_id = fields.Many2one("res.users", index="btree_not_null")
    period_id = fields.Many2one(
        "hr.skp.period", required=True, index=True, ondelete="restrict"
    )
    target = fields.Char(help="What is aimed at in this period, as text.")
    target_value = fields.Float("Target (number)")
    realization = fields.Text("Realisation")
    realized_value = fields.Float("Realised (number)")
    achievement = fields.Float(
        "Achievement (%)",
        compute="_compute_achievement",
        help="Realised number against the target number of the period, else of the year.",
    )
    evidence_ids = fields.Many2many(
        "hr.skp.evidence", domain="[('skp_id', '=', skp_id)]", string="Evidence"
    )
    evidence_count = fields.Integer(compute="_compute_evidence_count")
    can_realize = fields.Boolean(
        compute="_compute_can_realize", export_string_translation=False
    )
    result_name = fields.Char(related="result_id.name", string="Planned result")
    year_target = fields.Char(
        related="indicator_id.target", string="Target of the year"
    )

    _indicator_period_uniq = models.UniqueIndex(
        "(indicator_id, period_id)",
        "This indicator has its line for this period already.",
    )

    @api.depends(
        "realized_value",
        "target_value",
        "realization",
        "indicator_id.target_value",
        "indicator_id.polarity",
    )
    def _compute_achievement(self):
        for line in self:
            aim = line.target_value or line.indicator_id.target_value
            line.achievement = self._get_achievement(
                aim, line.realized_value, line.indicator_id.polarity
            )

    @api.model
    def _get_achievement(self, aim, realized, polarity):
        """Return how far ``realized`` meets ``aim``, in percent; 0 where there is no number.

        Where lower is better, staying at the target is 100 and each percent saved adds
        one; where the exact number counts, each percent off takes one away.
        """
        if not aim:
            return 0.0
        if polarity == "lower":
            return max(0.0, (2 - realized / aim) * 100)
        if polarity == "exact":
            return max(0.0, (1 - abs(realized - aim) / abs(aim)) * 100)
        return realized / aim * 100

    @api.depends("evidence_ids")
    def _compute_evidence_count(self):
        for line in self:
            line.evidence_count = len(line.evidence_ids)

    @api.depends_context("uid")
    def _compute_can_realize(self):
        refusals = self._get_realization_refusals()
        for line in self:
            line.can_realize = line not in refusals

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        indicators = self.env["hr.skp.indicator"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            indicator_id = vals.get("indicator_id") or self.env.context.get(
                "default_indicator_id"
            )
            indicator = indicators.browse(indicator_id)
            extra["result_id"] = indicator.result_id.id
            extra["leader_user_id"] = indicator.leader_user_id.id
        return prepared

    @api.constrains("period_id")
    def _check_period_of_year(self):
        for line in self.sudo():
            if line.period_id.cycle_id != line.skp_id.cycle_id:
                raise UserError(
                    self.env._(
                        "%(indicator)s: %(period)s belongs to another performance year.",
                        indicator=line.indicator_id.name,
                        period=line.period_id.name,
                    )
                )

    def _check_skp_line_stays(self, vals):
        if "period_id" in vals and any(
            line.period_id.id != vals["period_id"] for line in self.sudo()
        ):
            raise UserError(
                self.env._(
                    "%(line)s stays in its period. Record the other period on its own line.",
                    line=self[:1].display_name,
                )
            )
        return super()._check_skp_line_stays(vals)

    def _check_skp_line_change(self, operation, vals=None):
        """Realisation follows the year's work, not the editing of the plan."""
        if self.env.su:
            return
        refusals = self._get_realization_refusals()
        wrong = {
            line: reason for line, (reason, is_person) in refusals.items() if is_person
        }
        self.sudo()._raise_refusals(wrong, AccessError)
        self.sudo()._raise_refusals(
            {line: reason for line, (reason, _is_person) in refusals.items()}
        )

    def _get_realization_refusals(self):
        """Return {line: (why its realisation is closed to the user, whether for his person)}."""
        refusals = {}
        locked = self._get_locked()
        for line in self:
            plan = line.sudo().skp_id.sudo(self.env.su)
            if not (plan._has_skp_role("employee") or plan._has_skp_role("officer")):
                refusals[line] = (
                    self.env._(
                        "realisation is recorded by the employee, or for him by the team."
                    ),
                    True,
                )
            elif plan.sudo().state not in REALIZATION_STATES:
                refusals[line] = (self.env._("the plan is not approved yet."), False)
            elif not line.sudo().indicator_id.sealed_revision:
                refusals[line] = (
                    self.env._(
                        "the indicator is new. It takes realisation once approved."
                    ),
                    False,
                )
            elif line in locked:
                refusals[line] = (locked[line], False)
        return refusals

    def _get_locked(self):
        """Return {line: why its period is closed}. Other addons close rated periods."""
        return {}

    @api.model
    def _get_or_create(self, plans, period):
        """Return the lines of one period for every approved indicator, making missing ones.

        :param plans: plans the user may read
        :param period: one ``hr.skp.period`` of their year
        """
        plans.check_access("read")
        indicators = (
            plans.sudo()
            .result_ids.filtered(lambda result: result.state != "dropped")
            .indicator_ids.filtered("sealed_revision")
        )
        existing = self.sudo().search(
            [("indicator_id", "in", indicators.ids), ("period_id", "=", period.id)]
        )
        # Only those who record realisation make lines; others read what is there.
        missing = (indicators - existing.indicator_id).filtered(
            lambda indicator: indicator.skp_id.sudo(self.env.su).can_realize
        )
        created = self.sudo().create(
            [
                {"indicator_id": indicator.id, "period_id": period.id}
                for indicator in missing
            ]
        )
        return self.browse((existing | created).sorted().ids)

    def action_open_evidence(self):
        """Open a new piece of evidence that supports this line."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add evidence"),
            "res_model": "hr.skp.evidence",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_skp_id": self.skp_id.id,
                "default_target_ids": self.ids,
            },
        }
