from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp_target import REALIZATION_STATES

# While a plan is talked about, either side says whether a resource is agreed.
DIALOGUE_STATES = ("draft", "submitted", "revising")
ROLES = ("employee", "appraiser", "officer")


class HrSkpAnnex(models.Model):
    """Resources by what became of them: agreed in the dialogue, provided afterwards.

    =============  ===========================  ====================================
    step           who                          while the plan is
    =============  ===========================  ====================================
    agree          employee, appraiser          draft, submitted or in revision
    not_agreed     employee, appraiser; a note  draft, submitted or in revision
    provide        employee, appraiser          approved once, and not cancelled
    not_provided   employee, appraiser; a note  approved once, and not cancelled
    adjust         who may open a revision      approved; of what is missing only
    =============  ===========================  ====================================

    The performance team acts on behalf of the employee. Whether something was agreed is
    sealed with the plan; what was provided comes later and stands in the history.
    """

    _inherit = "hr.skp.annex"
    _skp_guarded = frozenset(
        {"provision", "provided", "provision_note", "provision_date"}
    )

    agreed = fields.Boolean(
        default=True, help="Whether both sides agreed on it in the dialogue."
    )
    agreed_note = fields.Text("Why not agreed")
    provision = fields.Selection(
        [("provided", "Provided"), ("not_provided", "Not provided")],
        "What became of it",
        copy=False,
    )
    provided = fields.Boolean(compute="_compute_provided", store=True)
    provision_note = fields.Text("Why not provided", copy=False)
    provision_date = fields.Date("Told on", copy=False)
    missing_reason = fields.Text("Why missing", compute="_compute_missing_reason")
    can_agree = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_provide = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_adjust = fields.Boolean(compute="_compute_can", export_string_translation=False)

    @api.depends("provision")
    def _compute_provided(self):
        for line in self:
            line.provided = line.provision == "provided"

    @api.depends("agreed", "agreed_note", "provision", "provision_note")
    def _compute_missing_reason(self):
        for line in self:
            missing = line.provision == "not_provided" and line.provision_note
            line.missing_reason = missing or (not line.agreed and line.agreed_note)

    @api.depends_context("uid")
    @api.depends("section", "agreed", "provision", "skp_id.state")
    def _compute_can(self):
        strangers = self._get_person_refusals()
        refused = {
            "can_agree": self._get_dialogue_refusals(),
            "can_provide": self._get_provision_refusals(),
            "can_adjust": self._get_adjust_refusals(),
        }
        for line in self:
            for name, refusals in refused.items():
                line[name] = line._origin and line not in refusals | strangers

    # Guards

    def _get_person_refusals(self):
        """Return {line: why the user has no say in it}."""
        open_plans = self.skp_id.filtered(
            lambda plan: any(plan._has_skp_role(role) for role in ROLES)
        )
        return {
            line: self.env._("the employee or the appraiser tells of it.")
            for line in self
            if line.skp_id not in open_plans
        }

    def _get_section_refusals(self):
        return {
            line: self.env._("only resources are agreed on and provided.")
            for line in self
            if line.section != "resource"
        }

    def _get_dialogue_refusals(self):
        """Return {line: why it cannot be agreed on, or not, now}."""
        return self._get_section_refusals() | {
            line: self.env._(
                "what is agreed stays as it was approved. Open a revision to change it."
            )
            for line in self
            if line.skp_id.state not in DIALOGUE_STATES
        }

    def _get_provision_refusals(self):
        """Return {line: why nobody can tell yet what became of it}."""
        return self._get_section_refusals() | {
            line: self.env._("the plan is not in force, so nothing is owed yet.")
            for line in self
            if not line.skp_id.revision or line.skp_id.state not in REALIZATION_STATES
        }

    def _get_adjust_refusals(self):
        """Return {line: why it gives no reason to open a revision now}."""
        closed = self.skp_id._get_step_refusals("revise", content=False)
        refusals = self._get_section_refusals()
        for line in self:
            if line.agreed and line.provision != "not_provided":
                refusals[line] = self.env._("nobody said that it is missing.")
            elif line.skp_id in closed:
                refusals[line] = closed[line.skp_id]
        return refusals

    def _check_say(self, refusals):
        """Raise for the wrong person first, then for what cannot be done now."""
        self.sudo()._raise_refusals(self._get_person_refusals(), AccessError)
        # What is said beside an approval does not pass it by: see the guard.
        self.skp_id._touch()
        self.sudo()._raise_refusals(refusals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_told(self):
        if not self.env.su:
            self._raise_refusals(
                dict.fromkeys(
                    self.sudo().filtered("provision"),
                    self.env._(
                        "it was told what became of it, so it stays. Say that it is not agreed"
                        " any more."
                    ),
                )
            )

    def _check_note(self, note):
        if not (note or "").strip():
            raise UserError(self.env._("Say why: the reason is kept in the history."))

    # Steps

    def action_agree(self):
        """Agree on resources in the dialogue."""
        self._check_say(self._get_dialogue_refusals())
        self._tell("agree", agreed=True, agreed_note=False)
        return True

    def action_not_agreed(self, note=None):
        """Say that resources are not agreed on.

        :param str note: why, compulsory
        """
        self._check_say(self._get_dialogue_refusals())
        self._check_note(note)
        self._tell("not_agreed", note, agreed=False, agreed_note=note)
        return True

    def action_provide(self):
        """Say that resources were provided as agreed."""
        self._check_say(self._get_provision_refusals())
        today = fields.Date.context_today(self)
        self._tell(
            "provide", provision="provided", provision_note=False, provision_date=today
        )
        return True

    def action_not_provided(self, note=None):
        """Say that resources were not provided; the expectation can then be adjusted.

        :param str note: what is missing, compulsory
        """
        self._check_say(self._get_provision_refusals())
        self._check_note(note)
        today = fields.Date.context_today(self)
        self._tell(
            "not_provided",
            note,
            provision="not_provided",
            provision_note=note,
            provision_date=today,
        )
        return True

    def action_adjust(self):
        """Open the dialogue that asks why the plan is revised, with the reason filled in.

        Nothing changes before the dialogue is confirmed.
        """
        self._check_say(self._get_adjust_refusals())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Adjust the expectation"),
            "res_model": "hr.skp.reason",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_res_model": "hr.skp",
                "default_res_ids": self.skp_id.ids,
                "default_method": "action_revise",
                "default_reason": "\n".join(line._get_adjust_reason() for line in self),
            },
        }

    def _get_adjust_reason(self):
        self.ensure_one()
        if not self.agreed:
            reason = self.env._("Support not agreed: %(name)s.", name=self.name)
            return f"{reason} {self.agreed_note or ''}".strip()
        reason = self.env._("Support not provided: %(name)s.", name=self.name)
        return f"{reason} {self.provision_note or ''}".strip()

    def _tell(self, kind, note=None, **vals):
        """Write what was said of these lines, and record who said it."""
        lines = self.sudo()
        roles = {
            plan: next(role for role in ROLES if plan._has_skp_role(role))
            for plan in self.skp_id
        }
        on_behalf = {
            line: line.skp_id.employee_user_id
            for line in lines
            if roles[line.skp_id] == "officer"
        }
        lines.write(vals)
        self.env["hr.skp.event"]._record(
            lines,
            kind,
            reason=note,
            on_behalf=on_behalf,
            details={
                line: {
                    "from_state": line.skp_id.state,
                    "to_state": line.skp_id.state,
                    "after": {"name": line.name},
                }
                for line in lines
            },
        )


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "agree": self.env._("Resource agreed"),
            "not_agreed": self.env._("Resource not agreed"),
            "provide": self.env._("Resource provided"),
            "not_provided": self.env._("Resource not provided"),
        }
