from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from .hr_skp_target import REALIZATION_STATES


class HrSkpIndicator(models.Model):
    _inherit = "hr.skp.indicator"

    untold_period_ids = fields.Many2many(
        "hr.skp.period",
        string="Without realisation in",
        compute="_compute_untold_period_ids",
        search="_search_untold_period_ids",
        help="Evaluation periods that have begun, for which nothing was recorded.",
    )

    @api.depends("target_ids.realization", "target_ids.has_realized_value")
    def _compute_untold_period_ids(self):
        self.env["hr.skp.target"].flush_model()
        today = fields.Date.context_today(self)
        rows = self.env.execute_query(
            SQL(
                """SELECT indicator.id, untold.id
                     FROM hr_skp_indicator indicator
                    CROSS JOIN LATERAL (
                          SELECT period.id %s AND period.date_from <= %s) untold
                    WHERE indicator.id = ANY(%s)""",
                self._get_untold_sql("indicator"),
                today,
                self._origin.ids,
            )
        )
        periods = {}
        for indicator_id, period_id in rows:
            periods.setdefault(indicator_id, []).append(period_id)
        for indicator in self:
            indicator.untold_period_ids = periods.get(indicator._origin.id, [])

    @api.model
    def _search_untold_period_ids(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env["hr.skp.target"].flush_model()
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "EXISTS (SELECT %s AND period.id = ANY(%s))",
                self._get_untold_sql(alias),
                [period_id for period_id in value if isinstance(period_id, int)],
            )
        )

    @api.model
    def _get_untold_sql(self, alias):
        """Return a query from ``FROM`` on: the periods that the indicator ``alias`` lacks.

        Whoever has left, or is exempt for the year or the period, lacks nothing.
        """
        return SQL(
            """FROM hr_skp plan
               JOIN hr_skp_result result ON result.id = %(indicator_result)s
               JOIN hr_skp_period period ON period.cycle_id = plan.cycle_id
                    AND period.kind = 'periodic'
                    AND period.date_to >= plan.date_from
                    AND period.date_from <= plan.date_to
               JOIN hr_employee person ON person.id = plan.employee_id AND person.active
              WHERE plan.id = %(indicator_plan)s AND %(indicator_sealed)s > 0
                    AND plan.revision > 0 AND plan.state = ANY(%(states)s)
                    AND result.state = 'active'
                    AND NOT EXISTS (
                        SELECT FROM hr_skp_target line
                         WHERE line.indicator_id = %(indicator)s
                               AND line.period_id = period.id
                               AND (line.has_realized_value
                                    OR COALESCE(line.realization, '') <> ''))
                    AND NOT EXISTS (
                        SELECT FROM hr_skp_exemption exemption
                         WHERE exemption.employee_id = plan.employee_id
                               AND exemption.cycle_id = plan.cycle_id
                               AND (exemption.period_id IS NULL
                                    OR exemption.period_id = period.id))""",
            indicator=SQL.identifier(alias, "id"),
            indicator_plan=SQL.identifier(alias, "skp_id"),
            indicator_result=SQL.identifier(alias, "result_id"),
            indicator_sealed=SQL.identifier(alias, "sealed_revision"),
            states=list(REALIZATION_STATES),
        )


class HrSkp(models.Model):
    _inherit = "hr.skp"

    @api.model
    def _open_own_realization(self, period_id):
        """Open the user's lines of one period, from the link of a reminder or the menu.

        :param period_id: id of the period; the present one of his plan where empty
        :raises UserError: where he has no plan in force in it
        """
        period = self.env["hr.skp.period"].browse(period_id or []).exists()
        domain = [
            ("employee_user_id", "=", self.env.uid),
            ("state", "in", REALIZATION_STATES),
        ]
        order = "is_reported desc, date_from desc"
        if period:
            domain += [
                ("cycle_id", "=", period.cycle_id.id),
                ("date_from", "<=", period.date_to),
                ("date_to", ">=", period.date_from),
            ]
        else:
            today = fields.Date.context_today(self)
            domain += [("date_from", "<=", today)]
            order = "date_to desc, " + order
        plan = self.search(domain, order=order, limit=1)
        if plan and not period:
            period = plan._get_current_period()
        if not period or not plan:
            raise UserError(
                self.env._(
                    "You have no approved plan in this period to record work for."
                )
            )
        return plan._open_realization(period)


class HrSkpReminder(models.Model):
    _inherit = "hr.skp.reminder"

    kind = fields.Selection(
        selection_add=[("realization", "Realisation")],
        ondelete={"realization": "cascade"},
    )

    @api.model
    def _get_sources(self):
        name = "hr.skp.reminder.realization"
        return {**super()._get_sources(), "realization": name}


class HrSkpReminderRealization(models.AbstractModel):
    """Indicators without realisation, when a period ends and after its deadline."""

    _name = "hr.skp.reminder.realization"
    _inherit = ["hr.skp.reminder.source"]
    _description = "SKP: reminders of realisation"

    _skp_kind = "realization"
    _skp_counts = "hr.skp.indicator"
    _skp_switch = "skp_remind_realization"

    @api.model
    def _get_occasions(self, cycle, today):
        return self._get_by_period(cycle, today, "employee_deadline", ("periodic",))

    @api.model
    def _get_domain(self, occasion, part):
        return Domain("untold_period_ids", "in", occasion.about.ids)

    @api.model
    def _get_title(self, occasion):
        words = {
            "period": occasion.about.name,
            "date": format_date(self.env, occasion.deadline),
        }
        if occasion.deadline < occasion.cycle.company_id._get_skp_today():
            return self.env._("Realisation of %(period)s was due on %(date)s.", **words)
        return self.env._("Realisation of %(period)s is due on %(date)s.", **words)

    @api.model
    def _get_own_line(self, occasion, due):
        return self._prepare_line(
            self.env._(
                "Your indicators without realisation: %(count)s", count=due.count
            ),
            f"{occasion.about.id}/skp-my-realization",
            self.env._("Record my realisation"),
        )

    @api.model
    def _get_team_line(self, occasion, team):
        return self._prepare_line(
            self.env._(
                "Of your people, indicators without realisation: %(count)s",
                count=self._get_team_count(team),
            ),
            f"{occasion.about.id}/skp-realization-missing",
            self.env._("Open what is missing"),
            self._get_team_names(team),
        )

    @api.model
    def _get_unit_line(self, occasion, units):
        return self._prepare_unit_line(
            units,
            f"{occasion.about.id}/skp-realization-missing-units",
            [self.env._("Indicators without realisation")],
        )
