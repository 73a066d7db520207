from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestDivision(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()
        cls.indicator = cls.plan.result_ids.indicator_ids
        cls.indicator.write(
            {"target": "10 laporan", "target_value": 10, "uom": "laporan"}
        )

    def values(self, indicator=None):
        lines = (indicator or self.indicator).period_target_ids
        return lines.sorted(lambda line: line.period_id.date_from).mapped(
            "target_value"
        )

    def texts(self, indicator=None):
        lines = (indicator or self.indicator).period_target_ids
        return lines.sorted(lambda line: line.period_id.date_from).mapped("target")

    # The form suggests

    def test_number_and_unit_follow_the_text(self):
        form = Form(self.indicator)
        form.target = "12 berkas"
        self.assertEqual((form.target_value, form.uom), (12, "berkas"))
        form.target = "15 berkas"
        self.assertEqual(form.target_value, 15)
        form.target = "95–100 %"
        self.assertEqual((form.target_value, form.target_value_max), (95, 100))
        # What is typed beside the text stands, and a text without number changes none.
        form.target_value = 90
        self.assertIn("95–100", form.target_hint)
        form.target = "tepat waktu"
        self.assertEqual(form.target_value, 90)
        self.assertEqual(form.polarity, "higher")
        with self.assertRaises(UserError):
            self.env["hr.skp.indicator"].browse(self.indicator.id).with_user(
                self.colleague.user_id
            ).read(["target"])

    def test_a_new_ceiling_suggests_that_less_is_better(self):
        new = self.indicator.new({"target": "paling lama 3 hari kerja"})
        new._onchange_target()
        self.assertEqual((new.target_value, new.polarity), (3, "lower"))

    def test_whoever_writes_the_text_writes_the_number(self):
        self.indicator.write({"target": "850 berkas"})
        self.assertEqual(
            (self.indicator.target_value, self.indicator.uom), (850, "berkas")
        )
        self.indicator.write({"target": "900 berkas", "target_value": 450})
        self.assertEqual(self.indicator.target_value, 450)
        result = self.indicator.result_id
        new = self.indicator.create(
            {"result_id": result.id, "name": "Jumlah", "target": "7 rapat"}
        )
        self.assertEqual((new.target_value, new.uom), (7, "rapat"))

    def test_text_and_number_are_sealed_alike(self):
        plan = self.make_approved_plan(self.colleague)
        plan.action_revise("Beban berubah")
        plan.result_ids.indicator_ids.target = "850 berkas"
        plan.action_submit()
        self.as_user(plan, self.appraiser).action_approve()
        chain = self.env["hr.skp.seal"]._get_chains(plan)[plan]
        numbers = [
            indicator["target_value"]
            for seal in chain
            for indicator in seal._get_payload()["results"][0]["indicators"]
        ]
        self.assertEqual(numbers, [12, 850])

    def test_nothing_computes_the_printed_text(self):
        self.indicator.target = "sepuluh laporan tepat waktu"
        self.indicator.write({"target_value": 11, "target_value_max": 12})
        self.assertEqual(self.indicator.target, "sepuluh laporan tepat waktu")

    def test_zero_is_a_number_where_the_text_says_so(self):
        self.indicator.write({"target_value": 0, "target": "tepat waktu"})
        self.assertFalse(self.indicator.has_target_value)
        for text in ("0 temuan", "nihil", "Rp0"):
            self.indicator.target = text
            self.assertTrue(self.indicator.has_target_value, text)

    def test_a_range_ends_above_where_it_begins(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                self.indicator.target_value_max = 5
                self.indicator.flush_recordset()

    # The rules

    def test_each_rule_makes_its_parts(self):
        for rule, values in {
            "equal": [2, 3, 2, 3],
            "cumulative": [2, 5, 7, 10],
            "last": [0, 0, 0, 10],
            "same": [10, 10, 10, 10],
        }.items():
            with self.subTest(rule=rule):
                self.indicator.action_divide(rule)
                self.assertEqual(self.values(), values)
                self.assertFalse(self.indicator.division_fault)
        self.assertEqual(self.texts(), ["10 laporan"] * 4)
        self.indicator.action_divide("equal")
        self.assertEqual(self.texts()[:2], ["2 laporan", "3 laporan"])
        self.assertEqual(self.indicator.division_text, "2 + 3 + 2 + 3 = 10 laporan")

    def test_a_range_is_divided_at_both_ends(self):
        self.indicator.write({"target_value_max": 12, "target": "10–12 laporan"})
        self.indicator.action_divide("equal")
        lines = self.indicator.period_target_ids
        self.assertEqual(sum(lines.mapped("target_value_max")), 12)
        self.assertFalse(self.indicator.division_fault)

    def test_only_the_periods_of_the_plans_days_take_part(self):
        self.plan.write({"date_to": f"{self.year}-06-30"})
        self.indicator.action_divide("equal")
        self.assertEqual(self.values(), [5, 5])
        self.plan.write({"date_to": f"{self.year}-12-31"})
        self.assertIn("not every period", self.indicator.division_fault)
        self.indicator.action_divide()
        self.assertEqual(self.values(), [2, 3, 2, 3])
        self.plan.write({"date_to": f"{self.year}-06-30"})
        self.indicator.action_divide()
        self.assertEqual(self.values(), [5, 5])

    def test_by_hand_the_parts_must_add_up(self):
        self.indicator.action_divide("hand")
        self.assertEqual(self.values(), [0, 0, 0, 0])
        lines = self.indicator.period_target_ids.sorted("period_id")
        for line, value in zip(lines, (1, 2, 3, 3), strict=True):
            line.target_value = value
        with self.assertRaisesRegex(UserError, "Jumlah Terlaksananya.* make 9 laporan"):
            self.plan.action_submit()
        lines[-1].target_value = 4
        self.plan.action_submit()
        self.assertEqual(self.plan.state, "submitted")

    def test_rates_are_not_added_up(self):
        self.indicator.write({"target": "97 %", "target_value": 97, "uom": "%"})
        with self.assertRaisesRegex(UserError, "not added up"):
            self.indicator.action_divide("equal")
        self.indicator.action_divide()
        self.assertEqual(self.indicator.division, "same")
        self.indicator.action_divide("hand")
        for line, value in zip(
            self.indicator.period_target_ids, (94, 95, 96, 97), strict=True
        ):
            line.target_value = value
        self.assertFalse(self.indicator.division_fault)
        self.indicator.action_divide("cumulative")
        self.indicator.period_target_ids.sorted("period_id")[0].target_value = 98
        self.assertIn("without going back", self.indicator.division_fault)

    def test_words_alone_can_be_the_same_or_last(self):
        self.indicator.write({"target_value": 0, "target": "tepat waktu"})
        with self.assertRaisesRegex(UserError, "no number"):
            self.indicator.action_divide("equal")
        self.indicator.action_divide()
        self.assertEqual(self.texts(), ["tepat waktu"] * 4)
        self.indicator.action_divide("last")
        self.assertEqual(self.texts(), [False, False, False, "tepat waktu"])

    def test_a_year_without_periods_says_so(self):
        cycle = self.env["hr.skp.cycle"].create(
            {
                "name": "Nanti",
                "company_id": self.company.id,
                "date_from": f"{self.year + 5}-01-01",
                "date_to": f"{self.year + 5}-12-31",
            }
        )
        plan = self.as_user(self.env["hr.skp"], self.employee).create(
            {
                "employee_id": self.employee.id,
                "cycle_id": cycle.id,
                "result_ids": [
                    Command.create(
                        {
                            "name": "Hasil",
                            "indicator_ids": [
                                Command.create({"name": "Jumlah", "target": "4"})
                            ],
                        }
                    )
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "no periods yet"):
            plan.result_ids.indicator_ids.action_divide()

    # Who, and when

    def test_only_who_edits_the_plan_divides(self):
        for person in (self.appraiser, self.superior, self.colleague, self.auditor):
            with (
                self.subTest(person=person.name),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                self.as_user(self.indicator, person).action_divide("equal")
        self.as_user(self.indicator, self.officer).action_divide("equal")
        self.assertEqual(self.values(), [2, 3, 2, 3])

    def test_an_approved_division_stays(self):
        self.indicator.action_divide("equal")
        line = self.indicator.period_target_ids[0]
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        for change in (
            lambda: self.indicator.action_divide("same"),
            lambda: self.indicator.write({"division": False}),
            lambda: line.write({"target_value": 9}),
            lambda: line.write({"target": "9 laporan", "realization": "Selesai"}),
            line.unlink,
        ):
            with self.assertRaises(UserError):
                change()
        line.write({"realization": "Selesai", "realized_value": 2})
        self.assertEqual(line.achievement, 100)
        self.assertFalse(line.can_set_target)

    def test_the_seal_keeps_the_parts_and_gives_them_back(self):
        self.indicator.action_divide("equal")
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        sealed = self.plan._get_seal_payload()["results"][0]["indicators"][0]
        self.assertEqual(
            [part["target_value"] for part in sealed["periods"]], [2, 3, 2, 3]
        )
        before = self.indicator.period_target_ids.ids
        self.plan.action_revise("Target berubah")
        self.indicator.write({"target_value": 20, "target_value_max": 22})
        self.indicator.action_divide("cumulative")
        self.plan.action_revise_cancel()
        self.assertEqual(self.indicator.division, "equal")
        self.assertEqual(self.indicator.target_value_max, 0)
        self.assertEqual(self.values(), [2, 3, 2, 3])
        self.assertEqual(self.indicator.period_target_ids.ids, before)
        self.plan.action_revise("Tidak dibagi lagi")
        self.indicator.division = False
        self.assertFalse(self.indicator.period_target_ids)
        self.plan.action_revise_cancel()
        self.assertEqual(self.values(), [2, 3, 2, 3])

    def test_a_new_plan_begins_undivided(self):
        self.indicator.action_divide("equal")
        copied = self.indicator.copy_data()[0]
        self.assertNotIn("division", copied)

    def test_what_follows_from_numbers_cannot_be_typed(self):
        for name in ("has_target_value", "sealed_revision"):
            with self.assertRaises(AccessError):
                self.indicator.write({name: True})
        self.indicator.action_divide("equal")
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        for name in ("is_realized_carried", "has_realized_value", "period_kind"):
            with self.assertRaises(AccessError):
                self.indicator.period_target_ids[0].write({name: True})

    # Achievement

    def test_achievement_knows_zero_from_empty(self):
        self.indicator.write(
            {"target": "0 temuan", "target_value": 0, "polarity": "lower"}
        )
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        line = self.as_user(self.env["hr.skp.target"], self.employee)._get_or_create(
            self.plan, self.period
        )
        self.assertFalse(line.has_achievement)
        line.realization = "Nihil"
        self.assertEqual((line.has_achievement, line.achievement), (True, 100))
        line.write({"realization": "2 temuan", "realized_value": 2})
        self.assertEqual((line.has_achievement, line.achievement), (True, 0))

    def test_a_period_without_a_part_is_not_measured_by_the_year(self):
        self.indicator.action_divide("last")
        self.plan.action_submit()
        self.as_user(self.plan, self.appraiser).action_approve()
        lines = self.indicator.period_target_ids.sorted("period_id")
        lines[0].realized_value = 1
        self.assertFalse(lines[0].has_achievement)
        lines[-1].realized_value = 5
        self.assertEqual(lines[-1].achievement, 50)

    # Many at once

    def test_the_number_of_queries_does_not_grow(self):
        def count(number):
            plan = self.make_plan(
                self.colleague,
                results=tuple(f"Hasil {place}" for place in range(number)),
                position_kind={1: "daily_acting", 10: "acting", 100: "interim"}[number],
            )
            # As a screen finds them: all at once.
            indicators = self.as_user(
                self.env["hr.skp.indicator"], self.colleague
            ).search([("skp_id", "=", plan.id)])
            indicators.write({"target_value": 12, "uom": "laporan"})
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            indicators.action_divide("equal")
            self.env.flush_all()
            divided = self.env.cr.sql_log_count - start
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            indicators.web_read(
                {
                    name: {}
                    for name in (
                        "name",
                        "division",
                        "division_text",
                        "division_fault",
                        "manual_missing",
                        "target_hint",
                        "can_divide",
                        "form",
                    )
                }
            )
            return divided, self.env.cr.sql_log_count - start

        count(1)
        few, many = count(10), count(100)
        self.assertEqual(few[1], many[1])
        # Odoo inserts and updates a hundred rows at a time; nothing else is added.
        self.assertLessEqual(many[0] - few[0], 6, (few, many))


@tagged("standard", "post_install", "-at_install")
class TestManual(SkpCase):
    def test_the_manual_says_what_it_lacks(self):
        plan = self.make_plan(form="leader")
        indicator = plan.result_ids.indicator_ids
        self.assertIn("Purpose", indicator.manual_missing)
        self.assertIn("Formula", indicator.manual_missing)
        indicator.write(
            {
                "purpose": "Kepastian",
                "definition": "Berkas yang selesai",
                "control_level": "output",
                "data_source": "Sistem",
                "reporting_interval": "monthly",
                "person_in_charge": "Bidang Pelayanan",
            }
        )
        self.assertEqual(indicator.manual_missing, "Formula")
        indicator.uom = False
        self.assertEqual(indicator.manual_missing, "Formula, Unit of measure")
        plan.approach = "qualitative"
        self.assertFalse(indicator.manual_missing)
