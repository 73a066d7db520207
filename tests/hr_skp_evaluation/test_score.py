"""Scores of single lines: who gives them, within which bounds, and what they suggest."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .case import EvaluationCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


class ScoreCase(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.skp_use_score = True
        cls.officer.user_id.skp_department_ids = cls.unit
        cls.evaluation = cls.open_evaluation()
        cls.line = cls.evaluation.result_line_ids
        cls.values = cls.evaluation.behavior_line_ids

    def refuse(self, lines, number, words):
        with self.assertRaises(ValidationError) as caught:
            lines.score = number
        self.assertIn(words, str(caught.exception))
        self.assertIn(lines.name, str(caught.exception))

    def give(self, *scores):
        """Give one score each to as many core values."""
        for line, number in zip(self.values, scores, strict=False):
            line.score = number
        self.flush_out()


@tagged("standard", "post_install", "-at_install")
class TestScore(ScoreCase):
    def test_zero_is_a_score_and_empty_is_none(self):
        self.assertFalse(self.line.has_score)
        for vals, expected in (
            ({"score": 96.5}, (96.5, True)),
            ({"score": 0}, (0, True)),
            ({"score": False}, (0, False)),
            ({"score": 7, "has_score": True}, (7, True)),
            ({"score": None}, (0, False)),
            ({"has_score": True}, (0, True)),
            ({"score": 7}, (7, True)),
            ({"has_score": False}, (0, False)),
            ({"score": 7, "has_score": False}, (0, False)),
            ({"score": False, "has_score": True}, (0, False)),
        ):
            self.line.write(vals)
            self.flush_out()
            self.assertEqual((self.line.score, self.line.has_score), expected, vals)
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE hr_skp_evaluation_result SET score = 5 WHERE id = %s",
                self.line.ids,
            )

    def test_bounds_name_the_line_and_the_range(self):
        for number in (-0.01, 120.01):
            self.refuse(self.line, number, "from 0 to 120")
        self.company.write({"skp_score_highest": 100.5})
        self.refuse(self.line, 101, "from 0 to 100.50, not 101")
        self.line.score = 100.5
        # Two decimals are kept.
        self.line.score = 89.996
        self.flush_out()
        self.assertEqual(self.line.score, 90)

    def test_an_agency_without_scores_takes_none(self):
        self.line.score = 80
        self.company.skp_use_score = False
        self.refuse(self.values[:1], 80, "gives no scores")
        self.flush_out()
        self.assertTrue(self.evaluation.show_score)
        self.assertFalse(self.evaluation.suggested_work_rating)
        self.line.rating = "meets"
        self.flush_out()
        self.assertEqual(self.evaluation.suggested_work_rating, "meets")
        self.line.has_score = False
        self.flush_out()
        self.assertFalse(self.evaluation.show_score)

    def test_wrong_persons(self):
        """As a rating of a line: the appraiser alone, and nobody finds it before delivery."""
        self.values[:1].score = 80
        for person in (
            self.employee,
            self.colleague,
            self.superior,
            self.other_head,
            self.officer,
            self.manager,
            self.auditor,
        ):
            self.flush_out()
            for vals in ({"score": 1}, {"has_score": True}):
                with self.assertRaises(AccessError), mute_logger(*QUIET):
                    self.as_user(self.line, person).write(vals)
        self.flush_out()
        self.assertFalse(self.line.has_score)
        # One score of one line hides the whole evaluation from the rated person.
        self.assertTrue(self.evaluation.sudo().is_rated)
        self.employee.user_id.group_ids += self.env.ref("base.group_allow_export")
        scored = [("has_score", "=", True)]
        lines = self.as_user(self.values, self.employee)
        self.assertFalse(lines.search(scored))
        self.assertFalse(lines._read_group(scored, [], ["score:max"])[0][0])
        self.assertFalse(
            lines.formatted_read_group(scored, ["evaluation_id"], ["score:sum"])
        )
        for call in (
            lambda: lines.read(["score"]),
            lambda: lines.export_data(["score"]),
            lambda: lines.web_read({"score": {}, "has_score": {}}),
            lambda: self.as_user(self.evaluation, self.employee).read(["show_score"]),
        ):
            self.flush_out()
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                call()
        # Taken away, nothing is judged any more.
        self.values[:1].has_score = False
        self.flush_out()
        self.assertFalse(self.evaluation.sudo().is_rated)
        self.assertEqual(lines.read(["score"])[0]["score"], 0)

    def test_no_way_around(self):
        """Neither through the evaluation, nor by defaults of whoever opens one."""
        for person in (self.employee, self.colleague):
            evaluation = self.as_user(self.evaluation, person)
            vals = {"result_line_ids": [(1, self.line.id, {"score": 1})]}
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                evaluation.write(vals)
        context = {
            "default_rating": "above",
            "default_score": 120,
            "default_has_score": True,
        }
        for person, period in (
            (self.employee, self.period2),
            (self.appraiser, self.annual),
        ):
            evaluation = (
                self.as_user(self.env["hr.skp.evaluation"], person)
                .with_context(**context)
                .create({"skp_id": self.plan.id, "period_id": period.id})
                .sudo()
            )
            lines = evaluation.result_line_ids
            self.assertEqual((lines.rating, lines.has_score), (False, False))
            self.assertFalse(evaluation.is_rated)

    def test_many_at_once_are_all_or_none(self):
        other = self.open_evaluation(period=self.period2)
        self.rate(other)
        lines = self.values | other.behavior_line_ids
        with self.assertRaisesRegex(UserError, "Reset the rating"):
            lines.write({"score": 90})
        self.flush_out()
        self.assertFalse(any(lines.mapped("has_score")))
        self.values.write({"score": 90})
        self.flush_out()
        self.assertEqual(self.evaluation.suggested_behavior_rating, "meets")

    def test_after_rating_only_through_the_steps(self):
        self.line.score = 80
        self.rate(self.evaluation)
        with self.assertRaisesRegex(UserError, "Reset the rating"):
            self.line.score = 90
        self.evaluation.action_reset_rating("Salah hitung")
        self.line.score = 0
        self.values[0].score = 101
        self.evaluation.action_rate()
        self.evaluation.action_deliver()
        for vals in ({"score": 90}, {"has_score": False}):
            with self.assertRaisesRegex(UserError, "Reset the rating"):
                self.line.write(vals)
        self.flush_out()
        own = self.as_user(self.evaluation, self.employee)
        self.assertTrue(own.show_score)
        self.assertEqual(own.result_line_ids.read(["score"])[0]["score"], 0)
        with self.assertRaises(AccessError), mute_logger(*QUIET):
            own.result_line_ids.score = 100
        events = self.env["hr.skp.event"].search(
            [("model", "=", self.evaluation._name), ("kind", "!=", "deliver")],
            order="id",
        )
        first, reset, second = events.filtered(
            lambda event: event.kind in ("rate", "reset_rating")
        )
        line, value = str(self.line.id), str(self.values[0].id)
        self.assertEqual(first.after["result_scores"], {line: 80})
        self.assertEqual(reset.before["result_scores"], {line: 80})
        self.assertEqual(second.after["result_scores"], {line: 0})
        self.assertEqual(second.after["behavior_scores"], {value: 101})

    def test_sealed_and_readable_when_scores_are_given_up(self):
        self.line.score = 0
        self.values[0].score = 96.5
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        seals = self.env["hr.skp.seal"].sudo()
        chain = seals._get_chains(self.evaluation.sudo())[self.evaluation.sudo()]
        payload = chain._get_payload()
        self.assertEqual([line["score"] for line in payload["results"]], [0])
        self.assertEqual(
            [line["score"] for line in payload["behaviors"]], [96.5, *[None] * 6]
        )
        self.company.skp_use_score = False
        self.flush_out()
        own = self.as_user(self.evaluation, self.employee)
        self.assertTrue(own.show_score)
        self.assertEqual(own.behavior_line_ids[0].score, 96.5)
        self.assertEqual(seals._verify(chain), {chain: "valid"})

    def test_a_seal_from_before_there_were_scores_verifies(self):
        record = self.evaluation.sudo()
        payload = record._get_seal_payloads()[record]
        for line in payload["results"] + payload["behaviors"]:
            del line["score"]
        seals = self.env["hr.skp.seal"].sudo()
        old = seals._seal({record: payload})
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        chain = seals._get_chains(record)[record]
        self.assertEqual(len(chain), 2)
        self.assertEqual(set(seals._verify(chain).values()), {"valid"})
        self.assertIn(old, chain)

    def test_not_taken_over_from_the_last_period(self):
        self.line.score = 80
        self.rate(self.evaluation)
        self.evaluation.action_deliver()
        following = self.open_evaluation(period=self.period2)
        following.action_repeat_last()
        self.assertEqual(following.work_rating, "meets")
        self.assertFalse(following.result_line_ids.has_score)


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
