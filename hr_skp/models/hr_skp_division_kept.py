from odoo import api, fields, models


class HrSkpTarget(models.Model):
    """Why the part of one period stays as it is when its target is divided again."""

    _inherit = "hr.skp.target"

    kept_reason = fields.Char("Why it stays", compute="_compute_kept_reason")

    @api.depends("period_id", "indicator_id.division")
    @api.depends_context("uid", "lang")
    def _compute_kept_reason(self):
        kept = self._origin._get_kept()
        for line in self:
            line.kept_reason = kept.get(line._origin)

    def _get_kept(self):
        """Return {line of a divided target: why dividing again leaves it as it is}."""
        lines = self.sudo()._filter_divided()
        periods = lines.skp_id._get_evaluation_periods()
        divided = lines.indicator_id.period_target_ids
        locked = divided._get_locked()
        last = {}
        for line in locked:
            day = line.period_id.date_from
            last[line.indicator_id] = max(last.get(line.indicator_id, day), day)
        kept = {}
        for line in lines:
            rated_until = last.get(line.indicator_id)
            if line.period_id not in periods[line.skp_id]:
                # Unused ones went when the target was divided.
                kept[line] = self.env._(
                    "outside the days of the plan, but with realisation, so it stays"
                )
            elif line in locked:
                kept[line] = locked[line]
            elif rated_until and line.period_id.date_from < rated_until:
                kept[line] = self.env._("a later period is rated already")
        return kept

    def _get_kept_notice(self):
        """Return what tells the screen which parts stayed and why; True where all changed."""
        kept = self._get_kept()
        if not kept:
            return True
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "title": self.env._("Some periods keep their part"),
                "message": " · ".join(
                    f"{line.indicator_id.name}, {line.period_id.name}: {reason}"
                    for line, reason in kept.items()
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class HrSkpIndicator(models.Model):
    """What stood in the periods of a target before a rule divided it.

    It is typed in the course of the year, so no seal holds it. Each division records it
    in the history, and a revision that is given up takes it back from there.
    """

    _inherit = "hr.skp.indicator"

    def action_divide(self, division=None):
        """Divide, record what was typed before, and say which periods keep their part.

        :return: an action that says it, True where there is nothing to say
        """
        indicators = self.sudo()
        lines = indicators.period_target_ids
        before = {
            indicator: parts
            for indicator in indicators
            if (parts := indicator._get_period_parts())
        }
        super().action_divide(division)
        indicators._record_division(before)
        return lines.exists()._get_kept_notice() if lines else True

    def _get_period_parts(self):
        """Return what stands in the periods of one indicator as plain values."""
        self.ensure_one()
        parts = [
            {
                "period_id": line.period_id.id,
                "period": line.period_id.name,
                "target": line.target or None,
                "target_value": line.target_value,
                "target_value_max": line.target_value_max,
            }
            for line in self.period_target_ids.sorted(
                lambda line: line.period_id.date_from
            )
        ]
        has_target = any(part["target"] or part["target_value"] for part in parts)
        return parts if has_target else []

    def _record_division(self, before):
        """Record what stood in the periods where dividing has changed it.

        Nobody misses what a plan said that was never approved.

        :param dict before: {indicator: what stood in its periods}
        """
        after = {indicator: indicator._get_period_parts() for indicator in before}
        changed = self.filtered(
            lambda indicator: (
                indicator.skp_id.revision
                and indicator in before
                and before[indicator] != after[indicator]
            )
        )
        self.env["hr.skp.event"]._record(
            changed,
            "divide",
            details={
                indicator: {
                    "before": {"periods": before[indicator]},
                    "after": {"periods": after[indicator]},
                }
                for indicator in changed
            },
        )


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def _restore_from_seal(self):
        """Take back what stood in the periods of targets that were not divided, too."""
        typed = self._get_parts_before_revision()
        restored = super()._restore_from_seal()
        for indicator, parts in typed.items():
            if not indicator.division:
                indicator._restore_division(parts)
        return restored

    def _get_parts_before_revision(self):
        """Return {indicator: what stood in its periods before it was first divided}.

        Only what was divided since the plan was approved last.
        """
        indicators = self.sudo().result_ids.indicator_ids
        events = (
            self.env["hr.skp.event"]
            .sudo()
            .search(
                [
                    ("skp_id", "in", self.ids),
                    ("model", "in", (self._name, indicators._name)),
                    ("kind", "in", ("approve", "divide")),
                ],
                order="id",
            )
        )
        parts = {plan.id: {} for plan in self}
        for event in events:
            if event.kind == "approve":
                parts[event.skp_id.id] = {}
            else:
                parts[event.skp_id.id].setdefault(event.res_id, event.before["periods"])
        return {
            indicator: parts[indicator.skp_id.id][indicator.id]
            for indicator in indicators
            if indicator.id in parts[indicator.skp_id.id]
        }


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "divide": self.env._("Target divided by period"),
        }
