"""What the tests of scores share: an agency that gives them, and one rated person."""

from odoo.exceptions import ValidationError

from .case import EvaluationCase


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
