"""No sequence of steps, and no two people at once, make results support themselves."""

import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import psycopg2
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from odoo import api
from odoo.exceptions import UserError, ValidationError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from .cascade_case import CascadeCase

TAGS = ("standard", "post_install", "-at_install")
STEPS = st.tuples(
    st.sampled_from(
        ["link", "link", "link", "link", "remove", "drop", "take_over", "delete"]
        + ["approve", "revise", "give_up", "transfer"]
    ),
    st.integers(0, 14),
    st.integers(0, 14),
)


@tagged(*TAGS)
class TestAnySequence(CascadeCase):
    """Property: whatever is linked, dropped, taken over, deleted, approved or moved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_plan.action_withdraw()
        # Each leads the next one, so that all of them offer results.
        cls.colleague.parent_id = cls.employee
        for person in (cls.superior, cls.other_head, cls.appraiser, cls.employee):
            if person == cls.appraiser:
                plan = cls.leader_plan
            else:
                plan = cls.make_plan(person, results=("Hasil A", "Hasil B"))
            plan.action_submit()
            cls.as_user(plan, plan.sudo().appraiser_id).action_approve()
            plan.action_revise("Perubahan")
            # One line that was never approved, so that it can be deleted.
            line = {"name": "Jumlah", "target": "12 laporan"}
            new = {"name": "Hasil baru", "indicator_ids": [(0, 0, line)]}
            plan.write({"result_ids": [(0, 0, new)]})
        cls.env.flush_all()

    def get_results(self):
        """Return all results of the year; a transfer adds some."""
        return (
            self.env["hr.skp.result"]
            .sudo()
            .search([("cycle_id", "=", self.cycle.id)], order="id")
        )

    def take(self, step, result, other):
        own = self.as_user(result, result.skp_id.employee_id)
        if step == "link":
            own.action_link(other.id)
        elif step == "remove":
            own.action_remove_link()
        elif step == "drop":
            own.action_drop("Tidak perlu")
        elif step == "take_over":
            appraiser = result.skp_id.appraiser_id
            self.as_user(result, appraiser).action_take_over("Sakit")
        elif step == "delete":
            own.unlink()
        elif step == "approve":
            own.skp_id.action_submit()
            self.as_user(own.skp_id, result.skp_id.appraiser_id).action_approve()
        elif step == "revise":
            own.skp_id.action_revise("Perubahan")
        elif step == "give_up":
            own.skp_id.action_revise_cancel()
        elif step == "transfer":
            self.transfer(result.skp_id)

    def transfer(self, plan):
        """Move the owner to another unit; the next plan copies what he supports."""
        wizard = self.as_user(self.env["hr.skp.transfer"], self.manager).create(
            {
                "skp_id": plan.id,
                "date": plan.date_from + timedelta(days=60),
                "department_id": self.other_unit.id,
                "reason": "Mutasi",
            }
        )
        wizard.action_transfer()

    def check(self):
        results = self.get_results()
        self.assertFalse(results._has_cycle("parent_id"))
        for result in results:
            # Nobody supports a result that stands below his own, however far.
            above, seen = result.parent_id, set()
            while above and above.id not in seen:
                self.assertNotEqual(above, result)
                seen.add(above.id)
                above = above.parent_id
            owner = result.parent_id.skp_id.employee_id.user_id
            self.assertEqual(result.leader_user_id, owner)
            for line in result.indicator_ids:
                self.assertEqual(line.leader_user_id, owner)
            if result.parent_id:
                self.assertTrue(result.parent_name)
            self.assertEqual(bool(result.cascading), bool(result.parent_id))
            self.assertNotEqual(result.parent_id.skp_id, result.skp_id)

    def check_tree(self):
        """What the tree shows below each result, counted again one by one."""
        self.env.flush_all()
        self.env.cr.execute("SELECT id, parent_id FROM hr_skp_result")
        links = self.env.cr.fetchall()
        for person in (self.manager, self.superior, self.employee, self.colleague):
            # Each person asks in a request of his own.
            self.env.invalidate_all()
            results = self.as_user(self.env["hr.skp.result"], person)
            readable = set(results.search([]).ids)
            rows = results.hierarchy_read(
                [("cycle_id", "=", self.cycle.id)],
                {"name": {}, "parent_id": {"fields": {}}, "child_ids": {}},
                "parent_id",
                "child_ids",
                "id",
            )
            self.assertTrue(rows or person == self.colleague)
            for row in rows:
                below = {
                    one
                    for one, parent in links
                    if parent == row["id"] and one in readable
                }
                self.assertEqual(set(row["child_ids"]), below, (person.name, row))

    @settings(
        max_examples=30,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @example([("link", 0, 3), ("link", 3, 6), ("link", 6, 0)])
    @example([("link", 9, 0), ("approve", 9, 0), ("transfer", 9, 0), ("link", 13, 0)])
    @given(st.lists(STEPS, min_size=6, max_size=20))
    def walk(self, steps):
        savepoint = self.env.cr.savepoint()
        try:
            for step, one, other in steps:
                results = self.get_results()
                result = results[one % len(results)]
                with suppress(UserError, ValidationError), self.env.cr.savepoint():
                    self.take(step, result, results[other % len(results)])
                    self.taken[step] += 1
                self.env.invalidate_all()
                self.check()
            self.check_tree()
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_there_is_never_a_circle(self):
        self.taken = Counter()
        with mute_logger("odoo.sql_db"):
            self.walk()
        # Not everything was refused, or nothing would be proven.
        self.assertGreater(self.taken.total(), 50)
        self.assertEqual(
            set(self.taken),
            {"link", "remove", "drop", "take_over", "delete"}
            | {"approve", "revise", "give_up", "transfer"},
        )


@tagged(*TAGS)
class TestAtOnce(BaseCase):
    """Two real connections; what they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.remove)
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            company = env["res.company"].create({"name": "Pemerintah Kota Serentak"})
            employees = env["hr.employee"].create(
                [
                    {"name": f"Serentak {name}", "company_id": company.id}
                    for name in "AB"
                ]
            )
            cycle = env["hr.skp.cycle"].create(
                {
                    "name": "2031",
                    "company_id": company.id,
                    "date_from": "2031-01-01",
                    "date_to": "2031-12-31",
                }
            )
            plans = env["hr.skp"].create(
                [
                    {
                        "employee_id": employee.id,
                        "cycle_id": cycle.id,
                        "result_ids": [(0, 0, {"name": f"Hasil {employee.name}"})],
                    }
                    for employee in employees
                ]
            )
            plans.result_ids.write({"is_offered": True})
            self.company_id, self.plan_ids = company.id, plans.ids
            self.employee_ids, self.cycle_id = employees.ids, cycle.id
            self.ids = plans.result_ids.sorted("id").ids

    def get_env(self, cr):
        return api.Environment(cr, api.SUPERUSER_ID, {})

    def remove(self):
        with self.registry.cursor() as cr:
            env = self.get_env(cr)
            cr.execute("DELETE FROM hr_skp WHERE id = ANY(%s)", [self.plan_ids])
            env["hr.skp.cycle"].browse(self.cycle_id).unlink()
            env["hr.employee"].browse(self.employee_ids).unlink()
            company = env["res.company"].browse(self.company_id)
            calendar = company.resource_calendar_id
            company.with_context(active_test=False).unlink()
            calendar.exists().unlink()

    def link(self, cr, one, other):
        env = self.get_env(cr)
        env["hr.skp.result"].browse(self.ids[one]).action_link(self.ids[other])
        env.flush_all()

    def test_two_halves_of_a_circle(self):
        outcome = {}

        def link_back():
            try:
                with self.registry.cursor() as cr:
                    cr.execute("SET LOCAL statement_timeout = '20s'")
                    # The snapshot is older than the other's commit.
                    self.get_env(cr)["hr.skp.result"].browse(self.ids).mapped("name")
                    waiting.set()
                    ready.wait(10)
                    self.link(cr, 1, 0)
                    outcome["second"] = "linked"
            except psycopg2.errors.SerializationFailure:
                outcome["second"] = "to be tried again"

        waiting, ready = threading.Event(), threading.Event()
        with self.registry.cursor() as cr, mute_logger("odoo.sql_db"):
            thread = threading.Thread(target=link_back)
            thread.start()
            waiting.wait(10)
            self.link(cr, 0, 1)
            ready.set()
            thread.join(0.5)
            self.assertTrue(thread.is_alive(), "the second waits for the first")
            cr.commit()
            thread.join(20)
        self.assertEqual(outcome["second"], "to be tried again")
        # Odoo tries such a request again; now it sees the other half.
        with self.registry.cursor() as cr, self.assertRaises(ValidationError):
            self.link(cr, 1, 0)

    def test_two_who_wait_for_each_other(self):
        """Both have linked before either looks up: the database ends one of them."""
        outcome = {}
        barrier = threading.Barrier(2, timeout=10)

        def half(one, other):
            try:
                with self.registry.cursor() as cr:
                    cr.execute("SET LOCAL statement_timeout = '20s'")
                    env = self.get_env(cr)
                    result = env["hr.skp.result"].browse(self.ids[one])
                    cr.execute(
                        "UPDATE hr_skp_result SET parent_id = %s WHERE id = %s",
                        [self.ids[other], self.ids[one]],
                    )
                    barrier.wait()
                    result._check_parent_circle()
                    outcome[one] = "linked"
            except (
                psycopg2.errors.DeadlockDetected,
                psycopg2.errors.SerializationFailure,
            ):
                outcome[one] = "to be tried again"

        with mute_logger("odoo.sql_db"):
            threads = [
                threading.Thread(target=half, args=args) for args in ((0, 1), (1, 0))
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(20)
        self.assertEqual(sorted(outcome.values()), ["linked", "to be tried again"])
        with self.registry.cursor() as cr:
            results = self.get_env(cr)["hr.skp.result"].browse(self.ids)
            self.assertFalse(results._has_cycle("parent_id"))
