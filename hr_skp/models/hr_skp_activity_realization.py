from odoo import api, fields, models

# Entries that count: handed in by the employee, whether or not anybody has looked yet.
COUNTED_STATES = ("submitted", "verified")


class HrSkpActivity(models.Model):
    """Quantities of the log add up into the realisation of an indicator that wants it.

    The finest period that holds the day takes the sum. What is typed there stays and
    goes before, as with documentation.
    """

    _inherit = "hr.skp.activity"

    @api.model
    def _update_realization_of(self, keys):
        """Write the sums into the periods that hold these (indicator id, day) pairs."""
        indicators = (
            self.env["hr.skp.indicator"]
            .sudo()
            .browse({indicator_id for indicator_id, _date in keys})
            .filtered(
                lambda indicator: indicator.counts_log and indicator.sealed_revision
            )
        )
        counted = self._get_log_days(indicators)
        periods = {}
        for indicator in indicators:
            dates = [date for id_, date in keys if id_ == indicator.id]
            finest = indicator.skp_id.cycle_id._get_finest_periods()
            last = max([*dates, *(day for day, _quantity in counted[indicator])])
            is_running = indicator.division == "cumulative"
            periods[indicator] = finest.filtered(
                lambda period, dates=dates, last=last, is_running=is_running: (
                    any(period.date_from <= date <= period.date_to for date in dates)
                    # A running total goes on through the periods after the day.
                    or is_running
                    and min(dates) <= period.date_from <= last
                )
            )
        concerned = self.env["hr.skp.period"].union(*periods.values())
        if not concerned:
            return
        sums = self._get_log_sums(counted, concerned)
        targets = self.env["hr.skp.target"].sudo()
        lines = targets._get_for_log(periods)
        locked = lines._get_locked()
        for line in lines - targets.union(*locked):
            line._carry_from_log(sums.get((line.indicator_id, line.period_id)))

    def _move_to(self, state, **values):
        """Bring the realisation up to date where entries begin, or cease, to count."""
        is_counted = state in COUNTED_STATES
        changed = self.sudo().filtered(
            lambda entry: (
                entry.indicator_id and (entry.state in COUNTED_STATES) != is_counted
            )
        )
        done = super()._move_to(state, **values)
        self._update_realization_of(
            {(entry.indicator_id.id, entry.date) for entry in changed}
        )
        return done

    @api.model
    def _get_log_days(self, indicators):
        """Return {indicator: [(day, quantity)]} of what counts, in one query.

        What is told in another unit than the indicator's does not count.
        """
        counted = {indicator: [] for indicator in indicators}
        groups = self.sudo()._read_group(
            [("indicator_id", "in", indicators.ids), ("state", "in", COUNTED_STATES)],
            ["indicator_id", "date:day", "uom"],
            ["quantity:sum"],
        )
        for indicator, day, uom, quantity in groups:
            if self._is_same_unit(uom, indicator.uom):
                counted[indicator].append((day, quantity))
        return counted

    @api.model
    def _is_same_unit(self, one, other):
        return not one or not other or one.strip().lower() == other.strip().lower()

    @api.model
    def _get_log_sums(self, counted, periods):
        """Return {(indicator, period): number}; a pair without entries is not there.

        A target that runs on through the year is met by what was done since its first day.
        """
        sums = {}
        for indicator, days in counted.items():
            is_running = indicator.division == "cumulative"
            for period in periods:
                since = [day for day, _quantity in days if day >= period.date_from]
                if not since or not is_running and min(since) > period.date_to:
                    continue
                sums[indicator, period] = sum(
                    quantity
                    for day, quantity in days
                    if day <= period.date_to and (is_running or day >= period.date_from)
                )
        return sums

    not_counted = fields.Char("Why it does not add up", compute="_compute_not_counted")

    @api.depends("indicator_id.counts_log", "indicator_id.uom", "uom", "quantity")
    def _compute_not_counted(self):
        """Say why a quantity does not add up into the realisation of its indicator."""
        for entry in self:
            indicator = entry.indicator_id
            entry.not_counted = (
                indicator.counts_log
                and entry.quantity
                and not self._is_same_unit(entry.uom, indicator.uom)
                and self.env._(
                    "The indicator counts in %(unit)s, so this quantity does not add up into"
                    " its realisation.",
                    unit=indicator.uom,
                )
            )


class HrSkpTarget(models.Model):
    _inherit = "hr.skp.target"

    is_realized_logged = fields.Boolean("Number counted from the log")

    def write(self, vals):
        done = super().write(vals)
        if "realized_value" in vals and "is_realized_logged" not in vals:
            # Typed now, so counted no more; what is emptied is free to be counted again.
            lines = self.sudo()
            lines.write({"is_realized_logged": False})
            emptied = lines.filtered(lambda line: not line.has_realized_value)
            emptied.indicator_id.filtered("counts_log")._update_from_log()
        return done

    @api.model
    def _get_for_log(self, periods):
        """Return the lines of {indicator: periods}, making those that are missing."""
        keys = {
            (indicator, period)
            for indicator in periods
            for period in periods[indicator]
        }
        lines = self.search(
            [
                ("indicator_id", "in", [indicator.id for indicator, _period in keys]),
                ("period_id", "in", [period.id for _indicator, period in keys]),
            ]
        )
        existing = {(line.indicator_id, line.period_id) for line in lines}
        return lines.filtered(
            lambda line: (line.indicator_id, line.period_id) in keys
        ) | self.create(
            [
                {"indicator_id": indicator.id, "period_id": period.id}
                for indicator, period in keys - existing
            ]
        )

    def _carry_from_log(self, number):
        """Write the log's sum on one line, unless somebody typed another number there.

        :param number: the sum, or None where no entry counts any more
        """
        self.ensure_one()
        if self.has_realized_value and not self.is_realized_logged:
            return
        values = {
            "realized_value": number or 0.0,
            "has_realized_value": number is not None,
            "is_realized_logged": number is not None,
        }
        if any(self[name] != value for name, value in values.items()):
            self.write(values)


class HrSkpIndicator(models.Model):
    _inherit = "hr.skp.indicator"

    counts_log = fields.Boolean(
        "Adds up from the daily log",
        copy=True,
        help="Quantities of the daily log that name this indicator become the realisation"
        " of the period, unless another number is typed there.",
    )

    def write(self, vals):
        done = super().write(vals)
        if vals.get("counts_log"):
            self._update_from_log()
        return done

    def _check_skp_line_change(self, operation, vals=None):
        """How realisation is gathered is no part of the plan: it needs no revision."""
        if not self.env.su and operation == "write" and vals.keys() == {"counts_log"}:
            self.env["hr.skp.activity"]._check_keeper(self.sudo(False).mapped("skp_id"))
            return
        super()._check_skp_line_change(operation, vals)

    def _update_from_log(self):
        """Bring all periods of these indicators up to date with the log."""
        days = (
            self.env["hr.skp.activity"]
            .sudo()
            ._read_group(
                [("indicator_id", "in", self.ids), ("state", "in", COUNTED_STATES)],
                ["indicator_id", "date:day"],
            )
        )
        self.env["hr.skp.activity"]._update_realization_of(
            {(indicator.id, day) for indicator, day in days}
        )


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def _approve(self):
        """Count what was logged for an indicator before it was approved."""
        done = super()._approve()
        self.sudo().result_ids.indicator_ids.filtered("counts_log")._update_from_log()
        return done


class HrSkpCycle(models.Model):
    _inherit = "hr.skp.cycle"

    def _get_finest_periods(self):
        """Return the periods in which one year is documented, else evaluated."""
        periods = self.period_ids
        finest = periods.filtered(lambda period: period.kind == "documentation")
        return finest or periods.filtered(lambda period: period.kind == "periodic")
