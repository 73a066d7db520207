from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestAnswers(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()
        cls.indicator = cls.plan.result_ids.indicator_ids
        cls.point = cls.as_user(cls.env["hr.skp.point"], cls.appraiser).create(
            {
                "skp_id": cls.plan.id,
                "indicator_id": cls.indicator.id,
                "text": "Mengapa 12?",
            }
        )

    def answer(self, person, text="Sesuai beban kerja", point=None):
        point = self.as_user(point or self.point, person)
        return self.env["hr.skp.point"].browse(point.action_reply(text))

    def test_either_side_answers_in_place(self):
        first = self.answer(self.employee, "  Sesuai beban kerja\n")
        second = self.answer(self.appraiser, "Baik")
        self.assertRecordValues(
            self.point.reply_ids.sorted("id"),
            [
                {"text": "Sesuai beban kerja", "author_id": self.employee.user_id.id},
                {"text": "Baik", "author_id": self.appraiser.user_id.id},
            ],
        )
        self.assertEqual(self.point.reply_count, 2)
        self.assertFalse((first | second).mapped("indicator_id"))
        # To answer an answer is to answer its point.
        third = self.answer(self.officer, "Benar", point=second)
        self.assertEqual(third.parent_id, self.point)

    def test_answers_are_no_points(self):
        self.answer(self.employee)
        for person in (self.employee, self.appraiser):
            plan = self.as_user(self.plan, person)
            self.assertEqual(plan.open_point_count, 1)
            self.assertEqual(plan.point_ids, self.point)
            self.assertEqual(plan.result_ids.open_point_count, 0)
            self.assertEqual(plan.result_ids.indicator_ids.open_point_count, 1)
            action = plan.action_open_points()
            found = self.env["hr.skp.point"].search(action["params"]["domain"])
            self.assertEqual(found, self.point)

    def test_answers_are_settled_with_their_point(self):
        reply = self.answer(self.employee)
        self.as_user(reply, self.appraiser).action_resolve()
        self.assertEqual((self.point | reply).mapped("state"), ["resolved"] * 2)
        self.assertEqual(self.plan.open_point_count, 0)
        with self.assertRaisesRegex(UserError, "Mengapa 12.*Reopen it"):
            self.answer(self.employee)
        self.as_user(self.point, self.employee).action_reopen()
        self.assertEqual((self.point | reply).mapped("state"), ["open"] * 2)
        self.answer(self.employee)

    def test_what_was_answered_stays(self):
        self.as_user(self.point, self.appraiser).text = "Mengapa 12 laporan?"
        reply = self.answer(self.employee)
        point = self.as_user(self.point, self.appraiser)
        for change in (lambda: point.write({"text": "Lain"}), point.unlink):
            with self.assertRaisesRegex(UserError, "it was answered"):
                change()
        with self.assertRaises(AccessError):
            self.as_user(reply, self.appraiser).text = "Lain"
        own = self.as_user(reply, self.employee)
        own.text = "Sesuai beban"
        own.unlink()
        point.text = "Mengapa 12?"

    def test_an_answer_says_something(self):
        for text in ("", "  \n", None, False):
            with self.assertRaises(UserError):
                self.answer(self.employee, text)

    def test_who_answers(self):
        for person in (self.superior, self.auditor):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.answer(person)
        self.plan.action_submit()
        with mute_logger("odoo.addons.base.models.ir_rule"):
            for person in (self.colleague, self.other_head, self.other_officer):
                with self.subTest(person=person.name), self.assertRaises(AccessError):
                    self.answer(person)
        self.as_user(self.plan, self.officer).action_cancel("Pindah")
        with self.assertRaises(UserError):
            self.answer(self.employee)

    def test_a_deputy_answers_until_his_last_day(self):
        today = self.plan._get_agency_today()
        for days, is_refused in ((0, False), (-1, True)):
            with self.subTest(days=days):
                self.plan.sudo()._write_people(
                    {
                        "deputy_user_id": self.other_head.user_id.id,
                        "deputy_date_to": today + timedelta(days=days),
                    }
                )
                self.env.invalidate_all()
                if is_refused:
                    with (
                        self.assertRaises(AccessError),
                        mute_logger("odoo.addons.base.models.ir_rule"),
                    ):
                        self.answer(self.other_head)
                else:
                    self.answer(self.other_head)

    def test_only_the_step_makes_answers(self):
        points = self.as_user(self.env["hr.skp.point"], self.employee)
        vals = {"skp_id": self.plan.id, "text": "Lain"}
        other = points.create(vals)
        for change in (
            lambda: points.create({**vals, "parent_id": self.point.id}),
            lambda: points.with_context(default_parent_id=self.point.id).create(vals),
            lambda: other.write({"parent_id": self.point.id}),
            lambda: other.write({"reply_ids": [(4, self.point.id)]}),
            lambda: points.create({**vals, "reply_ids": [(0, 0, vals)]}),
        ):
            with self.assertRaises(AccessError):
                change()

    def test_the_other_side_is_told(self):
        def told(point):
            messages = self.env["mail.message"].search(
                [
                    ("model", "=", "hr.skp"),
                    ("res_id", "=", self.plan.id),
                    ("body", "ilike", point.text),
                ]
            )
            return messages.notified_partner_ids.user_ids

        self.assertEqual(told(self.point), self.employee.user_id)
        for person, others in (
            (self.employee, self.appraiser),
            (self.appraiser, self.employee),
            (self.officer, self.employee | self.appraiser),
        ):
            with self.subTest(person=person.name):
                reply = self.answer(person, f"Kata {person.name}")
                self.assertEqual(told(reply), others.user_id)
