from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, groupby

from odoo.addons.hr_skp.models.hr_skp_states import Step

from .hr_skp_evaluation_kept import RATING_KINDS

STEPS = {
    "submit": Step(("draft",), ("employee",)),
    "rate": Step(("draft", "submitted"), ("appraiser",)),
    "reset_rating": Step(("rated",), ("appraiser",), True),
    "deliver": Step(("rated",), ("appraiser",)),
    "take_back": Step(("delivered",), ("appraiser",), True),
    "accept": Step(("delivered",), ("employee",)),
}


class HrSkpEvaluation(models.Model):
    """The states of an evaluation (PermenPANRB 6/2022, evaluation).

    ============  ============================  ======================================
    step          from → to                     who
    ============  ============================  ======================================
    submit        draft → submitted             the employee
    rate          draft, submitted → rated      appraiser or deputy, never oneself;
                                                from draft once the period is over
    reset_rating  rated → as before rating      appraiser or deputy, with a reason
    deliver       rated → delivered             appraiser or deputy
    take_back     delivered → rated             appraiser or deputy, with a reason,
                                                while the employee has not answered
    accept        delivered → final             the employee; the daily job when the
                                                days to object are over
    ============  ============================  ======================================

    A change of the plan brings a rated one back to the state before, too: see
    ``…_follow.py``.

    One function says why not (``_get_step_refusals``): the button hides by it, the
    server raises by it. A check of person passes in superuser mode, one of state never.
    """

    _inherit = "hr.skp.evaluation"

    can_submit = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_rate = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_reset_rating = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_deliver = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_take_back = fields.Boolean(
        compute="_compute_can", export_string_translation=False
    )
    can_accept = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_edit = fields.Boolean(compute="_compute_can", export_string_translation=False)

    @api.depends_context("uid")
    @api.depends(
        "state",
        "stop_reason",
        "employee_user_id",
        "appraiser_user_id",
        "deputy_user_id",
    )
    def _compute_can(self):
        saved = self._origin
        refusals = {
            name: saved._get_step_refusals(name, content=False) for name in STEPS
        }
        locked = saved._get_rating_refusals()
        for evaluation in self:
            origin = evaluation._origin
            for name in STEPS:
                evaluation[f"can_{name}"] = (
                    bool(origin) and origin not in refusals[name]
                )
            evaluation.can_edit = bool(origin) and origin not in locked

    def _get_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    # Guards

    def _get_step_refusals(self, name, content=True):
        """Return {evaluation: why the user cannot take this step now, and the way out}.

        :param str name: a key of ``STEPS``
        :param bool content: also look into ratings and lines; False where only buttons ask
        """
        refusals = dict(self._get_person_refusals(name))
        found = [self._get_state_refusals(name)]
        if content and name in ("submit", "rate", "deliver"):
            found.append(getattr(self, f"_get_{name}_refusals")())
        for more in found:
            for evaluation, reason in more.items():
                refusals.setdefault(evaluation, reason)
        return refusals

    def _get_person_refusals(self, name):
        roles = STEPS[name].roles
        who = {
            "employee": self.env._("the employee"),
            "appraiser": self.env._("the appraiser or his deputy, never oneself"),
        }
        reason = self.env._("this step is for %(who)s.", who=who[roles[0]])
        return {
            evaluation: reason
            for evaluation in self
            if not any(evaluation._has_skp_role(role) for role in roles)
        }

    def _get_state_refusals(self, name):
        refusals = {}
        stopped = self._get_stop_texts()
        for evaluation in self.sudo():
            if evaluation in stopped:
                refusals[evaluation] = stopped[evaluation]
            elif evaluation.state not in STEPS[name].from_states:
                refusals[evaluation] = self.env._(
                    "it is %(state)s, so this step is not possible now.",
                    state=evaluation._get_state_label(),
                )
            elif (
                name == "rate"
                and evaluation.state == "draft"
                and not evaluation._is_over()
            ):
                refusals[evaluation] = self.env._(
                    "the period ends on %(day)s and the employee has not submitted. Rate after"
                    " that day, or once he has.",
                    day=format_date(self.env, evaluation.date_to),
                )
        return refusals

    def _get_submit_refusals(self):
        """Return {evaluation: the active results about which nothing is told}."""
        return {
            evaluation: self.env._(
                "write what was realised, in a number or in words, for: %(results)s.",
                results=", ".join(lines.mapped("name")),
            )
            for evaluation, lines in self.sudo()._get_untold_lines().items()
        }

    def _get_rate_refusals(self):
        """Return {evaluation: which rating lacks, or what was not looked at}."""
        lacking = {
            evaluation: self.env._(
                "choose a cell of the quadrant: both ratings are needed."
            )
            for evaluation in self.sudo()
            if not (evaluation.work_rating and evaluation.behavior_rating)
        }
        return self._get_changes_refusals() | lacking

    def _get_deliver_refusals(self):
        """Return {evaluation: that nobody has said what its unit achieved}."""
        predicates = self.sudo()._get_organization_predicates()
        return {
            evaluation: self.env._(
                "neither %(unit)s nor a unit above has its predicate for %(period)s. Ask the head"
                " of the unit above, or the performance team, to set it.",
                unit=evaluation.department_id.name or self.env._("its unit"),
                period=evaluation.period_id.name,
            )
            for evaluation in self.sudo()
            if not predicates[evaluation]
        }

    def _get_organization_predicates(self):
        """Return {evaluation: predicate of its unit, or of the nearest above, or False}."""
        predicates = self.env["hr.skp.organization.predicate"]
        found = {}
        for period, group in groupby(
            self.sudo(), lambda evaluation: evaluation.period_id
        ):
            batch = self.browse().union(*group).sudo()
            by_unit = predicates._get_for(batch.department_id, period)
            for evaluation in batch:
                record = by_unit.get(evaluation.department_id, predicates)
                found[evaluation] = record.predicate
        return {evaluation: found[evaluation.sudo()] for evaluation in self}

    def _check_step(self, name, reason=None):
        """Raise, naming every evaluation that refuses, unless all can take the step."""
        if not self.env.su:
            # The rated person may be kept from reading what he submits; all others first
            # have to see it, so that no refusal tells them a name.
            self.filtered(
                lambda evaluation: (
                    evaluation.sudo().employee_user_id != self.env.user
                    or name != "submit"
                )
            ).check_access("read")
        shown = self.sudo()
        shown._raise_refusals(self._get_person_refusals(name), AccessError)
        if STEPS[name].needs_reason and not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason is kept in the history."))
        shown._raise_refusals(self._get_step_refusals(name))

    # Steps

    def action_submit(self):
        """Tell the appraiser that the period's realisation is complete.

        Works for the employee also where a rating already typed hides the record from him.

        :raises AccessError: for anybody but the employee
        :raises UserError: with the results about which nothing is told yet
        """
        self._check_step("submit")
        self._move("submit", "submitted", submitted_on=fields.Datetime.now())
        return True

    def action_rate(self):
        """Fix both ratings and with them the predicate; the period's realisation closes.

        :raises AccessError: for anybody but the appraiser or his deputy
        :raises UserError: without both ratings, or while the period goes on and nothing
            was submitted
        """
        self._check_step("rate")
        predicates = self._get_organization_predicates()
        rated = self._get_last_rated()
        for evaluation in self.sudo():
            evaluation.write(
                {
                    "unrated_state": evaluation.state,
                    "organization_predicate": predicates[evaluation.sudo(self.env.su)],
                }
            )
        self._move(
            "rate",
            "rated",
            on_behalf=self._get_on_behalf("appraiser"),
            before=rated,
            after=True,
            rated_on=fields.Datetime.now(),
            rated_by_id=self.env.uid,
        )
        return True

    def action_reset_rating(self, reason=None):
        """Open rated evaluations again, in the state they had before.

        The ratings stay as typed, to be changed; the realisation opens.

        :param str reason: why, compulsory
        """
        self._check_step("reset_rating", reason)
        for state, group in groupby(
            self.sudo(), lambda evaluation: evaluation.unrated_state
        ):
            self.browse([evaluation.id for evaluation in group])._move(
                "reset_rating",
                state or "draft",
                reason=reason,
                on_behalf=self._get_on_behalf("appraiser"),
                before=True,
                rated_on=False,
                rated_by_id=False,
            )
        return True

    def action_deliver(self):
        """Hand the evaluations to their employees: identities, seal, and the clock starts.

        :raises AccessError: for anybody but the appraiser or his deputy
        :raises UserError: where neither the unit nor one above has its predicate
        """
        self._check_step("deliver")
        self._deliver()
        return True

    def action_take_back(self, reason=None):
        """Take delivered evaluations back before the employee has answered.

        :param str reason: why, compulsory
        """
        self._check_step("take_back", reason)
        self._move(
            "take_back",
            "rated",
            reason=reason,
            on_behalf=self._get_on_behalf("appraiser"),
            before=True,
            delivered_on=False,
            delivered_by_id=False,
            objection_deadline=False,
        )
        self.sudo()._release_lines()
        self.sudo()._update_confidential()
        self._set_confidential(True)
        for evaluation in self.sudo():
            # A handover since the delivery left the persons as they were printed.
            plan = evaluation.skp_id
            evaluation.write(
                {
                    name: plan[name].id
                    for name in ("employee_id", "appraiser_id", "superior_id")
                }
            )
        # What its plan did meanwhile reaches it now.
        self.sudo()._update_stopped()
        self._follow_plan()
        return True

    def action_accept(self):
        """Accept delivered evaluations: they are final."""
        self._check_step("accept")
        self._move("accept", "final", final_on=fields.Datetime.now())
        return True

    def _deliver(self):
        """Write predicate of the unit, identities and deadline; seal; open to the employee."""
        evaluations = self.sudo()
        predicates = evaluations._get_organization_predicates()
        identities = evaluations._get_identity_vals()
        deadlines = {
            company: company._get_skp_deadline(
                company._get_skp_today(), company.skp_objection_days
            )
            for company in evaluations.company_id
        }
        for evaluation in evaluations:
            evaluation.write(
                {
                    **identities[evaluation],
                    "organization_predicate": predicates[evaluation],
                    "objection_deadline": deadlines[evaluation.company_id],
                }
            )
        evaluations._keep_lines()
        self._move(
            "deliver",
            "delivered",
            on_behalf=self._get_on_behalf("appraiser"),
            after=True,
            delivered_on=fields.Datetime.now(),
            delivered_by_id=self.env.uid,
        )
        evaluations._update_confidential()
        self._set_confidential(False)
        self.env["hr.skp.seal"].sudo()._seal(evaluations._get_seal_payloads())

    def _move(
        self,
        kind,
        state,
        reason=None,
        on_behalf=None,
        before=False,
        after=False,
        **values,
    ):
        """Write the new state of all evaluations and record it.

        :param before: keep the ratings, as they were, with the event; True for those that
            stand there now, or {evaluation: those of earlier}
        :param bool after: keep the ratings, as they are now, with the event
        """
        evaluations = self.sudo()
        details = {}
        for evaluation in evaluations:
            ratings = evaluation._get_kept_ratings()
            details[evaluation] = {
                "from_state": evaluation.state,
                "to_state": state,
                "before": before.get(evaluation, False)
                if isinstance(before, dict)
                else before and ratings,
                "after": ratings if after else False,
            }
        evaluations.write(
            {"state": state, "state_date": fields.Datetime.now(), **values}
        )
        self.env["hr.skp.event"]._record(
            evaluations,
            kind,
            reason=reason,
            on_behalf=on_behalf,
            details=details,
            is_confidential=kind in RATING_KINDS,
        )
