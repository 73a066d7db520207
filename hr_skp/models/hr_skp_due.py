from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# Not yet in force: what the deadlines of planning ask about.
PLANNING_STATES = ("draft", "submitted")


class HrSkpCycle(models.Model):
    """By when a plan is due: one rule for lists, for the table of units and for reminders.

    The year's deadlines are for plans that begin with it. A later one, as after a
    transfer, is due as many days after its own first day. Once approved, a plan is
    never late again: its seal is in force while it is revised.
    """

    _inherit = "hr.skp.cycle"

    def _get_due_date(self, kind, first_day):
        """Return the last day to be in time for a plan that begins on a day, or False.

        :param str kind: ``draft``, by when it is submitted, or ``planning``, approved
        :param date first_day: the plan's first day
        """
        self.ensure_one()
        deadline = self[f"{kind}_deadline"]
        if not deadline:
            return False
        return deadline + max(first_day - self.date_from, timedelta())

    def _is_late(self, state, first_day, today):
        """Whether a plan never approved is late, by its state and its first day."""
        return any(
            state in states and due and due < today
            for states, due in (
                (("none", "draft"), self._get_due_date("draft", first_day)),
                (
                    ("none", *PLANNING_STATES),
                    self._get_due_date("planning", first_day),
                ),
            )
        )

    @api.model
    def _get_late_sql(self, state, first_day, today):
        """Return ``_is_late`` as a condition on the year's row, which is called ``c``.

        :param SQL state: state of a plan never approved, ``none`` where there is none
        :param SQL first_day: its first day
        """
        names = ("date_from", "draft_deadline", "planning_deadline")
        return SQL(
            """COALESCE(
                %(state)s IN ('none', 'draft')
                AND %(draft_deadline)s + GREATEST(%(first_day)s - %(date_from)s, 0) < %(today)s
                OR %(state)s IN ('none', 'draft', 'submitted')
                AND %(planning_deadline)s + GREATEST(%(first_day)s - %(date_from)s, 0) < %(today)s,
                FALSE)""",
            state=state,
            first_day=first_day,
            today=today,
            **{
                name: SQL.identifier("c", name, to_flush=self._fields[name])
                for name in names
            },
        )


class HrSkp(models.Model):
    _inherit = "hr.skp"

    is_planning_late = fields.Boolean(
        "Late",
        compute="_compute_is_planning_late",
        search="_search_is_planning_late",
        help="Not submitted after the drafting deadline, or not approved after the planning "
        "deadline. A plan that begins later has as many days from its own first day.",
    )

    @api.depends(
        "state",
        "revision",
        "date_from",
        "cycle_id.date_from",
        "cycle_id.draft_deadline",
        "cycle_id.planning_deadline",
    )
    def _compute_is_planning_late(self):
        today = fields.Date.context_today(self)
        for plan in self:
            plan.is_planning_late = bool(
                plan.state in PLANNING_STATES
                and not plan.revision
                and plan.cycle_id
                and plan.date_from
                and plan.cycle_id._is_late(plan.state, plan.date_from, today)
            )

    @api.model
    def _search_is_planning_late(self, operator, value):
        # The ORM hands a boolean search over as ``in [True]``.
        if operator != "in":
            return NotImplemented
        return (
            Domain("state", "in", PLANNING_STATES)
            & Domain("revision", "=", 0)
            & Domain.custom(to_sql=self._get_late_plan_sql)
        )

    @api.model
    def _get_late_plan_sql(self, model, alias, query):
        """Return the condition: a plan never approved is late today."""
        return SQL(
            "EXISTS (SELECT FROM hr_skp_cycle c WHERE c.id = %(cycle)s AND %(late)s)",
            cycle=model._field_to_sql(alias, "cycle_id", query),
            late=self.env["hr.skp.cycle"]._get_late_sql(
                model._field_to_sql(alias, "state", query),
                model._field_to_sql(alias, "date_from", query),
                fields.Date.context_today(self),
            ),
        )
