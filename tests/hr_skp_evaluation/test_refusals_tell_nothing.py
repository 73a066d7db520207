from odoo.exceptions import AccessError, MissingError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .objection_case import QUIET, ObjectionCase

NOWHERE = 99999999


@tagged("standard", "post_install", "-at_install")
class TestRefusalsTellNothing(ObjectionCase):
    """A refusal tells whoever may not read a document neither its name nor that it exists."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.objection = cls.draft()
        cls.component = cls.env["hr.skp.organization.component"].create(
            {"predicate_id": cls.top_predicate.id, "name": "Rencana aksi rahasia"}
        )
        cls.stranger = cls.make_stranger()

    @classmethod
    def make_stranger(cls):
        """Return somebody of another agency."""
        agency = cls.env["res.company"].create({"name": "Pemerintah Kabupaten Lain"})
        company, cls.company = cls.company, agency
        unit = cls.env["hr.department"].create(
            {"name": "Dinas Lain", "company_id": agency.id}
        )
        person = cls.make_person("stranger", "Orang Luar", unit)
        cls.company = company
        return person

    def ask(self, person, model, method, ids, args):
        """Return (error, text) of a call by RPC that is refused."""
        records = self.env[model].with_user(person.user_id)
        records = records.with_context(allowed_company_ids=person.company_id.ids)
        self.flush_out()
        with mute_logger(*QUIET, "odoo.sql_db"):
            try:
                with self.env.cr.savepoint():
                    getattr(records.browse(ids) if ids else records, method)(*args)
            except Exception as error:
                return type(error), str(error)
        return None, ""

    def get_secrets(self):
        return (
            self.evaluation.sudo().name,
            self.employee.name,
            self.period.name,
            "Rencana aksi rahasia",
            self.unit.name,
        )

    def assert_silent(self, person, model, method, ids, *args):
        error, text = self.ask(person, model, method, ids, args)
        case = (person.name, model, method, args)
        self.assertIn(error, (AccessError, MissingError), (case, text))
        for secret in self.get_secrets():
            self.assertNotIn(secret, text, case)
        return error, text

    def assert_same_as_nowhere(self, person, model, parent, target, vals):
        """Check that creating beside a closed document reads as beside none."""
        answers = [
            self.assert_silent(person, model, "create", None, [{parent: id_, **vals}])
            for id_ in (target.id, NOWHERE)
        ]
        self.assertEqual(*answers, (person.name, model))
        records = self.env[model].with_context(**{f"default_{parent}": target.id})
        self.flush_out()
        self.env["ir.default"].set(model, parent, target.id, user_id=person.user_id.id)
        for way in (records, self.env[model]):
            way = way.with_user(person.user_id).with_context(
                allowed_company_ids=person.company_id.ids
            )
            with (
                self.assertRaises(AccessError) as caught,
                mute_logger(*QUIET, "odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                way.create([dict(vals)])
            self.assertEqual(str(caught.exception), answers[0][1])

    def test_creating_beside_a_closed_document(self):
        predicate = self.top_predicate
        for person in (self.colleague, self.stranger):
            for model, name, target, vals in (
                ("hr.skp.objection", "evaluation_id", self.evaluation, {}),
                (
                    "hr.skp.evaluation",
                    "skp_id",
                    self.plan,
                    {"period_id": self.period.id},
                ),
                (
                    "hr.skp.objection.decision",
                    "objection_id",
                    self.objection,
                    {"note": "x"},
                ),
            ):
                with self.subTest(person=person.name, model=model):
                    self.assert_same_as_nowhere(person, model, name, target, vals)
        for person, model, name, target, vals in (
            (
                self.other_officer,
                "hr.skp.objection.paper",
                "evaluation_id",
                self.evaluation,
                {"file": "eA=="},
            ),
            (
                self.other_officer,
                "hr.skp.objection.paper",
                "objection_id",
                self.objection,
                {"file": "eA=="},
            ),
            (
                self.stranger,
                "hr.skp.organization.component",
                "predicate_id",
                predicate,
                {"name": "x"},
            ),
            (
                self.stranger,
                "hr.skp.organization.predicate.many",
                "department_id",
                self.agency,
                {"period_id": self.period.id},
            ),
            (
                self.colleague,
                "hr.skp.feedback.give",
                "evaluation_ids",
                self.evaluation,
                {"content": "x"},
            ),
        ):
            with self.subTest(person=person.name, model=model):
                if name.endswith("_ids"):
                    value = [(6, 0, target.ids)]
                    self.assert_silent(
                        person, model, "create", None, [{name: value, **vals}]
                    )
                else:
                    self.assert_same_as_nowhere(person, model, name, target, vals)

    def test_changing_a_closed_document(self):
        other = self.make_approved_plan(self.colleague)
        for person in (self.colleague, self.stranger):
            for records, vals in (
                (self.plan, {"date_to": f"{self.year}-11-30"}),
                (self.plan, {"cycle_id": NOWHERE}),
                (self.plan.result_ids, {"name": "x"}),
                (self.evaluation, {"note": "x"}),
                (self.evaluation, {"work_rating": "below"}),
                (self.evaluation, {"skp_id": other.id}),
                (self.evaluation, {"period_id": self.period2.id}),
                (self.evaluation.result_line_ids, {"rating": "below"}),
                (self.evaluation.result_line_ids, {"evaluation_id": NOWHERE}),
                (self.objection, {"reason": "x"}),
                (self.objection, {"evaluation_id": NOWHERE}),
            ):
                with self.subTest(person=person.name, vals=vals):
                    self.assert_silent(
                        person, records._name, "write", records.ids, vals
                    )
        for records, vals in (
            (self.top_predicate, {"predicate": "poor"}),
            (self.top_predicate, {"department_id": self.unit.id}),
            (self.component, {"name": "x"}),
        ):
            with self.subTest(vals=vals):
                self.assert_silent(
                    self.stranger, records._name, "write", records.ids, vals
                )
                self.assert_silent(self.stranger, records._name, "unlink", records.ids)

    def test_dialogues_name_nothing_closed(self):
        """A dialogue that points elsewhere, written later or only opened, tells no name."""
        self.assert_silent(
            self.colleague,
            "hr.skp.objection.decision",
            "onchange",
            None,
            {"objection_id": self.objection.id},
            [],
            {"objection_id": {"fields": {"display_name": {}}}, "before_text": {}},
        )
        self.assert_silent(
            self.stranger,
            "hr.skp.organization.predicate.many",
            "onchange",
            None,
            {"department_id": self.agency.id, "period_id": self.period.id},
            [],
            {
                "line_ids": {
                    "fields": {"department_id": {"fields": {"display_name": {}}}}
                }
            },
        )

        request = self.as_user(self.env["hr.skp.feedback"], self.appraiser).create(
            {"skp_id": self.plan.id, "content": "Rahasia"}
        )
        dialogue = self.env["hr.skp.feedback.give"].with_user(self.stranger.user_id)
        dialogue = dialogue.with_context(
            active_model=request._name, active_id=request.id
        )
        self.flush_out()
        for call in (
            lambda: dialogue.onchange({}, [], {"employee_name": {}}),
            lambda: dialogue.create({"content": "x"}),
        ):
            with self.assertRaises(AccessError) as caught, mute_logger(*QUIET):
                call()
            self.assertNotIn(self.employee.name, str(caught.exception))

    def test_steps_on_a_closed_document(self):
        rows = self.env["hr.skp.deviation"].create(
            {
                "period_id": self.period.id,
                "department_id": self.unit.id,
                "company_id": self.company.id,
                "organization_predicate": "good",
            }
        )
        pattern = self.env["hr.skp.rating.pattern"].create(
            {
                "period_id": self.period.id,
                "appraiser_id": self.appraiser.id,
                "company_id": self.company.id,
            }
        )
        steps = [
            (record, name)
            for record in (
                self.evaluation,
                self.objection,
                self.top_predicate,
                rows,
                pattern,
                *self.evaluation.result_line_ids[:1],
                *self.evaluation.behavior_line_ids[:1],
            )
            for name in dir(type(record))
            if name.startswith("action_")
        ]
        for record, name in steps:
            person = self.stranger
            model = type(record)._name
            with self.subTest(model=model, step=name):
                args = [1] if name in ("action_realize",) else []
                error, text = self.ask(person, model, name, record.ids, args)
                if error is None:
                    continue
                for secret in self.get_secrets():
                    self.assertNotIn(secret, text)
