"""What the tests of objections share: a delivered evaluation, objected to by its employee."""

from odoo.tools import mute_logger

from .case import EvaluationCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


class ObjectionCase(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tell()
        cls.evaluation = cls.open_evaluation()
        cls.rate(cls.evaluation, "meets", "below")
        cls.evaluation.action_deliver()
        cls.everybody = (
            cls.employee
            | cls.appraiser
            | cls.superior
            | cls.colleague
            | cls.officer
            | cls.other_officer
            | cls.manager
            | cls.auditor
            | cls.other_head
            | cls.mayor
        )

    @classmethod
    def draft(cls, reason="Tidak pernah ada teguran.", evaluation=None, person=None):
        """Return an objection prepared by the employee, as he sees it."""
        objections = cls.as_user(cls.env["hr.skp.objection"], person or cls.employee)
        evaluation = evaluation or cls.evaluation
        return objections.create({"evaluation_id": evaluation.id, "reason": reason})

    @classmethod
    def reach(cls, state):
        """Return an objection to the evaluation, in ``state``, as the employee sees it."""
        objection = cls.draft()
        if state == "draft":
            return objection
        objection.action_file()
        if state == "withdrawn":
            objection.action_withdraw()
        if state in ("explained", "kept", "changed"):
            cls.as_user(objection, cls.appraiser).action_explain("Dua keluhan warga.")
        decided = cls.as_user(objection, cls.superior)
        if state == "kept":
            decided.action_keep("Keluhan terbukti.")
        if state == "changed":
            decided.action_change("meets", "meets", "Keluhan tidak terbukti.")
        return objection

    def refuse(self, error, call, *args):
        """Check that a call is refused and changes nothing; return the message."""
        with (
            self.assertRaises(error) as caught,
            mute_logger(*QUIET),
            self.env.cr.savepoint(),
        ):
            call(*args)
        return str(caught.exception)

    def events_of(self, record):
        return (
            self.env["hr.skp.event"]
            .sudo()
            .search(
                [("model", "=", record._name), ("res_id", "=", record.id)], order="id"
            )
        )
