from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .case import EvaluationCase

COMPONENT = {
    "kind": "agreement",
    "name": "Indeks kepuasan",
    "target": "88",
    "realization": "87,6",
    "achievement": 99.5,
}


@tagged("standard", "post_install", "-at_install")
class TestOrganizationComponent(EvaluationCase):
    """What was weighed for a predicate, and who changed it."""

    def set_as(self, person, **vals):
        return self.as_user(self.predicates, person).create(
            {
                "department_id": self.unit.id,
                "period_id": self.period.id,
                "predicate": "good",
                **vals,
            }
        )

    def get_events(self, record):
        return self.env["hr.skp.event"].search(
            [("model", "=", record._name), ("res_id", "=", record.id)], order="id"
        )

    def test_whoever_sets_the_predicate_says_what_was_weighed(self):
        record = self.set_as(self.superior, component_ids=[(0, 0, COMPONENT)])
        component = record.component_ids.sudo()
        self.assertEqual(component.department_id, self.unit)
        self.assertEqual(component.company_id, self.company)
        for person in (self.employee, self.appraiser, self.auditor):
            self.assertEqual(
                self.as_user(component, person).read(["achievement"])[0]["achievement"],
                99.5,
            )

    def test_nobody_else_changes_it(self):
        component = self.set_as(
            self.superior, component_ids=[(0, 0, COMPONENT)]
        ).component_ids
        for person in (self.employee, self.appraiser, self.officer, self.auditor):
            other = self.as_user(component, person)
            for call in (
                lambda other=other: other.write({"name": "Lain"}),
                lambda other=other: other.unlink(),
                lambda other=other: other.create(
                    {**COMPONENT, "predicate_id": other.sudo().predicate_id.id}
                ),
                lambda other=other: (
                    other.sudo()
                    .predicate_id.sudo(False)
                    .write({"component_ids": [(1, other.id, {"name": "Lain"})]})
                ),
            ):
                with (
                    self.assertRaises(AccessError),
                    mute_logger("odoo.addons.base.models.ir_rule"),
                ):
                    call()
        self.assertEqual(component.name, "Indeks kepuasan")

    def test_it_stays_with_its_unit(self):
        component = self.set_as(
            self.superior, component_ids=[(0, 0, COMPONENT)]
        ).component_ids
        with self.assertRaises(UserError):
            component.write({"predicate_id": self.top_predicate.id})
        with self.assertRaises(AccessError):
            component.write({"department_id": self.other_unit.id})

    def test_the_history_keeps_who_said_what(self):
        record = self.set_as(self.superior, basis="Rapat Maret")
        record.write({"predicate": "excellent"})
        record.write({"predicate": "excellent"})
        record.write({"component_ids": [(0, 0, COMPONENT)]})
        record.component_ids.write({"achievement": 98})
        record.component_ids.unlink()
        events = self.get_events(record)
        self.assertEqual(
            events.mapped("kind"),
            [
                "organization_set",
                "organization_change",
                *["organization_component"] * 3,
            ],
        )
        self.assertEqual(events.user_id, self.superior.user_id)
        self.assertEqual(events[1].before["predicate"], "good")
        self.assertEqual(events[1].after["predicate"], "excellent")
        self.assertEqual(events[3].before["achievement"], 99.5)
        self.assertEqual(events[3].after["achievement"], 98)
        self.assertFalse(events[4].after)
        res_id = record.id
        record.unlink()
        [removed] = self.env["hr.skp.event"].search(
            [("res_id", "=", res_id), ("kind", "=", "organization_remove")]
        )
        self.assertEqual(removed.before["basis"], "Rapat Maret")
        self.assertEqual(removed.before["unit"], self.unit.name)

    def test_a_refused_removal_leaves_no_trace(self):
        record = self.set_as(self.superior)
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.env.cr.savepoint(),
        ):
            self.as_user(record, self.employee).unlink()
        self.assertEqual(self.get_events(record).kind, "organization_set")


@tagged("standard", "post_install", "-at_install")
class TestManyPredicates(EvaluationCase):
    """All units below one in one table."""

    def open_as(self, person, **vals):
        wizards = self.as_user(self.env["hr.skp.organization.predicate.many"], person)
        return wizards.create(
            {"period_id": self.period.id, "department_id": self.agency.id, **vals}
        )

    def test_the_head_sets_all_units_below(self):
        wizard = self.open_as(self.superior)
        self.assertEqual(wizard.department_id, self.agency)
        self.assertEqual(wizard.line_ids.department_id, self.agency.child_ids)
        line = wizard.line_ids.filtered(lambda one: one.department_id == self.unit)
        self.assertIn(self.agency.name, line.inherited)
        self.assertFalse(line.predicate)
        line.write({"predicate": "excellent", "basis": "Rapat"})
        wizard.action_set()
        record = self.predicates.search(
            [("department_id", "=", self.unit.id), ("period_id", "=", self.period.id)]
        )
        self.assertEqual((record.predicate, record.basis), ("excellent", "Rapat"))
        self.assertEqual(record.set_by_id, self.superior.user_id)
        # Opened again it shows what was said, and saving it so changes nothing.
        again = self.open_as(self.superior)
        again.action_set()
        events = self.env["hr.skp.event"].search(
            [("model", "=", record._name), ("res_id", "=", record.id)]
        )
        self.assertEqual(len(events), 1)

    def test_nothing_typed(self):
        with self.assertRaisesRegex(UserError, "at least one unit"):
            self.open_as(self.superior).action_set()

    def test_others_set_none(self):
        for person in (self.employee, self.appraiser):
            wizard = self.open_as(person)
            wizard.line_ids[:1].predicate = "poor"
            before = self.predicates.search_count([])
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                wizard.action_set()
            self.assertEqual(self.predicates.search_count([]), before)
