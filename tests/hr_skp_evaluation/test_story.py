from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .story_case import NOON, PEOPLE, StoryCase


@tagged("standard", "post_install", "-at_install")
class TestStory(StoryCase):
    """Thirteen people of one agency, from the second quarter of 2026 to its last one."""

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
