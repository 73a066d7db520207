"""Rating many at once for the tables: an evaluation after one that was delivered."""


class RatingCastMixin:
    @classmethod
    def build_rating(cls):
        last = cls.open_evaluation("of-officer", cls.periods[1], "A")
        last.write({"work_rating": "below", "behavior_rating": "meets"})
        last.action_rate_and_deliver()
        evaluation = cls.open_evaluation("of-officer", cls.periods[2], "A")
        cls.keep("repeatable", evaluation.sudo())
