from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .hr_employee_appraiser import APPRAISER_COLUMNS

STATES = [
    ("none", "No plan"),
    ("exempt", "Exempt"),
    ("draft", "Draft"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
]


# What a view of people and of who appraises them reads.
PEOPLE_COLUMNS = {
    "hr.employee": [
        "name",
        "active",
        "user_id",
        "parent_id",
        "company_id",
        "current_version_id",
    ],
    "hr.version": [
        "employee_id",
        "active",
        "date_version",
        "department_id",
        "departure_date",
        "asn_status",
        "position_type",
        "contract_date_start",
    ],
    "hr.department": ["manager_id", "parent_path"],
    "hr.skp.appraiser": APPRAISER_COLUMNS,
}


class HrSkpProgress(models.Model):
    """Who has not: one row per employee and performance year, with how far his plan is.

    The plan is the reported one. Everybody in service counts but people outside the
    civil service who have no plan; of a closed year, whoever had a plan or was exempt.
    A plan once approved stays approved here: its seal is in force while it is revised.

    Grouped by unit, the rows are the table of units and steps. Shares leave out those
    who are rightly without a plan.
    """

    _name = "hr.skp.progress"
    _inherit = ["hr.skp.access", "hr.skp.deputy"]
    _description = "SKP: progress of planning"
    _auto = False
    _order = "employee_name, id"
    _rec_name = "employee_name"
    _depends = {
        **PEOPLE_COLUMNS,
        "hr.skp.cycle": [
            "company_id",
            "state",
            "date_from",
            "date_to",
            "draft_deadline",
            "planning_deadline",
        ],
        "hr.skp.exemption": ["employee_id", "cycle_id", "period_id"],
        "hr.skp": [
            "employee_id",
            "cycle_id",
            "state",
            "date_from",
            "revision",
            "is_reported",
            "appraiser_id",
            "appraiser_user_id",
            "superior_user_id",
            "deputy_user_id",
            "deputy_date_to",
            "state_date",
        ],
    }

    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    employee_name = fields.Char("Name", readonly=True)
    cycle_id = fields.Many2one("hr.skp.cycle", "Year", readonly=True)
    year_from = fields.Date(readonly=True, export_string_translation=False)
    year_to = fields.Date(readonly=True, export_string_translation=False)
    date_from = fields.Date(
        "First day",
        readonly=True,
        help="Of the plan; without one, of the first contract within the year. Deadlines"
        " count from here.",
    )
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one(string="Unit")
    skp_id = fields.Many2one("hr.skp", "Plan", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    employee_user_id = fields.Many2one("res.users", "Employee's user", readonly=True)
    appraiser_user_id = fields.Many2one("res.users", "Appraiser's user", readonly=True)
    superior_user_id = fields.Many2one("res.users", "Superior's user", readonly=True)
    state = fields.Selection(STATES, "Status", readonly=True)
    is_late = fields.Boolean(
        "Late",
        readonly=True,
        help="Not submitted after the drafting deadline, or not approved after the planning "
        "deadline. A plan that begins later has as many days from its own first day.",
    )
    exemption_id = fields.Many2one(
        "hr.skp.exemption", readonly=True, export_string_translation=False
    )
    exemption_reason = fields.Char("Reason", compute="_compute_exemption_reason")

    # Counts and shares of a group; an exempt person has no part in the shares.
    people_count = fields.Integer("Headcount", readonly=True)
    exempt_count = fields.Integer("Exempt", readonly=True)
    none_count = fields.Integer("Without plan", readonly=True)
    late_count = fields.Integer("Late (people)", readonly=True)
    issued_share = fields.Float("Issued", readonly=True, aggregator="avg")
    submitted_share = fields.Float("Submitted", readonly=True, aggregator="avg")
    approved_share = fields.Float("Approved", readonly=True, aggregator="avg")

    @api.depends_context("uid", "lang")
    @api.depends("exemption_id")
    def _compute_exemption_reason(self):
        # The reason is told to those who may read the exemption; an appraiser may not.
        readable = self.exemption_id._filtered_access("read")
        labels = dict(readable._fields["reason"]._description_selection(self.env))
        for row in self:
            row.exemption_reason = (
                row.exemption_id in readable and labels[row.exemption_id.reason]
            )

    # Actions

    def action_open(self):
        """Open the plan, or where there is none a new one for those who may issue it.

        :raises UserError: where the person has no plan that the user could open
        """
        self.ensure_one()
        self.check_access("read")
        plan = self.skp_id
        if plan.has_access("read") and plan:
            return self._get_plan_action(res_id=plan.id)
        if not plan and self.state == "none" and self._can_issue():
            return self._get_plan_action(
                context={
                    "default_employee_id": self.employee_id.id,
                    "default_cycle_id": self.cycle_id.id,
                }
            )
        raise UserError(
            self.env._(
                "%(employee)s has no plan for %(cycle)s that you could open. The "
                "performance team of the unit issues plans.",
                employee=self.employee_name,
                cycle=self.cycle_id.name,
            )
        )

    def _can_issue(self):
        user = self.env.user
        return self.employee_user_id == user or (
            user.has_group("hr_skp.group_hr_skp_manager") or self.has_skp_officer_access
        )

    def _get_plan_action(self, **values):
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.skp",
            "views": [[False, "form"]],
            **values,
        }

    def action_issue_plans(self):
        """Ask whether plans are issued for these people, those without one."""
        self.check_access("read")
        if len(self.cycle_id) != 1:
            raise UserError(self.env._("Choose people of one performance year."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_batch_issue_plans_action"
        )
        action["context"] = {
            "default_cycle_id": self.cycle_id.id,
            "default_employee_ids": self.employee_id.ids,
        }
        return action

    # The query

    @property
    def _table_query(self):
        # PostgreSQL expects rows of whole products and would spend longer on compiling
        # the query than on running it.
        self.env.cr.execute("SET LOCAL jit = off")
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH found AS (%(appraisers)s
            ), served AS (
                SELECT employee_id, min(contract_date_start) AS first_day
                  FROM hr_version
                 WHERE active AND contract_date_start IS NOT NULL
                 GROUP BY employee_id
            ), person AS (
                SELECT c.id::bigint * 2147483648 + e.id AS id,
                       e.id AS employee_id, e.name AS employee_name,
                       c.id AS cycle_id, c.date_from AS year_from, c.date_to AS year_to,
                       GREATEST(COALESCE(p.date_from, s.first_day, c.date_from),
                                c.date_from) AS date_from,
                       c.company_id, v.department_id, p.id AS skp_id,
                       CASE WHEN p.id IS NULL THEN f.appraiser_id ELSE p.appraiser_id
                       END AS appraiser_id,
                       e.user_id AS employee_user_id,
                       p.appraiser_user_id, p.superior_user_id, p.deputy_user_id,
                       p.deputy_date_to, x.id AS exemption_id,
                       CASE WHEN x.id IS NOT NULL THEN 'exempt'
                            WHEN p.id IS NULL THEN 'none'
                            WHEN p.revision > 0 THEN 'approved'
                            WHEN p.state = 'submitted' THEN 'submitted'
                            ELSE 'draft' END AS state
                  FROM hr_skp_cycle c
                  JOIN hr_employee e ON e.company_id = c.company_id AND e.active
                  JOIN hr_version v ON v.id = e.current_version_id
                  LEFT JOIN hr_skp p ON p.employee_id = e.id AND p.cycle_id = c.id
                       AND p.is_reported
                  LEFT JOIN hr_skp_exemption x ON x.employee_id = e.id
                       AND x.cycle_id = c.id AND x.period_id IS NULL
                  LEFT JOIN found f ON f.employee_id = e.id
                  LEFT JOIN served s ON s.employee_id = e.id
                 WHERE p.id IS NOT NULL OR x.id IS NOT NULL
                    OR c.state <> 'closed' AND v.asn_status IS DISTINCT FROM 'non_asn'
                       AND (v.departure_date IS NULL OR v.departure_date >= c.date_from)
            ), dated AS (
                SELECT p.id, p.employee_id, p.employee_name, p.cycle_id, p.year_from,
                       p.year_to, p.date_from, p.company_id, p.department_id, p.skp_id,
                       p.appraiser_id,
                       p.employee_user_id, p.superior_user_id, p.deputy_user_id,
                       p.deputy_date_to, p.exemption_id, p.state,
                       CASE WHEN p.skp_id IS NULL THEN a.user_id ELSE p.appraiser_user_id
                       END AS appraiser_user_id,
                       %(late)s AS is_late
                  FROM person p
                  JOIN hr_skp_cycle c ON c.id = p.cycle_id
                  LEFT JOIN hr_employee a ON a.id = p.appraiser_id
            )
            SELECT d.*, 1 AS people_count,
                   (state = 'exempt')::int AS exempt_count,
                   (state = 'none')::int AS none_count,
                   is_late::int AS late_count,
                   CASE WHEN state <> 'exempt' THEN (state <> 'none')::int
                   END::double precision AS issued_share,
                   CASE WHEN state <> 'exempt'
                        THEN (state IN ('submitted', 'approved'))::int
                   END::double precision AS submitted_share,
                   CASE WHEN state <> 'exempt' THEN (state = 'approved')::int
                   END::double precision AS approved_share
              FROM dated d
            """,
            appraisers=self.env["hr.employee"]._get_skp_appraiser_sql(today),
            late=self.env["hr.skp.cycle"]._get_late_sql(
                SQL("p.state"), SQL("p.date_from"), today
            ),
        )
