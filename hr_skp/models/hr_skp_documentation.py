from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import measure

# What is carried from documentation into the evaluation period, and its mark there. A
# value that is written without its mark was typed.
CARRIED_FIELDS = {
    "realized_value": "is_realized_carried",
    "realization": "is_told_carried",
}


class HrSkpTarget(models.Model):
    """Documentation finer than the evaluation: months within a quarter.

    Months add up where the unit is an amount; of levels, limits and running totals the
    last month counts. What is typed on the quarter itself stays, and goes before.
    """

    _inherit = "hr.skp.target"

    is_realized_carried = fields.Boolean("Number carried from documentation")
    is_told_carried = fields.Boolean("Words carried from documentation")
    documented_text = fields.Text(
        "As documented",
        compute="_compute_documented_text",
        help="What the finer periods of documentation tell of this one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        told = lines.filtered(lambda line: line.realization or line.realized_value)
        self._carry_into(told.sudo()._get_around())
        return lines

    def write(self, vals):
        done = super().write(vals)
        marks = {
            mark: False
            for name, mark in CARRIED_FIELDS.items()
            if name in vals and mark not in vals
        }
        if marks:
            # Typed now, so carried no more; what is emptied is free to be carried again.
            self.sudo().write(marks)
            self._carry_into(self.sudo()._get_around())
        return done

    def unlink(self):
        documented = self.sudo().filtered(
            lambda line: line.period_kind == "documentation"
        )
        around = documented._get_around()
        done = super().unlink()
        self._carry_into(around)
        return done

    @api.model
    def _carry_into(self, around):
        """Bring evaluation periods up to date with their documentation.

        :param around: pairs of an indicator and an evaluation period
        """
        if not around:
            return
        indicators = self.env["hr.skp.indicator"].union(*(pair[0] for pair in around))
        lines = self.sudo().search(
            [
                ("indicator_id", "in", indicators.ids),
                ("period_kind", "in", ("periodic", "documentation")),
            ]
        )
        by_key = {(line.indicator_id, line.period_id): line for line in lines}
        missing = [key for key in around if key not in by_key]
        created = self.sudo().create(
            [
                {"indicator_id": indicator.id, "period_id": period.id}
                for indicator, period in missing
            ]
        )
        by_key.update(zip(missing, created, strict=True))
        documented = lines.filtered(lambda line: line.period_kind == "documentation")
        for indicator, period in around:
            parts = documented.filtered(
                lambda line, indicator=indicator, period=period: (
                    line.indicator_id == indicator and line._is_within(period)
                )
            )
            by_key[indicator, period]._carry_from(parts)

    def _get_around(self):
        """Return the (indicator, evaluation period) pairs that these lines tell of."""
        periods = self.period_id.cycle_id.period_ids.filtered(
            lambda period: period.kind == "periodic"
        )
        pairs = {}
        for line in self:
            for period in periods:
                if line.period_id == period or (
                    line.period_kind == "documentation" and line._is_within(period)
                ):
                    pairs[line.indicator_id, period] = True
        return list(pairs)

    def _is_within(self, period):
        """Whether one line is documented within an evaluation period; a week, by its end."""
        own = self.period_id
        return (
            own.cycle_id == period.cycle_id
            and period.date_from <= own.date_to <= period.date_to
        )

    def _carry_from(self, documented):
        """Write what ``documented`` lines tell on one evaluation period, where it is free."""
        documented = documented.sorted(lambda line: line.period_id.date_to)
        counted = documented.filtered("has_realized_value")
        told = documented.filtered("realization")
        values = {}
        if self.is_realized_carried or not self.has_realized_value:
            number = self.indicator_id._get_together(counted.mapped("realized_value"))
            values.update(
                realized_value=number,
                has_realized_value=bool(counted),
                is_realized_carried=bool(counted),
            )
        if self.is_told_carried or not self.realization:
            text = "\n".join(
                f"{line.period_id.name}: {line.realization}" for line in told
            )
            values.update(realization=text or False, is_told_carried=bool(told))
        if any(self[name] != value for name, value in values.items()):
            self.write(values)

    def _compute_documented_text(self):
        documented = self.sudo().search(
            [
                ("indicator_id", "in", self.sudo().indicator_id.ids),
                ("period_kind", "=", "documentation"),
            ]
        )
        documented = documented.filtered(
            lambda line: line.realization or line.has_realized_value
        ).sorted(lambda line: line.period_id.date_to)
        for line in self:
            shown = line.sudo()
            within = documented.filtered(
                lambda other, shown=shown: (
                    other.indicator_id == shown.indicator_id
                    and other._is_within(shown.period_id)
                )
            )
            line.documented_text = (
                "\n".join(
                    f"{other.period_id.name}: {other._get_documented()}"
                    for other in within
                )
                if shown.period_kind == "periodic"
                else False
            )

    def _get_documented(self):
        number = measure.to_target_text(self.realized_value, uom=self.uom)
        return " – ".join(
            filter(None, [self.has_realized_value and number, self.realization])
        )


class HrSkpIndicator(models.Model):
    _inherit = "hr.skp.indicator"

    def _get_together(self, numbers):
        """Return what the documented numbers of one period make, in their order."""
        if not numbers:
            return 0.0
        is_level = (
            self.division == "cumulative"
            or self.polarity != "higher"
            or measure.is_rate(self.uom)
        )
        return numbers[-1] if is_level else sum(numbers)


class HrSkp(models.Model):
    _inherit = "hr.skp"

    has_documentation = fields.Boolean(
        compute="_compute_has_documentation", export_string_translation=False
    )

    @api.depends("cycle_id.period_ids.kind")
    def _compute_has_documentation(self):
        for plan in self:
            plan.has_documentation = bool(plan._get_documentation_periods())

    def _get_documentation_periods(self):
        """Return the periods of documentation that share days with one plan, in order."""
        self.ensure_one()
        return self._get_plan_periods("documentation").sudo(self.env.su)

    def action_open_documentation(self):
        """Open the lines of the present period of documentation, making missing ones.

        :raises UserError: where the year documents no finer than it evaluates
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        periods = self._get_documentation_periods()
        begun = periods.sudo().filtered(lambda period: period.date_from <= today)
        if not periods:
            raise UserError(
                self.env._(
                    "The year is documented in the periods of evaluation. Use Realisation."
                )
            )
        return self._open_realization(begun[-1:].sudo(self.env.su) or periods[:1])
