from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .hr_skp import EDITABLE_STATES
from .hr_skp_line import RULE_COLUMNS

MATRIX_ACTION = "hr_skp.hr_skp_role_action_matrix"


class HrSkpRole(models.Model):
    """The role–result matrix: a leader's people by his results. A screen, no document.

    What it shows is read as the user: columns are the leader's results or, for who does
    not read his plan, those that he offers; a member's results are those of a plan that
    the user reads.
    """

    _inherit = "hr.skp.role"

    @api.model
    def get_matrix(self, leader_id=False, cycle_id=False):
        """Return what the screen shows of one leader's team in one year.

        :param int leader_id: id of the leader; the user himself, or whose team he looks
            after, where empty
        :param int cycle_id: the year; the present one where empty
        :raises AccessError: for a leader whose team the user does not follow
        :return: dict of ``leader``, ``cycle``, ``cycles``, ``columns`` and ``rows``
        """
        cycles = self._get_matrix_cycles()
        cycle = (
            cycles.filtered(lambda each: each.id == cycle_id)
            or (self.env["hr.skp"]._default_cycle_id() & cycles)
            or cycles[:1]
        )
        leader = self._get_matrix_leader(leader_id)
        own_plans = (
            self.env["hr.skp"]
            .sudo()
            .search(
                [
                    ("employee_id", "=", leader.id),
                    ("cycle_id", "=", cycle.id),
                    ("state", "!=", "cancelled"),
                ]
            )
        )
        own_plans = own_plans.filtered(lambda plan: plan.state != "closed") or own_plans
        columns = self.env["hr.skp.result"].search(
            [
                ("skp_id", "in", own_plans.ids),
                ("kind", "=", "main"),
                ("state", "=", "active"),
            ]
        )
        readable = own_plans.sudo(False)._filtered_access("read")
        return {
            "cycle": {"id": cycle.id, "name": cycle.name or ""},
            "cycles": [{"id": each.id, "name": each.name} for each in cycles],
            "leader": {
                "id": leader.id,
                "name": leader.name or "",
                "is_me": leader.user_id == self.env.user,
                "plan_id": readable[:1].id,
                "has_plan": bool(own_plans),
            },
            "columns": [
                {
                    "id": result.id,
                    "name": result.name,
                    "indicators": result.indicator_text or "",
                    "is_offered": result.is_offered,
                }
                for result in columns
            ],
            "rows": self._get_matrix_rows(leader, cycle, columns) if cycle else [],
        }

    @api.model
    def _get_matrix_cycles(self):
        """Return the years that the screen offers, the latest first."""
        return self.env["hr.skp.cycle"].search(
            [("company_id", "in", self.env.companies.ids)],
            order="date_from desc, id desc",
        )

    @api.model
    def _get_matrix_leader(self, leader_id):
        """Return the leader in superuser mode; raise unless the user follows his team."""
        employees = self.env["hr.employee"]._as_of_today()
        own = self.env.user.sudo().employee_id
        shown = self.env["hr.employee.public"]
        followed = Domain("has_skp_matrix", "=", True)
        if not leader_id:
            if own and (
                own._filter_skp_leaders() or not shown.search_count(followed, limit=2)
            ):
                return employees.browse(own.id)
            first = shown.search(followed & Domain("id", "!=", own.id), limit=1)
            return employees.browse(first.ids or own.ids)
        if not shown.search_count(Domain("id", "=", leader_id) & followed):
            raise AccessError(
                self.env._(
                    "The matrix shows the team of a leader whose plan you may read, or"
                    " for whom you stand in."
                )
            )
        return employees.browse(leader_id)

    @api.model
    def _get_matrix_rows(self, leader, cycle, columns):
        """Return one row for each plan that the leader appraises, and each member without."""
        plans = (
            self.env["hr.skp"]
            .sudo()
            .search(
                [
                    ("appraiser_id", "=", leader.id),
                    ("cycle_id", "=", cycle.id),
                    ("state", "!=", "cancelled"),
                ]
            )
        )
        readable = plans.sudo(False)._filtered_access("read")
        bare = self._get_matrix_bare(leader, cycle)
        (plans.employee_id | bare).mapped("job_title")
        cells = self._get_matrix_cells(readable, columns)
        rows = [
            {
                "key": f"plan-{plan.id}",
                "employee_id": plan.employee_id.id,
                "name": plan.employee_id.name,
                "post": plan.employee_position
                or plan.employee_id._as_of_today().job_title
                or "",
                "skp_id": plan.id if plan in readable.sudo() else False,
                "state": plan.state,
                "state_label": plan._get_state_label(),
                "mode": self._get_matrix_mode(plan.sudo(False)),
                "cells": cells[plan.id, False],
            }
            for plan in plans
        ]
        waiting = self._get_matrix_waiting(bare, cycle)
        rows += [
            {
                "key": f"employee-{employee.id}",
                "employee_id": employee.id,
                "name": employee.name,
                "post": employee.job_title or "",
                "skp_id": False,
                "state": "none",
                "state_label": self.env._("No plan yet"),
                "mode": self._get_waiting_mode(waiting[employee]),
                "cells": cells[False, employee.id],
            }
            for employee in bare
        ]
        return sorted(rows, key=lambda row: (row["name"] or "").casefold())

    @api.model
    def _get_matrix_bare(self, leader, cycle):
        """Return those whom the leader appraises today and who have no plan in the year."""
        if not leader or cycle.date_to < fields.Date.context_today(self):
            return leader.browse()
        team = leader.browse(leader._get_skp_teams()[leader.id])
        planned = (
            self.env["hr.skp"]
            .sudo()
            .search_fetch(
                [
                    ("employee_id", "in", team.ids),
                    ("cycle_id", "=", cycle.id),
                    ("state", "!=", "cancelled"),
                ],
                ["employee_id"],
            )
            .employee_id
        )
        appraisers = (team - planned)._get_skp_appraiser()
        return (
            leader.union(
                *(each for each, found in appraisers.items() if found == leader)
            )
            - leader
        )

    @api.model
    def _get_matrix_waiting(self, employees, cycle):
        """Return {employee: an unsaved role, to ask who the user is for him}."""
        people = self._get_waiting_people([(each.id, cycle.id) for each in employees])
        return {
            employee: self.new({name: vals[name] for name in RULE_COLUMNS})
            for employee, vals in zip(employees, people, strict=True)
        }

    def _get_waiting_mode(self, role):
        if role._has_role("leader"):
            return "propose"
        return "write" if role._has_role("officer") else "read"

    @api.model
    def _get_matrix_mode(self, plan):
        """Return what the user does in a member's cells: ``propose``, ``write``, ``read``."""
        state = plan.sudo().state
        if state == "closed":
            return "read"
        if plan._has_skp_role("appraiser"):
            return "propose"
        if state in EDITABLE_STATES and plan._has_skp_role("officer"):
            return "write"
        return "read"

    @api.model
    def _get_matrix_cells(self, plans, columns):
        """Return {(plan id, employee id where there is no plan): {column id: entries}}.

        Column 0 is for results that serve none of the leader's.
        """
        cells = defaultdict(lambda: defaultdict(list))
        roles = self.search(
            Domain("result_id", "in", columns.ids)
            & (Domain("skp_id", "in", plans.ids) | Domain("skp_id", "=", False))
        )
        adopted = {
            role.sudo().adopted_result_id.id: role
            for role in roles
            if role.state == "adopted"
        }
        results = self.env["hr.skp.result"].search(
            [("skp_id", "in", plans.ids), ("state", "=", "active")]
        )
        for result in results:
            column_id = result.sudo().parent_id.id
            if not column_id and result.id in adopted:
                column_id = adopted[result.id].sudo().result_id.id
            is_shown = column_id in columns.ids
            cells[result.skp_id.id, False][column_id if is_shown else 0].append(
                {
                    "id": result.id,
                    "kind": "result",
                    "text": result.name,
                    "cascading": result.cascading or "",
                    "is_adopted": result.id in adopted,
                    "is_waiting": is_shown and not result.sudo().parent_id,
                    "serves": "" if is_shown else result.parent_name or "",
                }
            )
        for role in roles:
            if role.state == "ended" or (
                role.state == "adopted"
                and role.sudo().adopted_result_id in results.sudo()
            ):
                continue
            key = (
                (role.sudo().skp_id.id, False)
                if role.sudo().skp_id
                else (False, role.sudo().employee_id.id)
            )
            cells[key][role.sudo().result_id.id].append(
                {
                    "id": role.id,
                    "kind": role.state if role.state != "adopted" else "removed",
                    "text": role.text,
                    "cascading": role.cascading or "",
                    "note": role.note or "",
                }
            )
        return cells


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"

    has_skp_matrix = fields.Boolean(
        "I follow his team",
        compute="_compute_has_skp_matrix",
        search="_search_has_skp_matrix",
        export_string_translation=False,
    )

    @api.depends_context("uid")
    def _compute_has_skp_matrix(self):
        followed = self.search(
            Domain("id", "in", self._origin.ids) & Domain("has_skp_matrix", "=", True)
        )
        for public in self:
            public.has_skp_matrix = public._origin in followed

    @api.model
    def _search_has_skp_matrix(self, operator, value):
        """Find leaders whose plan the user reads, for whom he stands in, and himself."""
        if operator != "in":
            return NotImplemented
        plans = self.env["hr.skp"]
        appraised = plans.sudo()._search(
            [("state", "!=", "cancelled"), ("appraiser_id", "!=", False)]
        )
        managed = self.env["hr.employee"].sudo()._search([("parent_id", "!=", False)])
        headed = self.env["hr.department"].sudo()._search([("manager_id", "!=", False)])
        leaders = (
            Domain("employee_id", "in", appraised.subselect("appraiser_id"))
            | Domain("employee_id", "in", managed.subselect("parent_id"))
            | Domain("employee_id", "in", headed.subselect("manager_id"))
        )
        led = plans._search(leaders)
        stood_in = plans._search(
            [("has_skp_deputy_access", "=", True), ("appraiser_id", "!=", False)]
        )
        own = self.env.user.sudo().employee_ids
        return (
            Domain("id", "in", led.subselect("employee_id"))
            | Domain("id", "in", stood_in.subselect("appraiser_id"))
            | Domain("id", "in", own.ids)
        )


class HrSkp(models.Model):
    _inherit = "hr.skp"

    has_role_matrix = fields.Boolean(
        compute="_compute_has_role_matrix", export_string_translation=False
    )
    role_proposals = fields.Json(
        compute="_compute_role_proposals", export_string_translation=False
    )

    @api.depends("employee_id", "state")
    def _compute_has_role_matrix(self):
        leaders = self.sudo().employee_id._filter_skp_leaders()
        for plan in self:
            plan.has_role_matrix = (
                plan.state != "cancelled" and plan.sudo().employee_id in leaders
            )

    @api.depends("role_ids.state", "role_ids.text", "state")
    @api.depends_context("uid")
    def _compute_role_proposals(self):
        """List the open roles that are proposed for the plan, for the document to show."""
        for plan in self:
            can_adopt = plan.can_edit
            can_answer = plan._has_skp_role("employee") or plan._has_skp_role("officer")
            plan.role_proposals = [
                {
                    "id": role.id,
                    "text": role.text,
                    "result": role.result_name,
                    "cascading": role.cascading or "",
                    "leader": role.leader_id.sudo().name,
                    "can_adopt": can_adopt,
                    "can_decline": can_answer,
                }
                for role in plan.role_ids
                if role.state == "proposed"
            ] or False

    def action_open_role_matrix(self):
        """Open the role–result matrix of the team whose leader's plan this is."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id(MATRIX_ACTION)
        action["context"] = {
            "leader_id": self.sudo().employee_id.id,
            "cycle_id": self.cycle_id.id,
        }
        return action

    def _get_guide_division(self, active):
        step = super()._get_guide_division(active)
        del step["page"]
        return {**step, "action": "action_open_role_matrix"}
