"""Rating many at once for the tables: an evaluation after one that was rated."""


class RatingCastMixin:
    @classmethod
    def build_rating(cls):
        evaluation = cls.open_evaluation("of-officer", cls.periods[1], "A")
        cls.keep("repeatable", evaluation.sudo())
