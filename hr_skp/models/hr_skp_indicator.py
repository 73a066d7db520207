from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import measure

# What the manual of a leader's indicator tells; the last two only of numbers.
MANUAL_FIELDS = (
    "purpose",
    "definition",
    "control_level",
    "data_source",
    "reporting_interval",
    "formula",
    "uom",
)


class HrSkpIndicator(models.Model):
    """How one planned result is measured (IKI), with the manual of a leader's indicator."""

    _name = "hr.skp.indicator"
    _inherit = ["hr.skp.line"]
    _description = "Indicator"
    _order = "result_id, sequence, id"
    _skp_parent_field = "result_id"
    _skp_guarded = frozenset({"leader_user_id", "sealed_revision", "has_target_value"})

    result_id = fields.Many2one(
        "hr.skp.result", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    leader_user_id = fields.Many2one("res.users", index="btree_not_null")
    sequence = fields.Integer(default=10)
    aspect = fields.Selection(
        [
            ("quantity", "Quantity"),
            ("quality", "Quality"),
            ("time", "Time"),
            ("cost", "Cost"),
        ],
        help="Which side of the result is measured. Empty on a leader's form, which"
        " shows the perspective of the result instead.",
    )
    form = fields.Selection(related="skp_id.form")
    approach = fields.Selection(related="skp_id.approach")
    name = fields.Char("Indicator", required=True)
    target = fields.Char(
        required=True,
        help="As printed, such as “12 laporan” or “95–100 %”. Nothing changes this text"
        " but you.",
    )
    # Numbers follow the text whenever it tells one, so that what is printed and what is
    # measured stay the same; what is typed beside the text stands until the text changes.
    target_value = fields.Float(
        "Target (number)",
        compute="_compute_target_value",
        store=True,
        readonly=False,
        precompute=True,
        help="The number to reach, or the lower end of a range.",
    )
    target_value_max = fields.Float(
        "Target (upper end)",
        compute="_compute_target_value_max",
        store=True,
        readonly=False,
        precompute=True,
        help="Only of a range, such as 95 to 100 %: any number within it is 100 %.",
    )
    is_range = fields.Boolean(
        "Range", compute="_compute_is_range", readonly=False, store=False
    )
    has_target_value = fields.Boolean(
        "Measured by a number",
        compute="_compute_has_target_value",
        store=True,
        help="A number of 0 counts where the target's text says so, such as “0 temuan”.",
    )
    target_hint = fields.Char("To consider", compute="_compute_target_hint")
    uom = fields.Char(
        "Unit of measure",
        compute="_compute_uom",
        store=True,
        readonly=False,
        precompute=True,
    )
    polarity = fields.Selection(
        [
            ("higher", "Higher is better"),
            ("lower", "Lower is better"),
            ("exact", "As close as possible"),
        ],
        required=True,
        default="higher",
        help="Which way from the target is better. Within a range all numbers are equal.",
    )
    sealed_revision = fields.Integer("Sealed since revision", copy=False)
    target_ids = fields.One2many(
        "hr.skp.target", "indicator_id", "By period", copy=False
    )

    # The manual of the indicator, for leaders. Unit and formula belong to it, too.
    purpose = fields.Text()
    definition = fields.Text()
    formula = fields.Text()
    control_level = fields.Selection(
        [
            ("outcome", "Outcome"),
            ("intermediate_outcome", "Intermediate outcome"),
            ("output", "Output of low control"),
        ],
        "Quality and level of control",
    )
    data_source = fields.Char()
    reporting_interval = fields.Selection(
        [
            ("monthly", "Monthly"),
            ("quarterly", "Quarterly"),
            ("semester", "Semester"),
            ("annual", "Annual"),
        ]
    )
    person_in_charge = fields.Char(
        "Unit or person in charge", help="Who gathers the data and answers for them."
    )
    manual_missing = fields.Char(
        "Still to be told in the manual", compute="_compute_manual_missing"
    )

    _check_range = models.Constraint(
        "CHECK (target_value_max IS NULL OR target_value_max = 0"
        " OR target_value_max >= target_value)",
        "The upper end of a target's range lies above its lower end.",
    )

    @api.depends("target")
    def _compute_target_value(self):
        for indicator in self:
            if reading := measure.read_target(indicator.target):
                indicator.target_value = reading.value

    @api.depends("target")
    def _compute_target_value_max(self):
        for indicator in self:
            if reading := measure.read_target(indicator.target):
                indicator.target_value_max = reading.upper or 0.0

    @api.depends("target")
    def _compute_uom(self):
        for indicator in self:
            reading = measure.read_target(indicator.target)
            if reading and reading.uom:
                indicator.uom = reading.uom

    @api.depends("target_value_max")
    def _compute_is_range(self):
        for indicator in self:
            indicator.is_range = bool(indicator.target_value_max)

    @api.onchange("is_range")
    def _onchange_is_range(self):
        if not self.is_range:
            self.target_value_max = 0.0

    @api.depends("target", "target_value", "target_value_max")
    def _compute_has_target_value(self):
        for indicator in self:
            indicator.has_target_value = indicator._has_number(
                indicator.target_value or indicator.target_value_max, indicator.target
            )

    @api.depends("target", "target_value", "target_value_max")
    @api.depends_context("lang")
    def _compute_target_hint(self):
        """Say where text and number tell different things; what is typed stays."""
        for indicator in self:
            reading = measure.read_target(indicator.target)
            told = reading and (reading.value, reading.upper)
            indicator.target_hint = (
                self.env._(
                    "The text says %(told)s, the number is %(number)s. Is that meant?",
                    told=measure.to_target_text(*told),
                    number=measure.to_target_text(*indicator._get_target_range()),
                )
                if told
                and indicator.has_target_value
                and told != indicator._get_target_range()
                else False
            )

    @api.depends(*MANUAL_FIELDS, "approach")
    @api.depends_context("lang")
    def _compute_manual_missing(self):
        for indicator in self:
            names = MANUAL_FIELDS
            if indicator.approach == "qualitative":
                names = names[:-2]
            missing = [
                self._fields[name]._description_string(self.env)
                for name in names
                if not indicator[name]
            ]
            indicator.manual_missing = ", ".join(missing)

    @api.model
    def _has_number(self, value, text):
        """Return whether a number is meant: any but 0, or a 0 that the words beside it tell."""
        reading = None if value else measure.read_target(text)
        return bool(value or (reading and reading.value == 0))

    def _get_target_range(self):
        """Return (number, upper end or None) of one indicator's target."""
        self.ensure_one()
        return self.target_value, self.target_value_max or None

    @api.onchange("target")
    def _onchange_target(self):
        """Suggest for a new indicator that less is better, where the text names a ceiling."""
        reading = measure.read_target(self.target)
        if reading and reading.is_ceiling and not self._origin:
            self.polarity = "lower"

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        results = self.env["hr.skp.result"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            result_id = vals.get("result_id") or self.env.context.get(
                "default_result_id"
            )
            extra["leader_user_id"] = results.browse(result_id).leader_user_id.id
        return prepared

    def action_open_form(self):
        """Open one indicator by itself: number, division by period, manual."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Indicator"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if not self.env.su:
            self._raise_refusals(
                dict.fromkeys(
                    self.sudo().filtered("sealed_revision"),
                    self.env._(
                        "an indicator that was approved once stays with its result."
                        " Change its text or target, or drop the result."
                    ),
                )
            )
        used = self.sudo().target_ids.filtered(
            lambda target: (
                target.realization or target.realized_value or target.evidence_ids
            )
        )
        if used:
            raise UserError(
                self.env._(
                    "%(indicator)s has realisation. Drop its result instead, so nothing is lost.",
                    indicator=used[0].indicator_id.name,
                )
            )
