from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestDialogue(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan(results=("Terlaksananya layanan", "Tersusunnya peta"))
        cls.result = cls.plan.result_ids[0]
        cls.indicator = cls.result.indicator_ids

    def make_point(self, person, **values):
        return self.as_user(self.env["hr.skp.point"], person).create(
            {"skp_id": self.plan.id, "text": "Perjelas", **values}
        )

    def test_points_are_counted_where_they_stand(self):
        self.plan.action_submit()
        self.make_point(self.appraiser, indicator_id=self.indicator.id)
        self.make_point(self.employee, result_id=self.result.id)
        done = self.make_point(self.appraiser, result_id=self.result.id)
        done.action_resolve()
        for person in (self.employee, self.appraiser):
            with self.subTest(person=person.name):
                plan = self.as_user(self.plan, person)
                first, second = plan.result_ids
                self.assertEqual(plan.open_point_count, 2)
                self.assertEqual(first.open_point_count, 1)
                self.assertEqual(first.indicator_ids.open_point_count, 1)
                self.assertEqual(second.open_point_count, 0)

    def test_a_point_about_an_indicator_is_about_its_result(self):
        point = self.make_point(self.appraiser, indicator_id=self.indicator.id)
        self.assertEqual(point.result_id, self.result)
        other = self.plan.result_ids[1]
        point.write({"indicator_id": other.indicator_ids.id})
        self.assertEqual(point.result_id, other)
        defaults = self.as_user(self.env["hr.skp.point"], self.appraiser).with_context(
            default_indicator_id=self.indicator.id
        )
        point = defaults.create({"skp_id": self.plan.id, "text": "Satuan?"})
        self.assertEqual(point.result_id, self.result)

    def test_either_side_resolves_and_reopens(self):
        point = self.make_point(self.appraiser)
        self.as_user(point, self.employee).action_resolve()
        self.assertEqual(point.state, "resolved")
        self.assertEqual(point.resolved_by_id, self.employee.user_id)
        resolved_on = point.resolved_on
        self.as_user(point, self.appraiser).action_resolve()
        self.assertEqual(point.resolved_by_id, self.employee.user_id)
        self.assertEqual(point.resolved_on, resolved_on)
        self.as_user(point, self.appraiser).action_reopen()
        self.assertRecordValues(
            point, [{"state": "open", "resolved_by_id": False, "resolved_on": False}]
        )

    def test_others_only_listen(self):
        point = self.make_point(self.appraiser)
        for person in (self.superior, self.auditor):
            action = self.as_user(self.plan, person).action_open_points()
            self.assertFalse(action["params"]["can_talk"])
            with self.assertRaises(AccessError):
                self.as_user(point, person).action_reopen()
        for person in (self.employee, self.appraiser, self.officer):
            action = self.as_user(self.plan, person).action_open_points()
            self.assertTrue(action["params"]["can_talk"])

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_a_colleague_does_not_open_them(self):
        self.plan.action_submit()
        for subject in (self.plan, self.result, self.indicator):
            with self.assertRaises(AccessError):
                self.as_user(subject, self.colleague).action_open_points()

    def test_who_resolved_is_not_typed(self):
        point = self.make_point(self.appraiser)
        for values in (
            {"resolved_by_id": self.employee.user_id.id},
            {"resolved_on": "2020-01-01 00:00:00"},
        ):
            with self.assertRaises(AccessError):
                point.write(values)

    def test_a_point_outlives_its_line(self):
        point = self.make_point(self.appraiser, indicator_id=self.indicator.id)
        self.result.unlink()
        self.assertTrue(point.exists())
        self.assertFalse(point.result_id or point.indicator_id)
        self.assertEqual(self.plan.open_point_count, 1)

    def test_a_cancelled_plan_has_no_dialogue(self):
        point = self.make_point(self.appraiser)
        self.as_user(self.plan, self.officer).action_cancel("Pindah")
        with self.assertRaises(UserError):
            point.action_resolve()
        self.assertFalse(self.plan.action_open_points()["params"]["can_talk"])

    def test_counting_takes_the_same_queries_for_many(self):
        few = self.plan.result_ids
        many = self.make_plan(
            self.colleague, results=[f"Tersusunnya peta {n}" for n in range(30)]
        ).result_ids
        counts = []
        for results in (few, few, many):  # the first one fills caches
            results = self.as_user(results.browse(results.ids), self.appraiser)
            self.env.flush_all()
            self.env.invalidate_all()
            indicators = results.indicator_ids
            before = self.cr.sql_log_count
            results.mapped("open_point_count")
            indicators.mapped("open_point_count")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
        self.assertLessEqual(counts[1], 6)


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
