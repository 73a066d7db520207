"""Rating many at once: as last period, feedback, deliver; what the screen shows of one."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .case import EvaluationCase

QUIET = "odoo.addons.base.models.ir_rule"


@tagged("standard", "post_install", "-at_install")
class TestRatingTeam(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        plans = cls.as_user(cls.make_staff_plans(4), cls.appraiser)
        model = cls.as_user(cls.env["hr.skp.evaluation"], cls.appraiser)
        # The last of the four has no earlier rating.
        cls.last = model._open(plans[:3], cls.period)
        cls.last.write({"work_rating": "meets", "behavior_rating": "above"})
        cls.last[2].write({"work_rating": "above"})
        cls.last.action_rate_and_deliver()
        cls.set_predicate(cls.period2)
        cls.team = model._open(plans, cls.period2)
        names = {plan: number for number, plan in enumerate(plans)}
        cls.team = cls.team.sorted(lambda evaluation: names[evaluation.skp_id])

    def get_ratings(self):
        return [(one.work_rating, one.behavior_rating) for one in self.team]

    # As last period

    def test_as_last_period(self):
        self.team[:3].action_repeat_last()
        self.assertEqual(
            self.get_ratings(),
            [
                ("meets", "above"),
                ("meets", "above"),
                ("above", "above"),
                (False, False),
            ],
        )
        # A rating of a single line speaks of one period.
        self.assertFalse(any(self.team.result_line_ids.mapped("rating")))
        self.assertEqual(set(self.team.mapped("state")), {"draft"})

    def test_all_or_nothing_or_the_ready_ones(self):
        self.team[0].work_rating = "below"
        with self.assertRaises(UserError) as caught:
            self.team.action_repeat_last()
        message = str(caught.exception)
        self.assertIn("Pegawai 0", message)
        self.assertIn("Pegawai 3", message)
        self.assertNotIn("Pegawai 1", message)
        told = self.team.action_repeat_last_ready()["params"]
        self.assertEqual(
            self.get_ratings(),
            [("below", False), ("meets", "above"), ("above", "above"), (False, False)],
        )
        self.assertIn("2", told["message"].splitlines()[0])
        self.assertIn("Pegawai 0: a rating is typed already", told["message"])
        self.assertIn("Pegawai 3: there is no rating of an earlier", told["message"])
        with self.assertRaisesRegex(UserError, "Pegawai 3"):
            self.team[3].action_repeat_last_ready()

    def test_what_the_appraiser_may_not_read_is_not_taken_over(self):
        self.as_user(self.team.skp_id, self.officer).action_handover(
            self.other_head.id, "Pindah bidang"
        )
        self.last.sudo().write(
            {"appraiser_user_id": self.mayor.user_id.id, "superior_user_id": False}
        )
        self.flush_out()
        team = self.as_user(self.team, self.other_head)
        self.assertFalse(any(team.mapped("last_text")))
        with self.assertRaisesRegex(UserError, "that you may read"):
            team.action_repeat_last()

    def test_wrong_persons(self):
        self.flush_out()
        for person in (self.superior, self.officer, self.manager, self.colleague):
            team = self.as_user(self.team, person)
            for method in (
                "action_repeat_last",
                "action_repeat_last_ready",
                "action_rate_and_deliver",
                "action_deliver_ready",
            ):
                with (
                    self.subTest(person=person.name, method=method),
                    self.assertRaises(AccessError),
                    mute_logger(QUIET),
                ):
                    getattr(team, method)()
        self.assertEqual(set(self.get_ratings()), {(False, False)})

    # Rate and deliver

    def test_rate_and_deliver(self):
        self.team[:3].action_repeat_last()
        self.team[0].action_rate()
        with self.assertRaises(UserError) as caught:
            self.team.action_rate_and_deliver()
        self.assertIn("Pegawai 3", str(caught.exception))
        self.assertNotIn("Pegawai 1", str(caught.exception))
        told = self.team.action_deliver_ready()["params"]
        self.assertEqual(
            self.team.mapped("state"), ["delivered", "delivered", "delivered", "draft"]
        )
        self.assertIn("Pegawai 3: choose a cell of the quadrant", told["message"])
        self.assertEqual(told["type"], "warning")

    def test_nobody_is_rated_where_the_unit_has_no_predicate(self):
        self.predicates.search([("period_id", "=", self.period2.id)]).unlink()
        self.team[:3].action_repeat_last()
        with self.assertRaisesRegex(UserError, "has its predicate"):
            self.team[:3].action_deliver_ready()
        self.assertEqual(set(self.team.mapped("state")), {"draft"})

    # Feedback

    def test_feedback_for_many_by_phrase(self):
        phrase = self.env["hr.skp.phrase"].create(
            {"kind": "feedback", "text": "Tertib dan tepat waktu.", "rating": "meets"}
        )
        dialogues = self.as_user(self.env["hr.skp.feedback.give"], self.appraiser)
        form = Form(
            dialogues.with_context(
                active_model="hr.skp.evaluation", active_ids=self.team.ids
            )
        )
        form.phrase_id = self.as_user(phrase, self.appraiser)
        told = form.save().action_give()["params"]["message"]
        self.assertEqual(told, "Feedback given to: 4")
        feedback = self.team.skp_id.sudo().feedback_ids
        self.assertEqual(len(feedback), 4)
        self.assertEqual(feedback.period_id, self.period2)
        self.assertEqual(set(feedback.mapped("rating")), {"meets"})
        self.flush_out()
        self.assertEqual(
            self.team[0].general_feedback, "Budi Penilai: Tertib dan tepat waktu."
        )
        self.assertFalse(self.last[0].general_feedback)

    def test_feedback_is_for_who_leads_them(self):
        for person in (self.officer, self.colleague):
            with self.assertRaises(AccessError), mute_logger(QUIET):
                self.as_user(self.team, person).action_give_feedback("Bagus")
        with self.assertRaisesRegex(UserError, "Write some words"):
            self.team.action_give_feedback(" ")

    def test_feedback_of_the_former_appraiser_stays_on_the_screen(self):
        evaluation = self.team[0]
        evaluation.action_give_feedback("Baik pada awal triwulan.")
        self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {
                "skp_id": evaluation.skp_id.id,
                "period_id": self.period2.id,
                "result_id": evaluation.skp_id.result_ids.id,
                "content": "Rapi.",
            }
        )
        self.as_user(evaluation.skp_id, self.officer).action_handover(
            self.other_head.id, "Pindah bidang"
        )
        self.flush_out()
        later = self.as_user(evaluation, self.other_head)
        self.assertEqual(
            later.general_feedback, "Budi Penilai: Baik pada awal triwulan."
        )
        self.assertEqual(later.result_line_ids.feedback, "Budi Penilai: Rapi.")
        # Who appraises at the end of the period rates; the former one no longer.
        self.rate(later)
        with self.assertRaises(AccessError), mute_logger(QUIET):
            self.as_user(evaluation, self.appraiser).action_deliver()

    # Every change is kept

    def test_changes_after_the_rating_are_kept_field_by_field(self):
        evaluation = self.team[0]
        evaluation.write({"note": "Awal", "work_rating": "meets"})
        line = evaluation.result_line_ids
        line.rating = "meets"
        value = evaluation.behavior_line_ids[0]
        self.rate(evaluation, "meets", "above")
        evaluation.action_reset_rating("Salah baca")
        evaluation.note = "Akhir"
        line.rating = "below"
        value.rating = "above"
        self.rate(evaluation, "below", "above")
        events = self.env["hr.skp.event"].search(
            [("model", "=", evaluation._name), ("res_id", "=", evaluation.id)],
            order="id",
        )
        opened, again = events[-2:]
        self.assertEqual((opened.kind, again.kind), ("reset_rating", "rate"))
        self.assertEqual(opened.reason, "Salah baca")
        self.assertEqual(opened.user_id, self.appraiser.user_id)
        before, after = opened.before, again.after
        changed = {name for name in after if before[name] != after[name]}
        self.assertEqual(
            changed, {"note", "work_rating", "predicate", "results", "behaviors"}
        )
        self.assertEqual(before["results"], {str(line.id): "meets"})
        self.assertEqual(after["results"], {str(line.id): "below"})
        self.assertEqual(after["behaviors"], {str(value.id): "above"})
