from .case import EvaluationCase


class DistributionCase(EvaluationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.people_of_the_appraiser(9)
        cls.plans = [cls.make_approved_plan(person) for person in cls.team]

    @classmethod
    def people_of_the_appraiser(cls, count):
        return cls.env["hr.employee"].create(
            [
                {
                    "name": f"Pegawai {number}",
                    "parent_id": cls.appraiser.id,
                    "department_id": cls.unit.id,
                    "company_id": cls.company.id,
                }
                for number in range(count)
            ]
        )

    def rate_team(self, ratings):
        """Rate the first people of the team; return their evaluations."""
        evaluations = self.env["hr.skp.evaluation"]
        for plan, (work, behavior) in zip(self.plans, ratings, strict=False):
            evaluation = self.open_evaluation(plan)
            evaluations |= self.rate(evaluation, work, behavior).sudo()
        return evaluations

    def distribution_as(self, person, domain=()):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], person)
        return evaluations.get_distribution(list(domain))

    def counts_of(self, found):
        [section] = found["sections"]
        return [count["count"] for count in section["counts"]]


class CountedCase(DistributionCase):
    """Rows of a model that the daily job counts from what a team was given."""

    counted = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = cls.env[cls.counted]

    def deliver(self, ratings):
        """Rate the first people of the team, each with a note of his own, and deliver."""
        evaluations = self.rate_team(ratings)
        for evaluation in evaluations:
            evaluation.note = f"Catatan {evaluation.id}"
        self.as_user(evaluations, self.appraiser).action_deliver()
        return evaluations

    def refresh(self):
        self.flush_out()
        self.rows._refresh(self.period)
        return self.rows.search([("period_id", "=", self.period.id)])

    def make_row(self):
        self.deliver([("meets", "meets")] * 6)
        return self.refresh()

    def assert_constant_cost(self):
        """Count a team of five, then one of nine, with as many queries."""

        def count():
            self.flush_out()
            before = self.env.cr.sql_log_count
            self.rows._refresh(self.period)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        self.deliver([("meets", "meets")] * 5)
        count()
        few = count()
        for plan in self.plans[5:]:
            self.rate(self.open_evaluation(plan), "meets", "meets").action_deliver()
        count()
        self.assertEqual(count(), few)
