from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# step: (follow-up, whether the plan changes by it)
FOLLOW_UPS = {
    "appreciate": ("appreciation", False),
    "assign": ("assignment", True),
    "adjust_expectation": ("adjust_expectation", True),
    "adjust_resources": ("adjust_resources", True),
    "coach": ("coaching", False),
    "take_over": ("take_over", False),
}


class HrSkpFeedback(models.Model):
    """What follows from feedback: the appraiser decides, the history keeps it.

    ==================  =========================================================
    step                does
    ==================  =========================================================
    appreciate          keeps the appreciation
    assign              opens the revision: a new assignment
    adjust_expectation  opens the revision: less, later or otherwise
    adjust_resources    opens the revision: other support
    coach               plans a session of guidance
    take_over           takes the result over, at last
    ==================  =========================================================

    The plan itself stays the employee's: the revision carries the proposal as its
    reason, and he takes it into the lines (``hr_skp_feedback_proposal.py``). Where a
    revision is open already, it goes on.
    One thing follows from one feedback: what comes later has feedback of its own.
    """

    _inherit = "hr.skp.feedback"

    # Told by the history, to those who read it: not to each who was asked.
    follow_up_note = fields.Text(
        "What follows", compute="_compute_follow_up_note", compute_sudo=False
    )
    follow_up_on = fields.Datetime(
        "Followed on", compute="_compute_follow_up_note", compute_sudo=False
    )

    can_follow_up = fields.Boolean(
        compute="_compute_can_follow_up", export_string_translation=False
    )
    can_take_over = fields.Boolean(
        compute="_compute_can_follow_up", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("state", "follow_up", "skp_id.state", "result_id.state")
    def _compute_can_follow_up(self):
        strangers = self._get_follow_up_strangers()
        refused = {
            "can_follow_up": self._get_follow_up_refusals("assign"),
            "can_take_over": self._get_follow_up_refusals("take_over"),
        }
        for feedback in self:
            for name, refusals in refused.items():
                feedback[name] = (
                    feedback._origin and feedback not in refusals | strangers
                )

    @api.depends_context("uid")
    @api.depends("follow_up")
    def _compute_follow_up_note(self):
        last = self._origin.filtered("follow_up")._get_last_events("feedback_follow_up")
        for feedback in self:
            event = last.get(feedback._origin.id, self.env["hr.skp.event"])
            feedback.follow_up_note = event.reason
            feedback.follow_up_on = event.date

    def _get_last_events(self, kind):
        """Return {id: the last event of this kind}, as far as the user reads the history."""
        events = self.env["hr.skp.event"].search_fetch(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "=", kind),
            ],
            ["res_id", "reason", "date", "after"],
            order="id",
        )
        return {event.res_id: event for event in events}

    # Guards

    def _get_follow_up_strangers(self):
        """Return {feedback: why the user decides nothing by it}."""
        if self.env.su:
            return {}
        reason, strangers = self.env._("what follows is decided by the appraiser."), {}
        for feedback in self:
            plan = feedback.sudo(False).skp_id
            if not plan or not plan._has_skp_role("appraiser"):
                strangers[feedback] = reason
        return strangers

    def _get_follow_up_refusals(self, step):
        """Return {feedback: why this cannot follow from it now}."""
        labels = dict(self._fields["follow_up"]._description_selection(self.env))
        refusals = {}
        for feedback in self:
            shown = feedback.sudo()
            if shown.state == "requested":
                refusals[feedback] = self.env._("nothing was said yet.")
            elif shown.skp_id.state in ("closed", "cancelled"):
                refusals[feedback] = self.env._("the plan is over.")
            elif shown.follow_up:
                refusals[feedback] = self.env._(
                    "“%(follow_up)s” followed from it already. Give another feedback.",
                    follow_up=labels[shown.follow_up],
                )
            elif step == "take_over" and shown.result_id.state != "active":
                refusals[feedback] = self.env._("it is about no result in force.")
        return refusals

    # Steps

    def action_appreciate(self, note=None):
        """Keep that the work is appreciated.

        :param str note: the words, compulsory
        """
        return self._follow_up("appreciate", note)

    def action_assign(self, note=None, proposal=None):
        """Propose a new assignment; opens the revision with the proposal as its reason.

        :param str note: what is proposed and why, compulsory
        :param str proposal: the additional result as the plan would say it; else the note
        """
        return self._follow_up("assign", note, {"proposal": proposal or note})

    def action_adjust_expectation(self, note=None, proposal=None, indicator_id=None):
        """Propose another expectation; opens the revision with it as its reason.

        :param str note: what is proposed and why, compulsory
        :param str proposal: the target of the indicator, or what is expected of the core
            value that the feedback is about, as the plan would say it
        :param int indicator_id: an indicator of the plan, or nothing
        :raises UserError: where the target or the indicator lacks, or is of no result in
            force
        """
        details = self._prepare_expectation(note, proposal, indicator_id)
        return self._follow_up("adjust_expectation", note, details)

    def action_adjust_resources(self, note=None, proposal=None):
        """Propose other support; opens the revision with the proposal as its reason.

        :param str note: what is proposed and why, compulsory
        :param str proposal: the support as the annex would say it; else the note
        """
        return self._follow_up("adjust_resources", note, {"proposal": proposal or note})

    def action_coach(self, note=None):
        """Plan a session of guidance with the employee.

        :param str note: on what, compulsory
        """
        done = self._follow_up("coach", note)
        self.env["hr.skp.coaching"].sudo(self.env.su).create(
            [{"skp_id": plan.id, "topic": note} for plan in self.sudo().skp_id]
        )
        return done

    def action_take_over(self, note=None):
        """Take over the results that the feedback is about.

        :param str note: what the employee could not finish, compulsory
        """
        return self._follow_up("take_over", note)

    def _follow_up(self, step, note, details=None):
        if not self.env.su:
            self.check_access("read")
        self.sudo()._raise_refusals(self._get_follow_up_strangers(), AccessError)
        self._lock()
        self.sudo()._raise_refusals(self._get_follow_up_refusals(step))
        if not (note or "").strip():
            raise UserError(self.env._("Say what follows: it is kept in the history."))
        kind, is_change = FOLLOW_UPS[step]
        if step == "take_over":
            self.sudo(False).result_id.action_take_over(note)
        after = {"follow_up": kind, **(details or {})}
        if is_change:
            after["proposed_by"] = self._get_proposer()
            plans = self.sudo(False).skp_id
            plans.filtered(lambda plan: plan.state == "approved").action_revise(note)
        self.sudo().follow_up = kind
        self.env["hr.skp.event"]._record(
            self,
            "feedback_follow_up",
            reason=note,
            details={feedback: {"after": after} for feedback in self},
        )
        if step != "take_over":
            # That one is told where it is done.
            labels = dict(self._fields["follow_up"]._description_selection(self.env))
            for feedback in self.sudo():
                feedback.skp_id._notify_employee(
                    self.env._(
                        "%(follow_up)s, after feedback on %(subject)s",
                        follow_up=labels[kind],
                        subject=feedback.subject_name,
                    ),
                    note,
                )
        return True

    def _get_proposal(self, step):
        """Return the words that the dialogue of a step begins with."""
        self.ensure_one()
        subject, content = self.subject_name, self.content or ""
        return {
            "action_assign": self.env._(
                "New assignment, after the feedback on “%(subject)s”: %(content)s",
                subject=subject,
                content=content,
            ),
            "action_adjust_expectation": self.env._(
                "Adjusted expectation, after the feedback on “%(subject)s”: %(content)s",
                subject=subject,
                content=content,
            ),
            "action_adjust_resources": self.env._(
                "Adjusted resources, after the feedback on “%(subject)s”: %(content)s",
                subject=subject,
                content=content,
            ),
        }.get(step)


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    def _get_take_over_warning(self):
        """Return a sentence where nothing was tried before these are taken over."""
        tried = self.env["hr.skp.feedback"].search_fetch(
            [
                ("result_id", "in", self.ids),
                ("state", "!=", "requested"),
                ("follow_up", "not in", (False, "take_over", "appreciation")),
            ],
            ["result_id"],
        )
        if not self - tried.result_id:
            return False
        return self.env._(
            "No follow-up came before: neither expectation nor resources were adjusted,"
            " and no coaching was given. You can go on all the same."
        )


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "feedback_follow_up": self.env._("Followed from feedback"),
        }
