"""What scores suggest, and the settings that say how an agency reads them."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .case import EvaluationCase
from .score_case import ScoreCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("standard", "post_install", "-at_install")
class TestScoreSuggestion(ScoreCase):
    def test_the_mean_suggests_and_says_why(self):
        self.give(95, 98)
        self.assertEqual(self.evaluation.suggested_behavior_rating, "meets")
        self.assertFalse(self.evaluation.suggested_work_rating)
        self.assertFalse(self.evaluation.behavior_rating)
        text = self.evaluation.suggestion_text
        self.assertIn(
            "Suggested for behaviour: Meets expectation. Mean of the scores (2): 96.50; from 90"
            " to 100 meets expectation, as the agency reads its scores. Without a score, not"
            " counted: 5.",
            text,
        )
        self.assertNotIn("single lines", text)
        self.give(100.01, 100.01)
        self.assertEqual(self.evaluation.suggested_behavior_rating, "above")
        self.assertIn("over 100 is above", self.evaluation.suggestion_text)
        self.give(0, 100)
        self.assertEqual(self.evaluation.suggested_behavior_rating, "below")
        self.assertIn("(2): 50; less than 90", self.evaluation.suggestion_text)
        own = self.as_user(self.evaluation, self.employee)
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        self.flush_out()
        self.assertFalse(own.suggested_behavior_rating)
        self.assertFalse(own.suggestion_text)

    def test_scores_go_before_ratings_of_lines(self):
        self.values.rating = "above"
        self.flush_out()
        self.assertEqual(self.evaluation.suggested_behavior_rating, "above")
        self.give(80)
        self.assertEqual(self.evaluation.suggested_behavior_rating, "below")
        self.assertIn(
            "ratings of single lines do not count", self.evaluation.suggestion_text
        )
        # Each of the two ratings by itself.
        self.line.rating = "above"
        self.flush_out()
        self.assertEqual(self.evaluation.suggested_work_rating, "above")
        self.company.skp_use_score = False
        self.flush_out()
        self.assertEqual(self.evaluation.suggested_behavior_rating, "above")

    def test_the_predicate_of_a_heads_unit_goes_before_scores(self):
        plan = self.make_approved_plan(self.appraiser)
        evaluation = self.open_evaluation(plan, person=self.superior)
        self.unit.manager_id = self.appraiser
        self.predicates.create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "excellent",
            }
        )
        evaluation.result_line_ids.score = 50
        self.flush_out()
        self.assertEqual(evaluation.suggested_work_rating, "above")
        self.assertRegex(
            evaluation.suggestion_text,
            r"(?s)he heads.*By the single results: Below expectation. Mean of the scores \(1\): 50",
        )

    def test_an_open_form_suggests_before_it_is_saved(self):
        with Form(self.evaluation) as form:
            with form.result_line_ids.edit(0) as line:
                line.score = 80
                line.has_score = True
            self.assertEqual(form.suggested_work_rating, "below")
            with form.result_line_ids.edit(0) as line:
                line.score = 0
                line.has_score = False
            self.assertFalse(form.suggested_work_rating)

    def test_a_rating_against_the_scores_is_an_override(self):
        self.line.score = 95
        self.rate(self.evaluation, "meets", "meets")
        events = self.as_user(self.env["hr.skp.event"], self.auditor)
        found = [("is_override", "=", True), ("kind", "=", "rate")]
        self.assertFalse(events.search(found))
        self.evaluation.action_reset_rating("Ulang")
        self.rate(self.evaluation, "above", "meets")
        event = events.search(found)
        self.assertEqual(event.after["suggested_work_rating"], "meets")
        self.assertIn("Suggested for work results: Meets", event.change_text)

    def test_thresholds_of_the_agency(self):
        self.company.write(
            {"skp_score_meets": 60, "skp_score_above": 80, "skp_score_highest": 100}
        )
        for number, rating in (
            (59.99, "below"),
            (60, "meets"),
            (80, "meets"),
            (80.01, "above"),
        ):
            self.line.score = number
            self.flush_out()
            self.assertEqual(self.evaluation.suggested_work_rating, rating)

    def test_cost(self):
        """A form with scores asks no more than one without, however many there are."""
        # As a browser asks: in a language.
        evaluation = self.evaluation.with_context(lang="en_US")

        def count():
            self.flush_out()
            before = self.env.cr.sql_log_count
            evaluation.web_read(
                {
                    "show_score": {},
                    "has_takeover": {},
                    "score_highest": {},
                    "suggestion_text": {},
                    "behavior_line_ids": {"fields": {"score": {}, "has_score": {}}},
                }
            )
            return self.env.cr.sql_log_count - before

        self.company.skp_use_score = False
        count()
        without = count()
        self.company.skp_use_score = True
        self.give(90)
        count()
        one = count()
        self.give(*range(90, 97))
        self.assertEqual((one, count()), (without, without))


@tagged("standard", "post_install", "-at_install")
class TestScoreSettings(EvaluationCase):
    NAMES = ("skp_score_meets", "skp_score_above", "skp_score_highest")

    def test_off_by_default_and_hidden(self):
        evaluation = self.open_evaluation()
        self.assertFalse(self.company.skp_use_score)
        self.assertFalse(evaluation.show_score)
        self.assertEqual([self.company[name] for name in self.NAMES], [90, 100, 120])

    def test_the_administrator_sets_them_in_one_go(self):
        """Each value alone would be senseless beside the old ones."""
        form = Form(self.as_user(self.env["hr.skp.settings"], self.manager))
        form.skp_use_score = True
        form.skp_score_highest = 5
        form.skp_score_above = 4
        form.skp_score_meets = 2.5
        form.save()
        self.flush_out()
        self.assertEqual([self.company[name] for name in self.NAMES], [2.5, 4, 5])
        settings = self.env["res.config.settings"].create(
            {
                "company_id": self.company.id,
                **dict(zip(self.NAMES, (200, 300, 400), strict=True)),
            }
        )
        settings.execute()
        self.flush_out()
        self.assertEqual([self.company[name] for name in self.NAMES], [200, 300, 400])
        for person in (self.officer, self.appraiser, self.auditor):
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                self.as_user(self.company, person).skp_use_score = True

    def test_senseless_thresholds_are_refused(self):
        for numbers in (
            (0, 100, 120),
            (-1, 100, 120),
            (101, 100, 120),
            (90, 120, 120),
            (90, 130, 120),
        ):
            with (
                self.assertRaises(CheckViolation) as caught,
                mute_logger("odoo.sql_db"),
            ):
                self.as_user(self.company, self.manager).write(
                    dict(zip(self.NAMES, numbers, strict=True))
                )
                self.env.flush_all()
            told = self.company._sql_error_to_message(caught.exception)
            self.assertIn("90, 100 and 120", told)
        self.company.write(dict(zip(self.NAMES, (90, 90, 120), strict=True)))
