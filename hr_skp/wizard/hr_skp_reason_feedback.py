from odoo import api, fields, models

from ..models.hr_skp_feedback_follow_up import FOLLOW_UPS

# Follow-ups that name a line of the plan as it would read.
WITH_LINE = ("action_assign", "action_adjust_expectation", "action_adjust_resources")


class HrSkpReason(models.TransientModel):
    """Asks what follows from feedback, and how a line of the plan would read."""

    _name = "hr.skp.reason"
    _inherit = ["hr.skp.reason", "hr.skp.guard"]

    skp_id = fields.Many2one("hr.skp", compute="_compute_proposed", compute_sudo=True)
    line_kind = fields.Char(compute="_compute_proposed", compute_sudo=True)
    indicator_id = fields.Many2one(
        "hr.skp.indicator",
        domain="[('skp_id', '=', skp_id), ('result_id.state', '=', 'active')]",
    )
    proposal = fields.Text()

    @api.depends("res_model", "res_ids", "method")
    def _compute_proposed(self):
        """Which line of which plan is proposed: none where one names several plans."""
        for wizard in self:
            feedback = wizard._get_proposed_from()
            is_target = wizard.method == "action_adjust_expectation"
            is_target = is_target and not feedback.behavior_id
            wizard.skp_id = feedback.skp_id
            wizard.line_kind = feedback and ("target" if is_target else wizard.method)

    def _get_proposed_from(self):
        """Return the one feedback that a line of the plan is proposed after, or none."""
        feedback = self.env["hr.skp.feedback"]
        if (
            self.res_model != feedback._name
            or self.method not in WITH_LINE
            or len(self.res_ids or ()) != 1
        ):
            return feedback
        feedback = feedback.browse(self.res_ids)
        return (
            feedback if feedback.sudo(False).has_access("read") else feedback.browse()
        )

    @api.model_create_multi
    def create(self, vals_list):
        # A dialogue shows what it names: only what its reader may see.
        for vals in vals_list:
            self._check_form_links(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_form_links(vals)
        return super().write(vals)

    def _get_details(self):
        details = super()._get_details()
        if not self._get_proposed_from():
            return details
        details["proposal"] = self.proposal
        if self.line_kind == "target" and self.proposal:
            details["indicator_id"] = self.indicator_id.id
        return details

    @api.model
    def _get_methods(self):
        proposal = self.env._(
            "What do you propose, and why? The plan is opened for revision with it; the"
            " employee takes it in, and the plan comes back to be approved."
        )
        feedback = {
            "action_answer": self.env._("What do you say to it? Its author is told."),
            "action_contest": self.env._(
                "How did the talk go? It stays as recorded, with your words beside it."
            ),
            "action_withdraw_contest": self.env._(
                "What was cleared up? Your words before stay; afterwards you can confirm."
            ),
            "action_decline": self.env._("Why will there be no feedback?"),
            "action_appreciate": self.env._(
                "What is appreciated? The history keeps it."
            ),
            "action_assign": proposal,
            "action_adjust_expectation": proposal,
            "action_adjust_resources": proposal,
            "action_coach": self.env._("What shall the coaching be about?"),
            "action_take_over": self.env._(
                "What could the employee not finish? The note is considered in the evaluation."
            ),
        }
        return {
            **super()._get_methods(),
            **{("hr.skp.feedback", method): hint for method, hint in feedback.items()},
        }

    @api.model
    def _get_titles(self):
        feedback = {
            "action_answer": self.env._("Answer"),
            "action_contest": self.env._("It was otherwise"),
            "action_withdraw_contest": self.env._("It was so after all"),
            "action_decline": self.env._("End the request"),
            "action_appreciate": self.env._("Appreciate"),
            "action_assign": self.env._("New assignment"),
            "action_adjust_expectation": self.env._("Adjust expectation"),
            "action_adjust_resources": self.env._("Adjust resources"),
            "action_coach": self.env._("Plan coaching"),
            "action_take_over": self.env._("Take the result over"),
        }
        return {
            **super()._get_titles(),
            **{("hr.skp.feedback", method): name for method, name in feedback.items()},
        }

    @api.model
    def default_get(self, fields):
        """Begin with the proposal that follows from the feedback."""
        values = super().default_get(fields)
        res_ids = values.get("res_ids") or ()
        if values.get("res_model") == "hr.skp.feedback" and len(res_ids) == 1:
            feedback = self.env["hr.skp.feedback"].browse(res_ids)
            if feedback.has_access("read"):
                method = values.get("method")
                values.setdefault("reason", feedback._get_proposal(method))
                indicators = feedback.result_id.indicator_ids
                if method == "action_adjust_expectation" and len(indicators) == 1:
                    values.setdefault("indicator_id", indicators.id)
        return values

    def _get_next(self, documents):
        """Tell what followed from feedback, with the way to the plan."""
        step = FOLLOW_UPS.get(self.method.removeprefix("action_"))
        if documents._name != "hr.skp.feedback" or not step:
            return super()._get_next(documents)
        kind, is_change = step
        labels = dict(documents._fields["follow_up"]._description_selection(self.env))
        plan = documents.sudo(False).skp_id[:1]
        message = (
            self.env._(
                "%(follow_up)s: the plan is open for revision, with your words on top; the"
                " employee was told. %%s",
                follow_up=labels[kind],
            )
            if is_change
            else self.env._(
                "%(follow_up)s: kept, and the employee was told. %%s",
                follow_up=labels[kind],
            )
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "links": [
                    {
                        "label": self.env._("Open the plan"),
                        "url": f"/odoo/hr.skp/{plan.id}",
                    }
                ],
                "next": super()._get_next(documents),
            },
        }

    @api.depends("res_ids")
    def _compute_hint(self):
        done = super()._compute_hint()
        hidden = {
            "action_answer": self.env._(
                "What do you say to it? It stands under the words. Nobody is told, since"
                " nobody knows who wrote them."
            ),
            "action_decline": self.env._(
                "Why does it end? It ends for all who were asked with it. Their answers are"
                " shown now where enough came, and else never."
            ),
        }
        for wizard in self:
            if wizard.res_model == "hr.skp.feedback" and wizard.method in hidden:
                feedback = self.env["hr.skp.feedback"].browse(wizard.res_ids)
                if feedback.has_access("read") and any(feedback.mapped("is_hidden")):
                    wizard.hint = hidden[wizard.method]
        return done

    def _compute_warning_text(self):
        """What the appraiser may want to have tried before he takes a result over."""
        others = self.browse()
        for wizard in self:
            results = wizard._get_taken_over()
            if results:
                wizard.warning_text = results._get_take_over_warning()
            else:
                others |= wizard
        return super(HrSkpReason, others)._compute_warning_text()

    def _get_taken_over(self):
        """Return the results that this dialogue takes over, none for other dialogues."""
        results = self.env["hr.skp.result"]
        if self.method != "action_take_over":
            return results
        if self.res_model == "hr.skp.feedback":
            feedback = self.env["hr.skp.feedback"].browse(self.res_ids)
            return feedback.has_access("read") and feedback.result_id or results
        results = results.browse(self.res_ids)
        return results.has_access("read") and results or results.browse()
