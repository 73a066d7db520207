from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .hr_skp_line import RULE_COLUMNS


class HrSkpRole(models.Model):
    """Where proposed roles go when plans begin, end, or change hands."""

    _inherit = "hr.skp.role"

    @api.model
    def _attach_to(self, plans):
        """Bring roles that wait for a plan into the new one, where the leader appraises it."""
        plans = plans.sudo().filtered("appraiser_id")
        waiting = self.sudo().search(
            [
                ("employee_id", "in", plans.employee_id.ids),
                ("cycle_id", "in", plans.cycle_id.ids),
                ("skp_id", "=", False),
                ("state", "=", "proposed"),
            ]
        )
        for plan in plans if waiting else ():
            own = waiting.filtered(
                lambda role, plan=plan: (
                    role.employee_id == plan.employee_id
                    and role.cycle_id == plan.cycle_id
                )
            )
            taken = own.filtered(
                lambda role, plan=plan: role.leader_id == plan.appraiser_id
            )
            if taken:
                taken.write({**plan._get_rule_columns(), "skp_id": plan.id})
                waiting -= taken
            # Beside his own post somebody else may appraise him.
            if plan.position_kind == "definitive" and own - taken:
                (own - taken)._end_by_handover(plan.appraiser_id)

    def _end_by_handover(self, appraiser):
        self._end(
            self.env._(
                "%(leader)s no longer appraises this employee; %(appraiser)s does.",
                leader=", ".join(self.leader_id.mapped("name")),
                appraiser=appraiser.name,
            )
            if appraiser
            else self.env._("Nobody appraises this employee now.")
        )

    @api.model
    def _end_of(self, plans):
        """End open roles of plans that are over, and those that serve such a plan."""
        proposed = [("state", "=", "proposed")]
        roles = self.sudo()
        roles.search([*proposed, ("skp_id", "in", plans.ids)])._end(
            self.env._("The plan is closed or cancelled.")
        )
        roles.search([*proposed, ("result_id.skp_id", "in", plans.ids)])._end(
            self.env._("The leader's plan is closed or cancelled.")
        )

    @api.model
    def _refresh_waiting(self, employees=None):
        """Let roles that wait for a plan follow who appraises, who stands in, and logins."""
        domain = [("skp_id", "=", False), ("state", "=", "proposed")]
        if employees is not None:
            domain += [
                "|",
                ("employee_id", "in", employees.ids),
                ("leader_id", "in", employees.ids),
            ]
        waiting = self.sudo().search(domain)
        if not waiting:
            return
        today = fields.Date.context_today(self)
        over = waiting.filtered(lambda role: role.cycle_id.date_to < today)
        over._end(self.env._("The year is over."))
        waiting -= over
        people = self._get_waiting_people(
            [(role.employee_id.id, role.cycle_id.id) for role in waiting]
        )
        for role, vals in zip(waiting, people, strict=True):
            if vals["appraiser_id"] != role.leader_id.id:
                role._end_by_handover(role.leader_id.browse(vals["appraiser_id"]))
            columns = {name: vals[name] for name in RULE_COLUMNS}
            if any(
                role._fields[name].convert_to_write(role[name], role) != value
                for name, value in columns.items()
            ):
                role.write(columns)


class HrSkp(models.Model):
    _inherit = "hr.skp"

    role_ids = fields.One2many("hr.skp.role", "skp_id", "Proposed roles", copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        self.env["hr.skp.role"]._attach_to(plans)
        return plans

    def _move(self, kind, state, *args, **kwargs):
        done = super()._move(kind, state, *args, **kwargs)
        if state in ("closed", "cancelled"):
            self.env["hr.skp.role"]._end_of(self)
        return done

    def _hand_to(self, appraiser, superior, reason):
        done = super()._hand_to(appraiser, superior, reason)
        roles = self.env["hr.skp.role"].sudo()
        former = roles.search(
            [
                ("skp_id", "in", self.ids),
                ("state", "=", "proposed"),
                ("leader_id", "!=", appraiser.id),
            ]
        )
        former._end_by_handover(appraiser)
        roles._attach_to(self)
        return done

    def _update_users(self, employees):
        done = super()._update_users(employees)
        self.env["hr.skp.role"]._refresh_waiting(employees)
        return done

    @api.model
    def _update_all_deputies(self):
        done = super()._update_all_deputies()
        self.env["hr.skp.role"]._refresh_waiting()
        return done


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    role_ids = fields.One2many("hr.skp.role", "result_id", "Proposed roles", copy=False)

    def _update_offered(self):
        before = self.sudo().filtered("is_offered")
        done = super()._update_offered()
        (self.sudo().filtered("is_offered") - before)._link_adopted()
        return done

    def _link_adopted(self):
        """Link results that took up a role before the leader's own result was offered."""
        roles = (
            self.env["hr.skp.role"]
            .sudo()
            .search(
                [
                    ("result_id", "in", self.ids),
                    ("state", "=", "adopted"),
                    ("adopted_result_id.parent_id", "=", False),
                    ("adopted_result_id.state", "=", "active"),
                    ("skp_id.state", "!=", "cancelled"),
                ]
            )
        )
        # Whoever tells it otherwise in his plan by now is left alone.
        roles = roles.filtered(
            lambda role: role.adopted_result_id.parent_name == role.result_name
        )
        for (parent, cascading), group in roles.grouped(
            lambda role: (role.result_id, role.cascading)
        ).items():
            try:
                with self.env.cr.savepoint():
                    group.adopted_result_id._link(parent, cascading)
                    self.env.flush_all()
            except ValidationError:
                # It would go in a circle; the leader's step does not stop for that.
                continue

    def _set_state(self, kind, state, note):
        done = super()._set_state(kind, state, note)
        self.sudo().role_ids._end(
            self.env._("The leader's result is dropped or taken over.")
        )
        return done

    def unlink(self):
        self.sudo().role_ids._end(self.env._("The leader's result is deleted."))
        return super().unlink()
