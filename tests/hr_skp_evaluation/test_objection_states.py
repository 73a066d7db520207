from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .objection_case import ObjectionCase

# step: (its arguments, the states where it starts, who may take it)
STEPS = {
    "file": ((), ("draft",), ("employee",)),
    "explain": (("Penjelasan",), ("filed",), ("appraiser", "deputy")),
    "keep": (("Alasan",), ("explained",), ("superior",)),
    "change": (("above", "meets", "Alasan"), ("explained",), ("superior",)),
    "withdraw": ((), ("filed", "explained"), ("employee",)),
}
STATES = ("draft", "filed", "explained", "kept", "changed", "withdrawn")
# The states of an evaluation, the steps that start there, and their arguments.
EVALUATION_STEPS = {
    "submit": ((), ("draft",), "employee"),
    "rate": ((), ("draft", "submitted"), "appraiser"),
    "reset_rating": (("Alasan",), ("rated",), "appraiser"),
    "deliver": ((), ("rated",), "appraiser"),
    "take_back": (("Alasan",), ("delivered",), "appraiser"),
    "accept": ((), ("delivered",), "employee"),
    "object": (("Alasan",), ("delivered",), "employee"),
}
EVALUATION_STATES = (
    "draft",
    "submitted",
    "rated",
    "delivered",
    "objected",
    "final",
)


@tagged("standard", "post_install", "-at_install")
class TestObjectionStates(ObjectionCase):
    """Every step at every state by every person: done, or refused with nothing changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls.make_person(
            "deputy", "Dodi Pengganti", cls.other_unit, cls.other_head
        )
        cls.plan.sudo()._write_people({"deputy_user_id": cls.deputy.user_id.id})
        cls.everybody |= cls.deputy

    def take(self, record, person, step, args):
        """Return what becomes of a step: done, or the name of the refusal; undo it."""
        savepoint = self.env.cr.savepoint()
        try:
            self.env.flush_all()
            getattr(self.as_user(record, person), f"action_{step}")(*args)
            self.env.flush_all()
            return "done"
        except AccessError:
            return "person"
        except UserError:
            return "state"
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_objection(self):
        for state in STATES:
            savepoint = self.env.cr.savepoint()
            objection = self.reach(state).sudo()
            self.assertEqual(objection.state, state)
            for step, (args, from_states, roles) in STEPS.items():
                for person in self.everybody:
                    allowed = person in [getattr(self, role) for role in roles]
                    expected = "person"
                    if allowed:
                        expected = "done" if state in from_states else "state"
                    if state == "draft" and person != self.employee:
                        expected = "person"
                    with self.subTest(state=state, step=step, person=person.name):
                        found = self.take(objection, person, step, args)
                        self.assertEqual(found, expected)
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_unexplained_is_decided_once_the_days_are_over(self):
        objection = self.reach("filed").sudo()
        for step in ("keep", "change"):
            args = STEPS[step][0]
            found = self.take(objection, self.superior, step, args)
            self.assertEqual(found, "state")
        with freeze_time(f"{objection.deadline} 12:00:00") as clock:
            clock.tick(86400)
            for step in ("keep", "change"):
                for person in self.everybody:
                    expected = "done" if person == self.superior else "person"
                    with self.subTest(step=step, person=person.name):
                        found = self.take(objection, person, step, STEPS[step][0])
                        self.assertEqual(found, expected)

    def make_evaluation(self, state):
        """Return another evaluation of the plan in ``state``, by the steps themselves."""
        if state in ("delivered", "objected", "final"):
            if state == "objected":
                self.draft().action_file()
            if state == "final":
                self.as_user(self.evaluation, self.employee).action_accept()
            return self.evaluation
        self.tell(period=self.period2)
        evaluation = self.open_evaluation(period=self.period2)
        self.predicates.create(
            {
                "department_id": self.agency.id,
                "period_id": self.period2.id,
                "predicate": "good",
            }
        )
        if state == "submitted":
            self.as_user(evaluation, self.employee).action_submit()
        evaluation.write({"work_rating": "meets", "behavior_rating": "meets"})
        if state == "rated":
            evaluation.action_rate()
        return evaluation

    def test_evaluation(self):
        for state in EVALUATION_STATES:
            savepoint = self.env.cr.savepoint()
            evaluation = self.make_evaluation(state).sudo()
            self.assertEqual(evaluation.state, state)
            for step, (args, from_states, role) in EVALUATION_STEPS.items():
                people = [getattr(self, role)]
                if role == "appraiser":
                    people.append(self.deputy)
                for person in self.everybody:
                    expected = "person"
                    if person in people:
                        expected = "done" if state in from_states else "state"
                    # A typed rating hides the record from him; he submits all the same.
                    if (
                        person == self.employee
                        and state in ("draft", "submitted", "rated")
                        and step in ("accept", "object")
                    ):
                        expected = "person"
                    with self.subTest(state=state, step=step, person=person.name):
                        found = self.take(evaluation, person, step, args)
                        self.assertEqual(found, expected)
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_buttons_follow_the_guards(self):
        for state in STATES:
            savepoint = self.env.cr.savepoint()
            objection = self.reach(state)
            for person in self.everybody:
                seen = self.as_user(objection, person)
                if not seen.has_access("read"):
                    continue
                for step, (args, _states, _roles) in STEPS.items():
                    done = self.take(objection.sudo(), person, step, args) == "done"
                    with self.subTest(state=state, step=step, person=person.name):
                        self.assertEqual(seen[f"can_{step}"], done)
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_nobody_types_what_the_application_fills(self):
        objection = self.draft()
        values = {
            "state": "changed",
            "explanation": "Palsu",
            "decision_note": "Palsu",
            "new_work_rating": "above",
            "new_behavior_rating": "above",
            "new_predicate": "very_good",
            "old_work_rating": "above",
            "deadline": "2099-01-01",
            "filed_on": "2025-01-01 00:00:00",
            "decided_on": "2025-01-01 00:00:00",
            "decider_id": self.colleague.id,
            "decider_user_id": self.employee.user_id.id,
            "decider_name": "Palsu",
            "employee_user_id": self.colleague.user_id.id,
            "shown_evidence_ids": [(5,)],
        }
        self.assertLessEqual(
            {"explanation", "decision_note", "state", "deadline"},
            objection._get_skp_guarded(),
        )
        for name, value in values.items():
            for person in (self.employee, self.superior, self.manager):
                with self.subTest(name=name, person=person.name):
                    call = self.as_user(objection, person).write
                    self.refuse(AccessError, call, {name: value})
        objection.unlink()
        for name, value in values.items():
            objections = self.as_user(self.env["hr.skp.objection"], self.employee)
            vals = {"evaluation_id": self.evaluation.id, "reason": "x"}
            with self.subTest(new=name):
                self.refuse(AccessError, objections.create, {**vals, name: value})
                defaults = objections.with_context(**{f"default_{name}": value})
                self.refuse(AccessError, defaults.create, vals)
