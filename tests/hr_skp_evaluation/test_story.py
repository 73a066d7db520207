from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import SkpCase

# code: (name, unit, leader, group beside employee, work, behaviour, predicate)
PEOPLE = {
    "p01": ("Bagus", "agency", "mayor", None, "meets", "meets", "good"),
    "p02": ("Endah", "office", "p01", None, "meets", "above", "good"),
    "p03": ("Yohanes", "licensing", "p01", None, "meets", "meets", "good"),
    "p04": ("Siti", "investment", "p01", None, "above", "above", "very_good"),
    "p05": ("Agus", "office", "p02", None, "meets", "meets", "good"),
    "p06": ("Dewi", "office", "p02", None, "meets", "below", "poor"),
    "p07": ("Rahmat", "licensing", "p03", None, "above", "above", "very_good"),
    "p08": ("Gede", "licensing", "p03", None, "below", "meets", "needs_improvement"),
    "p09": ("Maria", "investment", "p04", None, "meets", "meets", "good"),
    "p10": ("Fitri", "office", "p06", None, "above", "meets", "good"),
    "p11": ("Slamet", "office", "p05", None, "below", "below", "very_poor"),
    "p12": ("Nur Aini", "office", "p05", "officer", "meets", "meets", "good"),
    "p13": ("Yusuf", "licensing", "p03", None, "above", "above", "very_good"),
}
NOON = "05:00:00"  # in Jakarta, where a day begins at 17:00 UTC of the day before


@tagged("standard", "post_install", "-at_install")
class TestStory(SkpCase):
    """Thirteen people of one agency, from the second quarter of 2026 to its last one."""

    @classmethod
    def setUpClass(cls):
        # The year of the story is the last one, whenever the tests run.
        with freeze_time("2027-01-15"):
            super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Jakarta"
        cls.company.skp_authorized_official_id = cls.mayor
        cls.quarters = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")
        cls.second, cls.third, cls.fourth = cls.quarters[1:]
        with freeze_time("2026-01-05"):
            cls.make_people()
        with freeze_time(f"2026-01-28 {NOON}"):
            cls.plans = {
                code: cls.make_approved_plan(person)
                for code, person in cls.people.items()
            }
        with freeze_time(f"2026-07-08 {NOON}"):
            cls.evaluations = cls.deliver_quarter()

    @classmethod
    def make_people(cls):
        cls.office = cls.other_unit
        cls.licensing, cls.investment = cls.env["hr.department"].create(
            [
                {
                    "name": name,
                    "parent_id": cls.agency.id,
                    "company_id": cls.company.id,
                }
                for name in ("Bidang Perizinan", "Bidang Penanaman Modal")
            ]
        )
        cls.people = {}
        for code, (name, unit, leader, group, *_rating) in PEOPLE.items():
            cls.people[code] = cls.make_person(
                code,
                name,
                getattr(cls, unit),
                cls.people.get(leader, cls.mayor),
                f"hr_skp.group_hr_skp_{group}" if group else "base.group_user",
            )
        for unit, head in (
            (cls.agency, "p01"),
            (cls.office, "p02"),
            (cls.licensing, "p03"),
            (cls.investment, "p04"),
        ):
            unit.manager_id = cls.people[head]
        cls.people["p12"].user_id.skp_department_ids = cls.agency

    @classmethod
    def as_person(cls, record, code):
        return cls.as_user(record, cls.people[code])

    @classmethod
    def as_appraiser(cls, record):
        return cls.as_user(record, record.sudo().appraiser_id)

    @classmethod
    def deliver_quarter(cls):
        """Open, submit, rate and deliver the second quarter; return {code: evaluation}."""
        cls.as_user(cls.env["hr.skp.organization.predicate"], cls.mayor).create(
            [
                {
                    "department_id": cls.agency.id,
                    "period_id": period.id,
                    "predicate": "good",
                }
                for period in cls.second | cls.third
            ]
        )
        batch = cls.as_person(cls.env["hr.skp.batch"], "p12").create(
            {"kind": "open_evaluations", "params": {"period_id": cls.second.id}}
        )
        batch.action_start()
        batch.sudo()._run_next()
        found = cls.env["hr.skp.evaluation"].search([("period_id", "=", cls.second.id)])
        by_plan = found.grouped("skp_id")
        evaluations = {code: by_plan[plan.sudo()] for code, plan in cls.plans.items()}
        for code, evaluation in evaluations.items():
            if code != "p11":
                own = cls.as_person(cls.env["hr.skp.target"], code)
                told = own._get_or_create(cls.plans[code], cls.second)
                told.write({"realization": "6 laporan"})
                cls.as_person(evaluation, code).action_submit()
            work, behavior = PEOPLE[code][4:6]
            cls.rate(evaluation, work, behavior)
        return evaluations

    @classmethod
    def rate(cls, evaluation, work, behavior):
        own = cls.as_appraiser(evaluation)
        own.write({"work_rating": work, "behavior_rating": behavior})
        own.action_rate()
        own.action_deliver()

    @classmethod
    def rate_anew(cls, evaluation, work, behavior):
        own = cls.as_appraiser(evaluation)
        own.action_take_back("Bukti baru")
        own.action_reset_rating("Bukti baru")
        cls.rate(evaluation, work, behavior)

    def get_section(self):
        """Return the distribution of the quarter as the head of the agency sees it."""
        self.env.flush_all()
        self.env.invalidate_all()
        found = self.as_person(self.env["hr.skp.evaluation"], "p01").get_distribution(
            [("period_id", "=", self.second.id)]
        )
        self.assertFalse(found["unrated"])
        [section] = found["sections"]
        self.assertTrue(section["is_checked"])
        self.assertEqual((section["total"], section["organization"]), (13, "Good"))
        return section

    def get_deviations(self):
        rows = self.env["hr.skp.deviation"]
        rows._refresh(self.second)
        return rows.search([("period_id", "=", self.second.id)])

    def assertCounts(self, section, *counts):
        """From very good to very poor."""
        found = {count["key"]: count["count"] for count in section["counts"]}
        keys = ("very_good", "good", "needs_improvement", "poor", "very_poor")
        self.assertEqual(tuple(found[key] for key in keys), counts)

    # The second quarter

    def test_ratings_give_predicates_that_meet_the_guide(self):
        for code, (*_who, predicate) in PEOPLE.items():
            evaluation = self.evaluations[code]
            with self.subTest(code):
                self.assertEqual(
                    (evaluation.predicate, evaluation.state), (predicate, "delivered")
                )
        # The agency's predicate speaks for its head.
        self.assertEqual(self.evaluations["p01"].suggested_work_rating, "meets")
        section = self.get_section()
        self.assertCounts(section, 3, 7, 1, 1, 1)
        self.assertFalse(section["failures"])
        self.assertFalse(self.get_deviations())

    def test_who_never_submits_is_rated_all_the_same(self):
        evaluation = self.evaluations["p11"]
        kinds = self.events_of(evaluation).mapped("kind")
        self.assertNotIn("submit", kinds)
        self.assertEqual(evaluation.rated_by_id, self.people["p05"].user_id)
        self.assertEqual(self.as_person(evaluation, "p11").predicate, "very_poor")

    def test_nobody_below_good_is_listed_and_asked_about(self):
        with freeze_time(f"2026-07-09 {NOON}"):
            self.rate_anew(self.evaluations["p08"], "meets", "meets")
            self.rate_anew(self.evaluations["p06"], "meets", "meets")
        section = self.get_section()
        self.assertCounts(section, 3, 9, 0, 0, 1)
        [failure] = section["failures"]
        self.assertEqual(
            failure,
            "Needs improvement, Poor: 0 of 13 people, at least 1; 1 too few.",
        )
        [row] = self.get_deviations()
        self.assertEqual(
            (row.department_id, row.total, row.failure_text), (self.agency, 13, failure)
        )
        self.assertEqual(row.head_user_id, self.people["p01"].user_id)
        # Asked, not stopped: what was delivered becomes final.
        self.as_person(self.evaluations["p08"], "p08").action_accept()
        self.assertEqual(self.evaluations["p08"].state, "final")

    def test_silence_is_final_after_fourteen_working_days(self):
        evaluations = self.env["hr.skp.evaluation"].union(*self.evaluations.values())
        self.assertEqual(
            [str(day) for day in set(evaluations.mapped("objection_deadline"))],
            ["2026-07-28"],
        )
        with freeze_time(f"2026-07-28 {NOON}"):
            evaluations._cron_daily()
            self.assertEqual(set(evaluations.mapped("state")), {"delivered"})
        with freeze_time(f"2026-07-29 {NOON}"):
            evaluations._cron_daily()
            self.assertEqual(set(evaluations.mapped("state")), {"final"})
            with self.assertRaises(UserError):
                self.as_person(self.evaluations["p06"], "p06").action_object("Lambat")

    def test_an_objection_changes_the_rating_and_keeps_the_old_one(self):
        evaluation = self.evaluations["p06"]
        own = self.as_person(evaluation, "p06")
        with freeze_time(f"2026-07-28 {NOON}"):
            own.action_object("Tidak pernah ada teguran.")
        self.assertEqual(evaluation.state, "objected")
        objection = self.env["hr.skp.objection"].search(
            [("evaluation_id", "=", evaluation.id)]
        )
        with freeze_time(f"2026-07-30 {NOON}"):
            # Who objects waits for a decision, and does not become final by silence.
            evaluation._cron_daily()
            self.as_person(objection, "p02").action_explain("Dua keluhan warga.")
        with freeze_time(f"2026-08-04 {NOON}"):
            self.as_person(objection, "p01").action_change(
                "meets", "meets", "Keluhan tidak terbukti."
            )
        self.assertEqual((evaluation.state, evaluation.predicate), ("final", "good"))
        own.invalidate_recordset()
        decider = self.people["p01"].user_id
        decision = own.why_event_ids.filtered(lambda event: event.user_id == decider)
        self.assertIn("Below", " ".join(filter(None, decision.mapped("change_text"))))
        self.assertIn("Keluhan tidak terbukti.", decision.mapped("reason"))
        shown = self.as_person(objection, "p06")
        self.assertRecordValues(
            shown,
            [
                {
                    "state": "changed",
                    "old_work_rating": "meets",
                    "old_behavior_rating": "below",
                    "new_behavior_rating": "meets",
                    "new_predicate": "good",
                    "explanation": "Dua keluhan warga.",
                    "decision_note": "Keluhan tidak terbukti.",
                }
            ],
        )
        section = self.get_section()
        self.assertCounts(section, 3, 8, 1, 0, 1)
        self.assertFalse(section["failures"])
        self.assertFalse(self.get_deviations())

    # The rest of the year

    def test_two_posts_have_an_evaluation_each(self):
        """Yohanes is daily acting secretary for September, beside his own post."""
        self.as_person(self.env["hr.skp.appraiser"], "p12").create(
            {
                "department_id": self.office.id,
                "appraiser_id": self.people["p03"].id,
                "kind": "daily_acting",
                "date_from": "2026-09-01",
                "date_to": "2026-09-30",
            }
        )
        with freeze_time(f"2026-09-01 {NOON}"):
            wizard = self.as_person(self.env["hr.skp.another"], "p03").create(
                {
                    "cycle_id": self.cycle.id,
                    "position_kind": "daily_acting",
                    "department_id": self.office.id,
                    "post_name": "Plh. Sekretaris",
                    "date_from": "2026-09-01",
                    "date_to": "2026-09-30",
                }
            )
            plan = self.as_person(self.env["hr.skp"], "p03").browse(
                wizard.action_create_plan()["res_id"]
            )
            plan.result_ids = [
                (
                    0,
                    0,
                    {
                        "name": "Terlaksananya layanan sekretariat",
                        "indicator_ids": [
                            (0, 0, {"name": "Jumlah", "target": "1 laporan"})
                        ],
                    },
                )
            ]
            plan.action_submit()
            self.as_person(plan, "p01").action_approve()
        with freeze_time(f"2026-10-08 {NOON}"):
            acting, own = self.as_person(self.env["hr.skp.evaluation"], "p01").create(
                [
                    {"skp_id": skp.id, "period_id": self.third.id}
                    for skp in (plan, self.plans["p03"])
                ]
            )
            self.rate(acting, "above", "meets")
            self.rate(own, "meets", "below")
        self.assertEqual((acting.predicate, own.predicate), ("good", "poor"))
        self.assertEqual(str(acting.date_from), "2026-09-01")
        self.assertEqual(
            [plan.sudo().is_reported, self.plans["p03"].sudo().is_reported],
            [False, True],
        )

    def test_a_transfer_closes_the_plan_and_its_quarter_is_rated_there(self):
        moving = self.plans["p09"].sudo()
        with freeze_time(f"2026-10-01 {NOON}"):
            wizard = self.as_person(self.env["hr.skp.transfer"], "p12").create(
                {
                    "skp_id": moving.id,
                    "date": "2026-10-01",
                    "department_id": self.licensing.id,
                    "reason": "SK mutasi",
                }
            )
            wizard.action_transfer()
        self.assertEqual((moving.state, str(moving.date_to)), ("closed", "2026-09-30"))
        following = moving.next_ids
        self.assertEqual(following.appraiser_id, self.people["p03"])
        evaluations = self.as_person(self.env["hr.skp.evaluation"], "p04")
        with freeze_time(f"2026-10-08 {NOON}"):
            evaluation = evaluations.create(
                {"skp_id": moving.id, "period_id": self.third.id}
            )
            self.rate(evaluation, "meets", "meets")
        self.assertEqual(evaluation.sudo().appraiser_id, self.people["p04"])
        self.assertEqual(str(evaluation.date_to), "2026-09-30")
        self.assertEqual(self.as_person(evaluation, "p09").predicate, "good")
        with self.assertRaisesRegex(UserError, "has no day in"):
            evaluations.create({"skp_id": moving.id, "period_id": self.fourth.id})

    def events_of(self, record):
        return (
            self.env["hr.skp.event"]
            .sudo()
            .search([("model", "=", record._name), ("res_id", "=", record.id)])
        )
