from odoo import models

from odoo.addons.hr_skp.rules import measure

from .hr_skp_evaluation import RATED_STATES


class HrSkpTarget(models.Model):
    _inherit = "hr.skp.target"

    def _check_skp_line_change(self, operation, vals=None):
        """Realisation written beside a rating is seen by it, or refused."""
        if self and not self.env.su:
            lines = self.sudo()
            self.env["hr.skp.evaluation"].sudo().search(
                [
                    ("skp_id", "in", lines.skp_id.ids),
                    ("date_from", "<=", max(lines.period_id.mapped("date_to"))),
                    ("date_to", ">=", min(lines.period_id.mapped("date_from"))),
                ]
            )._touch()
        return super()._check_skp_line_change(operation, vals)

    def _get_locked(self):
        """Close the realisation of a period whose evaluation is rated, or further.

        A finer period of documentation closes with the one around it; the annual
        evaluation closes the realisation of the year as a whole, not that of its parts.
        """
        locked = super()._get_locked()
        lines = self.sudo()
        rated = (
            self.env["hr.skp.evaluation"]
            .sudo()
            .search([("skp_id", "in", lines.skp_id.ids), ("state", "in", RATED_STATES)])
            .grouped("skp_id")
        )
        for line in self:
            shown = line.sudo()
            period = shown.period_id
            kind = "annual" if period.kind == "annual" else "periodic"
            for evaluation in rated.get(shown.skp_id, ()):
                around = evaluation.period_id
                if (
                    evaluation.kind == kind
                    and around.date_from <= period.date_from
                    and period.date_to <= around.date_to
                ):
                    locked[line] = self.env._(
                        "%(period)s is rated, so its realisation is closed. The appraiser can"
                        " open it again.",
                        period=around.name,
                    )
        return locked

    def _is_told(self):
        """Whether a number, words or evidence tell of any of these lines."""
        return any(
            (target.realization or "").strip()
            or target.has_realized_value
            or target.evidence_ids
            for target in self
        )

    def _get_told_text(self):
        """Return what one line tells: its number with the unit, then its words.

        The number is left out where the words say it themselves; empty where neither is.
        """
        self.ensure_one()
        words = (self.realization or "").strip()
        if not self.has_realized_value or (
            measure.to_text(self.realized_value) in words
        ):
            return words
        number = measure.to_target_text(self.realized_value, None, self.uom)
        return f"{number}. {words}" if words else number
