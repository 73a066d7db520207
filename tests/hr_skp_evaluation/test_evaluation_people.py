from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .case import EvaluationCase

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
STEPS = {
    "submit": ("draft", ()),
    "rate": ("draft", ()),
    "reset_rating": ("rated", ("Alasan",)),
    "deliver": ("rated", ()),
    "take_back": ("delivered", ("Alasan",)),
    "accept": ("delivered", ()),
}
# What nobody types, whatever his role and the state.
GUARDED = {
    "state": "final",
    "predicate": "very_good",
    "organization_predicate": "excellent",
    "delivered_on": "2025-01-01 00:00:00",
    "rated_on": "2025-01-01 00:00:00",
    "objection_deadline": "2099-01-01",
    "name": "EV/1",
    "kind": "annual",
    "date_to": "2020-01-01",
    "unrated_state": "draft",
    "employee_user_id": 1,
    "appraiser_user_id": 1,
    "superior_user_id": 1,
    "deputy_user_id": 1,
    "department_id": 1,
    "company_id": 1,
    "employee_id": 1,
    "appraiser_id": 1,
    "superior_id": 1,
    "employee_name": "Orang lain",
    "appraiser_nip": "1",
    "superior_unit": "Unit lain",
    "rated_by_id": 1,
    "delivered_by_id": 1,
}


@tagged("standard", "post_install", "-at_install")
class TestEvaluationPeople(EvaluationCase):
    def reach(self, state):
        """Return an evaluation in ``state`` whose realisation is told and rated well."""
        self.tell()
        evaluation = self.open_evaluation()
        if state != "draft":
            self.rate(evaluation)
        if state == "delivered":
            evaluation.action_deliver()
        return evaluation

    def assertStepRefused(self, evaluation, step, person, *args):
        with (
            self.assertRaises(AccessError),
            mute_logger(*QUIET),
            self.env.cr.savepoint(),
        ):
            getattr(self.as_user(evaluation, person), f"action_{step}")(*args)

    def refuse_everybody_but(self, step, *allowed):
        state, args = STEPS[step]
        evaluation = self.reach(state)
        before = evaluation.state
        people = {
            self.employee,
            self.appraiser,
            self.superior,
            self.colleague,
            self.officer,
            self.other_officer,
            self.manager,
            self.auditor,
            self.other_head,
            self.mayor,
        }
        for person in people - set(allowed):
            with self.subTest(person=person.name):
                self.assertStepRefused(evaluation, step, person, *args)
        self.assertEqual(evaluation.state, before)

    def test_submit_is_for_the_employee(self):
        self.refuse_everybody_but("submit", self.employee)

    def test_rate_is_for_the_appraiser(self):
        self.refuse_everybody_but("rate", self.appraiser)

    def test_reset_is_for_the_appraiser(self):
        self.refuse_everybody_but("reset_rating", self.appraiser)

    def test_deliver_is_for_the_appraiser(self):
        self.refuse_everybody_but("deliver", self.appraiser)

    def test_take_back_is_for_the_appraiser(self):
        self.refuse_everybody_but("take_back", self.appraiser)

    def test_accept_is_for_the_employee(self):
        self.refuse_everybody_but("accept", self.employee)

    def test_ratings_and_notes_are_for_the_appraiser(self):
        self.tell()
        evaluation = self.open_evaluation()
        self.as_user(evaluation, self.employee).action_submit()
        people = (
            self.employee,
            self.superior,
            self.colleague,
            self.officer,
            self.manager,
            self.auditor,
        )
        for person in people:
            for vals in (
                {"work_rating": "above"},
                {"note": "x"},
                {"deviation_note": "x"},
            ):
                with (
                    self.subTest(person=person.name, vals=vals),
                    self.assertRaises(AccessError),
                    mute_logger(*QUIET),
                ):
                    self.as_user(evaluation, person).write(vals)
            line = self.as_user(evaluation, person).sudo().result_line_ids
            with self.assertRaises(AccessError), mute_logger(*QUIET):
                self.as_user(line, person).write({"rating": "above"})
        evaluation.result_line_ids.write({"rating": "above"})
        self.assertEqual(evaluation.result_line_ids.rating, "above")

    def test_nobody_types_what_the_application_fills(self):
        evaluation = self.open_evaluation()
        for person in (self.appraiser, self.manager, self.officer):
            for name, value in GUARDED.items():
                with (
                    self.subTest(name=name, person=person.name),
                    self.assertRaises(AccessError),
                    mute_logger(*QUIET),
                ):
                    self.as_user(evaluation, person).write({name: value})

    def test_nobody_creates_it_with_what_the_application_fills(self):
        for name, value in GUARDED.items():
            evaluations = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
            vals = {"skp_id": self.plan.id, "period_id": self.period.id}
            with self.subTest(name=name), self.assertRaises(AccessError):
                evaluations.create({**vals, name: value})
            with self.subTest(default=name), self.assertRaises(AccessError):
                evaluations.with_context(**{f"default_{name}": value}).create(vals)

    def test_nobody_adds_or_moves_lines(self):
        evaluation = self.open_evaluation()
        line = evaluation.result_line_ids
        result = self.plan.sudo().result_ids
        for vals in (
            {"result_line_ids": [(0, 0, {"result_id": result.id, "name": "Palsu"})]},
            {"result_line_ids": [(1, line.id, {"name": "Palsu"})]},
            {"result_line_ids": [(1, line.id, {"is_rated": False})]},
            {"result_line_ids": [(1, line.id, {"takeover_note": "Palsu"})]},
            {"result_line_ids": [(2, line.id)]},
            {
                "behavior_line_ids": [
                    (1, evaluation.behavior_line_ids[0].id, {"kept": {}})
                ]
            },
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaises(AccessError),
                mute_logger(*QUIET),
                self.env.cr.savepoint(),
            ):
                evaluation.write(vals)
        with self.assertRaises(UserError):
            evaluation.write({"period_id": self.period2.id})
        with self.assertRaises(UserError):
            evaluation.write({"skp_id": self.make_approved_plan(self.colleague).id})

    def test_who_may_open_one(self):
        for period, person in zip(
            self.cycle.period_ids.filtered(lambda p: p.kind == "periodic"),
            (self.employee, self.appraiser, self.officer, self.manager),
            strict=True,
        ):
            self.assertTrue(self.open_evaluation(period=period, person=person))
        for person in (
            self.colleague,
            self.superior,
            self.other_officer,
            self.auditor,
            self.other_head,
        ):
            with (
                self.subTest(person=person.name),
                self.assertRaises(AccessError),
                mute_logger(*QUIET),
                self.env.cr.savepoint(),
            ):
                self.open_evaluation(period=self.annual, person=person)

    def test_the_employee_opens_his_own_without_ratings(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.employee)
        vals = {"skp_id": self.plan.id, "period_id": self.period.id}
        for extra in ({"work_rating": "above"}, {"note": "Hebat"}):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                evaluations.create({**vals, **extra})
            defaults = {f"default_{name}": value for name, value in extra.items()}
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                evaluations.with_context(**defaults).create(vals)
        self.assertEqual(evaluations.create(vals).state, "draft")

    def test_the_appraiser_opens_it_with_ratings(self):
        evaluation = self.as_user(self.env["hr.skp.evaluation"], self.appraiser).create(
            {
                "skp_id": self.plan.id,
                "period_id": self.period.id,
                "work_rating": "meets",
                "behavior_rating": "meets",
            }
        )
        self.assertEqual(evaluation.predicate, "good")
        self.flush_out()
        found = self.as_user(self.env["hr.skp.evaluation.result"], self.employee)
        self.assertFalse(found.search([("evaluation_id", "=", evaluation.id)]))

    def test_nobody_rates_himself(self):
        """The appraiser of a plan may become its employee's own self by a wrong login."""
        evaluation = self.open_evaluation()
        self.plan.sudo()._write_people({"appraiser_user_id": self.employee.user_id.id})
        self.flush_out()
        oneself = self.as_user(evaluation, self.employee)
        with self.assertRaises(AccessError):
            oneself.write({"work_rating": "above", "behavior_rating": "above"})
        with self.assertRaises(AccessError):
            oneself.action_rate()

    def test_handover_takes_the_evaluation_along(self):
        evaluation = self.open_evaluation()
        other = self.open_evaluation(period=self.period2)
        self.rate(other)
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.period2.id,
                "predicate": "good",
            }
        )
        other.action_deliver()
        evaluation.message_subscribe(self.appraiser.user_id.partner_id.ids)
        self.as_user(self.plan, self.officer).action_handover(
            self.other_head.id, "Pindah bidang"
        )
        self.flush_out()
        self.assertRecordValues(
            evaluation.sudo(),
            [
                {
                    "appraiser_id": self.other_head.id,
                    "appraiser_user_id": self.other_head.user_id.id,
                    "superior_id": self.superior.id,
                }
            ],
        )
        self.assertEqual(
            evaluation.sudo().result_line_ids.appraiser_user_id, self.other_head.user_id
        )
        self.assertNotIn(
            self.appraiser.user_id.partner_id, evaluation.sudo().message_partner_ids
        )
        # What was delivered names whom it named, and the new appraiser reads it.
        self.assertEqual(other.sudo().appraiser_id, self.appraiser)
        self.assertEqual(other.sudo().appraiser_name, "Budi Penilai")
        self.assertTrue(self.as_user(other, self.other_head).read(["predicate"]))
        # He still heads the unit and reads; he no longer rates.
        for step in ("rate",):
            self.assertStepRefused(evaluation, step, self.appraiser)
        self.rate(self.as_user(evaluation, self.other_head))
        self.unit.manager_id = False
        self.flush_out()
        former = self.as_user(self.env["hr.skp.evaluation"], self.appraiser)
        self.assertFalse(former.search([("id", "in", (evaluation | other).ids)]))
        self.assertTrue(
            self.as_user(self.env["hr.skp.seal"], self.appraiser).search(
                [("model", "=", other._name), ("res_id", "=", other.id)]
            )
        )

    def test_closed_plan_is_handed_over_while_it_is_evaluated(self):
        evaluation = self.open_evaluation()
        plan = self.as_user(self.plan, self.manager)
        plan.action_close("Tahun berakhir")
        plan.action_handover(self.other_head.id, "Penilai pensiun")
        self.assertEqual(evaluation.sudo().appraiser_id, self.other_head)
        evaluation = self.rate(self.as_user(evaluation, self.other_head))
        evaluation.action_deliver()
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.annual.id,
                "predicate": "good",
            }
        )
        self.make_delivered(period=self.annual, person=self.other_head)
        with self.assertRaises(UserError):
            plan.action_handover(self.appraiser.id, "Terlambat")

    def test_readers(self):
        evaluation = self.rate(self.open_evaluation())
        self.flush_out()
        model = self.env["hr.skp.evaluation"]
        for person, sees in (
            (self.appraiser, True),
            (self.superior, True),
            (self.officer, True),
            (self.manager, True),
            (self.auditor, True),
            (self.employee, False),
            (self.colleague, False),
            (self.other_head, False),
            (self.other_officer, False),
            (self.mayor, False),
        ):
            with self.subTest(person=person.name):
                found = self.as_user(model, person).search([("id", "=", evaluation.id)])
                self.assertEqual(bool(found), sees)
                lines = self.as_user(
                    self.env["hr.skp.evaluation.behavior"], person
                ).search([("evaluation_id", "=", evaluation.id)])
                self.assertEqual(len(lines), 7 if sees else 0)

    def test_head_of_the_unit_changes(self):
        """The old head finds nothing at once; the new one finds it at once."""
        evaluation = self.rate(self.open_evaluation())
        lines = self.env["hr.skp.evaluation.result"]
        self.flush_out()
        old = self.as_user(lines, self.superior)
        domain = [("evaluation_id", "=", evaluation.id)]
        self.assertTrue(old.search(domain))
        self.plan.sudo()._write_people({"superior_user_id": self.mayor.user_id.id})
        self.agency.manager_id = self.other_head
        self.flush_out()
        self.assertFalse(old.search(domain))
        self.assertTrue(self.as_user(lines, self.other_head).search(domain))
