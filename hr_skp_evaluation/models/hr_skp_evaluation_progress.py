from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hr_skp.models.hr_skp_progress import PEOPLE_COLUMNS

STATES = [
    ("no_plan", "No plan"),
    ("not_in_force", "Plan not in force"),
    ("not_opened", "Not opened"),
    ("open", "Opened, not rated"),
    ("rated", "Rated, not delivered"),
    ("delivered", "Delivered"),
    ("final", "Final"),
    ("exempt", "Exempt"),
]


class HrSkpEvaluationProgress(models.Model):
    """Who is not evaluated: a row per period and plan that is to be evaluated in it.

    Also whose plan is not in force or whose evaluation nobody opened. Whoever has no plan
    that shares a day with the period has a row of his own, as far as he is in service.
    The year is evaluated on the reported plan alone. Who is exempt is owed nothing.

    Nothing here tells a rating: the rated person reads of his own row what his plan tells
    him anyway.
    """

    _name = "hr.skp.evaluation.progress"
    _inherit = ["hr.skp.access", "hr.skp.deputy"]
    _description = "SKP: progress of evaluation"
    _auto = False
    _order = "employee_name, id"
    _rec_name = "employee_name"
    _depends = {
        **PEOPLE_COLUMNS,
        "hr.skp.cycle": ["company_id", "state"],
        "hr.skp.period": ["cycle_id", "kind", "date_from", "date_to"],
        "hr.skp.exemption": ["employee_id", "cycle_id", "period_id"],
        "hr.skp": [
            "employee_id",
            "cycle_id",
            "company_id",
            "department_id",
            "state",
            "date_from",
            "date_to",
            "revision",
            "is_reported",
            "appraiser_id",
            "employee_user_id",
            "appraiser_user_id",
            "superior_user_id",
            "deputy_user_id",
            "deputy_date_to",
        ],
        "hr.skp.evaluation": ["skp_id", "period_id", "state"],
    }

    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    employee_name = fields.Char("Name", readonly=True)
    period_id = fields.Many2one("hr.skp.period", "Period", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one(string="Unit")
    skp_id = fields.Many2one("hr.skp", "Plan", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    employee_user_id = fields.Many2one("res.users", "Employee's user", readonly=True)
    appraiser_user_id = fields.Many2one("res.users", "Appraiser's user", readonly=True)
    superior_user_id = fields.Many2one("res.users", "Superior's user", readonly=True)
    state = fields.Selection(STATES, "Status", readonly=True)
    waiting_text = fields.Char(
        "Whose turn", compute="_compute_waiting_text", compute_sudo=True
    )

    @api.depends("skp_id", "period_id")
    @api.depends_context("lang")
    def _compute_waiting_text(self):
        """Say of opened evaluations whose turn it is, without a word about ratings."""
        found = {
            (evaluation.skp_id, evaluation.period_id): evaluation.waiting_text
            for evaluation in self.env["hr.skp.evaluation"].search(
                [
                    ("skp_id", "in", self.skp_id.ids),
                    ("period_id", "in", self.period_id.ids),
                ]
            )
        }
        for row in self:
            row.waiting_text = found.get((row.skp_id, row.period_id))

    def action_open(self):
        """Open the evaluation of one row; where there is none the plan.

        :raises UserError: where there is nothing that the user may open
        """
        self.ensure_one()
        self.check_access("read")
        evaluation = self.env["hr.skp.evaluation"].search(
            [("skp_id", "=", self.skp_id.id), ("period_id", "=", self.period_id.id)]
        )
        # An evaluation that is hidden from the rated person leads him to his plan.
        record = evaluation or self.skp_id
        if not record or not record.has_access("read"):
            raise UserError(
                self.env._(
                    "%(employee)s has nothing for %(period)s that you could open. The"
                    " performance team of the unit issues plans and opens evaluations.",
                    employee=self.employee_name,
                    period=self.sudo().period_id.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    # The query

    @property
    def _table_query(self):
        # PostgreSQL expects rows of whole products and would spend longer on compiling
        # the query than on running it.
        self.env.cr.execute("SET LOCAL jit = off")
        return SQL(
            """
            SELECT w.*, e.name AS employee_name,
                   CASE WHEN EXISTS (
                            SELECT FROM hr_skp_exemption x
                             WHERE x.employee_id = w.employee_id
                               AND x.cycle_id = w.cycle_id
                               AND COALESCE(x.period_id, w.period_id) = w.period_id
                        ) AND w.step NOT IN ('rated', 'delivered', 'final')
                        THEN 'exempt' ELSE w.step END AS state
              FROM (%(plans)s UNION ALL %(people)s) w
              JOIN hr_employee e ON e.id = w.employee_id
            """,
            plans=self._get_plans_sql(),
            people=self._get_people_sql(),
        )

    @api.model
    def _get_plans_sql(self):
        """Return the rows of plans, by period."""
        return SQL(
            """
            SELECT t.id::bigint * 4294967296 + p.id AS id,
                   t.id AS period_id, t.cycle_id, p.id AS skp_id, p.employee_id,
                   p.company_id, p.department_id, p.appraiser_id, p.employee_user_id,
                   p.appraiser_user_id, p.superior_user_id, p.deputy_user_id,
                   p.deputy_date_to,
                   CASE WHEN COALESCE(p.revision, 0) = 0 THEN 'not_in_force'
                        WHEN v.id IS NULL THEN 'not_opened'
                        WHEN v.state IN ('draft', 'submitted') THEN 'open'
                        WHEN v.state = 'rated' THEN 'rated'
                        WHEN v.state IN ('delivered', 'objected') THEN 'delivered'
                        ELSE 'final' END AS step
              FROM hr_skp_period t
              JOIN hr_skp p ON p.cycle_id = t.cycle_id AND %(is_to_evaluate)s
              LEFT JOIN hr_skp_evaluation v ON v.skp_id = p.id AND v.period_id = t.id
             WHERE t.kind <> 'documentation'
            """,
            is_to_evaluate=self._get_to_evaluate_sql(),
        )

    @api.model
    def _get_people_sql(self):
        """Return the rows of those who are in service and have no plan in the period."""
        today = fields.Date.context_today(self)
        return SQL(
            """
            SELECT t.id::bigint * 4294967296 + 2147483648 + e.id, t.id, t.cycle_id, NULL,
                   e.id, e.company_id, v.department_id, f.appraiser_id, e.user_id,
                   a.user_id, NULL, NULL, NULL, 'no_plan'
              FROM hr_skp_period t
              JOIN hr_skp_cycle c ON c.id = t.cycle_id AND c.state <> 'closed'
              JOIN hr_employee e ON e.company_id = c.company_id AND e.active
              JOIN hr_version v ON v.id = e.current_version_id
              LEFT JOIN (%(appraisers)s) f ON f.employee_id = e.id
              LEFT JOIN hr_employee a ON a.id = f.appraiser_id
             WHERE t.kind <> 'documentation'
               AND v.asn_status IS DISTINCT FROM 'non_asn'
               AND COALESCE(v.departure_date, t.date_to) >= t.date_from
               AND COALESCE((
                       SELECT min(s.contract_date_start) FROM hr_version s
                        WHERE s.employee_id = e.id AND s.active
                   ), t.date_from) <= t.date_to
               AND NOT EXISTS (
                       SELECT FROM hr_skp p
                        WHERE p.cycle_id = t.cycle_id AND p.employee_id = e.id
                          AND %(is_to_evaluate)s
                   )
            """,
            appraisers=self.env["hr.employee"]._get_skp_appraiser_sql(today),
            is_to_evaluate=self._get_to_evaluate_sql(),
        )

    @api.model
    def _get_to_evaluate_sql(self):
        """Return the condition: plan ``p`` is evaluated in period ``t``, once in force."""
        return SQL(
            """p.state <> 'cancelled' AND p.date_from <= t.date_to
               AND p.date_to >= t.date_from AND (t.kind = 'periodic' OR p.is_reported)"""
        )
