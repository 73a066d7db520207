from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HrSkpRole(models.Model):
    """The steps of a proposed role: given to many, adopted, declined, withdrawn."""

    _inherit = "hr.skp.role"

    @api.model
    def action_assign(self, result_id, rows, text, cascading=False):
        """Give a role in one result of a leader to several of his people.

        The leader or his deputy proposes it. The performance team writes it into the
        plans, and issues those that are not begun yet. All of them or none.

        :param int result_id: the leader's result
        :param list rows: for each member ``{"employee_id": id, "skp_id": id or False}``
        :param str text: the member's result
        :param str cascading: ``direct`` or ``indirect``; suggested where empty
        :raises AccessError: for people outside the leader's side and the performance team
        :raises UserError: naming everybody to whom it cannot be given
        """
        text = (text or "").strip()
        if not text:
            raise UserError(self.env._("Say what the member is to bring about."))
        waiting = self.search(
            Domain("result_id", "=", result_id)
            & Domain("state", "=", "proposed")
            & Domain("text", "=", text)
        )
        have = set(waiting.employee_id.ids)
        roles = self.create(
            [
                {
                    "result_id": result_id,
                    "employee_id": row.get("employee_id"),
                    "skp_id": row.get("skp_id"),
                    "text": text,
                    "cascading": cascading,
                }
                for row in rows
                if row.get("employee_id") not in have
            ]
        )
        written = roles.filtered(lambda role: not role._has_role("leader"))
        if written:
            written._issue_plans()
            written.action_adopt()
        return True

    def _issue_plans(self):
        """Make, as the user, the plans that are not begun; they take the roles with them."""
        missing = self.filtered(lambda role: not role.skp_id)
        self.env["hr.skp"].create(
            [
                {"employee_id": employee_id, "cycle_id": cycle_id}
                for employee_id, cycle_id in dict.fromkeys(
                    (role.employee_id.id, role.cycle_id.id) for role in missing
                )
            ]
        )

    def action_adopt(self, text=None):
        """Write proposed roles into the plan as results, linked to the leader's.

        While the leader's result is not offered yet, its text stands in the plan and the
        link is set by itself once it is.

        :param str text: the result in the employee's own words; as proposed where empty
        :raises AccessError: for people who do not edit the plan
        :raises UserError: unless the plan is in draft or revision and the role is open
        """
        self._check_settle(
            ("employee", "officer"),
            self.env._(
                "only the employee, or the performance team for him, adopts it."
            ),
        )
        self.sudo()._raise_refusals(
            dict.fromkeys(
                self.sudo().filtered(lambda role: not role.skp_id),
                self.env._("there is no plan yet. Make the plan, then adopt it."),
            )
        )
        self.sudo().skp_id.sudo(self.env.su)._check_can_edit()
        vals_list = [role._prepare_result_vals(text) for role in self.sudo()]
        # One look for all: a result asks for the name of its owner by itself.
        self.sudo().skp_id.employee_id.mapped("name")
        results = self.env["hr.skp.result"].create(vals_list)
        for role, result in zip(self.sudo(), results, strict=True):
            role.adopted_result_id = result.id
        self._settle("adopted", "role_adopt")
        return True

    def _prepare_result_vals(self, text=None):
        """Return the values of the result that takes up one role, last in its plan."""
        self.ensure_one()
        result = self.result_id
        vals = {
            "skp_id": self.skp_id.id,
            "name": (text or "").strip() or self.text,
            "sequence": max(self.skp_id.result_ids.mapped("sequence"), default=0) + 1,
            "parent_name": self.result_name,
        }
        if result.is_offered and result.state == "active":
            vals["parent_id"] = result.id
        if self.cascading:
            vals["cascading"] = self.cascading
        return vals

    def action_decline(self, reason=None):
        """Decline proposed roles.

        :param str reason: why, compulsory; the leader reads it
        :raises AccessError: for anyone but the employee and the performance team
        """
        self._check_settle(
            ("employee", "officer"),
            self.env._(
                "only the employee, or the performance team for him, declines it."
            ),
        )
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept in the history."))
        self._settle("declined", "role_decline", reason.strip())
        return True

    def action_withdraw(self):
        """Take proposed roles back that nobody has answered.

        :raises AccessError: for anyone but the appraiser, his deputy and the performance
            team
        """
        self._check_settle(
            ("leader", "officer"),
            self.env._("only the appraiser or his deputy withdraws it."),
        )
        self._end(self.env._("Withdrawn"))
        return True

    def _end(self, note):
        """End open roles with a word, whoever waits for an answer."""
        self.sudo().filtered(lambda role: role.state == "proposed")._settle(
            "ended", "role_end", note
        )

    def _settle(self, state, kind, note=False):
        roles = self.sudo()
        if not roles:
            return
        roles.write({"state": state, "state_date": fields.Datetime.now(), "note": note})
        own = {role: role.employee_user_id for role in roles}
        self.env["hr.skp.event"]._record(
            roles,
            kind,
            reason=note,
            on_behalf={
                role: user
                for role, user in own.items()
                if kind != "role_end" and user and user != self.env.user
            },
            details={
                role: {
                    "from_state": "proposed",
                    "to_state": state,
                    "after": {"text": role.text, "result": role.result_name},
                }
                for role in roles
            },
        )

    def _check_settle(self, roles, reason):
        """Raise unless the user may answer; two answers at once do not pass each other."""
        self.check_access("read")
        self._check_person(roles, reason)
        self._touch()
        self.invalidate_recordset(["state"])
        self._check_open()


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "role_adopt": self.env._("Proposed role adopted"),
            "role_decline": self.env._("Proposed role declined"),
            "role_end": self.env._("Proposed role ended"),
        }
