"""Whatever happens to people and posts, each day has one lawful appraiser.

Hypothesis makes up what an agency goes through: cards corrected, heads appointed and
taken away, dated rows, stand-ins, handovers, transfers, reports of a wrong superior,
revisions, and days that go by. Each step is taken by a person who might take it, and may
be refused; what must hold is looked at after every one of them.
"""

from datetime import timedelta

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase
from .appraiser_oracle import find_appraiser

PEOPLE = ("employee", "colleague", "appraiser", "other_head", "superior", "second")
UNITS = ("unit", "other_unit", "agency")
# Who settles cases of people: the performance team of a unit, or the administrator.
TEAM = ("officer", "other_officer", "manager")
# Steps after which somebody may read a plan, or no longer.
MOVING = ("head", "stand_in", "handover", "transfer", "claim", "wait")
person = st.sampled_from(PEOPLE)
unit = st.sampled_from(UNITS)
team = st.sampled_from((*TEAM, "manager"))
number = st.integers(0, 5)
days = st.integers(0, 40)
STEPS = st.one_of(
    st.tuples(st.just("card"), team, person, person),
    st.tuples(st.just("head"), unit, st.sampled_from((*PEOPLE, None))),
    st.tuples(st.just("row"), team, person, person, days),
    st.tuples(
        st.just("stand_in"),
        team,
        st.sampled_from(("acting", "daily_acting", "delegate")),
        st.sampled_from((*UNITS, *PEOPLE)),
        person,
        days,
    ),
    st.tuples(st.just("handover"), team, number, person, days),
    st.tuples(st.just("handover"), team, number, person, st.just(0)),
    st.tuples(st.just("transfer"), team, number, unit, days),
    st.tuples(st.just("claim"), team, number, person),
    st.tuples(st.just("seal"), number),
    st.tuples(st.just("wait"), st.integers(1, 30)),
)


@tagged("standard", "post_install", "-at_install")
class TestAnySequence(SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.make_person("second", "Dua Staf", cls.unit, cls.appraiser)
        cls.human_resources = cls.make_person(
            "hr", "Kepegawaian", cls.other_unit, cls.other_head, "hr.group_hr_manager"
        )
        cls.people = cls.env["hr.employee"].union(*(getattr(cls, p) for p in PEOPLE))
        cls.start = cls.cycle.date_from + timedelta(days=60)
        with freeze_time(cls.start):
            for one in (cls.employee, cls.colleague, cls.appraiser):
                cls.make_approved_plan(one)
            cls.make_plan(cls.second)
        cls.env.flush_all()

    @settings(
        max_examples=12,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEPS, min_size=4, max_size=10))
    def walk(self, steps):
        savepoint = self.env.cr.savepoint()
        try:
            self.play(steps)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_any_sequence(self):
        self.taken = dict.fromkeys(
            (
                "card",
                "head",
                "row",
                "stand_in",
                "handover",
                "transfer",
                "claim",
                "seal",
            ),
            0,
        )
        with mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_rule"):
            self.walk()
        # Not everything was refused, or nothing would be proven.
        self.assertGreaterEqual(min(self.taken.values()), 2, self.taken)

    def play(self, steps):
        self.today = self.start
        self.past = {}
        for name, *arguments in steps:
            with freeze_time(self.today):
                before = self.get_hands()
                try:
                    with self.env.cr.savepoint():
                        getattr(self, f"do_{name}")(*arguments)
                        self.env.flush_all()
                        if name in self.taken:
                            self.taken[name] += 1
                except (UserError, IntegrityError):
                    # A refusal is an answer, too: nothing has changed.
                    self.env.invalidate_all(flush=False)
                    self.assertEqual(self.get_hands(), before)
            with freeze_time(self.today):
                self.check(name, before)

    # Steps, each as the person whose task it is

    def of(self, name, model):
        return self.as_user(self.env[model], getattr(self, name))

    def do_card(self, actor, one, manager):
        repair = self.of(actor, "hr.skp.defect.repair").create(
            {
                "employee_ids": getattr(self, one).ids,
                "repair": "manager",
                "manager_id": getattr(self, manager).id,
            }
        )
        repair.action_repair()

    def do_head(self, unit, head):
        department = self.as_user(getattr(self, unit), self.human_resources)
        department.manager_id = getattr(self, head).id if head else False

    def do_row(self, actor, one, appraiser, later):
        self.of(actor, "hr.skp.appraiser").create(
            {
                "employee_id": getattr(self, one).id,
                "appraiser_id": getattr(self, appraiser).id,
                "date_from": self.today + timedelta(days=later),
                "date_to": self.today + timedelta(days=later + 20),
            }
        )

    def do_stand_in(self, actor, kind, target, deputy, length):
        name = "department_id" if target in UNITS else "employee_id"
        self.of(actor, "hr.skp.appraiser").create(
            {
                name: getattr(self, target).id,
                "appraiser_id": getattr(self, deputy).id,
                "kind": kind,
                "date_from": length % 3 and self.today,
                "date_to": self.today + timedelta(days=length),
            }
        )
        self.env["hr.skp"]._update_all_deputies()

    def pick(self, number):
        plans = self.get_plans()
        return plans[number % len(plans)]

    def do_handover(self, actor, number, appraiser, later):
        self.as_user(
            self.pick(number).sudo(False), getattr(self, actor)
        ).action_handover(
            getattr(self, appraiser).id, "Acak", self.today + timedelta(days=later)
        )

    def do_transfer(self, actor, number, unit, later):
        wizard = self.of(actor, "hr.skp.transfer").create(
            {
                "skp_id": self.pick(number).id,
                "date": self.today + timedelta(days=later),
                "department_id": getattr(self, unit).id,
                "reason": "Acak",
                "is_card_updated": later % 2 == 0,
            }
        )
        wizard.action_transfer()

    def do_claim(self, actor, number, proposed):
        plan = self.pick(number)
        claim = self.as_user(
            self.env["hr.skp.appraiser.claim"], plan.employee_id
        ).create(
            {
                "skp_id": plan.id,
                "proposed_id": getattr(self, proposed).id,
                "reason": "Acak",
            }
        )
        self.as_user(claim, getattr(self, actor)).action_accept()

    def do_seal(self, number):
        """The employee revises or submits, whoever appraises him now signs."""
        plan = self.pick(number)
        own = self.as_user(plan.sudo(False), plan.employee_id)
        if plan.state == "approved":
            own.action_revise("Acak")
        elif plan.state != "draft":
            return
        if not plan.result_ids:
            line = {"name": "Jumlah", "target": "12 laporan"}
            results = [(0, 0, {"name": "Hasil", "indicator_ids": [(0, 0, line)]})]
            own.result_ids = results
        own.action_submit()
        self.as_user(plan.sudo(False), plan.appraiser_id).action_approve()

    def do_wait(self, days):
        """What the daily jobs do, this module's and Odoo's own."""
        last = self.cycle.date_to - timedelta(days=1)
        self.past[self.today] = self.people._get_skp_appraiser(self.today)
        self.today = min(self.today + timedelta(days=days), last)
        with freeze_time(self.today):
            self.env["hr.employee"]._cron_update_current_version_id()
            self.env["hr.skp.appraiser"]._hand_over_due()
            self.env["hr.skp"]._update_all_deputies()

    # What always holds

    def get_plans(self):
        return (
            self.env["hr.skp"]
            .sudo()
            .search(
                [
                    ("employee_id", "in", self.people.ids),
                    ("state", "!=", "cancelled"),
                ],
                order="id",
            )
        )

    def get_hands(self):
        """Return in whose hands each plan is."""
        return {
            plan.id: (plan.appraiser_id, plan.superior_id) for plan in self.get_plans()
        }

    def check(self, name, before):
        self.env.invalidate_all()
        plans = self.get_plans()
        self.check_one_appraiser_a_day()
        self.check_plans(plans)
        self.check_changed_hands(plans, before)
        if name in MOVING:
            self.check_readers(plans)

    def check_one_appraiser_a_day(self):
        """The lawful one or none, never oneself; none today is on the list of defects."""
        for offset in (-40, 0, 1, 25):
            day = self.today + timedelta(days=offset)
            found = self.people._get_skp_appraiser(day)
            for one in self.people:
                self.assertEqual(found[one], find_appraiser(one, day), (one.name, day))
                self.assertNotEqual(one, found[one])
        # What was so on a day stays so, whatever is decided later.
        for day, then in self.past.items():
            self.assertEqual(self.people._get_skp_appraiser(day), then, day)
        defects = self.env["hr.skp.defect"].browse(self.people.ids)
        found = self.people._get_skp_appraiser(self.today)
        for one, defect in zip(self.people, defects, strict=True):
            self.assertEqual(defect.no_appraiser, not found[one])

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
                self.assertEqual(plan.superior_user_id, plan.superior_id.user_id)
                self.assertNotEqual(plan.deputy_user_id, one.user_id)
                lines = [*plan.result_ids, *plan.behavior_ids]
                for name in ("appraiser_user_id", "superior_user_id", "deputy_date_to"):
                    self.assertEqual({line[name] for line in lines}, {plan[name]}, name)

    def check_changed_hands(self, plans, before):
        """Hands change by a recorded handover; above stands the appraiser's own appraiser."""
        changed = plans.filtered(
            lambda plan: before.get(plan.id) != (plan.appraiser_id, plan.superior_id)
        )
        for plan in changed:
            leader = plan.appraiser_id
            led = plans.filtered(
                lambda other, leader=leader: other.employee_id == leader
            )
            day = plan._get_people_date(plan.date_from, plan.date_to)
            above = leader._get_skp_appraiser(day).get(leader, leader)
            self.assertIn(plan.superior_id, above | led.appraiser_id, plan.name)
            if plan.id not in before:
                continue
            # Nothing but a handover of the plan itself, or of his leader's plan.
            moved = plan if before[plan.id][0] != leader else plan | led
            kinds = moved.event_ids.filtered(
                lambda event: event.date.date() == self.today
            ).mapped("kind")
            self.assertIn("handover", kinds, plan.name)

    def check_readers(self, plans):
        """Whoever has no task in a plan any more reads it no longer, only what he sealed."""
        for one in self.people:
            readable = self.as_user(self.env["hr.skp"], one).search(
                [("id", "in", plans.ids)]
            )
            led = self.as_user(self.env["hr.department"], one)._get_skp_led_ids()
            tasks = plans.filtered(
                lambda plan, one=one, led=led: (
                    one.user_id
                    in plan.employee_user_id
                    | plan.appraiser_user_id
                    | plan.superior_user_id
                    or plan._is_deputy(one.user_id)
                    or plan.department_id.id in led
                )
            )
            self.assertEqual(readable.sudo(), tasks, one.name)
            for plan in (plans - tasks)[:1]:
                with self.assertRaises(AccessError):
                    self.as_user(plan.sudo(False), one).read(["state"])
            for model in ("hr.skp.behavior", "hr.skp.event"):
                lines = self.as_user(self.env[model], one).search(
                    [("skp_id", "in", plans.ids)]
                )
                self.assertLessEqual(lines.sudo().skp_id, tasks, (one.name, model))
            seals = self.env["hr.skp.seal"].sudo().search([("model", "=", "hr.skp")])
            self.assertEqual(
                self.as_user(self.env["hr.skp.seal"], one).search([]).sudo(),
                seals.filtered(lambda seal, one=one: seal.sealed_by_id == one.user_id),
                one.name,
            )
