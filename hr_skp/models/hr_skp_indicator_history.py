from odoo import api, fields, models
from odoo.tools import format_date


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

    @api.depends_context("lang")
    @api.depends(
        "target_ids.target_value",
        "target_ids.target_value_max",
        "target_ids.realized_value",
        "target_ids.has_realized_value",
        "target_ids.has_target_value",
    )
    def _compute_history(self):
        """List what each evaluation period aimed at and what was realised, as numbers.

        ``{"uom": …, "periods": [{"name", "short", "target", "target_max", "realized"}]}``;
        None where there is no number, or no upper end of a range. The year's target
        stands for periods that it is not divided among.
        """
        for indicator in self:
            lines = indicator.target_ids.filtered(
                lambda line: line.period_kind == "periodic"
            ).sorted(lambda line: line.period_id.date_from)
            is_whole = indicator.has_target_value and not indicator.division
            periods = []
            for line in lines:
                aim = indicator if is_whole and not line.has_target_value else line
                has_aim = aim.has_target_value
                periods.append(
                    {
                        "name": line.period_id.name,
                        "short": line.period_id._get_short_name(),
                        "target": aim.target_value if has_aim else None,
                        "target_max": has_aim and aim.target_value_max or None,
                        "realized": line.realized_value
                        if line.has_realized_value
                        else None,
                    }
                )
            indicator.history = {"uom": indicator.uom or "", "periods": periods}

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


class HrSkpPeriod(models.Model):
    _inherit = "hr.skp.period"

    def _get_short_name(self):
        """Return what stands below a chart: of a month, which has many beside it, ``Jan``."""
        self.ensure_one()
        if (self.date_to - self.date_from).days > 30:
            return self.name
        return format_date(self.env, self.date_from, date_format="MMM")


class HrSkpTarget(models.Model):
    _inherit = "hr.skp.target"

    aim_text = fields.Char("Target in words", compute="_compute_aim_text")

    @api.depends("target", "target_value", "target_value_max", "indicator_id.uom")
    def _compute_aim_text(self):
        """Tell the target of a period also where only its number was typed."""
        for line in self:
            line.aim_text = line.target or (
                line.has_target_value and line._get_target_text()
            )

    def action_open_history(self):
        """Open all periods of the line's indicator."""
        self.ensure_one()
        return self.indicator_id.action_open_history()
