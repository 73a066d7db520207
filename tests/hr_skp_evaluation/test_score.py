"""Scores of single lines: who gives them, within which bounds, and what they suggest."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .score_case import ScoreCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


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
