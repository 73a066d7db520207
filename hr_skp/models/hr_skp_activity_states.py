from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp_activity import EDITABLE_STATES

# Who takes a step, and from which states.
STEPS = {
    "submit": (("employee", "officer"), ("draft", "rejected")),
    "withdraw": (("employee", "officer"), ("submitted",)),
    "verify": (("appraiser",), ("submitted",)),
    "reject": (("appraiser",), ("submitted", "verified")),
}
# Steps after the locking date belong to the person; the appraiser looks at any time.
LOCKED_STEPS = ("submit", "withdraw")


class HrSkpActivity(models.Model):
    """Submitting and verifying the daily log.

    An entry keeps who looked at it and when. Only what nobody expects is an event: a
    rejection, and an entry made for somebody else; six entries a day of everybody would
    bury the history.
    """

    _inherit = "hr.skp.activity"

    can_edit = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_verify = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_reject = fields.Boolean(compute="_compute_can", export_string_translation=False)

    @api.depends_context("uid")
    @api.depends("state", "date", "skp_id")
    def _compute_can(self):
        saved = self.filtered("id")._origin
        closed = saved._get_edit_refusals()
        verify, reject = (
            saved._get_step_refusals(step) for step in ("verify", "reject")
        )
        for entry in self:
            entry.can_edit = entry._origin not in closed
            entry.can_verify = bool(entry._origin) and entry._origin not in verify
            entry.can_reject = bool(entry._origin) and entry._origin not in reject

    # Guards

    def _get_step_refusals(self, step):
        """Return {entry: (why the step is refused, whether for the person)}."""
        roles, states = STEPS[step]
        locked = self._get_locked() if step in LOCKED_STEPS else {}
        refusals = {}
        for entry in self:
            plan = entry.sudo().skp_id.sudo(self.env.su)
            if not any(plan._has_skp_role(role) for role in roles):
                refusals[entry] = (
                    self.env._("the appraiser, or his deputy, looks at the log.")
                    if "appraiser" in roles
                    else self.env._(
                        "the log is kept by the employee, or for him by the team."
                    ),
                    True,
                )
            elif entry.sudo().state not in states:
                refusals[entry] = (
                    self.env._("it is %(state)s.", state=entry._get_state_label()),
                    False,
                )
            elif entry in locked:
                refusals[entry] = (locked[entry], False)
        return refusals

    def _get_edit_refusals(self):
        """Return {entry: (why it may not be changed, whether for the person)}."""
        refusals = {}
        locked = self._get_locked()
        for entry in self.filtered("skp_id"):
            plan = entry.sudo().skp_id.sudo(self.env.su)
            if not (plan._has_skp_role("employee") or plan._has_skp_role("officer")):
                refusals[entry] = (
                    self.env._(
                        "the log is kept by the employee, or for him by the team."
                    ),
                    True,
                )
            elif plan.sudo().state == "cancelled":
                refusals[entry] = (self.env._("the plan is cancelled."), False)
            elif entry.sudo().state not in EDITABLE_STATES:
                refusals[entry] = (
                    self.env._(
                        "it is %(state)s. Withdraw it to change it.",
                        state=entry._get_state_label(),
                    )
                    if entry.sudo().state == "submitted"
                    else self.env._(
                        "it is verified. Ask the appraiser to reject it where it is wrong."
                    ),
                    False,
                )
            elif entry in locked:
                refusals[entry] = (locked[entry], False)
        return refusals

    def _get_locked(self):
        """Return {entry: why its day is closed}: the locking date of its period is over."""
        locked = {}
        for entry in self:
            shown = entry.sudo()
            period = shown.skp_id.cycle_id._get_log_period(shown.date)
            if (
                period
                and period.log_lock_date < shown._get_agency_today()
                and not shown._is_given_back(period.log_lock_date)
            ):
                locked[entry] = period._get_log_closed_text()
        return locked

    def _is_given_back(self, date):
        """Whether one entry was rejected on or after a locking date: it is put right then."""
        return bool(
            self.state == "rejected"
            and self.reviewed_on
            and self.reviewed_on.date() >= date
        )

    def write(self, vals):
        done = super().write(vals)
        if "date" in vals and not self.env.su:
            # Nor is an entry moved to a day that is closed.
            self._raise_step_refusals(self._get_edit_refusals())
        return done

    def _check_skp_line_change(self, operation, vals=None):
        """An entry is written while it is a draft or rejected, until its day is closed."""
        if self.env.su:
            return
        self._raise_step_refusals(self._get_edit_refusals())
        if operation == "unlink":
            rejected = self.filtered(lambda entry: entry.sudo().state == "rejected")
            self.sudo()._raise_refusals(
                dict.fromkeys(
                    rejected,
                    self.env._(
                        "it was rejected and stays. Correct it and submit again."
                    ),
                )
            )

    def _raise_step_refusals(self, refusals):
        self.sudo()._raise_refusals(
            {
                entry: reason
                for entry, (reason, is_person) in refusals.items()
                if is_person
            },
            AccessError,
        )
        self.sudo()._raise_refusals(
            {entry: reason for entry, (reason, _is_person) in refusals.items()}
        )

    @api.model
    def _check_keeper(self, plans):
        """Raise unless the user keeps the log of these plans: the employee, or the team."""
        plans.check_access("read")
        strangers = plans.filtered(
            lambda plan: (
                not (plan._has_skp_role("employee") or plan._has_skp_role("officer"))
            )
        )
        strangers.sudo()._raise_refusals(
            dict.fromkeys(
                strangers.sudo(),
                self.env._("the log is kept by the employee, or for him by the team."),
            ),
            AccessError,
        )

    def _check_step(self, step):
        self.check_access("read")
        self._raise_step_refusals(self._get_step_refusals(step))

    def _get_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[
            self.sudo().state
        ].lower()

    # Actions

    def action_submit(self):
        """Hand entries to the appraiser; a rejected one is handed in again.

        :raises AccessError: for others than the employee and the performance team
        :raises UserError: naming each entry that is submitted already, or whose day is closed
        """
        self._check_step("submit")
        self._move_to("submitted", submitted_on=fields.Datetime.now())
        return True

    @api.model
    def action_submit_days(self, date_from, date_to):
        """Submit one's own drafts and rejected entries of some days.

        :param str date_from: first day
        :param str date_to: last day
        :return: how many were submitted
        :raises UserError: where a day is closed already
        """
        entries = self.search(
            [
                ("employee_user_id", "=", self.env.uid),
                ("date", ">=", date_from),
                ("date", "<=", date_to),
                ("state", "in", EDITABLE_STATES),
            ]
        )
        entries.action_submit()
        return len(entries)

    def action_withdraw(self):
        """Take entries back to change them, while nobody has looked at them."""
        self._check_step("withdraw")
        self._move_to("draft", submitted_on=False)
        return True

    def action_verify(self):
        """Confirm that the work was done as told.

        :raises AccessError: for others than the appraiser and his deputy
        :raises UserError: naming each entry that is not submitted
        """
        self._check_step("verify")
        self._review("verified")
        return True

    def action_reject(self, reason=None):
        """Give entries back with a reason; the employee corrects and submits them again.

        :param str reason: what is wrong, compulsory; kept on the entry and in the history
        """
        self._check_step("reject")
        if not (reason or "").strip():
            raise UserError(
                self.env._("Say why. The employee needs to know what to change.")
            )
        details = {
            entry: {"from_state": entry.state, "to_state": "rejected"}
            for entry in self.sudo()
        }
        self._review("rejected", review_note=reason)
        self.env["hr.skp.event"]._record(
            self.sudo(), "log_reject", reason=reason, details=details
        )
        return True

    def action_verify_ready(self):
        """Verify those of the selected entries that wait for the user.

        :return: a notification with the number of those verified and those left
        :raises UserError: where none waits for him
        """
        self.check_access("read")
        refusals = self._get_step_refusals("verify")
        ready = self.filtered(lambda entry: entry not in refusals)
        if not ready:
            raise UserError(
                self.env._("None of the selected entries waits for you to verify it.")
            )
        ready.action_verify()
        message = self.env._("Entries verified: %(count)s.", count=len(ready))
        if refusals:
            left = self.env._("Left as they were: %(count)s.", count=len(refusals))
            message = f"{message} {left}"
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _review(self, state, **values):
        self._move_to(
            state,
            reviewed_by_id=self.env.uid,
            reviewed_on=fields.Datetime.now(),
            **values,
        )

    def _move_to(self, state, **values):
        self.sudo().write({"state": state, **values})

    def _record_on_behalf(self):
        """Keep in the history what somebody else than the employee logged."""
        if self.env.su:
            return
        others = self.filtered(
            lambda entry: entry.sudo().employee_user_id != self.env.user
        )
        if others:
            self.env["hr.skp.event"]._record(
                others,
                "log_on_behalf",
                on_behalf={entry: entry.employee_user_id for entry in others.sudo()},
            )
