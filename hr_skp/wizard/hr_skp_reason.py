from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context


class HrSkpReason(models.TransientModel):
    """Asks why, then calls the document's own action with the answer."""

    _name = "hr.skp.reason"
    _description = "Reason of a step"

    res_model = fields.Char(required=True)
    res_ids = fields.Json(required=True)
    method = fields.Char(required=True)
    reason = fields.Text(required=True)
    title = fields.Char(compute="_compute_title")
    hint = fields.Char(compute="_compute_hint")
    warning_text = fields.Char("Hints", compute="_compute_warning_text")

    @api.model
    def _get_methods(self):
        """Return {(model, action): what the dialogue tells the person}."""
        # By model first: Odoo's export of terms takes a tuple after a call for its arguments.
        plan = {
            "action_return": self.env._("What shall the employee change?"),
            "action_revise": self.env._(
                "What makes the change necessary? What was approved last stays in force until"
                " the appraiser approves the change."
            ),
            "action_close": self.env._(
                "Why does the plan end now? Realisation and feedback of its periods stay open"
                " until they are rated."
            ),
            "action_reopen": self.env._(
                "Why is the plan opened again? It then stays open until it is closed by hand."
            ),
            "action_cancel": self.env._(
                "Why is the plan cancelled? This cannot be undone; a new plan can be made."
            ),
        }
        result = {
            "action_drop": self.env._("Why is the result dropped?"),
            "action_take_over": self.env._(
                "What could the employee not finish? The note is considered in the evaluation."
            ),
        }
        return {
            **{("hr.skp", method): hint for method, hint in plan.items()},
            **{("hr.skp.result", method): hint for method, hint in result.items()},
        }

    @api.model
    def _get_titles(self):
        """Return {(model, action): what the dialogue and its button are called}."""
        plan = {
            "action_return": self.env._("Return the plan"),
            "action_revise": self.env._("Revise the plan"),
            "action_close": self.env._("Close the plan"),
            "action_reopen": self.env._("Reopen the plan"),
            "action_cancel": self.env._("Cancel plan"),
        }
        result = {
            "action_drop": self.env._("Drop the result"),
            "action_take_over": self.env._("Take the result over"),
        }
        return {
            **{("hr.skp", method): title for method, title in plan.items()},
            **{("hr.skp.result", method): title for method, title in result.items()},
        }

    @api.depends("res_model", "method")
    def _compute_title(self):
        titles = self._get_titles()
        for wizard in self:
            wizard.title = titles.get((wizard.res_model, wizard.method))

    @api.depends("res_model", "method")
    def _compute_hint(self):
        methods = self._get_methods()
        for wizard in self:
            wizard.hint = methods.get((wizard.res_model, wizard.method))

    @api.depends("res_model", "res_ids", "method")
    def _compute_warning_text(self):
        """What the appraiser may want to name when he returns a plan."""
        for wizard in self:
            plan = self.env["hr.skp"]
            is_return = (wizard.res_model, wizard.method) == ("hr.skp", "action_return")
            if is_return and len(wizard.res_ids or ()) == 1:
                plan = plan.browse(wizard.res_ids)
            wizard.warning_text = plan.has_access("read") and plan.warning_text

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        values.setdefault("res_model", self.env.context.get("active_model"))
        values.setdefault("res_ids", self.env.context.get("active_ids"))
        return values

    def action_confirm(self):
        """Call the action on the documents, with the reason, as the user himself."""
        self.ensure_one()
        if (self.res_model, self.method) not in self._get_methods():
            raise UserError(self.env._("This step takes no reason."))
        # The defaults of the dialogue are none of what the step creates.
        env = self.env(context=clean_context(self.env.context))
        documents = env[self.res_model].browse(self.res_ids)
        getattr(documents, self.method)(self.reason, **self._get_details())
        return self._get_next(documents)

    def _get_details(self):
        """Return what else the dialogue asked for the action, by name of the parameter."""
        return {}

    def _get_next(self, documents):
        """Return what the person sees after the step."""
        return {"type": "ir.actions.act_window_close"}
