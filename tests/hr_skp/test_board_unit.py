from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import SkpCase
from .board_case import RunningYearMixin


@tagged("standard", "post_install", "-at_install")
class TestBoardUnit(RunningYearMixin, SkpCase):
    """Units as a whole, in the present year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_running_year()
        cls.draft = cls.make_plan(cls.colleague)
        cls.other = cls.make_approved_plan(cls.other_head)

    def rows(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_user(self.env["hr.skp.board.unit"], person).search([])

    def test_the_head_sees_each_unit_below(self):
        self.tell(6)
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        entries.create([{"name": "Rapat"}, {"name": "Surat"}]).action_submit()

        rows = self.rows(self.superior)

        self.assertEqual(rows.department_id, self.unit | self.other_unit)
        self.assertRecordValues(
            rows.filtered(lambda row: row.department_id == self.unit),
            [
                {
                    "name": "Bidang",
                    "people_count": 2,
                    "approved_count": 1,
                    "draft_count": 1,
                    "submitted_count": 0,
                    "has_progress": True,
                    "progress": 50,
                    "attention_count": 2,
                    "unsubmitted_count": 1,
                    "behind_count": 1,
                    "untold_count": 0,
                    "unverified_count": 2,
                }
            ],
        )
        [other] = rows.filtered(lambda row: row.department_id == self.other_unit)
        self.assertEqual((other.people_count, other.untold_count), (1, 1))
        self.assertFalse(other.has_progress)

    def test_the_numbers_open_the_people(self):
        self.tell(6)
        [row] = self.rows(self.appraiser)
        plans = self.as_user(self.env["hr.skp"], self.appraiser)

        def found(*reason):
            return plans.search(row.action_open_people(*reason)["domain"])

        self.assertEqual(found(), self.plan | self.draft)
        self.assertEqual(found("any"), self.plan | self.draft)
        self.assertEqual(found("unsubmitted"), self.draft)
        self.assertEqual(found("behind"), self.plan)
        self.assertFalse(found("untold"))
        with self.assertRaisesRegex(UserError, "no such reason"):
            row.action_open_people("1 = 1")
        entries = self.as_user(self.env["hr.skp.activity"], self.employee)
        waiting = entries.create([{"name": "Rapat"}])
        entries.create([{"name": "Surat"}])
        waiting.action_submit()
        found = self.as_user(waiting, self.appraiser).search(
            row.action_open_unverified()["domain"]
        )
        self.assertEqual(found, waiting)

    def test_a_row_counts_only_what_its_reader_reads(self):
        # One's own plan calls for the leader, not for oneself.
        self.assertFalse(self.rows(self.employee))
        self.assertFalse(self.rows(self.auditor) - self.rows(self.superior))
        rows = self.rows(self.other_officer)
        self.assertEqual(rows.department_id, self.other_unit)
        [row] = self.rows(self.superior).filtered(
            lambda row: row.department_id == self.unit
        )
        with self.assertRaises(AccessError):
            self.as_user(row, self.employee).action_open_people()
        with self.assertRaises(AccessError):
            self.as_user(row, self.employee).action_open_unverified()

    def test_the_filter_finds_units_that_need_somebody(self):
        self.tell(12)
        # Not due yet: nobody of the unit needs anybody.
        later = self.today + timedelta(days=1)
        cycle = self.draft.sudo().cycle_id
        cycle.write({"draft_deadline": later, "planning_deadline": later})
        self.other_head.department_id = False
        self.other.sudo().department_id = False
        board = self.as_user(self.env["hr.skp.board.unit"], self.manager)

        rows = board.search([("department_id", "in", (False, self.unit.id))])
        found = rows.filtered_domain([("attention_count", ">", 0)])

        self.assertEqual(rows.mapped("attention_count"), [0, 1])
        self.assertEqual(found.name, "Without a unit")
        self.assertEqual(
            found, board.search([("attention_count", ">", 0), ("id", "in", rows.ids)])
        )

    def test_the_filter_asks_only_of_those_whom_its_reader_counts(self):
        # Of the unit only the appraiser himself needs somebody: his leader.
        self.tell(12)
        self.draft.sudo().state = "cancelled"
        self.make_approved_plan(self.appraiser)
        self.env.flush_all()
        self.env.invalidate_all()

        def found(person):
            board = self.as_user(self.env["hr.skp.board.unit"], person)
            return board.search([("attention_count", ">", 0)]).department_id

        self.assertFalse(found(self.appraiser))
        self.assertEqual(found(self.superior), self.unit | self.other_unit)

    def test_nobody_writes(self):
        [row] = self.rows(self.appraiser)
        for call in (row.unlink, lambda: row.write({"people_count": 9})):
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_model"),
            ):
                call()

    def test_200_people_cost_as_many_queries_as_10(self):
        units = self.env["hr.department"].create(
            [
                {"name": f"Tim {number}", "parent_id": self.unit.id}
                for number in range(10)
            ]
        )
        people = self.make_staff(200)
        for number, unit in enumerate(units):
            people[number::10].department_id = unit
        plans = self.env["hr.skp"].create(
            [{"employee_id": person.id, "cycle_id": self.cycle.id} for person in people]
        )
        plans[10:].sudo().write({"state": "cancelled"})
        board = self.as_user(self.env["hr.skp.board.unit"], self.superior)
        cards = self.as_user(self.env["hr.skp"], self.superior)
        names = dict.fromkeys(
            ("name", "people_count", "attention_count", "progress"), {}
        )
        card = dict.fromkeys(
            ("attention_text", "board_progress", "unverified_count"), {}
        )
        found, counts = [], []
        # Once before counting: what a process looks up once, it keeps.
        for _number in range(3):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows = board.web_search_read([], names)["records"]
            found.append(sum(row["people_count"] for row in rows))
            between = self.cr.sql_log_count
            groups = cards.web_read_group(
                [("state", "!=", "cancelled"), ("cycle_id", "=", self.cycle.id)],
                ["department_id"],
                ["__count"],
                auto_unfold=True,
                unfold_read_specification=card,
                unfold_read_default_limit=80,
            )
            self.assertTrue(groups["groups"])
            counts.append((between - before, self.cr.sql_log_count - between))
            if len(found) == 2:
                plans.sudo().write({"state": "draft"})
        self.assertEqual(found, [13, 13, 203])
        self.assertEqual(*counts[1:])
