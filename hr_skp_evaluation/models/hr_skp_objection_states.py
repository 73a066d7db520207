from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.hr_skp.models.hr_skp_states import Step

from .hr_skp_objection import OPEN_STATES

STEPS = {
    "file": Step(("draft",), ("employee",)),
    "explain": Step(("filed",), ("appraiser",), True),
    "keep": Step(OPEN_STATES, ("decider",), True),
    "change": Step(OPEN_STATES, ("decider",), True),
    "withdraw": Step(OPEN_STATES, ("employee",)),
}


class HrSkpObjection(models.Model):
    """The states of an objection.

    ========  ============================  =========================================
    step      from → to                     who
    ========  ============================  =========================================
    file      draft → filed                 the employee, with reasons, until the last
                                            day to object; the evaluation is objected
    explain   filed → explained             appraiser or deputy
    keep      filed, explained → kept       who decides, with a note; unexplained once
                                            the days to explain are over
    change    filed, explained → changed    the same; a rating at least is another one
    withdraw  filed, explained → withdrawn  the employee, until it is decided
    ========  ============================  =========================================

    The last three make the evaluation final. One function says why not
    (``_get_step_refusals``): the button hides by it, the server raises by it. A check of
    person passes in superuser mode, one of state never.
    """

    _inherit = "hr.skp.objection"

    can_file = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_explain = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_keep = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_change = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_withdraw = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_edit = fields.Boolean(compute="_compute_can", export_string_translation=False)

    @api.depends_context("uid")
    @api.depends("state", "decider_user_id", "evaluation_id.state")
    def _compute_can(self):
        saved = self._origin
        refusals = {
            name: saved._get_step_refusals(name, content=False) for name in STEPS
        }
        for objection in self:
            origin = objection._origin
            for name in STEPS:
                objection[f"can_{name}"] = bool(origin) and origin not in refusals[name]
            objection.can_edit = (
                bool(origin)
                and origin.sudo().state == "draft"
                and origin.sudo().employee_user_id == self.env.user
            )

    # Guards

    def _get_step_refusals(self, name, content=True):
        """Return {objection: why the user cannot take this step now, and the way out}.

        :param str name: a key of ``STEPS``
        :param bool content: also look at what is written; False where only buttons ask
        """
        refusals = dict(self._get_person_refusals(name))
        found = [self._get_state_refusals(name)]
        if name == "file":
            found.append(self._get_file_refusals(content))
        for more in found:
            for objection, reason in more.items():
                refusals.setdefault(objection, reason)
        return refusals

    def _get_person_refusals(self, name):
        if self.env.su:
            return {}
        [role] = STEPS[name].roles
        who = {
            "employee": self.env._("the employee"),
            "appraiser": self.env._("the appraiser or his deputy, never oneself"),
            "decider": self.env._(
                "the appraiser's superior or, where he cannot, the authorised official"
            ),
        }
        reason = self.env._("this step is for %(who)s.", who=who[role])
        deciders = self._get_deciders() if role == "decider" else {}
        refusals = {}
        for objection in self:
            shown = objection.sudo()
            if role == "employee":
                may = shown.employee_user_id == self.env.user
            elif role == "appraiser":
                may = shown.skp_id.sudo(False)._has_skp_role("appraiser")
            else:
                may = deciders[objection][0].user_id == self.env.user
            if not may:
                refusals[objection] = reason
        return refusals

    def _get_state_refusals(self, name):
        refusals = {}
        for objection in self.sudo():
            if objection.state not in STEPS[name].from_states:
                refusals[objection] = self.env._(
                    "it is %(state)s, so this step is not possible now.",
                    state=objection._get_state_label(),
                )
            elif name in ("keep", "change") and objection._is_explanation_awaited():
                refusals[objection] = self.env._(
                    "the appraiser may explain himself until %(day)s. Decide after that day,"
                    " or once he has explained.",
                    day=format_date(self.env, objection.deadline),
                )
        return refusals

    def _is_explanation_awaited(self):
        """Whether the appraiser has not explained himself and his days are not over."""
        self.ensure_one()
        return (
            self.state == "filed" and self.deadline >= self.company_id._get_skp_today()
        )

    def _get_file_refusals(self, content=True):
        """Return {objection: that it comes too late, or that no reason is written}."""
        windows = self.sudo().evaluation_id._get_window_refusals()
        refusals = {}
        for objection in self:
            shown = objection.sudo()
            if shown.evaluation_id in windows:
                refusals[objection] = windows[shown.evaluation_id]
            elif content and not (shown.reason or "").strip():
                refusals[objection] = self.env._(
                    "write your reasons: an objection without reasons cannot be judged."
                )
        return refusals

    def _check_step(self, name, note=None):
        """Raise, naming every objection that refuses, unless all can take the step."""
        if not self.env.su:
            self.check_access("read")
        shown = self.sudo()
        shown._raise_refusals(self._get_person_refusals(name), AccessError)
        if STEPS[name].needs_reason and not (note or "").strip():
            raise UserError(self._get_note_refusal(name))
        shown._raise_refusals(self._get_step_refusals(name))

    @api.model
    def _get_note_refusal(self, name):
        if name == "explain":
            return self.env._("Write the explanation: who decides reads it.")
        return self.env._("Write on which grounds you decide: both sides read it.")

    # Steps

    def action_file(self):
        """File objections: their evaluations are objected, and the appraiser is asked.

        :raises AccessError: for anybody but the employee
        :raises UserError: without reasons, or after the last day to object, which it names
        """
        self._check_step("file")
        self._file()
        return True

    def action_explain(self, text=None):
        """Keep the appraiser's explanation; whoever decides may do so now.

        :param str text: the explanation, compulsory
        """
        self._check_step("explain", text)
        objections = self.sudo()
        self._move(
            "explain",
            "explained",
            reason=text,
            on_behalf={
                objection: objection.appraiser_user_id
                for objection in objections
                if not self.env.su and objection.appraiser_user_id != self.env.user
            },
            explanation=text,
            explained_on=fields.Datetime.now(),
            explained_by_id=self.env.uid,
        )
        return True

    def action_keep(self, note=None):
        """Decide that the predicate stays; the evaluation is final.

        :param str note: on which grounds, compulsory
        """
        self._check_step("keep", note)
        self._decide("keep", "kept", note)
        return True

    def action_change(self, work=None, behavior=None, note=None):
        """Decide on other ratings; the predicate follows, and the evaluation is final.

        The new ratings are sealed; what was sealed at delivery stays readable.

        :param str work: ``below``, ``meets`` or ``above``; empty to leave it
        :param str behavior: the same of behaviour
        :param str note: on which grounds, compulsory
        :raises UserError: where neither rating is another one
        """
        self._check_step("change", note)
        ratings = {}
        for objection in self.sudo():
            evaluation = objection.evaluation_id
            ratings[objection] = {
                "work_rating": work or evaluation.work_rating,
                "behavior_rating": behavior or evaluation.behavior_rating,
            }
        self.sudo()._raise_refusals(self._get_rating_refusals(ratings))
        self._decide("change", "changed", note, ratings)
        return True

    def action_withdraw(self):
        """Take the objection back; the evaluation is final as it was delivered."""
        self._check_step("withdraw")
        self._withdraw()
        return True

    def _withdraw(self):
        deciders = {objection: objection.decider_user_id for objection in self.sudo()}
        self._move(
            "withdraw",
            "withdrawn",
            on_behalf=self._get_recorded_on_behalf(),
            withdrawn_on=fields.Datetime.now(),
            # There is nothing to decide, so nothing to read for it.
            decider_id=False,
            decider_user_id=False,
            decider_kind=False,
        )
        self.sudo().evaluation_id._end_objection("objection_withdraw")
        self._tell_withdrawn(deciders)

    def _get_rating_refusals(self, ratings):
        """Return {objection: why these ratings change nothing}."""
        refusals = {}
        valid = dict(
            self.env["hr.skp.evaluation"]
            ._fields["work_rating"]
            ._description_selection(self.env)
        )
        for objection, wanted in ratings.items():
            evaluation = objection.evaluation_id
            if any(value not in valid for value in wanted.values()):
                refusals[objection] = self.env._(
                    "choose one of: %(ratings)s.", ratings=", ".join(valid.values())
                )
            elif all(evaluation[name] == value for name, value in wanted.items()):
                refusals[objection] = self.env._(
                    "these are the ratings it has already. Choose another cell, or keep the"
                    " rating."
                )
        return refusals

    def _file(self):
        """Write what follows from filing, and keep the evidence for good."""
        objections = self.sudo()
        evaluations = objections.evaluation_id
        deciders = objections._get_deciders()
        targets = evaluations.result_line_ids._get_targets()
        now = fields.Datetime.now()
        for objection in objections:
            company, evaluation = objection.company_id, objection.evaluation_id
            lines = evaluation.result_line_ids
            shown = self.env["hr.skp.target"].union(*(targets[line] for line in lines))
            decider, kind = deciders[objection]
            objection.write(
                {
                    "filed_on": now,
                    "deadline": company._get_skp_deadline(
                        company._get_skp_today(), company.skp_explanation_days
                    ),
                    "old_work_rating": evaluation.work_rating,
                    "old_behavior_rating": evaluation.behavior_rating,
                    "shown_evidence_ids": shown.sudo().evidence_ids.ids,
                    "decider_id": decider.id,
                    "decider_user_id": decider.user_id.id,
                    "decider_kind": kind,
                }
            )
        objections.evidence_ids._keep()
        on_behalf = self._get_recorded_on_behalf()
        self._move(
            "file",
            "filed",
            reasons={objection: objection.reason for objection in objections},
            on_behalf=on_behalf,
        )
        for objection in objections:
            evaluation = objection.evaluation_id
            evaluation._move(
                "object",
                "objected",
                reason=objection.reason,
                on_behalf={evaluation: on_behalf[objection]}
                if objection in on_behalf
                else None,
            )
        self._tell_filed()

    def _decide(self, name, state, note, ratings=None):
        """Write the decision and who took it; the evaluations are final and sealed anew.

        :param dict ratings: {objection: {field of the evaluation: new rating}}
        """
        objections = self.sudo()
        identities = objections._get_decider_identities()
        for objection in objections:
            new = (ratings or {}).get(objection, {})
            objection.write(
                {
                    **identities[objection],
                    **{f"new_{field}": value for field, value in new.items()},
                }
            )
        details = {
            objection: {
                "before": objection._get_kept_ratings("old"),
                "after": objection._get_kept_ratings("new" if ratings else "old"),
            }
            for objection in objections
        }
        self._move(
            name,
            state,
            reason=note,
            details=details,
            decision_note=note,
            decided_on=fields.Datetime.now(),
            decided_by_id=self.env.uid,
        )
        objections.evaluation_id._end_objection(
            f"objection_{name}",
            note,
            {
                objection.evaluation_id: new
                for objection, new in (ratings or {}).items()
            },
        )
        self._tell_decided()

    def _get_kept_ratings(self, side):
        """Return the two ratings and the predicate ``old`` or ``new``, for the history."""
        return {
            name: self[f"{side}_{name}"] or None
            for name in ("work_rating", "behavior_rating", "predicate")
        }

    def _move(
        self,
        name,
        state,
        reason=None,
        reasons=None,
        on_behalf=None,
        details=None,
        **values,
    ):
        """Write the new state of all objections and record it.

        :param dict reasons: {objection: why}, where each has its own
        """
        objections = self.sudo()
        details = {
            objection: {
                "from_state": objection.state,
                "to_state": state,
                "reason": (reasons or {}).get(objection, reason),
                **(details or {}).get(objection, {}),
            }
            for objection in objections
        }
        objections.write({"state": state, **values})
        self.env["hr.skp.event"]._record(
            objections, f"objection_{name}", on_behalf=on_behalf, details=details
        )
        if name == "explain":
            self._tell_explained()
