"""Six levels of maturity of a unit: counted, declared, and what lacks for the next."""

from datetime import date, timedelta
from random import Random

from psycopg2.errors import CheckViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase, SkpHttpCase
from .maturity_case import MUTED, MaturityMixin
from .test_queries import one_statement_for_all


@tagged("standard", "post_install", "-at_install")
class TestMaturity(MaturityMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_maturity()

    def test_one_level_after_the_other(self):
        self.log(self.plan, 9)
        entries = self.log(self.other_plan, 7)
        row = self.count()
        self.assertEqual((row.logged_good, row.logged_total, row.people), (1, 2, 2))
        self.assertEqual(row.level, "0")
        self.assertIn("50 % (1 of 2), needed 80 %", row.next_text)
        self.assertEqual(self.get_lack(row), self.other_plan)
        self.assertEqual(self.other_plan.log_days_text, "7 of 10 working days")

        # 1 → 2: eight days of ten are enough, and nothing is linked yet.
        entries |= self.log(self.other_plan, 10) - entries
        row = self.count()
        self.assertEqual(row.level, "1")
        unlinked = self.env["hr.skp.activity"].sudo()
        unlinked = unlinked.search([("skp_id", "in", self.plans.ids)])
        self.assertEqual(self.get_lack(row), unlinked)
        for entry in unlinked:
            entry.result_id = entry.skp_id.result_ids[0]

        # 2 → 3: a step in each begun period.
        row = self.count()
        self.assertEqual(row.level, "2")
        self.assertEqual(self.get_lack(row), self.plans.result_ids)
        periods = self.cycle.period_ids.filtered(
            lambda period: (
                period.kind == "periodic"
                and period.date_from <= self.last
                and period.date_to >= self.first
            )
        )
        for result in self.plans.result_ids:
            for period in periods:
                self.env["hr.skp.action"].sudo().create(
                    {
                        "result_id": result.id,
                        "period_id": period.id,
                        "name": "Menyusun konsep",
                    }
                )

        # 3 → 4: results that support a leader's, on paper or linked.
        row = self.count()
        self.assertEqual(row.level, "3")
        self.assertEqual(self.get_lack(row), self.plans.result_ids)
        self.plans.result_ids.parent_name = "Meningkatnya layanan"
        row = self.count()
        self.assertEqual(row.level, "4")

        # 4 → 5: two documents.
        action = self.get_lack(row)
        self.assertEqual(action["target"], "new")
        self.assertEqual(action["context"]["default_kind"], "job_analysis")
        self.declare(self.officer, "job_analysis")
        self.assertEqual(row.level, "4")
        self.assertIn("strategic plan are not declared", row.next_text)
        self.declare(self.officer, "strategy")
        self.assertEqual(row.level, "5")
        self.assertIn("for decisions is not declared", row.next_text)
        self.declare(self.officer, "decision")
        self.assertNotIn("decision", row._get_missing()[row.id][6])
        # The unit above counts it, too; its own document it has not.
        above = self.get_row(self.agency)
        self.assertEqual(above.people, 2)
        self.assertEqual(above.level, "4")
        self.assertEqual(self.get_row(self.other_unit).level, "0")

    def test_holidays_and_leave_are_no_working_days(self):
        resource = self.employee.resource_id
        leaves = self.env["resource.calendar.leaves"].sudo()
        day = f"{self.first + timedelta(days=1)}"
        vals = {"name": "Libur", "calendar_id": self.company.resource_calendar_id.id}
        leaves.create(
            {**vals, "date_from": f"{day} 00:00:00", "date_to": f"{day} 23:00:00"}
        )
        absent = f"{self.first + timedelta(days=7)}"
        until = f"{self.first + timedelta(days=8)}"
        leaves.create(
            {
                **vals,
                "resource_id": resource.id,
                "date_from": f"{absent} 01:00:00",
                "date_to": f"{until} 10:00:00",
            }
        )
        self.log(self.plan, 1)
        self.count()
        self.assertEqual(self.plan.log_days_text, "1 of 7 working days")
        self.assertEqual(self.other_plan.log_days_text, "0 of 9 working days")

    def test_rejected_entries_and_other_plans_do_not_count(self):
        entries = self.log(self.plan, 10)
        entries[:5].write({"state": "rejected"})
        self.count()
        self.assertEqual(self.plan.log_days_text, "5 of 10 working days")
        self.other_plan.write({"state": "cancelled", "is_reported": False})
        row = self.count()
        self.assertEqual((row.people, row.linked_total), (1, 5))

    def test_thresholds_are_the_agencys(self):
        self.log(self.plan, 10)
        self.assertEqual(self.count().level, "0")
        company = self.as_user(self.company, self.manager)
        company.skp_maturity_share_1 = 50
        row = self.get_row()
        self.assertEqual(row.level, "1")
        self.assertIn("needed 50 %", row.level_1_text)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            company.skp_maturity_share_1 = 101
            self.env.flush_all()

    def test_leaders_draw_from_a_strategic_plan(self):
        dates = {"date_from": self.first, "date_to": self.last}
        leading = self.make_approved_plan(self.appraiser, **dates).sudo()
        leading.form = "leader"
        row = self.count()
        self.assertEqual((row.cited_good, row.cited_total), (0, 1))
        self.declare(self.officer, "job_analysis")
        self.declare(self.officer, "strategy")
        self.assertEqual(self.get_lack(row, level=5), leading)
        self.env["hr.skp.reference"].sudo().create(
            {
                "kind": "renstra",
                "name": "Renstra",
                "cycle_id": self.cycle.id,
                "department_id": self.agency.id,
            }
        )
        row = self.count()
        self.assertEqual((row.cited_good, row.cited_total), (1, 1))
        self.assertFalse(leading.is_unsourced)

    def test_agreed_feedback_counts(self):
        self.plans.feedback_interval = "weekly"
        self.plans.approved_on = self.first
        row = self.count()
        self.assertEqual((row.heard_good, row.heard_total), (0, 2))

    def test_a_period_target_is_as_good_as_a_step(self):
        periods = self.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        )
        for indicator in self.plan.result_ids.indicator_ids:
            for period in periods:
                self.env["hr.skp.target"].sudo().create(
                    {
                        "indicator_id": indicator.id,
                        "period_id": period.id,
                        "target": "3 laporan",
                    }
                )
        row = self.count()
        self.assertEqual((row.divided_good, row.divided_total), (1, 2))
        self.assertFalse(self.plan.result_ids.is_undivided)
        self.assertEqual(self.get_lack(row, level=3), self.other_plan.result_ids)

    def test_the_night_and_the_list_find_the_same(self):
        """Many plans whose lines cover the begun periods at random."""
        chance = Random(42)
        periods = self.cycle.period_ids
        plans = self.plans.browse()
        for person in self.make_staff(12):
            first, last = sorted(chance.choices(range(12), k=2))
            plans |= self.make_approved_plan(
                person,
                results=("Satu", "Dua"),
                date_from=date(self.year, first + 1, 1),
                date_to=date(self.year, last + 1, 28),
            ).sudo()
        for result in plans.result_ids:
            for period in chance.sample(periods, chance.randint(0, len(periods))):
                step = {
                    "result_id": result.id,
                    "period_id": period.id,
                    "name": "Konsep",
                }
                if chance.random() < 0.5:
                    state = chance.choice(("planned", "dropped"))
                    self.env["hr.skp.action"].sudo().create({**step, "state": state})
                else:
                    self.env["hr.skp.target"].sudo().create(
                        {
                            "indicator_id": result.indicator_ids.id,
                            "period_id": period.id,
                            "target": chance.choice(("3 laporan", False)),
                        }
                    )
        plans.result_ids[0].state = "dropped"
        row = self.count(self.agency)

        results = (self.plans | plans).result_ids
        domain = [("id", "in", results.ids), ("state", "=", "active")]
        found = results.search([*domain, ("is_undivided", "=", True)])
        self.assertEqual(row.divided_total, results.search_count(domain))
        self.assertEqual(row.divided_total - row.divided_good, len(found))
        # What each lacks, told one by one.
        for result in results.search(domain):
            plan = result.skp_id
            begun = periods.filtered(
                lambda period, plan=plan: (
                    period.kind == "periodic"
                    and period.date_from <= plan.date_to
                    and period.date_to >= plan.date_from
                )
            )
            lines = result.action_ids.filtered(lambda step: step.state != "dropped")
            aims = result.indicator_ids.target_ids.filtered("target")
            parts = (lines.period_id | aims.period_id).filtered(
                lambda period: period.kind != "annual"
            )
            lacks = any(
                not parts.filtered(
                    lambda part, period=period: (
                        part.date_from <= period.date_to
                        and part.date_to >= period.date_from
                    )
                )
                for period in begun
            )
            self.assertEqual(result in found, lacks)

    def test_what_was_put_right_leaves_the_list_at_once(self):
        row = self.count()
        self.assertEqual(self.get_lack(row, level=3), self.plans.result_ids)
        for period in self.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ):
            self.env["hr.skp.action"].sudo().create(
                {
                    "result_id": self.plan.result_ids.id,
                    "period_id": period.id,
                    "name": "Menyusun konsep",
                }
            )
        self.assertEqual(self.get_lack(row, level=3), self.other_plan.result_ids)
        self.assertEqual(self.count().divided_good, 1)

    # Queries

    def test_same_number_of_queries(self):
        def count(method):
            self.env.flush_all()
            self.env.invalidate_all()
            with one_statement_for_all():
                start = self.env.cr.sql_log_count
                method()
                self.env.flush_all()
                return self.env.cr.sql_log_count - start

        names = ["unit_label", "level", "next_text", "logged_share", "people"]
        specification = {name: {} for name in names}
        reader = self.as_user(self.env["hr.skp.maturity"], self.manager)
        domain = [("cycle_id", "=", self.cycle.id)]

        def read():
            reader.web_search_read(domain, specification, limit=200)

        def count_year():
            rows._count(self.cycle)

        units = self.env["hr.department"].sudo()
        rows = self.env["hr.skp.maturity"].sudo()
        counts = []
        for number in (10, 100):
            made = units.create(
                [
                    {
                        "name": f"Subbagian {index}",
                        "parent_id": self.unit.id,
                        "company_id": self.company.id,
                    }
                    for index in range(number)
                ]
            )
            self.assertEqual(len(made), number)
            rows._count(self.cycle)
            read()
            counts.append((count(count_year), count(read)))
        self.assertEqual(counts[0], counts[1])

    def test_the_cron_counts_open_years(self):
        self.env["hr.skp.maturity"]._cron_count()
        self.assertTrue(self.get_row().counted_on)
        self.refuse(
            self.as_user(self.env["hr.skp.maturity"], self.employee).action_count
        )
        self.as_user(self.env["hr.skp.maturity"], self.officer).action_count()
        self.unit.copy({"name": "Baru"})
        gone = self.env["hr.department"].create(
            {"name": "Bubar", "company_id": self.company.id}
        )
        self.count()
        self.assertTrue(self.get_row(gone))
        gone.active = False
        self.count()
        self.assertFalse(self.get_row(gone))


@tagged("standard", "post_install", "-at_install")
class TestMaturityWays(MaturityMixin, SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_maturity()

    def test_over_rpc(self):
        self.count()
        held = self.declare(self.officer, "decision")
        model = "hr.skp.maturity"
        units = self.agency | self.unit | self.other_unit
        domain = [("department_id", "in", units.ids)]
        expected = {
            self.employee: units.browse(),
            self.colleague: units.browse(),
            self.officer: self.unit,
            self.other_officer: self.other_unit,
            self.appraiser: self.unit,
            self.superior: units,
            self.manager: units,
            self.auditor: units,
        }
        with mute_logger(*MUTED):
            for person, seen in expected.items():
                with self.subTest(person=person.name):
                    groups, _error = self.rpc(
                        person,
                        model,
                        "formatted_read_group",
                        domain,
                        ["department_id"],
                        ["people:sum", "__count"],
                    )
                    found = {group["department_id"][0] for group in groups or []}
                    self.assertEqual(found, set(seen.ids))
                    hidden = (units - seen).ids
                    rows = self.env[model].sudo()
                    rows = rows.search([("department_id", "in", hidden)])
                    if rows:
                        for method, args in (
                            ("read", (["people"],)),
                            ("export_data", (["people"],)),
                            ("action_open_lack", ()),
                        ):
                            _found, error = self.rpc(
                                person, model, method, rows.ids[:1], *args
                            )
                            self.assertTrue(error, method)
                    for method, args in (
                        ("write", (self.get_row().ids, {"level": "6"})),
                        ("create", ([{"level": "6"}],)),
                        ("unlink", (self.get_row().ids,)),
                        ("_count", (self.cycle.id,)),
                    ):
                        _done, error = self.rpc(person, model, method, *args)
                        self.assertEqual(error, "AccessError", method)
                    _done, error = self.rpc(
                        person, held._name, "write", held.ids, {"note": "x"}
                    )
                    self.assertTrue(error)
        self.assertFalse(
            self.env["ir.model"].sudo().search([("model", "=", "hr.skp.maturity.log")])
        )
