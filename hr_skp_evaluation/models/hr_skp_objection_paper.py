from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HrSkpEvaluation(models.Model):
    """Objections on paper, of employees without a login.

    The performance team records what the employee handed in, with the scanned paper, on
    the day it came and within the same window. Whoever has a login objects himself, and
    nobody records in a case in which he has a part.
    """

    _inherit = "hr.skp.evaluation"

    can_object_on_paper = fields.Boolean(
        compute="_compute_can_object_on_paper", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("state", "objection_deadline", "employee_user_id")
    def _compute_can_object_on_paper(self):
        saved = self._origin
        refusals = saved._get_object_on_paper_refusals()
        for evaluation in self:
            origin = evaluation._origin
            evaluation.can_object_on_paper = bool(origin) and origin not in refusals

    def _get_object_on_paper_refusals(self):
        """Return {evaluation: why the user cannot record an objection to it now}."""
        refusals = self._get_paper_person_refusals()
        for evaluation, reason in (
            *self._get_login_refusals().items(),
            *self._get_window_refusals().items(),
        ):
            refusals.setdefault(evaluation, reason)
        return refusals

    def _get_paper_person_refusals(self):
        """Return {evaluation: why the user, as a person, may not record for its employee}."""
        if self.env.su:
            return {}
        team = self.filtered(lambda evaluation: evaluation._has_skp_role("officer"))
        refusals = dict.fromkeys(
            self - team,
            self.env._(
                "what an employee without a login hands in on paper is recorded by the"
                " performance team of his unit."
            ),
        )
        superiors = team.sudo().skp_id._get_present_superiors() if team else {}
        for evaluation in team.sudo():
            plan = evaluation.skp_id
            official = evaluation.company_id.skp_authorized_official_id
            deciders = plan.superior_id | superiors[plan] | official
            if self.env.user in evaluation._get_involved_users() | deciders.user_id:
                refusals[evaluation] = self.env._(
                    "you have a part in this case. Ask a colleague of the performance team to"
                    " record it."
                )
        return refusals

    def _get_login_refusals(self):
        """Return {evaluation: that its employee has a login}."""
        return {
            evaluation: self.env._(
                "%(employee)s has a login, so nobody else does it for him.",
                employee=evaluation.employee_id.name,
            )
            for evaluation in self.sudo()
            if evaluation.employee_user_id.active
        }

    def _get_involved_users(self):
        """Return the users who have a part in one evaluation, the employee among them."""
        self.ensure_one()
        plan = self.skp_id
        deputy = plan.deputy_user_id
        return (
            self.employee_user_id
            | (self.appraiser_id | plan.appraiser_id).user_id
            | plan.appraiser_user_id
            | self.rated_by_id
            | self.delivered_by_id
            | (deputy if plan._is_deputy(deputy) else deputy.browse())
        )

    def action_object_on_paper(self, reason=None, file=None, file_name=None):
        """File the objection that an employee without a login handed in on paper.

        :param str reason: what the paper says, compulsory
        :param file: the scanned paper, base64 encoded, compulsory
        :param str file_name: its name, whose ending tells its type
        :raises AccessError: for anybody but the performance team of the unit
        :raises UserError: for an employee with a login, or after the last day to object
        """
        self.ensure_one()
        self.check_access("read")
        shown = self.sudo()
        shown._raise_refusals(self._get_paper_person_refusals(), AccessError)
        shown._raise_refusals(self._get_object_on_paper_refusals())
        if not (reason or "").strip():
            raise UserError(
                self.env._(
                    "Write the reasons: an objection without reasons cannot be judged."
                )
            )
        self.env["hr.skp.objection"]._check_paper(file)
        objections = self.env["hr.skp.objection"].sudo()
        # One that the employee began while he had a login.
        objection = objections.search([("evaluation_id", "=", self.id)])
        if not objection:
            objection = objections.create({"evaluation_id": self.id})
        objection.write({"reason": reason, "recorded_by_id": self.env.uid})
        objection._add_paper(self.env._("Objection on paper"), file, file_name)
        objection.sudo(self.env.su)._file()
        return True


class HrSkpObjection(models.Model):
    _inherit = "hr.skp.objection"

    recorded_by_id = fields.Many2one(
        "res.users",
        "Recorded by",
        copy=False,
        index="btree_not_null",
        help="Of the performance team, from what the employee handed in on paper.",
    )
    withdrawal_recorded_by_id = fields.Many2one(
        "res.users", "Withdrawal recorded by", copy=False
    )
    can_withdraw_on_paper = fields.Boolean(
        compute="_compute_can_withdraw_on_paper", export_string_translation=False
    )

    @api.model
    def _get_skp_guarded(self):
        recorders = {"recorded_by_id", "withdrawal_recorded_by_id"}
        return super()._get_skp_guarded() | recorders

    @api.depends_context("uid")
    @api.depends("state", "employee_user_id")
    def _compute_can_withdraw_on_paper(self):
        saved = self._origin
        refusals = saved._get_withdraw_on_paper_refusals()
        for objection in self:
            origin = objection._origin
            objection.can_withdraw_on_paper = bool(origin) and origin not in refusals

    def _get_withdraw_on_paper_refusals(self):
        """Return {objection: why the user cannot record its withdrawal now}."""
        persons = self._get_paper_person_refusals()
        logins = self.sudo().evaluation_id._get_login_refusals()
        states = self._get_state_refusals("withdraw")
        return {
            objection: reason
            for objection in self
            if (
                reason := persons.get(objection)
                or logins.get(objection.sudo().evaluation_id)
                or states.get(objection.sudo())
            )
        }

    def _get_paper_person_refusals(self):
        """Return {objection: why the user, as a person, may not record its withdrawal}."""
        of_evaluations = self.sudo().evaluation_id.sudo(self.env.su)
        refusals = of_evaluations._get_paper_person_refusals()
        return {
            objection: refusals[evaluation]
            for objection in self
            if (evaluation := objection.sudo().evaluation_id) in refusals
        }

    def action_withdraw_on_paper(self, file=None, file_name=None):
        """Record that an employee without a login withdraws his objection, on paper.

        :param file: the scanned paper, base64 encoded, compulsory
        :param str file_name: its name, whose ending tells its type
        :raises AccessError: for anybody but the performance team of the unit
        """
        self.ensure_one()
        self.check_access("read")
        shown = self.sudo()
        shown._raise_refusals(self._get_paper_person_refusals(), AccessError)
        shown._raise_refusals(self._get_withdraw_on_paper_refusals())
        self._check_paper(file)
        shown.withdrawal_recorded_by_id = self.env.uid
        shown._add_paper(self.env._("Withdrawal on paper"), file, file_name)
        shown.evidence_ids._keep()
        self._withdraw()
        return True

    @api.model
    def _check_paper(self, file):
        if not file:
            raise UserError(
                self.env._(
                    "Add the scanned paper: it shows that the employee himself wants it."
                )
            )

    def _add_paper(self, name, file, file_name):
        """Add the scanned paper to the evidence of one objection."""
        self.ensure_one()
        evidence = self.env["hr.skp.evidence"].sudo()
        paper = evidence.create(
            {
                "skp_id": self.skp_id.id,
                "name": name,
                "file": file,
                "file_name": file_name,
            }
        )
        self.evidence_ids |= paper

    def _get_recorded_on_behalf(self):
        """Return {objection: user in whose place the user files or withdraws it now}.

        The user is empty where the employee has none; so that it counts as on behalf
        nevertheless, the objection is named.
        """
        if self.env.su:
            return {}
        return {
            objection: objection.employee_user_id
            for objection in self.sudo()
            if objection.employee_user_id != self.env.user
        }
