from odoo import api, fields, models


class HrSkpIndicator(models.Model):
    """Target and realisation of one indicator in every period, on one screen."""

    _inherit = "hr.skp.indicator"

    history = fields.Json(
        compute="_compute_history",
        compute_sudo=True,
        export_string_translation=False,
    )
    history_ids = fields.One2many(
        "hr.skp.target",
        "indicator_id",
        "Periods",
        domain=[("period_kind", "=", "periodic")],
        readonly=True,
    )

    @api.depends(
        "target_ids.target_value",
        "target_ids.realized_value",
        "target_ids.has_realized_value",
        "target_ids.has_target_value",
    )
    def _compute_history(self):
        """List what each evaluation period aimed at and what was realised, as numbers.

        ``{"uom": …, "periods": [{"name", "target", "realized"}]}``; None where there is
        no number. The year's target stands for periods that it is not divided among.
        """
        for indicator in self:
            lines = indicator.target_ids.filtered(
                lambda line: line.period_kind == "periodic"
            ).sorted(lambda line: line.period_id.date_from)
            whole = None
            if indicator.has_target_value and not indicator.division:
                whole = indicator.target_value
            indicator.history = {
                "uom": indicator.uom or "",
                "periods": [
                    {
                        "name": line.period_id.name,
                        "target": line.target_value if line.has_target_value else whole,
                        "realized": line.realized_value
                        if line.has_realized_value
                        else None,
                    }
                    for line in lines
                ],
            }

    def action_open_history(self):
        """Open all periods of one indicator, with a chart of target and realisation."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref("hr_skp.hr_skp_indicator_view_form_history")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Every period"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "new",
        }


class HrSkpTarget(models.Model):
    _inherit = "hr.skp.target"

    def action_open_history(self):
        """Open all periods of the line's indicator."""
        self.ensure_one()
        return self.indicator_id.action_open_history()
