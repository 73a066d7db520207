from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class HrSkpCoaching(models.Model):
    """A session of guidance by the appraiser, or of counselling by a chosen counsellor.

    The session says that it takes place, when, and what follows from it. What is said
    is read from the session's note, with the rights of who looks at it.

    ==========  ==============================================  ====================
    step        by                                              from → to
    ==========  ==============================================  ====================
    hold        coach                                           planned → held
    confirm     employee                                        held or closed, once
    close       coach, appraiser or deputy                      held → closed
    cancel      the same; the employee his own counselling      planned → cancelled
    ==========  ==============================================  ====================
    """

    _name = "hr.skp.coaching"
    _inherit = ["hr.skp.line"]
    _description = "Coaching"
    _order = "date desc, id desc"
    _rec_names_search = ("employee_name",)
    _skp_guarded = frozenset({"state", "confirmed_on"})
    _skp_reach = frozenset({"coach_user_id"})

    employee_name = fields.Char("Employee", related="skp_id.employee_id.name")
    kind = fields.Selection(
        [("guidance", "Guidance"), ("counselling", "Counselling")],
        required=True,
        default="guidance",
        index=True,
        help="What is said in counselling is read by counsellor and employee only.",
    )
    method = fields.Selection(
        [
            ("coaching", "Coaching talk"),
            ("mentoring", "Mentoring"),
            ("other", "Other way"),
        ],
        required=True,
        default="coaching",
        help="Coaching: questions by which the employee finds his own way. Mentoring: a"
        " more experienced person shows him.",
    )
    coach_user_id = fields.Many2one(
        "res.users",
        "Coach",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('id', '!=', employee_user_id)]",
        help="Guidance: the appraiser or his deputy. Counselling: a colleague of the agency"
        " who is independent, or trained for it.",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    follow_up = fields.Text(
        "Follow-up", help="What is to be done afterwards; the plan's people read it."
    )
    follow_up_date = fields.Date("Follow-up due", index="btree_not_null")
    is_overdue = fields.Boolean(
        "Follow-up overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("held", "Held"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="planned",
        index=True,
        copy=False,
    )
    confirmed_on = fields.Datetime("Confirmed by the employee", copy=False)
    # Who coached before reads what he wrote, also after another took his place.
    has_skp_coach_access = fields.Boolean(
        compute="_compute_has_skp_coach_access",
        search="_search_has_skp_coach_access",
        compute_sudo=True,
        export_string_translation=False,
    )
    can_edit = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )
    can_hold = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )
    can_confirm = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )
    can_close = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )
    can_cancel = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )
    can_choose_coach = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )
    can_plan_next = fields.Boolean(
        compute="_compute_can_step", export_string_translation=False
    )

    @api.depends("kind", "date", "employee_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for session in self:
            session.display_name = " · ".join(
                str(part)
                for part in (
                    labels.get(session.kind),
                    session.employee_name,
                    session.date and format_date(self.env, session.date),
                )
                if part
            )

    @api.depends("state", "follow_up_date")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for session in self:
            due = session.follow_up_date
            session.is_overdue = bool(due and due < today and session.state == "held")

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            ("follow_up_date", "<", fields.Date.context_today(self)),
            ("state", "=", "held"),
        ]

    @api.depends_context("uid")
    @api.depends("coach_user_id")
    def _compute_has_skp_coach_access(self):
        notes = self.env["hr.skp.coaching.note"].sudo()
        domain = [("coaching_id", "in", self.ids), ("coach_user_id", "=", self.env.uid)]
        coached = notes.search(domain).coaching_id
        for session in self:
            session.has_skp_coach_access = (
                session.coach_user_id == self.env.user or session in coached
            )

    @api.model
    def _search_has_skp_coach_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = Domain("coach_user_id", "=", self.env.uid)
        coached = self.env["hr.skp.coaching.note"].sudo().search(own).coaching_id
        return own | Domain("id", "in", coached.ids)

    @api.depends_context("uid")
    @api.depends("state", "coach_user_id", "kind", "confirmed_on", "skp_id")
    def _compute_can_step(self):
        for step in (
            "edit",
            "hold",
            "confirm",
            "close",
            "cancel",
            "plan_next",
            "choose_coach",
        ):
            refusals = self._get_step_refusals(step)
            for session in self:
                session[f"can_{step}"] = session not in refusals

    @api.constrains("coach_user_id", "kind")
    def _check_coach(self):
        for session in self.sudo():
            coach, plan = session.coach_user_id, session.skp_id
            reason = False
            if coach == plan.employee_user_id:
                reason = self.env._("nobody coaches himself. Choose somebody else.")
            elif session.kind == "guidance":
                if coach != plan.appraiser_user_id and not plan._is_deputy(coach):
                    reason = self.env._(
                        "guidance is given by the appraiser or his deputy. Choose"
                        " counselling for a colleague."
                    )
            elif coach.share or session.company_id not in coach.company_ids:
                reason = self.env._("choose a counsellor of the agency.")
            if reason:
                session._raise_refusals({session: reason}, ValidationError)

    # Guards

    def _get_step_refusals(self, step):
        """Return {session: (why the step is refused, whether for the person)}."""
        states = {
            "edit": ("planned", "held"),
            "hold": ("planned",),
            "confirm": ("held", "closed"),
            "close": ("held",),
            "cancel": ("planned",),
            "plan_next": ("held", "closed"),
            "choose_coach": ("planned",),
        }
        labels = dict(self._fields["state"]._description_selection(self.env))
        refusals = {}
        for session in self:
            if not session._may_step(step):
                reason = {
                    "confirm": self.env._("the employee himself confirms it."),
                    "hold": self.env._("the coach says that it was held."),
                    "choose_coach": self.env._(
                        "who asked for the counselling, or the employee, chooses the"
                        " counsellor."
                    ),
                }.get(step, self.env._("its coach or the appraiser does this."))
                refusals[session] = (reason, True)
            elif session.state not in states[step]:
                reason = self.env._("it is %(state)s.", state=labels[session.state])
                refusals[session] = (reason, False)
            elif step == "confirm" and session.confirmed_on:
                refusals[session] = (self.env._("it is confirmed already."), False)
        return refusals

    def _may_step(self, step):
        """Whether the user is one of those who take the step."""
        if self.env.su:
            return True
        session, user = self.sudo(), self.env.user
        is_employee = session.employee_user_id == user
        if step == "confirm":
            return is_employee
        if step == "choose_coach" and session.kind == "counselling":
            # Nobody puts himself between the employee and whom he trusts.
            return is_employee or not session._origin or session.create_uid == user
        if step == "plan_next":
            plan = session.skp_id.with_user(user)
            asks = is_employee and session.kind == "counselling"
            return asks or (plan and plan._has_skp_role("appraiser"))
        if session.coach_user_id == user:
            return True
        if is_employee:
            return step in ("edit", "cancel") and session.kind == "counselling"
        plan = session.skp_id.with_user(user)
        return step != "hold" and plan and plan._has_skp_role("appraiser")

    def _check_step(self, step):
        """Raise unless the user takes the step for all these sessions."""
        self.check_access("read" if step == "plan_next" else "write")
        refusals = self._get_step_refusals(step)
        for is_person, error in ((True, AccessError), (False, UserError)):
            self.sudo()._raise_refusals(
                {
                    session: reason
                    for session, (reason, for_person) in refusals.items()
                    if for_person is is_person
                },
                error,
            )

    def _check_skp_line_change(self, operation, vals=None):
        """The appraiser plans sessions, the employee asks for counselling.

        The day and the coach stay once it was held, the kind from the beginning. What
        is said has guards of its own (``_write_words``).
        """
        if self.env.su:
            return
        if operation == "create":
            for session in self:
                plan = session.sudo(False).skp_id
                plan.check_access("read")
                asks = session.kind == "counselling" and plan._has_skp_role("employee")
                if not (asks or plan._has_skp_role("appraiser")):
                    raise AccessError(
                        self.env._(
                            "%(plan)s: the appraiser or his deputy plans the session; the"
                            " employee himself asks for counselling.",
                            plan=plan.sudo().display_name,
                        )
                    )
                if plan.sudo().state == "cancelled":
                    raise UserError(self.env._("The plan is cancelled."))
        elif names := set(vals or {}):
            self._check_step("edit")
            if "coach_user_id" in names:
                self.filtered(
                    lambda session: (
                        session.kind == "counselling" and session.state == "planned"
                    )
                )._check_step("choose_coach")
            fixed = self.sudo().filtered(
                lambda session: (
                    "kind" in names
                    or (
                        session.state != "planned" and names & {"date", "coach_user_id"}
                    )
                )
            )
            fixed._raise_refusals(
                dict.fromkeys(
                    fixed,
                    self.env._(
                        "its kind stays, and once held its day and its coach, too."
                    ),
                )
            )

    # Actions

    def action_hold(self):
        """Say that the sessions took place on their day.

        :raises UserError: where the day is to come, or nothing was written down
        """
        self._check_step("hold")
        missing = {}
        for session in self:
            if session.date > fields.Date.context_today(self):
                missing[session] = self.env._(
                    "its day is to come. Change the day if it was held before."
                )
            elif not (session.content and session.agreement):
                missing[session] = self.env._(
                    "write down what was said and what was agreed."
                )
        self._raise_refusals(missing)
        self._set_state("held")
        return True

    def action_confirm(self):
        """Let the employee confirm that he was there."""
        self._check_step("confirm")
        self.sudo().write({"confirmed_on": fields.Datetime.now()})
        self.env["hr.skp.event"]._record(self.sudo(), "coaching_confirm")
        return True

    def action_close(self):
        """Close sessions whose follow-up was done."""
        self._check_step("close")
        self._set_state("closed")
        return True

    def action_cancel(self, reason=None):
        """Cancel planned sessions.

        :param str reason: why, compulsory; in counselling it stays between the two
        """
        self._check_step("cancel")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the session is cancelled."))
        for session in self:
            session._write_note({"cancel_reason": reason})
        self._set_state("cancelled", reason)
        return True

    def _set_state(self, state, reason=None):
        """Write the state and tell it to the history, the reason only of guidance."""
        details = {
            session: {
                "from_state": session.state,
                "to_state": state,
                "reason": session.kind == "guidance" and reason,
            }
            for session in self.sudo()
        }
        self.sudo().write({"state": state})
        self.env["hr.skp.event"]._record(
            self.sudo(), f"coaching_{state}", details=details
        )
