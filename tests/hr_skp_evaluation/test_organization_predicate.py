from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .case import EvaluationCase


@tagged("standard", "post_install", "-at_install")
class TestOrganizationPredicate(EvaluationCase):
    def set_as(self, person, unit, period=None):
        return self.as_user(self.predicates, person).create(
            {
                "department_id": unit.id,
                "period_id": (period or self.period).id,
                "predicate": "excellent",
                "basis": "Perjanjian kinerja",
            }
        )

    def assertRefused(self, person, unit):
        with (
            self.assertRaises(AccessError),
            mute_logger("odoo.addons.base.models.ir_rule"),
        ):
            self.set_as(person, unit, self.period2)

    def test_head_of_the_unit_above_sets_it(self):
        record = self.set_as(self.superior, self.unit)
        self.assertEqual(record.sudo().set_by_id, self.superior.user_id)
        self.assertEqual(record.company_id, self.company)

    def test_nobody_sets_that_of_his_own_unit(self):
        self.assertRefused(self.appraiser, self.unit)
        self.assertRefused(self.superior, self.agency)
        # Working there is enough; running its performance does not help.
        self.assertRefused(self.officer, self.unit)

    def test_others_are_refused(self):
        for person in (self.employee, self.colleague, self.auditor, self.mayor):
            self.assertRefused(person, self.unit)
        self.assertRefused(self.appraiser, self.other_unit)
        self.assertRefused(self.officer, self.other_unit)

    def test_performance_team_of_another_unit_sets_it(self):
        self.other_officer.user_id.skp_department_ids = self.agency
        self.assertTrue(self.set_as(self.other_officer, self.unit))
        self.assertRefused(self.other_officer, self.other_unit)

    def test_administrator_sets_it(self):
        self.assertTrue(self.set_as(self.manager, self.unit))
        self.assertRefused(self.manager, self.other_unit)

    def test_team_sets_none_that_its_own_unit_takes(self):
        self.top_predicate.unlink()
        self.other_officer.user_id.skp_department_ids = self.agency
        for person in (self.other_officer, self.manager):
            self.assertRefused(person, self.agency)
        # A leader does: he is asked to judge the units below his own.
        below = self.env["hr.department"].create(
            {"name": "Seksi", "parent_id": self.unit.id, "company_id": self.company.id}
        )
        below.manager_id = self.make_person("section", "Kepala Seksi", below)
        self.assertTrue(self.set_as(self.appraiser, below))
        self.assertTrue(self.set_as(self.superior, self.unit))

    def test_top_unit_is_for_the_authorised_official(self):
        self.top_predicate.unlink()
        self.assertRefused(self.mayor, self.agency)
        self.company.skp_authorized_official_id = self.mayor
        self.assertTrue(self.set_as(self.mayor, self.agency))
        self.assertRefused(self.mayor, self.unit)

    def test_an_official_of_the_top_unit_is_told_who_can(self):
        self.top_predicate.unlink()
        self.company.skp_authorized_official_id = self.superior
        with self.assertRaisesRegex(AccessError, "not of this unit in the settings"):
            self.set_as(self.superior, self.agency)

    def test_change_and_removal_follow_the_same_rule(self):
        record = self.set_as(self.superior, self.unit)
        for person in (self.appraiser, self.employee, self.officer):
            other = self.as_user(record, person)
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                other.write({"predicate": "poor"})
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                other.unlink()
        self.as_user(record, self.manager).write({"predicate": "poor"})
        self.assertEqual(record.set_by_id, self.manager.user_id)
        self.as_user(record, self.superior).unlink()
        self.assertFalse(record.exists())

    def test_who_and_whose_agency_are_never_typed(self):
        record = self.set_as(self.superior, self.unit)
        for name in ("set_by_id", "company_id"):
            with self.assertRaises(AccessError):
                record.write({name: 1})
        with self.assertRaises(AccessError):
            self.as_user(self.predicates, self.superior).with_context(
                default_set_by_id=self.mayor.user_id.id
            ).create(
                {
                    "department_id": self.other_unit.id,
                    "period_id": self.period.id,
                    "predicate": "good",
                }
            )
        with self.assertRaises(UserError):
            record.write({"department_id": self.other_unit.id})

    def test_everybody_of_the_agency_reads_it(self):
        for person in (self.employee, self.other_head, self.mayor, self.auditor):
            found = self.as_user(self.predicates, person).search(
                [("period_id", "=", self.period.id)]
            )
            self.assertEqual(found, self.top_predicate)
        stranger = self.env["res.company"].create({"name": "Kota Lain"})
        self.colleague.user_id.write(
            {"company_ids": [(6, 0, stranger.ids)], "company_id": stranger.id}
        )
        found = self.predicates.with_user(self.colleague.user_id).with_context(
            allowed_company_ids=stranger.ids
        )
        self.assertFalse(found.search([]))

    def test_a_unit_takes_that_of_the_nearest_unit_above(self):
        room = self.env["hr.department"].create(
            {"name": "Seksi", "parent_id": self.unit.id, "company_id": self.company.id}
        )
        units = room | self.unit | self.other_unit | self.agency
        found = self.predicates._get_for(units, self.period)
        self.assertEqual(set(found.values()), {self.top_predicate})
        own = self.set_as(self.superior, self.unit)
        found = self.predicates._get_for(units, self.period)
        self.assertEqual(found[room], own)
        self.assertEqual(found[self.unit], own)
        self.assertEqual(found[self.other_unit], self.top_predicate)
        self.assertFalse(self.predicates._get_for(units, self.period2)[room])

    def test_inheritance_costs_the_same_for_many_units(self):
        units = self.env["hr.department"].create(
            [
                {
                    "name": f"Seksi {n}",
                    "parent_id": self.unit.id,
                    "company_id": self.company.id,
                }
                for n in range(100)
            ]
        )
        self.flush_out()
        with self.assertQueryCount(2):
            found = self.predicates._get_for(units, self.period)
            self.assertEqual({record.predicate for record in found.values()}, {"good"})

    def test_one_for_each_unit_and_period(self):
        with self.assertRaises(Exception) as caught, mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                self.predicates.create(
                    {
                        "department_id": self.agency.id,
                        "period_id": self.period.id,
                        "predicate": "poor",
                    }
                )
        self.assertEqual(type(caught.exception).__name__, "UniqueViolation")
