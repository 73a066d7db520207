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
