from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkpMaturity(models.Model):
    """The sixth level counts evaluations, too: delivered where their day is over."""

    _inherit = "hr.skp.maturity"

    evaluated_good = fields.Integer("Evaluations delivered", readonly=True)
    evaluated_total = fields.Integer("Evaluations due", readonly=True)

    @api.model
    def _get_measures(self):
        return {**super()._get_measures(), "evaluated": 6}

    @api.model
    def _get_measure_words(self):
        return {
            **super()._get_measure_words(),
            "evaluated": self.env._("evaluations delivered"),
        }

    @api.model
    def _get_due_evaluation_sql(self, plan, day):
        """Return the query of (plan, whether delivered) of all evaluations due by a day.

        :param SQL plan: the table of plans, or a part of it, as ``p``
        """
        return SQL(
            """SELECT p.id AS skp_id, q.id AS period_id,
                      e.delivered_on IS NOT NULL AS is_delivered
                 FROM %(plan)s
                 JOIN hr_skp_period q ON q.cycle_id = p.cycle_id
                      AND q.kind IN ('periodic', 'annual')
                      AND q.evaluation_deadline < %(day)s
                      AND q.date_from <= p.date_to AND q.date_to >= p.date_from
                 LEFT JOIN hr_skp_evaluation e ON e.skp_id = p.id AND e.period_id = q.id
                WHERE p.revision > 0""",
            plan=plan,
            day=day,
        )

    @api.model
    def _get_measure_queries(self, cycle, until):
        return {
            **super()._get_measure_queries(cycle, until),
            "evaluated": SQL(
                """SELECT due.skp_id, count(*) FILTER (WHERE due.is_delivered), count(*)
                     FROM (%s) AS due GROUP BY due.skp_id""",
                self._get_due_evaluation_sql(
                    SQL("plan AS p"), until + timedelta(days=1)
                ),
            ),
        }

    def _get_lack_screens(self):
        # Apart from the title: Odoo's export of terms takes a tuple after a call for its
        # arguments.
        domain = [
            ("cycle_id", "=", self.cycle_id.id),
            *self._get_plan_domain(),
            ("is_evaluation_owed", "=", True),
        ]
        title = self.env._("Plans with an evaluation that is due and not delivered")
        return {
            **super()._get_lack_screens(),
            "evaluated": (title, "hr.skp", domain),
        }


class HrSkp(models.Model):
    _inherit = "hr.skp"

    is_evaluation_owed = fields.Boolean(
        "Evaluation due and not delivered",
        compute="_compute_is_evaluation_owed",
        search="_search_is_evaluation_owed",
    )

    @api.model
    def _get_owed_sql(self):
        """Return the query of the plans with an evaluation due and not delivered."""
        self.env["hr.skp.evaluation"].flush_model(
            ["skp_id", "period_id", "delivered_on"]
        )
        self.flush_model(
            ["cycle_id", "date_from", "date_to", "revision", "state", "is_reported"]
        )
        return SQL(
            """SELECT due.skp_id FROM (%(due)s) AS due
                 JOIN hr_skp p ON p.id = due.skp_id
                 JOIN hr_skp_period t ON t.id = due.period_id
                WHERE NOT due.is_delivered AND %(is_to_evaluate)s""",
            due=self.env["hr.skp.maturity"]._get_due_evaluation_sql(
                SQL("hr_skp AS p"), fields.Date.context_today(self)
            ),
            is_to_evaluate=self.env[
                "hr.skp.evaluation.progress"
            ]._get_to_evaluate_sql(),
        )

    @api.depends("state")
    def _compute_is_evaluation_owed(self):
        found = self.env.execute_query(
            SQL(
                "SELECT owed.skp_id FROM (%s) AS owed WHERE owed.skp_id = ANY(%s)",
                self._get_owed_sql(),
                self._origin.ids,
            )
        )
        ids = {row[0] for row in found}
        for plan in self:
            plan.is_evaluation_owed = plan._origin.id in ids

    @api.model
    def _search_is_evaluation_owed(self, operator, value):
        if operator != "in":
            return NotImplemented
        owed = self._get_owed_sql()
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                "%s IN (%s)", SQL.identifier(alias, "id"), owed
            )
        )
