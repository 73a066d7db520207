from datetime import timedelta

from odoo.tests import tagged

from ..common import SkpCase
from .board_case import RunningYearMixin

TAGS = ("standard", "post_install", "-at_install")


class HomeCase(RunningYearMixin, SkpCase):
    """Plans of the present year, in force since its first day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.skp.cycle"].sudo().search([("state", "=", "open")]).action_close()
        cls.build_running_year()

    def home(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_user(self.env["hr.skp.home"], person).get_home()

    def card(self, name, person=None):
        cards = self.home(person or self.employee)["cards"]
        return next(card for card in cards if card["name"] == name)

    def rows(self, section, person):
        """Return {text: row} of a section, empty where it is not shown."""
        sections = self.home(person)["sections"]
        return {
            row["text"]: row
            for found in sections
            if found["name"] == section
            for row in found["rows"]
        }


@tagged(*TAGS)
class TestHomeOfEmployee(HomeCase):
    def test_an_approved_plan_says_when(self):
        card = self.card("plan")

        self.assertEqual(card["value"], "Approved")
        self.assertIn("Revision 1, approved", card["text"])
        self.assertEqual(
            card["open"], {"action": "my-skp", "res_id": self.plan.id, "view": "form"}
        )
        self.assertFalse(card["is_mine"])

    def test_without_a_plan_he_is_told_to_make_one(self):
        card = self.card("plan", self.colleague)
        [row] = self.rows("own", self.colleague).values()

        self.assertEqual((card["value"], card["is_mine"]), ("No plan yet", True))
        self.assertIn("You have no plan yet", row["text"])
        self.assertTrue(row["date"])
        for target in (card["open"], row["open"]):
            self.assertEqual(
                target, {"action": "my-skp", "res_id": False, "view": "form"}
            )

    def test_a_draft_is_his_turn_and_opens_itself(self):
        draft = self.make_plan(self.colleague)
        card = self.card("plan", self.colleague)
        rows = self.rows("own", self.colleague)

        self.assertEqual((card["value"], card["is_mine"]), ("Draft", True))
        self.assertEqual(
            [row["open"]["res_id"] for row in rows.values()], [draft.id], rows
        )

    def test_a_revision_is_his_turn(self):
        self.as_user(self.plan, self.employee).action_revise("Target berubah")

        self.assertTrue(self.card("plan")["is_mine"])
        [row] = [
            row
            for row in self.rows("own", self.employee).values()
            if row["open"].get("res_id") == self.plan.id
        ]
        self.assertIn("Your turn", row["text"])

    def test_today_has_its_entries_and_hours(self):
        self.assertEqual(self.card("log")["value"], "Nothing logged")
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        entries.create(
            [
                {"name": "Rapat", "time_from": 8, "time_to": 9.5},
                {"name": "Menulis", "time_from": 10, "time_to": 11},
                {"name": "Kemarin", "date": self.today - timedelta(days=1)},
            ]
        )

        card = self.card("log")
        self.assertEqual(
            (card["value"], card["text"]), ("Activities: 2", "Hours: 02:30")
        )

    def test_the_period_counts_results_told(self):
        self.assertTrue(self.card("period")["value"].startswith("0 of 1"))
        self.period = self.plan._get_current_period()
        self.tell(3)

        card = self.card("period")
        self.assertEqual(card["value"], "1 of 1 results told")
        self.assertEqual(card["open"]["context"]["active_id"], self.period.id)

    def test_what_can_be_done_late_stays_until_it_is_done(self):
        self.company.skp_reminder_repeat_count = 0
        self.cycle.sudo().planning_deadline = self.today - timedelta(days=90)
        [row] = self.rows("own", self.colleague).values()
        self.assertTrue(row["is_late"])

        self.make_approved_plan(self.colleague)

        self.assertEqual(self.rows("own", self.colleague), {})

    def test_a_period_without_realisation_is_told_with_its_day(self):
        self.period.sudo().employee_deadline = self.today
        row = self.rows("own", self.employee)["Your indicators without realisation: 1"]
        self.assertEqual(row["date"], str(self.today))
        self.assertFalse(row["is_late"])
        self.assertIn(self.period.name, row["about"])
        self.assertEqual(row["open"]["context"]["active_id"], self.period.id)

        self.tell(12)

        self.assertEqual(self.rows("own", self.employee), {})

    def test_feedback_without_his_answer(self):
        self.assertEqual(self.card("feedback")["value"], "Nothing new")
        feedback = self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {"skp_id": self.plan.id, "content": "Rahasia penilai"}
        )

        card = self.card("feedback")
        self.assertEqual(card["value"], "New: 1")
        self.assertIn("Budi Penilai", card["text"])
        row = self.rows("own", self.employee)[
            "New feedback that you have not answered: 1"
        ]
        window = row["open"]["window"]
        found = self.as_user(self.env[window["res_model"]], self.employee)
        self.assertEqual(found.search(window["domain"]).sudo(), feedback.sudo())

    def test_nothing_of_others(self):
        self.make_plan(self.colleague, results=("Rahasia rekan",)).action_submit()
        home = str(self.home(self.employee))

        for name in ("Tono", "Rahasia", "Budi"):
            self.assertNotIn(name, home)
        self.assertEqual(
            [section["name"] for section in self.home(self.employee)["sections"]],
            ["own"],
        )

    def test_who_has_no_employee_record_has_no_cards(self):
        self.auditor.user_id = False
        self.auditor.active = False
        user = self.env["res.users"].search([("login", "=", "uji_auditor")])
        home = self.env["hr.skp.home"].with_user(user).get_home()

        self.assertEqual((home["cards"], home["is_employee"]), ([], False))
        self.assertEqual([section["rows"] for section in home["sections"]], [[]])


@tagged(*TAGS)
class TestHomeOfLeader(HomeCase):
    def test_what_waits_for_an_appraiser(self):
        self.make_plan(self.colleague).action_submit()
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        entries.create([{"name": "Rapat"}, {"name": "Menulis"}]).action_submit()
        rows = self.rows("team", self.appraiser)
        opened = {row["open"].get("action"): text for text, row in rows.items()}

        self.assertIn("approval: 1", opened["skp-to-approve"])
        self.assertIn("verify: 2", opened["skp-log-to-verify"])
        for person in (self.employee, self.officer, self.other_head):
            opened = str(self.rows("team", person))
            self.assertNotIn("skp-to-approve", opened, person.name)
            self.assertNotIn("skp-log-to-verify", opened, person.name)

    def test_an_appraiser_is_told_once_of_each_queue(self):
        self.make_plan(self.colleague).action_submit()
        home = self.home(self.appraiser)
        opened = [
            str(row["open"]) for section in home["sections"] for row in section["rows"]
        ]

        self.assertEqual(len(opened), len(set(opened)), opened)

    def test_the_head_above_sees_what_waits_for_appraisers(self):
        plan = self.make_plan(self.colleague)
        plan.action_submit()
        row = self.rows("unit", self.superior)[
            "Plans that wait for their appraisers: 1"
        ]
        plans = self.as_user(self.env["hr.skp"], self.superior)

        self.assertEqual(plans.search(row["open"]["window"]["domain"]).ids, plan.ids)
        self.assertEqual(self.rows("unit", self.appraiser), {})

    def test_the_performance_team_sees_its_units(self):
        self.make_plan(self.colleague)
        [row] = [
            row
            for row in self.rows("unit", self.officer).values()
            if row["open"].get("action") == "skp-not-approved"
        ]
        people = self.as_user(self.env["hr.skp.progress"], self.officer).search_count(
            [
                ("state", "in", ("none", "draft", "submitted")),
                ("year_from", "<=", self.today),
                ("year_to", ">=", self.today),
            ]
        )
        self.assertEqual(
            sum(int(number) for number in row["text"].split() if number.isdigit()),
            people,
            row,
        )
        self.assertEqual(self.rows("unit", self.employee), {})

    def test_200_people_cost_what_one_costs(self):
        def count():
            # Once before, for what stays in memory between requests.
            self.home(self.appraiser)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.as_user(self.env["hr.skp.home"], self.appraiser).get_home()
            return self.cr.sql_log_count - before

        self.as_user(self.env["hr.skp.activity"], self.employee).create(
            {"name": "Rapat"}
        ).action_submit()
        self.make_plan(self.colleague).action_submit()
        few = count()
        self.env["hr.skp"].create(
            [
                {
                    "employee_id": person.id,
                    "cycle_id": self.cycle.id,
                    "position_kind": "definitive",
                }
                for person in self.make_staff(200)
            ]
        )
        self.assertEqual(count(), few)
