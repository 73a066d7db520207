from odoo.tests import tagged

from .objection_case import ObjectionCase


@tagged("standard", "post_install", "-at_install")
class TestObjectionOutcome(ObjectionCase):
    """A changed rating need not change the predicate; history and lists say which it was."""

    def decide(self, work, behavior):
        """Return an objection to above × meets, decided so; good either way or not."""
        self.tell(period=self.period2)
        self.set_predicate(self.period2)
        evaluation = self.open_evaluation(period=self.period2)
        self.rate(evaluation, "above", "meets")
        evaluation.action_deliver()
        objection = self.draft(evaluation=evaluation)
        objection.action_file()
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        shown = self.as_user(objection, self.superior)
        shown.action_change(work, behavior, "Putusan")
        self.flush_out()
        return shown

    def labels_of(self, objection):
        return [
            self.events_of(record)[-1:].kind_label
            for record in (objection, objection.evaluation_id)
        ]

    def test_only_the_rating_changed(self):
        objection = self.decide("meets", "meets")
        self.assertEqual(objection.old_predicate, objection.new_predicate)
        self.assertEqual(objection.outcome_text, "Rating changed, predicate kept")
        text = "Objection decided: rating changed, predicate kept"
        self.assertEqual(self.labels_of(objection), [text] * 2)

    def test_the_predicate_changed(self):
        objection = self.decide("above", "above")
        self.assertEqual(objection.outcome_text, "Predicate changed")
        text = "Objection decided: predicate changed"
        self.assertEqual(self.labels_of(objection), [text] * 2)

    def test_other_outcomes(self):
        for state, text in (
            ("draft", "Draft"),
            ("explained", "Explained"),
            ("kept", "Rating kept"),
            ("withdrawn", "Withdrawn"),
        ):
            with self.subTest(state), self.env.cr.savepoint() as savepoint:
                self.assertEqual(self.reach(state).outcome_text, text)
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
