from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..rules import measure

DIVISIONS = [
    ("equal", "Equal parts"),
    ("cumulative", "Cumulative"),
    ("last", "Last period only"),
    ("same", "The same in each period"),
    ("hand", "By hand"),
]
# These rules compute with the number; the others can do with the text alone.
COUNTED_DIVISIONS = ("equal", "cumulative")


class HrSkpIndicator(models.Model):
    """How a target of the year is divided among the periods of evaluation.

    A rule is chosen while the plan is drafted or revised, and writes one line of
    ``hr.skp.target`` for each period in the plan's days; the numbers may be changed by
    hand as long as they still make up the whole. Rated periods stay as they are.
    """

    _inherit = "hr.skp.indicator"

    division = fields.Selection(
        DIVISIONS,
        "Division by period",
        copy=False,
        help="Equal parts add up to the target. Cumulative steps end at it. A rate, such"
        " as a percentage, is never added up: take cumulative, or the same each time.",
    )
    period_target_ids = fields.One2many(
        "hr.skp.target",
        "indicator_id",
        "Targets by period",
        domain=[("period_kind", "=", "periodic")],
        copy=False,
    )
    division_text = fields.Char("Together", compute="_compute_division_text")
    division_fault = fields.Char("To put right", compute="_compute_division_text")
    can_divide = fields.Boolean(
        compute="_compute_can_divide", export_string_translation=False
    )

    @api.depends(
        "division",
        "polarity",
        "target_value",
        "target_value_max",
        "uom",
        "period_target_ids.target_value",
        "period_target_ids.target_value_max",
    )
    @api.depends_context("lang")
    def _compute_division_text(self):
        faults = self._get_division_faults()
        for indicator in self:
            is_added = indicator.division in ("equal", "hand") and not (
                measure.is_rate(indicator.uom)
            )
            indicator.division_fault = faults.get(indicator)
            indicator.division_text = is_added and indicator._get_sum_text()

    def _get_sum_text(self):
        parts = self.period_target_ids.sorted("period_id").mapped("target_value")
        return f"{' + '.join(map(measure.to_text, parts))} = " + measure.to_target_text(
            sum(parts), uom=self.uom
        )

    @api.depends_context("uid")
    def _compute_can_divide(self):
        for indicator in self:
            indicator.can_divide = indicator.skp_id.can_edit

    def action_divide(self, division=None):
        """Write the target of each evaluation period by the indicator's rule.

        :param str division: the rule to take from now on; without one, the present
            rule, else the one that suits the unit
        :raises AccessError: for people who do not edit the plan
        :raises UserError: naming each indicator that cannot be divided so
        """
        if division and division not in dict(DIVISIONS):
            raise UserError(self.env._("There is no such rule of division."))
        self.sudo(False).skp_id._check_can_edit()
        rules = {
            indicator: division or indicator.division or indicator._get_usual_division()
            for indicator in self.sudo()
        }
        self.sudo()._raise_refusals(self._get_division_refusals(rules))
        for indicator, rule in rules.items():
            indicator.division = rule
        self.sudo()._divide()
        return True

    def _get_usual_division(self):
        """Return the rule that suits one indicator: amounts are parted, levels are kept."""
        self.ensure_one()
        if measure.is_rate(self.uom) or self.polarity != "higher":
            return "same"
        return "equal" if self.has_target_value else "same"

    def _get_division_refusals(self, rules):
        """Return {indicator: why its target cannot be divided by the rule, and the way out}."""
        refusals = {}
        periods = self.sudo().skp_id._get_evaluation_periods()
        for indicator, rule in rules.items():
            if not periods[indicator.skp_id]:
                refusals[indicator] = self.env._(
                    "the year has no periods yet. They are there once the performance team"
                    " has opened it."
                )
            elif rule in COUNTED_DIVISIONS and not indicator.has_target_value:
                refusals[indicator] = self.env._(
                    "its target has no number to divide. Fill it in, or take the same in"
                    " each period."
                )
            elif rule == "equal" and measure.is_rate(indicator.uom):
                refusals[indicator] = self.env._(
                    "a level in “%(uom)s” is not added up. Take cumulative, or the same in"
                    " each period.",
                    uom=indicator.uom,
                )
        return refusals

    def _divide(self):
        """Make the lines of all periods, and give them their part of the target."""
        lines = self.env["hr.skp.target"].sudo()
        periods = self.skp_id._get_evaluation_periods()
        found = lines.search(
            [("indicator_id", "in", self.ids), ("period_kind", "=", "periodic")]
        )
        stale = found.filtered(
            lambda line: (
                line.period_id not in periods[line.skp_id] and not line._is_used()
            )
        )
        found -= stale
        stale.unlink()
        have = {(line.indicator_id, line.period_id) for line in found}
        found |= lines.create(
            [
                {"indicator_id": indicator.id, "period_id": period.id}
                for indicator in self
                for period in periods[indicator.skp_id]
                if (indicator, period) not in have
            ]
        )
        locked = found._get_locked()
        by_indicator = found.grouped("indicator_id")
        for indicator in self:
            own = by_indicator[indicator].filtered(
                lambda line: line.period_id in periods[line.skp_id]
            )
            indicator._divide_among(
                own.sorted(lambda line: line.period_id.date_from), locked
            )

    def _divide_among(self, lines, locked):
        """Write the parts of one indicator on its lines, in the order of the periods."""
        places = [place for place, line in enumerate(lines, 1) if line in locked]
        stay = places[-1] if places else 0
        rule, total = self.division, self.target_value
        if rule == "hand":
            return
        if not self.has_target_value:
            texts = [self.target] * len(lines)
            if rule == "last":
                texts = [False] * (len(lines) - 1) + texts[-1:]
            for line, text in list(zip(lines, texts, strict=True))[stay:]:
                line.write({"target": text, "target_value": 0, "target_value_max": 0})
            return
        kept = lines[:stay]
        width = (
            max(self.target_value_max - total, 0.0) if self.target_value_max else 0.0
        )
        parts = measure.divide(total, len(lines), rule, kept.mapped("target_value"))
        widths = measure.divide(
            width,
            len(lines),
            rule,
            [
                max(line.target_value_max - line.target_value, 0.0)
                if line.target_value_max
                else 0.0
                for line in kept
            ],
        )
        for place, line in enumerate(lines[stay:], stay):
            upper = parts[place] + widths[place] if self.target_value_max else None
            line.write(
                {
                    "target": self._get_part_text(
                        parts[place], upper, place == len(lines) - 1
                    ),
                    "target_value": parts[place],
                    "target_value_max": upper or 0.0,
                }
            )

    def _get_part_text(self, part, upper, is_last):
        """Return the text of one period: the printed target where it is the whole."""
        if self.division == "same" or (is_last and self.division != "equal"):
            return self.target
        if self.division == "last":
            return False
        return measure.to_target_text(part, upper, self.uom)

    def _get_division_faults(self):
        """Return {indicator: how its periods fail to make up the target}."""
        faults = {}
        divided = self.filtered(
            lambda indicator: indicator.division and indicator.skp_id
        )
        periods = divided.skp_id._get_evaluation_periods()
        # One look for all: reading in the loop would ask indicator by indicator.
        divided.period_target_ids.mapped("target_value")
        for indicator in divided:
            expected = periods[indicator.skp_id]
            lines = indicator.period_target_ids.filtered(
                lambda line, expected=expected: line.period_id._origin in expected
            ).sorted(lambda line: line.period_id.date_from)
            if len(lines) < len(expected):
                faults[indicator] = self.env._(
                    "%(indicator)s: not every period has its part. Divide the target again.",
                    indicator=indicator.name,
                )
            elif indicator.has_target_value:
                if fault := indicator._get_division_fault(lines):
                    faults[indicator] = fault
        return faults

    def _get_division_fault(self, lines):
        """Return what is wrong with the numbers of one indicator's periods, or None."""
        total, upper = self._get_target_range()
        rule, polarity, uom = self.division, self.polarity, self.uom
        parts = lines.mapped("target_value")
        fault = measure.get_division_fault(total, parts, rule, polarity, uom)
        if not fault and upper is not None:
            parts = [line.target_value_max or line.target_value for line in lines]
            total = upper
            fault = measure.get_division_fault(total, parts, rule, polarity, uom)
        if not fault:
            return None
        values = {
            "indicator": self.name,
            "whole": measure.to_target_text(total, uom=uom),
            "sum": measure.to_target_text(sum(parts), uom=uom),
        }
        if fault == "sum":
            return self.env._(
                "%(indicator)s: its periods make %(sum)s, its target is %(whole)s.",
                **values,
            )
        if fault == "last":
            return self.env._(
                "%(indicator)s: its last period must reach the target, %(whole)s.",
                **values,
            )
        if fault == "falls":
            return self.env._(
                "%(indicator)s: its steps must lead to %(whole)s without going back.",
                **values,
            )
        return self.env._(
            "%(indicator)s: each of its periods must aim at %(whole)s.", **values
        )

    def write(self, vals):
        divided = self.sudo().filtered("division")
        done = super().write(vals)
        if "division" in vals and not vals["division"]:
            divided._undivide()
        return done

    def _undivide(self):
        """Take the parts back: a period without realisation loses its line."""
        lines = self.period_target_ids
        locked = lines._get_locked()
        open_lines = lines.filtered(lambda line: line not in locked)
        used = open_lines.filtered(lambda line: line._is_used())
        used.write({"target": False, "target_value": 0, "target_value_max": 0})
        (open_lines - used).unlink()

    # The seal

    def _get_division_payload(self):
        """Return the parts of one divided target as plain values, in order."""
        self.ensure_one()
        if not self.division:
            return []
        return [
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

    def _restore_division(self, sealed):
        """Make the parts equal to the sealed ones; a revision was given up.

        What stands in the periods of a target that was not divided is no part of it.
        """
        if not sealed:
            return
        lines = self.period_target_ids
        parts = {values["period_id"]: values for values in sealed}
        commands = []
        for line in lines:
            values = parts.pop(line.period_id.id, {})
            if values or line._is_used():
                vals = {
                    "target": values.get("target") or False,
                    "target_value": values.get("target_value", 0.0),
                    "target_value_max": values.get("target_value_max", 0.0),
                }
                commands.append(Command.update(line.id, vals))
            else:
                commands.append(Command.delete(line.id))
        commands += [
            Command.create(
                {name: value for name, value in values.items() if name != "period"}
            )
            for values in parts.values()
        ]
        self.write({"period_target_ids": commands})


class HrSkpTarget(models.Model):
    _inherit = "hr.skp.target"

    def _is_used(self):
        """Whether words, a number or evidence hang on one line."""
        self.ensure_one()
        return bool(self.realization or self.realized_value or self.evidence_ids)


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def action_open_indicators(self):
        """Open the indicators of one plan: numbers, periods and manual, many at once."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_indicator_action_my"
        )
        action["display_name"] = self.env._("Indicators")
        action["domain"] = [
            ("skp_id", "=", self.id),
            ("result_id.state", "!=", "dropped"),
        ]
        return action

    def _get_evaluation_periods(self):
        """Return {plan: the evaluation periods that share days with it, in order}."""
        periods = self.sudo().cycle_id.period_ids.filtered(
            lambda period: period.kind == "periodic"
        )
        return {
            plan: periods.filtered(
                lambda period, plan=plan: (
                    period.cycle_id == plan.cycle_id
                    and period.date_from <= plan.date_to
                    and period.date_to >= plan.date_from
                )
            ).sorted("date_from")
            for plan in self
        }

    def _get_submit_refusals(self):
        """Add what does not add up: a divided target is sealed with its parts."""
        refusals = super()._get_submit_refusals()
        indicators = (
            self.sudo()
            .result_ids.filtered(lambda result: result.state == "active")
            .indicator_ids
        )
        for indicator, fault in indicators._get_division_faults().items():
            refusals.setdefault(indicator.skp_id, fault)
        return refusals
