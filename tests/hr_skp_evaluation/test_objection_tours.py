from odoo.tests import tagged

from ..common.common import SkpHttpCase
from .case import EvaluationCase


class ObjectionTourCase(SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_approved_plan()
        cls.env["hr.skp.organization.predicate"].create(
            {
                "department_id": cls.agency.id,
                "period_id": cls.period.id,
                "predicate": "good",
            }
        )
        EvaluationCase.tell.__func__(cls)
        cls.evaluation = EvaluationCase.open_evaluation.__func__(cls)
        EvaluationCase.rate.__func__(cls, cls.evaluation, "meets", "below")
        cls.evaluation.action_deliver()

    def play(self, person, tour, path):
        self.start_tour(path, tour, login=person.user_id.login)


@tagged("standard", "post_install", "-at_install")
class TestObjectionTour(ObjectionTourCase):
    def test_object_explain_change(self):
        """Three people, one page: file, explain, decide by keyboard."""
        page = f"/odoo/my-skp-evaluations/{self.evaluation.id}"
        self.play(self.employee, "hr_skp_objection_file", page)
        objection = self.env["hr.skp.objection"].search([])
        page = f"/odoo/skp-objections/{objection.id}"
        self.play(self.appraiser, "hr_skp_objection_explain", page)
        self.play(self.superior, "hr_skp_objection_change", "/odoo/skp-objections")
        self.env.invalidate_all()
        self.assertRecordValues(
            objection, [{"state": "changed", "new_predicate": "good"}]
        )


@tagged("standard", "post_install", "-at_install")
class TestObjectionTourPhone(ObjectionTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_object_on_a_phone(self):
        page = f"/odoo/my-skp-evaluations/{self.evaluation.id}"
        self.play(self.employee, "hr_skp_objection_file_phone", page)
        self.assertEqual(self.env["hr.skp.objection"].search([]).state, "filed")
