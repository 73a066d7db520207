from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.hr_skp.models.hr_skp_payload import to_plain

from .hr_skp_objection import DECIDED_STATES, DECIDER_FIELDS, OPEN_STATES

SEALED_FIELDS = (
    "state",
    "reason",
    "filed_on",
    "deadline",
    "old_work_rating",
    "old_behavior_rating",
    "old_predicate",
    "explanation",
    "explained_on",
    "decision_note",
    "decided_on",
    "decider_kind",
    *DECIDER_FIELDS,
)


class HrSkpEvaluation(models.Model):
    """What an objection does to its evaluation.

    ======  =======================  ================================================
    step    from → to                who
    ======  =======================  ================================================
    object  delivered → objected     the employee, until ``objection_deadline``, by
                                     the clock of the agency
    (end)   objected → final         whoever decides the objection, or the employee
                                     who withdraws it
    ======  =======================  ================================================

    Objections are searched, never read through a field of the evaluation: what that
    holds would stay in the cache and tell others of a draft.
    """

    _inherit = "hr.skp.evaluation"

    can_object = fields.Boolean(
        compute="_compute_objection", export_string_translation=False
    )
    objection_id = fields.Many2one(
        "hr.skp.objection",
        "Objection",
        compute="_compute_objection",
        help="Where the user may read it.",
    )
    object_text = fields.Char(
        "Until when to object",
        compute="_compute_objection",
        help="In words, beside the buttons of the one who may object.",
    )

    @api.depends_context("uid", "lang")
    @api.depends("state", "objection_deadline", "employee_user_id")
    def _compute_objection(self):
        saved = self._origin
        refusals = saved._get_object_refusals()
        found = self.env["hr.skp.objection"].search(
            [("evaluation_id", "in", saved.ids)]
        )
        found = {objection.evaluation_id.id: objection for objection in found}
        for evaluation in self:
            origin = evaluation._origin
            evaluation.objection_id = found.get(origin.id, False)
            evaluation.can_object = bool(origin) and origin not in refusals
            evaluation.object_text = evaluation.can_object and self.env._(
                "You may object until %(day)s, that day included. After it the evaluation is"
                " final.",
                day=format_date(
                    self.env,
                    evaluation.objection_deadline,
                    date_format="EEEE, d MMMM y",
                ),
            )

    # Guards

    def _get_object_refusals(self):
        """Return {evaluation: why the user cannot object to it now}."""
        refusals = self._get_object_person_refusals()
        for evaluation, reason in self._get_window_refusals().items():
            refusals.setdefault(evaluation, reason)
        return refusals

    def _get_object_person_refusals(self):
        return {
            evaluation: self.env._("only the employee objects to his evaluation.")
            for evaluation in self
            if not self.env.su and evaluation.sudo().employee_user_id != self.env.user
        }

    def _get_window_refusals(self):
        """Return {evaluation: why nobody can object to it now}."""
        refusals = {}
        for evaluation in self.sudo():
            last = evaluation.objection_deadline
            if evaluation.state != "delivered":
                refusals[evaluation] = self.env._(
                    "it is %(state)s. Only a delivered evaluation is objected to, once.",
                    state=evaluation._get_state_label(),
                )
            elif last < evaluation.company_id._get_skp_today():
                refusals[evaluation] = self.env._(
                    "the days to object ended on %(day)s, so nobody can object any more.",
                    day=format_date(self.env, last),
                )
        return refusals

    # Steps

    def action_object(self, reason=None):
        """File objections to these evaluations; a draft that was begun is taken.

        :param str reason: why; compulsory where no draft says it
        :raises AccessError: for anybody but the employee
        :raises UserError: after the last day to object, which it names
        """
        self.check_access("read")
        self.sudo()._raise_refusals(self._get_object_person_refusals(), AccessError)
        self.sudo()._raise_refusals(self._get_window_refusals())
        objections = self.env["hr.skp.objection"]
        drafts = objections.search([("evaluation_id", "in", self.ids)])
        if (reason or "").strip():
            drafts.write({"reason": reason})
        missing = self - drafts.evaluation_id
        if missing and not (reason or "").strip():
            raise UserError(
                self.env._(
                    "Write your reasons: an objection without reasons cannot be judged."
                )
            )
        drafts |= objections.create(
            [{"evaluation_id": record.id, "reason": reason} for record in missing]
        )
        return drafts.action_file()

    def action_open_objection(self):
        """Open the objection to one evaluation; the employee's first look begins a draft."""
        self.ensure_one()
        self.check_access("read")
        objections = self.env["hr.skp.objection"]
        objection = objections.search([("evaluation_id", "=", self.id)])
        if not objection:
            objection = objections.create({"evaluation_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Objection"),
            "res_model": objection._name,
            "res_id": objection.id,
            "views": [(False, "form")],
        }

    def _end_objection(self, kind, reason=None, ratings=None):
        """Make objected evaluations final, with other ratings where it was so decided.

        What was decided is sealed; the seal made at delivery stays behind it in the chain.

        :param str kind: ``objection_keep``, ``objection_change`` or ``objection_withdraw``
        :param dict ratings: {evaluation: {field: new rating}}
        """
        evaluations, now = self.sudo(), fields.Datetime.now()
        names = self._get_kept_names()
        before = {
            evaluation: {name: evaluation[name] or None for name in names}
            for evaluation in evaluations
        }
        for evaluation in evaluations:
            evaluation.write(
                {
                    **(ratings or {}).get(evaluation, {}),
                    "state": "final",
                    "state_date": now,
                    "final_on": now,
                }
            )
        self.env["hr.skp.event"]._record(
            evaluations,
            kind,
            reason=reason,
            details={
                evaluation: {
                    "from_state": "objected",
                    "to_state": "final",
                    "before": before[evaluation],
                    "after": {name: evaluation[name] or None for name in names},
                }
                for evaluation in evaluations
            },
        )
        if kind != "objection_withdraw":
            self.env["hr.skp.seal"].sudo()._seal(evaluations._get_seal_payloads())

    # What others of its files ask

    def _get_seal_payloads(self):
        """Add ``objection`` where one was decided: both sides, the grounds, who decided."""
        payloads = super()._get_seal_payloads()
        decided = (
            self.env["hr.skp.objection"]
            .sudo()
            .search(
                [("evaluation_id", "in", self.ids), ("state", "in", DECIDED_STATES)]
            )
        )
        for objection in decided:
            payloads[objection.evaluation_id]["objection"] = {
                **{name: to_plain(objection[name]) for name in SEALED_FIELDS},
                "explained_by": objection.explained_by_id.name or None,
                "recorded_by": objection.recorded_by_id.name or None,
                "decided_by": objection.decided_by_id.name or None,
                "evidence": [
                    {
                        "id": evidence.id,
                        "name": evidence.name,
                        "checksum": evidence.checksum or None,
                        "url": evidence.url or None,
                    }
                    for evidence in objection.evidence_ids
                ],
            }
        return payloads

    @api.depends("state")
    def _compute_waiting_text(self):
        """Of objected evaluations the objection says whose turn it is."""
        objected = self.filtered(lambda evaluation: evaluation.state == "objected")
        done = super(HrSkpEvaluation, self - objected)._compute_waiting_text()
        found = (
            self.env["hr.skp.objection"]
            .sudo()
            .search([("evaluation_id", "in", objected.ids)])
        )
        texts = {
            objection.evaluation_id.id: objection.waiting_text for objection in found
        }
        for evaluation in objected:
            evaluation.waiting_text = texts.get(evaluation.id, False)
        return done

    @api.model
    def _cron_daily(self, limit=500):
        """Then let open objections know who decides them today."""
        done = super()._cron_daily(limit)
        if not done:
            return done
        objections = self.env["hr.skp.objection"].sudo()
        return self.env["hr.skp.chunks"]._do_in_chunks(
            objections.search([("state", "in", OPEN_STATES)], order="id"),
            lambda chunk: objections._refresh_deciders([("id", "in", chunk.ids)]),
            limit,
        )
