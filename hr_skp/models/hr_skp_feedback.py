from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

RATINGS = [
    ("below", "Below expectation"),
    ("meets", "Meets expectation"),
    ("above", "Above expectation"),
]


class HrSkpFeedback(models.Model):
    """Feedback on a result, a core value or the whole plan. The employee sees it at once.

    ==========================  ====================================================
    who                         writes
    ==========================  ====================================================
    appraiser, deputy,          in his own name on any line of the plan, until the
    superior                    employee answered or confirmed it, or something
                                followed from it
    owner of a result           the same on the results that support his
    who was asked               once, by ``action_give``
    employee                    his answer; that a talk went as recorded
    ==========================  ====================================================

    How people are asked stands in ``hr_skp_feedback_request.py``, answers and
    confirmation in ``hr_skp_feedback_steps.py``, what follows in
    ``hr_skp_feedback_follow_up.py``.
    """

    _name = "hr.skp.feedback"
    _inherit = ["hr.skp.line"]
    _description = "Feedback"
    _order = "create_date desc, id desc"
    _rec_name = "content"
    _skp_same_plan = ("result_id", "behavior_id")
    _skp_guarded = frozenset(
        {
            "author_user_id",
            "author_name",
            "author_email",
            "giver_role",
            "state",
            "leader_user_id",
            "given_on",
            "requested_by_id",
            "subject",
            "due_date",
            "is_declined",
            "answer",
            "answered_on",
            "confirmed_on",
            "is_contested",
            "follow_up",
        }
    )

    period_id = fields.Many2one("hr.skp.period", index=True, ondelete="restrict")
    result_id = fields.Many2one(
        "hr.skp.result",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="cascade",
    )
    behavior_id = fields.Many2one(
        "hr.skp.behavior",
        "Behaviour",
        domain="[('skp_id', '=', skp_id)]",
        index=True,
        ondelete="cascade",
    )
    leader_user_id = fields.Many2one(
        "res.users", "Leader's user", index="btree_not_null"
    )
    author_user_id = fields.Many2one("res.users", "Given by (user)", index=True)
    author_name = fields.Char("Given by")
    author_email = fields.Char(
        "E-mail of the giver",
        help="Of somebody outside the agency, who was asked there.",
    )
    giver_role = fields.Selection(
        [
            ("leader", "Leader"),
            ("peer", "Peer"),
            ("subordinate", "Subordinate"),
            ("other", "Other party"),
        ],
        required=True,
        default="leader",
    )
    mode = fields.Selection(
        [("direct", "Direct"), ("indirect", "Indirect")],
        required=True,
        default="indirect",
    )
    occasion = fields.Selection(
        [("periodic", "Periodic"), ("incidental", "Incidental")],
        required=True,
        default="periodic",
    )
    rating = fields.Selection(RATINGS)
    content = fields.Text("Feedback")
    phrase_id = fields.Many2one(
        "hr.skp.phrase",
        "From the library",
        store=False,
        domain="[('kind', '=', 'feedback')]",
    )
    state = fields.Selection(
        [("requested", "Requested"), ("given", "Given"), ("confirmed", "Confirmed")],
        required=True,
        default="given",
    )
    given_on = fields.Datetime("Given on", copy=False)
    requested_by_id = fields.Many2one(
        "res.users", "Asked for by", copy=False, index="btree_not_null"
    )
    subject = fields.Char("Question", copy=False)
    due_date = fields.Date("Answer by", copy=False)
    is_declined = fields.Boolean(
        "Declined", copy=False, help="Asked for, and never to be given."
    )
    answer = fields.Text("Answer of the employee", copy=False)
    answered_on = fields.Datetime("Answered on", copy=False)
    confirmed_on = fields.Datetime("Confirmed on", copy=False)
    is_contested = fields.Boolean(
        "Contested",
        copy=False,
        help="The employee says that the talk went otherwise than recorded.",
    )
    follow_up = fields.Selection(
        [
            ("appreciation", "Appreciation"),
            ("assignment", "New assignment"),
            ("adjust_expectation", "Adjust the expectation"),
            ("adjust_resources", "Adjust the resources"),
            ("coaching", "Coaching"),
            ("take_over", "Take-over of the result"),
        ],
        copy=False,
    )

    # What who was asked reads of a plan that stays closed to him.
    employee_name = fields.Char(
        "Employee", compute="_compute_subject_name", compute_sudo=True
    )
    subject_name = fields.Char(
        "About", compute="_compute_subject_name", compute_sudo=True
    )

    _given_content = models.Constraint(
        "CHECK (state = 'requested' OR COALESCE(content, '') != '')",
        "Write what the feedback is.",
    )
    _asked_once = models.UniqueIndex(
        """(skp_id, author_user_id, COALESCE(result_id, 0), COALESCE(behavior_id, 0))
        WHERE state = 'requested' AND NOT COALESCE(is_declined, FALSE)""",
        "This person is asked about it already.",
    )
    # For the boards: when one spoke last.
    _given_idx = models.Index("(skp_id, given_on) WHERE state <> 'requested'")

    @api.depends("skp_id", "result_id.name", "behavior_id.value_id")
    @api.depends_context("lang")
    def _compute_subject_name(self):
        for feedback in self:
            feedback.employee_name = feedback.skp_id.employee_id.name
            feedback.subject_name = (
                feedback.result_id.name
                or feedback.behavior_id.value_id.name
                or self.env._("The whole work")
            )

    @api.depends("content", "skp_id", "result_id.name", "behavior_id.value_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for feedback in self:
            feedback.display_name = (
                feedback.content or f"{feedback.employee_name}: {feedback.subject_name}"
            )

    def _get_page_subject(self):
        """Return what people outside read that they are asked about, in Indonesian."""
        self.ensure_one()
        is_whole = not self.result_id and not self.behavior_id
        return "Kinerja secara keseluruhan" if is_whole else self.subject_name

    @api.onchange("phrase_id")
    def _onchange_phrase_id(self):
        if phrase := self.phrase_id:
            self.content = phrase._add_to(self.content)
            self.rating = self.rating or phrase.rating
            self.phrase_id = False

    @api.model
    def _get_skp_of_vals(self, vals):
        """Return the plan; a result or a value alone tells it, too."""
        for name in ("skp_id", "result_id", "behavior_id"):
            line_id = vals.get(name) or self.env.context.get(f"default_{name}")
            if line_id:
                line = self.env[self._fields[name].comodel_name].sudo().browse(line_id)
                return line if name == "skp_id" else line.skp_id
        return self.env["hr.skp"].sudo()

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        results = self.env["hr.skp.result"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            result_id = vals.get("result_id") or self.env.context.get(
                "default_result_id"
            )
            extra["leader_user_id"] = results.browse(result_id or []).leader_user_id.id
            extra.update(
                author_user_id=self.env.uid,
                author_name=self.env.user.sudo().name,
                given_on=fields.Datetime.now(),
            )
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        feedbacks = super().create(vals_list)
        feedbacks.filtered(lambda feedback: feedback.state == "given")._tell_given()
        return feedbacks

    def write(self, vals):
        done = super().write(vals)
        if "result_id" in vals:
            for feedback in self.sudo():
                leader = feedback.result_id.leader_user_id
                super(HrSkpFeedback, feedback).write({"leader_user_id": leader.id})
        return done

    @api.constrains("period_id")
    def _check_period_of_year(self):
        for feedback in self.sudo():
            if (
                feedback.period_id
                and feedback.period_id.cycle_id != feedback.skp_id.cycle_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(period)s belongs to another performance year.",
                        period=feedback.period_id.name,
                    )
                )

    def _check_skp_line_change(self, operation, vals=None):
        """Leaders give feedback in their own name; a given one stays with its author.

        Whoever handed the plan over reads on what he said, and leaves it as it is.
        """
        if self.env.su:
            return
        for feedback in self:
            plan, shown = feedback.sudo(False).skp_id, feedback.sudo()
            moved = {"result_id", "behavior_id"} & (vals or {}).keys()
            is_owner = not moved and feedback._is_of_own_result()
            if not is_owner:
                plan.check_access("read")
            if shown.skp_id.state == "cancelled":
                raise UserError(self.env._("A cancelled plan takes no feedback."))
            if operation != "create":
                feedback._check_can_change()
            if not (
                is_owner
                or plan._has_skp_role("appraiser")
                or plan._has_skp_role("superior")
            ):
                raise AccessError(
                    self.env._(
                        "%(plan)s: feedback is given by the appraiser, his deputy"
                        " or the superior.",
                        plan=plan.sudo().display_name,
                    )
                )

    def _is_of_own_result(self):
        """Whether the result that this is about supports one of the user's own."""
        shown = self.sudo()
        return (
            shown.result_id.leader_user_id == self.env.user
            and shown.employee_user_id != self.env.user
            and not shown.behavior_id
        )

    def _check_can_change(self):
        """Raise unless the user may still put these words of his otherwise."""
        shown = self.sudo()
        if shown.author_user_id != self.env.user:
            raise AccessError(self.env._("Only its author changes feedback."))
        if shown.state == "requested":
            raise UserError(
                self.env._(
                    "You were asked for it. Give it with the button, or decline."
                )
            )
        if shown.requested_by_id:
            raise UserError(self.env._("It was asked for and given, so it stays."))
        if shown.follow_up:
            raise UserError(
                self.env._(
                    "Something followed from it, so it stays. Write another one."
                )
            )
        if shown.answer or shown.state == "confirmed":
            raise UserError(
                self.env._(
                    "The employee answered or confirmed it, so it stays. Write another one."
                )
            )
