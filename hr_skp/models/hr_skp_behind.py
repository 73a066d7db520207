from odoo import api, fields, models

from ..rules import measure


class HrSkpTarget(models.Model):
    """Whether a period stays behind; what it is measured by stands in ``rules/measure.py``."""

    _inherit = "hr.skp.target"

    # Less than three quarters of what the period aims at. A target of the year that is
    # not divided counts by the days of the period where it is an amount, else only at the
    # end of the plan.
    is_behind = fields.Boolean(
        compute="_compute_is_behind", store=True, export_string_translation=False
    )

    _behind_idx = models.Index("(skp_id, period_id) WHERE is_behind")

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"is_behind"}

    @api.depends(
        "achievement",
        "has_achievement",
        "has_target_value",
        "period_id.date_from",
        "period_id.date_to",
        "skp_id.date_from",
        "skp_id.date_to",
        "indicator_id.aspect",
        "indicator_id.uom",
    )
    def _compute_is_behind(self):
        for line in self:
            aim = line.has_achievement and line._get_expected()
            line.is_behind = bool(aim) and measure.is_behind(
                line.realized_value, *aim, line.indicator_id.polarity
            )

    def _get_expected(self):
        """Return (number, upper end or None) that the period is measured by, or None."""
        self.ensure_one()
        if self.has_target_value:
            return self._get_target_range()
        indicator, plan, period = self.indicator_id, self.skp_id, self.period_id
        if not plan or not period:
            return None
        first = max(plan.date_from, period.date_from)
        last = min(plan.date_to, period.date_to)
        days = (plan.date_to - plan.date_from).days + 1
        return measure.get_expected(
            *indicator._get_target_range(),
            part=min(max(((last - first).days + 1) / days, 0), 1),
            is_amount=indicator.aspect in (False, "quantity")
            and indicator.polarity == "higher"
            and not measure.is_rate(indicator.uom),
            is_last=period.date_to >= plan.date_to,
        )
