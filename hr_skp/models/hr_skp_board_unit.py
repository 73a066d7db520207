from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .hr_skp_attention import REASONS


class HrSkpBoardUnit(models.Model):
    """The team board unit by unit: who leads many sees where he is needed.

    A row is a unit in this year, counted over those plans that the user himself reads,
    without his own. It opens nothing: what a row counts is found by the rules of
    ``hr.skp``, as the person who looks.

    The rows themselves cost little, whoever reads the whole agency. Who needs his leader
    is asked for the units of one page only.
    """

    _name = "hr.skp.board.unit"
    _description = "SKP: team board by unit"
    _auto = False
    # The units of a tree, each below its own.
    _order = "unit_path, id"
    _rec_name = "name"
    _depends = {
        "hr.skp": ["department_id", "employee_id", "state"],
        "hr.department": ["parent_path"],
    }

    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    unit_path = fields.Char(readonly=True, export_string_translation=False)
    name = fields.Char("Name of the unit", compute="_compute_name")
    people_count = fields.Integer("People", readonly=True)
    draft_count = fields.Integer("In draft", readonly=True)
    submitted_count = fields.Integer("Submitted", readonly=True)
    approved_count = fields.Integer("Approved", readonly=True)
    revising_count = fields.Integer("In revision", readonly=True)
    progress = fields.Float(
        "Average progress (%)",
        compute="_compute_needs",
        help="Of the last period that each person told of.",
    )
    has_progress = fields.Boolean(
        compute="_compute_needs", export_string_translation=False
    )
    attention_count = fields.Integer(
        "Need attention", compute="_compute_needs", search="_search_attention_count"
    )
    waiting_count = fields.Integer("Plan waits for approval", compute="_compute_needs")
    unsubmitted_count = fields.Integer("Plan is late", compute="_compute_needs")
    late_count = fields.Integer("Steps past their day", compute="_compute_needs")
    behind_count = fields.Integer("Indicators behind", compute="_compute_needs")
    untold_count = fields.Integer(
        "Indicators without realisation", compute="_compute_needs"
    )
    silent_count = fields.Integer("Log stopped", compute="_compute_needs")
    due_count = fields.Integer("Agreed feedback is due", compute="_compute_needs")
    unheard_count = fields.Integer("No feedback for long", compute="_compute_needs")
    unverified_count = fields.Integer("Entries to verify", compute="_compute_needs")

    @api.depends("department_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for row in self:
            name = row.department_id.sudo().name
            row.name = name or self.env._("Without a unit")

    @api.model
    def _get_plan_domain(self):
        """Return the domain of the plans that the rows count."""
        return (
            Domain("state", "not in", ("closed", "cancelled"))
            & Domain("employee_user_id", "!=", self.env.uid)
            & Domain("cycle_id.date_from", "<=", "today")
            & Domain("cycle_id.date_to", ">=", "today")
        )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT COALESCE(plan.department_id, -1) AS id,
                   plan.department_id, unit.parent_path AS unit_path,
                   COUNT(DISTINCT plan.employee_id) AS people_count,
                   %(states)s
              FROM hr_skp plan
              LEFT JOIN hr_department unit ON unit.id = plan.department_id
             WHERE plan.id IN %(readable)s
             GROUP BY plan.department_id, unit.parent_path
            """,
            readable=self.env["hr.skp"]._search(self._get_plan_domain()).subselect(),
            states=SQL(", ").join(
                SQL(
                    "COUNT(DISTINCT plan.employee_id) FILTER (WHERE plan.state = %s) AS %s",
                    state,
                    SQL.identifier(f"{state}_count"),
                )
                for state in ("draft", "submitted", "approved", "revising")
            ),
        )

    @api.depends("department_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_needs(self):
        names = [
            "progress",
            "has_progress",
            "attention_count",
            *(f"{name}_count" for name, _words in REASONS),
            "unverified_count",
        ]
        found = {
            unit_id: numbers
            for unit_id, *numbers in self.env.execute_query(self._get_needs_sql())
        }
        nothing = [0] * len(names)
        for row in self:
            numbers = found.get(row.department_id.id or None, nothing)
            row.update(dict(zip(names, numbers, strict=True)))

    def _get_needs_sql(self):
        """Return the query of unit and numbers, of the units of these rows."""
        plans = self.env["hr.skp"]
        plans._flush_attention()
        counts = plans._get_attention_counts()
        domain = self._get_plan_domain() & Domain(
            "department_id", "in", [row.department_id.id for row in self]
        )
        # Materialised, or PostgreSQL counts each number where it is read: twice.
        return SQL(
            """
            WITH found AS MATERIALIZED (
                SELECT plan.department_id, plan.employee_id, %(counts)s,
                       (SELECT COUNT(*) FROM hr_skp_activity entry
                         WHERE entry.skp_id = plan.id AND entry.state = 'submitted'
                       ) AS unverified,
                       told.progress
                  FROM %(plans)s
                  LEFT JOIN LATERAL (
                      SELECT AVG(LEAST(line.achievement, 100))
                             FILTER (WHERE line.has_achievement) AS progress
                        FROM hr_skp_target line
                        JOIN hr_skp_period period ON period.id = line.period_id
                        JOIN hr_skp_result result ON result.id = line.result_id
                       WHERE line.skp_id = plan.id AND line.has_realized_value
                             AND line.period_kind = 'periodic'
                             AND result.state = 'active'
                       GROUP BY period.date_to
                       ORDER BY period.date_to DESC LIMIT 1
                  ) told ON TRUE
                 WHERE plan.id IN %(readable)s
            )
            SELECT department_id,
                   COALESCE(AVG(progress), 0), COUNT(progress) > 0,
                   COUNT(DISTINCT employee_id) FILTER (WHERE %(any)s),
                   %(reasons)s,
                   SUM(unverified)::int
              FROM found
             GROUP BY department_id
            """,
            counts=SQL(", ").join(
                SQL("%s AS %s", count, SQL.identifier(name))
                for name, count in counts.items()
            ),
            plans=plans._get_attention_from(),
            readable=plans._search(domain).subselect(),
            any=SQL(" OR ").join(
                SQL("%s > 0", SQL.identifier(name)) for name in counts
            ),
            reasons=SQL(", ").join(
                SQL(
                    "COUNT(DISTINCT employee_id) FILTER (WHERE %s > 0)",
                    SQL.identifier(name),
                )
                for name, _words in REASONS
            ),
        )

    @api.model
    def _search_attention_count(self, operator, value):
        """Find the units where anybody needs attention; no other number is searched."""
        if (operator, value) != (">", 0):
            return NotImplemented
        plans = self.env["hr.skp"]
        domain = self._get_plan_domain() & Domain("needs_attention", "=", True)

        def to_sql(model, alias, query):
            # One person of a unit is enough: the others are not asked.
            found = plans._search(domain, limit=1)
            found.add_where(
                SQL(
                    "(%(own)s = %(unit)s OR (%(own)s IS NULL AND %(unit)s IS NULL))",
                    own=plans._field_to_sql(found.table, "department_id", found),
                    unit=model._field_to_sql(alias, "department_id", query),
                )
            )
            return SQL("%s IS NOT NULL", found.subselect())

        return Domain.custom(to_sql=to_sql)

    def _get_unit_domain(self):
        """Return the domain of the plans of one unit, for those who read any of them."""
        self.ensure_one()
        self.check_access("read")
        if not self.exists():
            raise AccessError(self.env._("You read no plan of this unit."))
        return self._get_plan_domain() & Domain(
            "department_id", "=", self.department_id.id
        )

    def action_open_unverified(self):
        """Open the log entries of one unit that are to be verified.

        :raises AccessError: where the user reads no plan of the unit
        """
        plans = self.env["hr.skp"].search(self._get_unit_domain())
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_activity_action_verify"
        )
        return {
            **action,
            "display_name": self.name,
            "domain": [("skp_id", "in", plans.ids), ("state", "=", "submitted")],
            "context": {"search_default_group_employee": 1, "create": False},
        }

    def action_open_people(self, reason=None):
        """Open the board with the people of one unit.

        :param str reason: one of the reasons of the board, ``any`` of them, or nothing
        :raises AccessError: where the user reads no plan of the unit
        :raises UserError: for a reason that there is not
        """
        domain = self._get_unit_domain()
        if reason == "any":
            domain &= Domain("needs_attention", "=", True)
        elif reason in dict(REASONS):
            domain &= Domain("attention_reason", "=", reason)
        elif reason:
            raise UserError(self.env._("The board knows no such reason."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp.hr_skp_action_board"
        )
        return {
            **action,
            "display_name": self.name,
            "domain": list(domain),
            "context": {},
        }
