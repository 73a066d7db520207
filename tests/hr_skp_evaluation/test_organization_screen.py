from odoo.tests import tagged

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestOrganizationScreen(EvaluationCase):
    """Who may set no predicate is offered no button to set one, on desktop and phone."""

    def offered(self, person):
        """Return {view: (whether several units, whether one is offered to be set)}."""
        predicates = self.as_user(self.predicates, person)
        found = predicates.get_views([(False, "list"), (False, "kanban")])
        return {
            (
                "Set several units" in view["arch"],
                'create="0"' not in view["arch"],
            )
            for view in found["views"].values()
        }

    def test_who_is_offered_what(self):
        top = self.make_person("top", "Pejabat Tunggal", self.env["hr.department"])
        # The list is built for many, and told apart for each.
        for person, expected in (
            (self.employee, (False, False)),
            (self.superior, (True, True)),
            (self.appraiser, (False, False)),
            (self.officer, (False, False)),
            (self.manager, (True, True)),
            (self.auditor, (False, False)),
            (top, (False, False)),
            (self.employee, (False, False)),
        ):
            with self.subTest(person.name):
                self.assertEqual(self.offered(person), {expected})
        self.company.skp_authorized_official_id = top
        self.assertEqual(self.offered(top), {(False, True)}, "of the top unit only")
        # A change of people works at once.
        self.agency.manager_id = self.mayor
        self.flush_out()
        self.assertEqual(self.offered(self.superior), {(False, False)})
        self.assertEqual(self.offered(self.mayor), {(True, True)})
        self.officer.user_id.skp_department_ids = self.other_unit
        self.flush_out()
        self.assertEqual(self.offered(self.officer), {(True, True)})

    def test_what_is_offered_can_be_set(self):
        self.flush_out()
        for person, unit in (
            (self.superior, self.unit),
            (self.manager, self.unit),
        ):
            with self.subTest(person.name), self.env.cr.savepoint() as savepoint:
                several = self.as_user(
                    self.env["hr.skp.organization.predicate.many"], person
                ).create(
                    {"period_id": self.period2.id, "department_id": self.agency.id}
                )
                line = several.line_ids.filtered(
                    lambda line, unit=unit: line.department_id == unit
                )
                line.predicate = "good"
                several.action_set()
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
