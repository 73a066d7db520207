from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import measure

# Realisation is open while the plan is in force, also after its last day until rated.
REALIZATION_STATES = ("approved", "revising", "submitted", "closed")
# What a period aims at. Of a divided target it is part of the plan, and sealed with it.
PLANNED_FIELDS = frozenset({"target", "target_value", "target_value_max"})


class HrSkpTarget(models.Model):
    """One indicator in one period: what was aimed at and what was realised.

    How a year's target is divided stands in ``hr_skp_division.py``, how documentation
    adds up in ``hr_skp_documentation.py``.
    """

    _name = "hr.skp.target"
    _inherit = ["hr.skp.line"]
    _description = "Target and realisation"
    _order = "period_id, indicator_id, id"
    _rec_name = "indicator_id"
    _skp_parent_field = "indicator_id"
    _skp_same_plan = ("evidence_ids",)
    _skp_guarded = frozenset(
        {
            "leader_user_id",
            "result_id",
            "period_kind",
            "has_target_value",
            "has_realized_value",
            "achievement",
            "has_achievement",
            "is_realized_carried",
            "is_told_carried",
            "is_realized_logged",
        }
    )

    indicator_id = fields.Many2one(
        "hr.skp.indicator", required=True, index=True, ondelete="cascade"
    )
    result_id = fields.Many2one("hr.skp.result", index=True, ondelete="cascade")
    skp_id = fields.Many2one(required=False)
    leader_user_id = fields.Many2one("res.users", index="btree_not_null")
    period_id = fields.Many2one(
        "hr.skp.period", required=True, index=True, ondelete="restrict"
    )
    period_kind = fields.Selection(related="period_id.kind", store=True)
    target = fields.Char(help="What is aimed at in this period, as text.")
    target_value = fields.Float("Target (number)")
    target_value_max = fields.Float("Target (upper end)")
    has_target_value = fields.Boolean(
        compute="_compute_has_target_value",
        store=True,
        export_string_translation=False,
    )
    realization = fields.Text("Realisation")
    realized_value = fields.Float(
        "Realised (number)",
        help="A number of 0 counts where the words say so, such as “0 temuan” or “nihil”.",
    )
    # Not readonly, so that a documented 0 can be carried over with its mark.
    has_realized_value = fields.Boolean(
        compute="_compute_has_realized_value",
        store=True,
        readonly=False,
        export_string_translation=False,
    )
    achievement = fields.Float(
        "Achievement (%)",
        compute="_compute_achievement",
        store=True,
        aggregator="avg",
        help="Realised number against the target number of the period; where the target"
        " is not divided, of the year.",
    )
    has_achievement = fields.Boolean(
        compute="_compute_achievement", store=True, export_string_translation=False
    )
    evidence_ids = fields.Many2many(
        "hr.skp.evidence",
        string="Evidence",
        domain="[('skp_id', '=', skp_id), ('replaced_by_id', '=', False)]",
    )
    evidence_count = fields.Integer(compute="_compute_evidence_count")
    can_realize = fields.Boolean(
        compute="_compute_can_realize", export_string_translation=False
    )
    can_set_target = fields.Boolean(
        compute="_compute_can_set_target", export_string_translation=False
    )
    result_name = fields.Char(related="result_id.name", string="Planned result")
    uom = fields.Char(related="indicator_id.uom")
    year_target = fields.Char(
        related="indicator_id.target", string="Target of the year"
    )

    _indicator_period_uniq = models.UniqueIndex(
        "(indicator_id, period_id)",
        "This indicator has its line for this period already.",
    )
    # For the boards: what was told, in the words that ``hr_skp_attention.py`` asks with.
    _told_idx = models.Index(
        "(indicator_id, period_id)"
        " WHERE has_realized_value OR COALESCE(realization, '') <> ''"
    )

    _check_range = models.Constraint(
        "CHECK (target_value_max IS NULL OR target_value_max = 0"
        " OR target_value_max >= target_value)",
        "The upper end of a target's range lies above its lower end.",
    )

    @api.depends("target", "target_value", "target_value_max")
    def _compute_has_target_value(self):
        has_number = self.env["hr.skp.indicator"]._has_number
        for line in self:
            line.has_target_value = has_number(
                line.target_value or line.target_value_max, line.target
            )

    @api.depends("realization", "realized_value")
    def _compute_has_realized_value(self):
        has_number = self.env["hr.skp.indicator"]._has_number
        for line in self:
            line.has_realized_value = has_number(line.realized_value, line.realization)

    @api.depends(
        "realized_value",
        "has_realized_value",
        "target_value",
        "target_value_max",
        "has_target_value",
        "indicator_id.target_value",
        "indicator_id.target_value_max",
        "indicator_id.has_target_value",
        "indicator_id.polarity",
        "indicator_id.division",
    )
    def _compute_achievement(self):
        for line in self:
            indicator = line.indicator_id
            aim = line
            if not line.has_target_value and not indicator.division:
                aim = indicator
            line.has_achievement = aim.has_target_value and line.has_realized_value
            line.achievement = (
                measure.get_achievement(
                    line.realized_value, *aim._get_target_range(), indicator.polarity
                )
                if line.has_achievement
                else 0.0
            )

    def _get_target_range(self):
        """Return (number, upper end or None) of what one line aims at."""
        self.ensure_one()
        return self.target_value, self.target_value_max or None

    @api.onchange("target_value", "target_value_max")
    def _onchange_target_value(self):
        """Write the number out where nobody wrote another text."""
        former = self._origin
        texts = {False, former._get_target_text()} if former else {False}
        if (self.target or False) in texts:
            self.target = self._get_target_text()

    @api.onchange("target")
    def _onchange_target(self):
        reading = measure.read_target(self.target)
        if reading and not self.target_value and not self.target_value_max:
            self.target_value = reading.value
            self.target_value_max = reading.upper or 0.0

    @api.onchange("realization")
    def _onchange_realization(self):
        """Read the number where the words begin with one of the indicator's own unit."""
        reading = measure.read_target(self.realization)
        uom = (self.indicator_id.uom or "").casefold()
        if (
            reading
            and uom
            and not self.has_realized_value
            and (reading.uom or "").casefold().startswith(uom)
        ):
            self.realized_value = reading.value

    def _get_target_text(self):
        return measure.to_target_text(*self._get_target_range(), self.indicator_id.uom)

    @api.depends("evidence_ids")
    def _compute_evidence_count(self):
        for line in self:
            line.evidence_count = len(line.evidence_ids)

    @api.depends_context("uid")
    def _compute_can_realize(self):
        refusals = self._get_realization_refusals()
        for line in self:
            line.can_realize = line not in refusals

    @api.depends_context("uid")
    def _compute_can_set_target(self):
        divided = self._filter_divided()
        locked = divided._get_locked()
        for line in self - divided:
            line.can_set_target = line.can_realize
        for line in divided:
            line.can_set_target = line.skp_id.can_edit and line not in locked

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
        """Realisation follows the year's work, a divided target the editing of the plan."""
        if self.env.su:
            return
        divided = self._filter_divided()
        lines = self
        if divided and operation == "unlink":
            self.sudo()._raise_refusals(
                dict.fromkeys(
                    divided,
                    self.env._(
                        "the period belongs to the divided target. Empty the rule of the"
                        " indicator instead."
                    ),
                )
            )
        if divided and operation == "write" and PLANNED_FIELDS & vals.keys():
            divided.skp_id._check_can_edit()
            self.sudo()._raise_refusals(divided._get_locked())
            if vals.keys() <= PLANNED_FIELDS:
                lines = self - divided
        refusals = lines._get_realization_refusals()
        wrong = {
            line: reason for line, (reason, is_person) in refusals.items() if is_person
        }
        self.sudo()._raise_refusals(wrong, AccessError)
        self.sudo()._raise_refusals(
            {line: reason for line, (reason, _is_person) in refusals.items()}
        )

    def _filter_divided(self):
        """Return the lines whose target is part of the plan, set by a rule of division."""
        return self.filtered(
            lambda line: (
                line.period_id.kind == "periodic" and line.sudo().indicator_id.division
            )
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
