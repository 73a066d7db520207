from odoo import api, fields, models
from odoo.exceptions import UserError


class HrSkpIndicator(models.Model):
    """How one planned result is measured (IKI), with the manual of a leader's indicator."""

    _name = "hr.skp.indicator"
    _inherit = ["hr.skp.line"]
    _description = "Indicator"
    _order = "result_id, sequence, id"
    _skp_parent_field = "result_id"
    _skp_guarded = frozenset({"leader_user_id", "sealed_revision"})

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
        help="Empty on a leader's form.",
    )
    name = fields.Char("Indicator", required=True)
    target = fields.Char(required=True, help="As printed, such as “12 reports”.")
    target_value = fields.Float("Target (number)")
    uom = fields.Char("Unit of measure")
    polarity = fields.Selection(
        [
            ("higher", "Higher is better"),
            ("lower", "Lower is better"),
            ("exact", "As close as possible"),
        ],
        required=True,
        default="higher",
    )
    sealed_revision = fields.Integer("Sealed since revision", copy=False)
    target_ids = fields.One2many(
        "hr.skp.target", "indicator_id", "By period", copy=False
    )

    # The manual of the indicator, for leaders.
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
            lambda target: target.realization or target.evidence_ids
        )
        if used:
            raise UserError(
                self.env._(
                    "%(indicator)s has realisation. Drop its result instead, so nothing is lost.",
                    indicator=used[0].indicator_id.name,
                )
            )
