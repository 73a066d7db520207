from datetime import timedelta

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase

PEOPLE = ("employee", "colleague", "appraiser", "other_head", "superior", "second")
UNITS = ("unit", "other_unit", "agency")
person = st.sampled_from(PEOPLE)
unit = st.sampled_from(UNITS)
days = st.integers(0, 40)
STEPS = st.one_of(
    st.tuples(st.just("manager"), person, person),
    st.tuples(st.just("head"), unit, person),
    st.tuples(st.just("row"), person, person, days),
    st.tuples(st.just("deputy"), unit, person, days),
    st.tuples(st.just("handover"), st.integers(0, 5), person, days),
    st.tuples(st.just("transfer"), st.integers(0, 5), unit, days),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


@tagged("standard", "post_install", "-at_install")
class TestAnySequence(SkpCase):
    """Whatever happens to people and posts, each day has one lawful appraiser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.make_person("second", "Dua Staf", cls.unit, cls.appraiser)
        cls.start = cls.cycle.date_from + timedelta(days=60)
        with freeze_time(cls.start):
            cls.plans = cls.env["hr.skp"]
            for one in (cls.employee, cls.colleague):
                cls.plans |= cls.make_approved_plan(one).sudo()
            cls.plans |= cls.make_plan(cls.second).sudo()
        cls.env.flush_all()

    @settings(
        max_examples=12,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=3, max_size=8))
    @mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_rule")
    def test_any_sequence(self, steps):
        savepoint = self.env.cr.savepoint()
        try:
            self.play(steps)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def play(self, steps):
        self.today = self.start
        for name, *arguments in steps:
            with freeze_time(self.today):
                try:
                    with self.env.cr.savepoint():
                        getattr(self, f"do_{name}")(*arguments)
                        self.env.flush_all()
                except (UserError, IntegrityError):
                    # A refusal is an answer, too: nothing has changed.
                    self.env.invalidate_all(flush=False)
                self.check()

    # Steps, each as the person whose task it is

    def do_manager(self, one, manager):
        getattr(self, one).parent_id = getattr(self, manager)

    def do_head(self, unit, head):
        getattr(self, unit).manager_id = getattr(self, head)

    def do_row(self, one, appraiser, later):
        self.env["hr.skp.appraiser"].create(
            {
                "employee_id": getattr(self, one).id,
                "appraiser_id": getattr(self, appraiser).id,
                "date_from": self.today + timedelta(days=later),
                "date_to": self.today + timedelta(days=later + 20),
            }
        )

    def do_deputy(self, unit, deputy, length):
        self.env["hr.skp.appraiser"].create(
            {
                "department_id": getattr(self, unit).id,
                "appraiser_id": getattr(self, deputy).id,
                "kind": "acting",
                "date_from": self.today,
                "date_to": self.today + timedelta(days=length),
            }
        )
        self.env["hr.skp"]._update_all_deputies()

    def pick(self, number):
        plans = self.get_plans()
        return plans[number % len(plans)]

    def do_handover(self, number, appraiser, later):
        plan = self.as_user(self.pick(number).sudo(False), self.manager)
        plan.action_handover(
            getattr(self, appraiser).id, "Acak", self.today + timedelta(days=later)
        )

    def do_transfer(self, number, unit, later):
        wizard = self.as_user(self.env["hr.skp.transfer"], self.manager).create(
            {
                "skp_id": self.pick(number).id,
                "date": self.today + timedelta(days=later),
                "department_id": getattr(self, unit).id,
                "reason": "Acak",
                "is_card_updated": later % 2 == 0,
            }
        )
        wizard.action_transfer()

    def do_wait(self, days):
        last = self.cycle.date_to - timedelta(days=1)
        self.today = min(self.today + timedelta(days=days), last)
        with freeze_time(self.today):
            self.env["hr.skp.appraiser"]._hand_over_due()
            self.env["hr.skp"]._update_all_deputies()

    # What always holds

    def get_plans(self):
        return (
            self.env["hr.skp"]
            .sudo()
            .search(
                [
                    ("employee_id", "in", self.plans.employee_id.ids),
                    ("state", "!=", "cancelled"),
                ],
                order="id",
            )
        )

    def check(self):
        self.env.invalidate_all()
        plans = self.get_plans()
        self.check_one_appraiser_a_day(plans)
        self.check_plans(plans)
        self.check_former_appraisers(plans)

    def check_one_appraiser_a_day(self, plans):
        """Exactly one or none, never oneself; none today is on the list of defects."""
        people = plans.employee_id
        for offset in (-40, 0, 1, 25):
            day = self.today + timedelta(days=offset)
            found = people._get_skp_appraiser(day)
            self.assertEqual(set(found), set(people))
            for one, appraiser in found.items():
                self.assertLessEqual(len(appraiser), 1)
                self.assertNotEqual(one, appraiser)
        defects = self.env["hr.skp.defect"].search([("id", "in", people.ids)])
        for one, appraiser in people._get_skp_appraiser(self.today).items():
            defect = defects.filtered(lambda row, one=one: row.id == one.id)
            self.assertEqual(defect.no_appraiser, not appraiser)

    def check_plans(self, plans):
        """Days of one post never lie in two plans; one of them is the reported one."""
        for one, own in plans.grouped("employee_id").items():
            self.assertEqual(len(own.filtered("is_reported")), 1, one.name)
            ordered = own.sorted("date_from")
            for first, second in zip(ordered, ordered[1:], strict=False):
                self.assertLess(first.date_to, second.date_from)
            for plan in own:
                self.assertNotEqual(plan.appraiser_id, one)
                self.assertEqual(plan.appraiser_user_id, plan.appraiser_id.user_id)
                self.assertNotEqual(plan.deputy_user_id, one.user_id)
                lines = plan.result_ids | plan.result_ids.browse()
                for name in ("appraiser_user_id", "superior_user_id", "deputy_date_to"):
                    self.assertEqual({line[name] for line in lines}, {plan[name]}, name)

    def check_former_appraisers(self, plans):
        """Whoever has no task in a plan any more reads it no longer, only his seal."""
        for name in PEOPLE:
            one = getattr(self, name)
            readable = self.as_user(self.env["hr.skp"], one).search(
                [("id", "in", plans.ids)]
            )
            led = self.as_user(self.env["hr.department"], one)._get_skp_led_ids()
            for plan in plans:
                has_task = (
                    one.user_id
                    in (
                        plan.employee_user_id
                        | plan.appraiser_user_id
                        | plan.superior_user_id
                    )
                    or plan._is_deputy(one.user_id)
                    or plan.department_id.id in led
                )
                self.assertEqual(plan in readable.sudo(), has_task, (name, plan.name))
            seals = self.as_user(self.env["hr.skp.seal"], one).search(
                [("model", "=", "hr.skp"), ("sealed_by_id", "=", one.user_id.id)]
            )
            signed = self.env["hr.skp.seal"].search_count(
                [("model", "=", "hr.skp"), ("sealed_by_id", "=", one.user_id.id)]
            )
            self.assertEqual(len(seals), signed, name)
            stranger = plans - readable.sudo()
            for plan in stranger[:1]:
                with self.assertRaises(AccessError):
                    self.as_user(plan.sudo(False), one).read(["state"])
