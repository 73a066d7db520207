"""Ten records or a hundred: batches and lists ask the database equally often.

Odoo writes a hundred rows with one statement and begins another for the next hundred.
That boundary is its own; it is lifted here, so that nothing else hides behind it.
"""

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from .batch_case import BatchCase

NAME = {"fields": {"display_name": {}}}
TAGS = ("standard", "post_install", "-at_install")


@contextmanager
def one_statement_for_all():
    with ExitStack() as stack:
        for name in ("INSERT_BATCH_SIZE", "UPDATE_BATCH_SIZE"):
            stack.enter_context(patch(f"odoo.orm.models.{name}", 100_000))
        yield


class QueriesCase(BatchCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["hr.skp"])
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": "Tahun berjalan",
                "company_id": cls.company.id,
                "date_from": cls.today - timedelta(days=100),
                "date_to": cls.today + timedelta(days=200),
                "draft_deadline": cls.today - timedelta(days=2),
                "planning_deadline": cls.today + timedelta(days=30),
            }
        )
        cls.cycle.action_open()

    def count(self, method, *args):
        """Return how many queries a method takes that finds nothing in memory."""
        self.env.flush_all()
        self.env.invalidate_all()
        with one_statement_for_all():
            before = self.cr.sql_log_count
            method(*args)
            self.env.flush_all()
            return self.cr.sql_log_count - before

    def assertSame(self, method, make):
        """Compare what ``method`` takes for 10 and for 100 of what ``make(count)`` returns.

        :return: that number of queries
        """
        counts = []
        self.count(method, make(2))
        for size in (10, 100):
            records = make(size)
            # What Odoo looks up once for the process is looked up here.
            self.count(method, make(2))
            counts.append(self.count(method, records))
        self.assertEqual(counts[0], counts[1])
        return counts[0]

    def make_staff(self, count, **vals):
        employees = super().make_staff(count)
        if vals:
            employees.write(vals)
        return employees

    def make_staff_plans(self, count, results=0):
        return self.env["hr.skp"].create(
            [
                {
                    "employee_id": employee.id,
                    "cycle_id": self.cycle.id,
                    "result_ids": [
                        (0, 0, {"name": f"Hasil {number}"}) for number in range(results)
                    ],
                }
                for employee in self.make_staff(count)
            ]
        )


@tagged(*TAGS)
class TestBatchQueries(QueriesCase):
    def test_plans_issued(self):
        def make(count):
            batch = self.make_batch(employee_ids=self.make_staff(count).ids)
            batch.action_start()
            return batch

        self.assertSame(lambda batch: batch.sudo()._run_chunk(), make)

    def test_a_batch_started(self):
        def make(count):
            return self.make_batch(employee_ids=self.make_staff(count).ids)

        self.assertSame(lambda batch: batch.action_start(), make)

    def test_plans_handed_over(self):
        """Each of the people leads one himself, whose superior is derived anew."""

        def make(count):
            plans = self.make_staff_plans(count, results=2)
            below = self.make_staff(count)
            for employee, leader in zip(below, plans.employee_id, strict=True):
                employee.parent_id = leader
            plans_below = plans.create(
                [{"employee_id": one.id, "cycle_id": self.cycle.id} for one in below]
            )
            # Odoo writes at most a thousand lines at once.
            plans_below.behavior_ids.unlink()
            wizards = self.as_user(self.env["hr.skp.handover"], self.officer)
            return wizards.create(
                {
                    "skp_ids": plans.ids,
                    "appraiser_id": self.other_head.id,
                    "reason": "Penataan tugas",
                }
            )

        self.assertSame(lambda wizard: wizard.action_confirm(), make)

    def test_plans_handed_over_later(self):
        def make(count):
            wizards = self.as_user(self.env["hr.skp.handover"], self.officer)
            return wizards.create(
                {
                    "skp_ids": self.make_staff_plans(count, results=2).ids,
                    "appraiser_id": self.other_head.id,
                    "reason": "Penataan tugas",
                    "date": self.today + timedelta(days=3),
                }
            )

        self.assertSame(lambda wizard: wizard.action_confirm(), make)

    def test_defects_repaired(self):
        for vals in (
            {"repair": "appraiser", "appraiser_id": self.other_head.id},
            {"repair": "manager", "manager_id": self.other_head.id},
            {"repair": "unit", "department_id": self.other_unit.id},
        ):

            def make(count, vals=vals):
                model = self.as_user(self.env["hr.skp.defect.repair"], self.manager)
                return model.create(
                    {"employee_ids": self.make_staff(count).ids, **vals}
                )

            with self.subTest(vals["repair"]):
                self.assertSame(lambda wizard: wizard.action_repair(), make)

    def test_expectation_written_into_new_plans(self):
        """Said once for the team; new plans begin with it, and it counts who has it."""
        value = self.env.ref("hr_skp.hr_skp_value_service")
        said = self.as_user(self.env["hr.skp.expectation"], self.appraiser).create(
            {"cycle_id": self.cycle.id, "value_id": value.id, "text": "Ramah"}
        )
        plans = self.env["hr.skp"]

        def create(employees):
            nonlocal plans
            plans = plans.create(
                [{"employee_id": e.id, "cycle_id": self.cycle.id} for e in employees]
            )

        self.assertSame(create, self.make_staff)
        self.assertEqual(len(plans), 100)
        lines = plans.behavior_ids.filtered("expectation")
        self.assertEqual(len(lines), 100)

        spec = {"text": {}, "plan_count": {}, "adopted_count": {}}
        self.assertSame(lambda _plans: said.web_read(spec), self.make_staff_plans)

    def test_expectation_adopted(self):
        """One that is said later, in plans that are drafts by then."""
        values = self.env["hr.skp.value"].search([])
        said = self.as_user(self.env["hr.skp.expectation"], self.appraiser)

        def make(count):
            plans = self.make_staff_plans(count)
            said.create(
                {
                    "cycle_id": self.cycle.id,
                    "value_id": values[
                        len(self.env["hr.skp.expectation"].search([]))
                    ].id,
                    "text": f"Ramah kepada {count} orang",
                }
            )
            return self.as_user(plans, self.officer)

        self.assertSame(lambda plans: plans.action_adopt_expectations(), make)

    def test_digests_found_and_one_of_many_names(self):
        reminders = self.env["hr.skp.reminder"]
        self.company.skp_remind_working_days = False

        def digest(_employees):
            local = reminders._at_agency(self.company)
            agenda, audiences = local._get_agenda(self.company)
            digests = local._get_digests(agenda, audiences)
            own = digests[self.appraiser.user_id.id]
            lines = local._prepare_sections(own)[0]["lines"]
            self.assertTrue(any(line["names"] for line in lines))

        self.assertSame(digest, self.make_staff)


@tagged(*TAGS)
class TestListQueries(QueriesCase):
    def read(self, model, person, spec, **options):
        """Return a method that reads a list of records as the person's screen does."""
        seen = self.as_user(self.env[model], person)
        # Looked up once for each environment, as long as that lives.
        self.assertTrue(seen.env.tz)

        def method(records):
            rows = seen.web_search_read([("id", "in", records.ids)], spec, **options)
            self.assertEqual(len(rows["records"]), len(records))

        return method

    def get_rows(self, model, **names):
        """Return the rows of a view of the database that belong to some records."""
        self.env.flush_all()
        [[name, records]] = names.items()
        return self.env[model].search([(name, "in", records.ids)])

    def test_children_in_the_tree(self):
        spec = {
            "name": {},
            "owner_name": {},
            "department_id": NAME,
            "state": {},
            "parent_id": NAME,
            "child_ids": {},
        }

        def make(count):
            plans = self.make_staff_plans(2, results=count)
            top, below = plans.result_ids[:1], plans[1].result_ids
            below.write({"parent_id": top.id})
            return below

        self.assertSame(self.read("hr.skp.result", self.manager, spec), make)

        def first_screen(results):
            rows = self.as_user(self.env["hr.skp.result"], self.manager).hierarchy_read(
                [("id", "in", results.ids)], spec, "parent_id", "child_ids", "id"
            )
            self.assertGreaterEqual(len(rows), len(results))

        self.assertSame(first_screen, make)

    def test_claims(self):
        def make(count):
            people = self.make_staff_plans(count)
            return self.env["hr.skp.appraiser.claim"].create(
                [
                    {
                        "employee_id": plan.employee_id.id,
                        "skp_id": plan.id,
                        "proposed_id": self.other_head.id,
                        "reason": "SK penempatan",
                    }
                    for plan in people
                ]
            )

        spec = {
            "employee_id": NAME,
            "department_id": NAME,
            "current_id": NAME,
            "proposed_id": NAME,
            "reason": {},
            "state": {},
            "can_settle": {},
        }
        claims = self.read("hr.skp.appraiser.claim", self.officer, spec)
        self.assertSame(claims, make)

    def test_gaps(self):
        def make(count):
            plan = self.make_staff_plans(1, results=count)
            return self.get_rows("hr.skp.cascade.gap", result_id=plan.result_ids)

        spec = {
            "kind": {},
            "name": {},
            "owner_name": {},
            "department_id": NAME,
            "parent_name": {},
        }
        self.assertSame(self.read("hr.skp.cascade.gap", self.appraiser, spec), make)

    def test_progress(self):
        def make(count):
            employees = self.make_staff(count)
            rows = self.get_rows("hr.skp.progress", employee_id=employees)
            return rows.filtered(lambda row: row.cycle_id == self.cycle)

        spec = {
            "employee_name": {},
            "department_id": NAME,
            "appraiser_id": NAME,
            "state": {},
            "exemption_reason": {},
        }
        self.assertSame(self.read("hr.skp.progress", self.officer, spec), make)

    def test_defects(self):
        def make(count):
            employees = self.make_staff(count)
            return self.get_rows("hr.skp.defect", id=employees)

        spec = {"name": {}, "department_id": NAME, "problems": {}}
        self.assertSame(self.read("hr.skp.defect", self.officer, spec), make)
