from odoo import api, models

from ..models.hr_skp_feedback_follow_up import FOLLOW_UPS


class HrSkpReason(models.TransientModel):
    _inherit = "hr.skp.reason"

    @api.model
    def _get_methods(self):
        proposal = self.env._(
            "What do you propose? It opens the revision as its reason; the employee writes"
            " the lines, and the plan comes back to be approved."
        )
        feedback = {
            "action_answer": self.env._("What do you say to it? Its author is told."),
            "action_contest": self.env._(
                "How did the talk go? It stays as recorded, with your words beside it."
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
    def default_get(self, fields):
        """Begin with the proposal that follows from the feedback."""
        values = super().default_get(fields)
        res_ids = values.get("res_ids") or ()
        if values.get("res_model") == "hr.skp.feedback" and len(res_ids) == 1:
            feedback = self.env["hr.skp.feedback"].browse(res_ids)
            if feedback.has_access("read"):
                proposal = feedback._get_proposal(values.get("method"))
                values.setdefault("reason", proposal)
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
