from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HrSkpFeedback(models.Model):
    """What becomes of feedback after it was given, or asked for.

    =========  =====================  ==============================================
    step       who                    when
    =========  =====================  ==============================================
    give       who was asked          asked for, and not declined
    change     who asked              asked for, and not declined
    decline    who was asked, or who  asked for, and not declined
               asked
    answer     the employee           given or confirmed
    confirm    the employee           given, of a talk (direct) and not contested
    contest    the employee           the same
    withdraw   the employee           contested
    =========  =====================  ==============================================

    The button hides by the function that says why not, the server raises by it.
    """

    _inherit = "hr.skp.feedback"

    can_give = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_decline = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_answer = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_confirm = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_contest = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_withdraw_contest = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_change_request = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_change = fields.Boolean(compute="_compute_can", export_string_translation=False)
    status = fields.Selection(
        [
            ("waiting", "Waited for"),
            ("ended", "Not to come"),
            ("given", "Given"),
            ("answered", "Answered"),
            ("unconfirmed", "To be confirmed"),
            ("contested", "Contested"),
            ("confirmed", "Confirmed"),
        ],
        compute="_compute_status",
        help="Where it stands, in one word.",
    )

    @api.depends_context("uid")
    @api.depends("state", "mode", "is_declined", "answer", "is_contested")
    def _compute_can(self):
        for name in (
            "give",
            "decline",
            "answer",
            "confirm",
            "contest",
            "withdraw_contest",
            "change_request",
        ):
            refusals = self._get_step_refusals(name)
            for feedback in self:
                feedback[f"can_{name}"] = feedback._origin and feedback not in refusals
        for feedback in self:
            shown = feedback.sudo()
            feedback.can_change = not feedback._origin or (
                shown.author_user_id == self.env.user
                and shown.state == "given"
                and not shown.answer
                and not shown.follow_up
                and not shown.requested_by_id
            )

    @api.depends_context("uid")
    @api.depends(
        "state", "mode", "is_declined", "is_answered", "answer", "is_contested"
    )
    def _compute_status(self):
        for feedback in self:
            if feedback.state == "requested" and feedback.is_answered:
                feedback.status = "given"
            elif feedback.state == "requested":
                feedback.status = "ended" if feedback.is_declined else "waiting"
            elif feedback.state == "confirmed":
                feedback.status = "confirmed"
            elif feedback.is_contested:
                feedback.status = "contested"
            elif feedback.mode == "direct":
                feedback.status = "unconfirmed"
            else:
                feedback.status = "answered" if feedback.answer else "given"

    # Guards

    def _get_step_refusals(self, name):
        """Return {feedback: why the user cannot take this step now}."""
        return self._get_state_refusals(name) | self._get_person_refusals(name)

    def _get_person_refusals(self, name):
        if self.env.su:
            return {}
        reasons = {
            "give": self.env._("only who was asked gives it."),
            "decline": self.env._(
                "only who was asked, or who asked, ends the request."
            ),
            "change_request": self.env._("only who asked changes the request."),
            "answer": self.env._("only the employee answers."),
            "confirm": self.env._("only the employee confirms it."),
            "contest": self.env._("only the employee contests it."),
            "withdraw_contest": self.env._("only the employee takes that back."),
        }
        user, refusals = self.env.user, {}
        for feedback in self:
            shown = feedback.sudo()
            people = {
                "give": shown.author_user_id,
                "decline": shown.author_user_id | shown.requested_by_id,
                "change_request": shown.requested_by_id,
            }.get(name, shown.employee_user_id)
            if user not in people:
                refusals[feedback] = reasons[name]
        return refusals

    def _get_state_refusals(self, name):
        refusals = {}
        for feedback in self:
            shown = feedback.sudo()
            is_open = shown.state == "requested" and not shown.is_declined
            if shown.skp_id.state == "cancelled":
                refusals[feedback] = self.env._("a cancelled plan takes no feedback.")
            elif name in ("give", "decline", "change_request") and not is_open:
                refusals[feedback] = self.env._("it was given or declined already.")
            elif name == "change_request" and shown.is_hidden:
                refusals[feedback] = self.env._(
                    "several were asked together, with hidden names. End it, and ask anew."
                )
            elif name == "answer" and shown.state == "requested":
                refusals[feedback] = self.env._("nothing was said yet.")
            elif name in ("confirm", "contest") and shown.state != "given":
                refusals[feedback] = self.env._("there is nothing to confirm now.")
            elif name == "contest" and shown.is_contested:
                refusals[feedback] = self.env._(
                    "it is contested already. Answer, or take that back."
                )
            elif name == "confirm" and shown.is_contested:
                refusals[feedback] = self.env._(
                    "you said that the talk went otherwise. Take that back first."
                )
            elif name == "withdraw_contest" and not shown.is_contested:
                refusals[feedback] = self.env._("nobody said that it went otherwise.")
            elif name in ("confirm", "contest") and shown.mode != "direct":
                refusals[feedback] = self.env._(
                    "only a talk is confirmed. Answer instead."
                )
        return refusals

    def _check_step(self, name):
        """Raise for the wrong person first, then for what cannot be done now."""
        if not self.env.su:
            self.check_access("read")
        self.sudo()._raise_refusals(self._get_person_refusals(name), AccessError)
        self._lock()
        self.sudo()._raise_refusals(self._get_state_refusals(name))

    def _lock(self):
        """Let two who step at the same moment come one after the other."""
        if self.ids:
            self.flush_recordset()
            self.env.cr.execute(
                "SELECT 1 FROM hr_skp_feedback WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
                [self.ids],
            )
            self.invalidate_recordset(
                ["state", "is_declined", "answer", "is_contested", "follow_up"]
            )

    def _check_words(self, words):
        if not (words or "").strip():
            raise UserError(self.env._("Write some words: they are kept."))

    # Steps

    def action_give(self, content=None, rating=None):
        """Give the feedback that one was asked for. It cannot be changed afterwards.

        :param str content: the words, compulsory
        :param str rating: ``below``, ``meets`` or ``above``, or nothing
        """
        self._check_step("give")
        self._check_words(content)
        self._give(content, rating)
        return True

    def _give(self, content, rating):
        self.sudo().write(
            {
                "content": content,
                "rating": rating or False,
                "state": "given",
                "given_on": fields.Datetime.now(),
            }
        )
        self._tell_given()

    def action_decline(self, reason=None):
        """Say that the feedback will not be given, or is not asked for any more.

        :param str reason: why, compulsory
        """
        self._check_step("decline")
        self._check_words(reason)
        self.sudo().is_declined = True
        self.env["hr.skp.event"]._record(self, "feedback_decline", reason=reason)
        for feedback in self.sudo():
            if feedback.author_user_id == self.env.user:
                feedback._tell(feedback.requested_by_id, "declined")
            else:
                feedback._tell(feedback.author_user_id, "ended")
        return True

    def action_change_request(self, due_date=None, subject=None):
        """Change what was asked and until when; who was asked is told.

        Somebody outside gets a new link, and the one before is good no more.

        :param due_date: the last day to answer, or nothing
        :param str subject: the question, or nothing
        :raises AccessError: unless the user asked
        :raises UserError: where it was given or ended, or the day is over
        """
        self._check_step("change_request")
        due_date = self.env["hr.skp"]._check_due_date(due_date)
        vals = {"due_date": due_date, "subject": subject or False}
        requests = self.sudo()
        details = {
            request: {
                "before": {
                    "due_date": fields.Date.to_string(request.due_date),
                    "subject": request.subject,
                },
                "after": {**vals, "due_date": fields.Date.to_string(due_date)},
            }
            for request in requests
        }
        requests.write(vals)
        self.env["hr.skp.event"]._record(self, "feedback_change", details=details)
        requests._tell_asked()
        requests.filtered("author_email")._send_link_anew()
        return True

    def action_answer(self, answer=None):
        """Answer feedback; a new answer takes the place of the one before.

        :param str answer: the employee's words, compulsory
        """
        self._check_step("answer")
        self._check_words(answer)
        self.sudo().write({"answer": answer, "answered_on": fields.Datetime.now()})
        self.env["hr.skp.event"]._record(self, "feedback_answer", reason=answer)
        self._tell_author()
        return True

    def action_confirm(self):
        """Confirm that a talk went as it was recorded.

        :raises UserError: where the employee contests it: he withdraws that first
        """
        self._check_step("confirm")
        self.sudo().write({"state": "confirmed", "confirmed_on": fields.Datetime.now()})
        self.env["hr.skp.event"]._record(self, "feedback_confirm")
        return True

    def action_contest(self, reason=None):
        """Say that a talk went otherwise than it was recorded; it stays, with the answer.

        :param str reason: how it went, compulsory
        """
        self._check_step("contest")
        self._check_words(reason)
        self.sudo().write(
            {
                "is_contested": True,
                "answer": reason,
                "answered_on": fields.Datetime.now(),
            }
        )
        self.env["hr.skp.event"]._record(self, "feedback_contest", reason=reason)
        for feedback in self.sudo():
            feedback._tell(feedback.author_user_id, "contested")
        return True

    def action_withdraw_contest(self, reason=None):
        """Say that a talk went as it was recorded after all; the words before stay.

        :param str reason: what was cleared up, compulsory
        """
        self._check_step("withdraw_contest")
        self._check_words(reason)
        for feedback in self.sudo():
            words = [feedback.answer, reason]
            feedback.write(
                {
                    "is_contested": False,
                    "answer": "\n\n".join(filter(None, words)),
                    "answered_on": fields.Datetime.now(),
                }
            )
        self.env["hr.skp.event"]._record(
            self, "feedback_withdraw_contest", reason=reason
        )
        self._tell_author()
        return True


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "feedback_decline": self.env._("Request for feedback ended"),
            "feedback_change": self.env._("Request for feedback changed"),
            "feedback_answer": self.env._("Feedback answered"),
            "feedback_confirm": self.env._("Talk confirmed"),
            "feedback_contest": self.env._("Talk contested"),
            "feedback_withdraw_contest": self.env._("Talk contested no more"),
        }
