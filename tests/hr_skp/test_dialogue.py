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
