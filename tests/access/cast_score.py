"""Scores for the tables: the agency gives them, and one score of 0 hides an evaluation."""


class ScoreCastMixin:
    @classmethod
    def build_scores(cls):
        cls.company.skp_use_score = True
        evaluation = cls.open_evaluation("unopened", cls.periods[1], "A")
        cls.keep_evaluation("scored", evaluation)
        cls.evaluation_as("scored", "A").result_line_ids[0].score = 0
