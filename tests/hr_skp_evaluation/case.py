"""What the tests of evaluations share: an approved plan of last year, told and rated."""

from ..common import SkpCase


class EvaluationMixin:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keep_from_committing()
        cls.plan = cls.make_approved_plan()
        cls.predicates = cls.env["hr.skp.organization.predicate"]
        cls.top_predicate = cls.predicates.create(
            {
                "department_id": cls.agency.id,
                "period_id": cls.period.id,
                "predicate": "good",
            }
        )
        cls.officer.user_id.skp_department_ids = cls.unit
        cls.period2 = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")[1]
        cls.annual = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "annual"
        )

    @classmethod
    def open_evaluation(cls, plan=None, period=None, person=None):
        """Return an evaluation opened by the appraiser, as he sees it."""
        evaluations = cls.as_user(cls.env["hr.skp.evaluation"], person or cls.appraiser)
        return evaluations.create(
            {"skp_id": (plan or cls.plan).id, "period_id": (period or cls.period).id}
        )

    @classmethod
    def tell(cls, plan=None, period=None, text="12 laporan"):
        """Let the employee record what he realised; return his lines."""
        plan = plan or cls.plan
        lines = plan.env["hr.skp.target"]._get_or_create(plan, period or cls.period)
        lines.write({"realization": text})
        return lines

    @classmethod
    def rate(cls, evaluation, work="meets", behavior="above"):
        evaluation.write({"work_rating": work, "behavior_rating": behavior})
        evaluation.action_rate()
        return evaluation

    @classmethod
    def make_delivered(cls, **options):
        evaluation = cls.open_evaluation(**options)
        cls.rate(evaluation)
        evaluation.action_deliver()
        return evaluation

    @classmethod
    def transfer_plan(cls, plan, day):
        """Let the performance team move somebody to the other unit from a day on."""
        wizards = cls.as_user(cls.env["hr.skp.transfer"], cls.officer)
        wizards.create(
            {
                "skp_id": plan.id,
                "date": day,
                "department_id": cls.other_unit.id,
                "reason": "SK mutasi",
            }
        ).action_transfer()

    @classmethod
    def make_staff_plans(cls, count):
        """Return approved plans of people without a login, whom the appraiser leads."""
        plans = cls.env["hr.skp"].create(
            [
                {
                    "employee_id": employee.id,
                    "cycle_id": cls.cycle.id,
                    "result_ids": [
                        (
                            0,
                            0,
                            {
                                "name": "Terlayaninya pemohon",
                                "indicator_ids": [
                                    (0, 0, {"name": "Jumlah", "target": "12 berkas"})
                                ],
                            },
                        )
                    ],
                }
                for employee in cls.make_staff(count)
            ]
        )
        plans.action_submit()
        plans.action_approve()
        return plans

    @classmethod
    def set_predicate(cls, period, predicate="good"):
        """Say what the agency achieved in a period."""
        return cls.predicates.create(
            {
                "department_id": cls.agency.id,
                "period_id": period.id,
                "predicate": predicate,
            }
        )

    def flush_out(self):
        """Write and forget everything, as between two requests."""
        self.env.flush_all()
        self.env.invalidate_all()


class EvaluationCase(EvaluationMixin, SkpCase):
    pass
