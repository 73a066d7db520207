"""Issuing plans: by unit, type or list, without the exempt, once for each."""

from unittest.mock import patch

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .batch_case import BatchCase


@tagged("standard", "post_install", "-at_install")
class TestIssuePlans(BatchCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee.write({"asn_status": "pppk", "position_type": "functional"})
        cls.colleague.write({"asn_status": "pns", "position_type": "operator"})
        cls.appraiser.write({"asn_status": "pns", "position_type": "administrator"})
        cls.env.flush_all()

    def issue(self, person=None, **params):
        batch = self.make_batch(person, **params)
        batch.action_start()
        self.run_batch(batch)
        return batch

    def exempt(self, employee, **vals):
        return self.env["hr.skp.exemption"].create(
            {"employee_id": employee.id, "cycle_id": self.cycle.id, **vals}
        )

    def make_wizard(self, person=None, **vals):
        vals.setdefault("department_ids", self.unit.ids)
        model = self.env["hr.skp.batch.issue.plans"]
        return self.as_user(model, person or self.officer).create(
            {"cycle_id": self.cycle.id, **vals}
        )

    def counts(self, wizard):
        return tuple(
            wizard[f"{name}_count"]
            for name in ("missing", "issued", "exempt", "refused")
        )

    def test_by_status_and_kind_of_post(self):
        self.issue(department_ids=self.unit.ids, asn_statuses=["pppk", "cpns"])
        self.assertEqual(self.get_plans().employee_id, self.employee)
        self.issue(department_ids=self.agency.ids, position_types=["operator"])
        self.assertEqual(self.get_plans().employee_id, self.employee | self.colleague)
        both = {"asn_statuses": ["pns"], "position_types": ["functional"]}
        with self.assertRaisesRegex(UserError, "nothing to do"):
            self.issue(department_ids=self.unit.ids, **both)

    def test_types_say_nothing_of_people_of_other_units(self):
        self.other_head.asn_status = "pppk"
        self.employee.asn_status = "pns"
        batch = self.make_batch(
            employee_ids=(self.other_head | self.colleague).ids, asn_statuses=["pppk"]
        )
        with self.assertRaisesRegex(UserError, "nothing to do"):
            batch.action_start()
        manager = self.issue(
            self.manager, department_ids=self.agency.ids, asn_statuses=["pppk"]
        )
        self.assertEqual(manager.item_ids.mapped("res_id"), self.other_head.ids)

    def test_types_that_do_not_exist(self):
        for params in ({"asn_statuses": ["x"]}, {"position_types": "operator"}):
            with self.subTest(params), self.assertRaises(UserError):
                self.issue(department_ids=self.unit.ids, **params)

    def test_the_exempt_get_none(self):
        self.exempt(self.employee, reason="study")
        self.exempt(self.colleague, period_id=self.period.id)
        batch = self.issue(department_ids=self.unit.ids)
        self.assertNotIn(self.employee.id, batch.item_ids.mapped("res_id"))
        issued = self.get_plans().employee_id
        self.assertIn(self.colleague, issued, "exempt from one period only")
        self.assertNotIn(self.employee, issued)

    def test_exempted_after_the_start(self):
        batch = self.make_batch(employee_ids=(self.employee | self.colleague).ids)
        batch.action_start()
        self.exempt(self.employee)
        self.run_batch(batch)
        self.assertEqual(batch.state, "done")
        self.assertEqual(self.get_plans().employee_id, self.colleague)

    def test_an_exemption_elsewhere_is_not_told(self):
        """Whoever may not issue there learns nothing but that."""
        self.exempt(self.other_head)
        batch = self.issue(employee_ids=self.other_head.ids)
        self.assertIn("units whose performance you run", batch.item_ids.message)

    def test_people_outside_the_civil_service(self):
        self.colleague.asn_status = "non_asn"
        self.issue(department_ids=self.unit.ids)
        self.assertNotIn(self.colleague, self.get_plans().employee_id)
        self.issue(employee_ids=self.colleague.ids)
        self.assertIn(self.colleague, self.get_plans().employee_id, "named")

    def test_an_acting_plan_is_not_the_years_plan(self):
        self.make_plan(position_kind="acting")
        self.issue(employee_ids=self.employee.ids)
        self.assertEqual(
            set(self.get_plans().mapped("position_kind")), {"acting", "definitive"}
        )

    def test_counted_before_the_start(self):
        self.exempt(self.employee)
        self.make_plan(self.colleague)
        wizard = self.make_wizard()
        self.assertEqual(self.counts(wizard), (2, 1, 1, 0))
        batch = self.env["hr.skp.batch"].browse(wizard.action_issue()["res_id"])
        self.run_batch(batch)
        self.assertEqual(len(self.get_plans()), 3)
        again = self.make_wizard()
        self.assertEqual(self.counts(again), (0, 3, 1, 0))
        with self.assertRaisesRegex(UserError, "3 have one, 1 are exempt"):
            again.action_issue()

    def test_counted_while_it_is_typed(self):
        model = self.as_user(self.env["hr.skp.batch.issue.plans"], self.officer)
        with Form(model) as form:
            form.cycle_id = self.cycle
            self.assertEqual(form.department_ids[:], self.unit)
            self.assertEqual(form.missing_count, 4)
            form.asn_status = "pns"
            self.assertEqual(form.missing_count, 2)
            form.position_type = "operator"
            self.assertEqual(form.missing_count, 1)

    def test_people_of_other_units_are_counted_as_refused_only(self):
        self.exempt(self.other_head)
        self.make_plan(self.auditor)
        wizard = self.make_wizard(department_ids=self.agency.ids)
        self.assertEqual(self.counts(wizard), (4, 0, 0, 5))
        self.assertEqual(
            self.counts(self.make_wizard(self.manager, department_ids=self.agency.ids)),
            (7, 1, 1, 0),
        )

    def test_two_batches_make_one_plan_each(self):
        """Their chunks take turns; the second finds what the first has made."""
        batches = [self.make_batch(department_ids=self.unit.ids) for _turn in range(2)]
        for batch in batches:
            batch.action_start()
        for _turn in range(3):
            for batch in batches:
                with patch.object(
                    self.env.registry["hr.skp.batch"], "_get_chunk_size", lambda b: 2
                ):
                    batch.sudo()._run_chunk()
        self.env.invalidate_all()
        self.assertEqual([batch.state for batch in batches], ["done", "done"])
        self.assertEqual(len(self.get_plans()), 4)
        self.assertEqual(len(self.get_plans().employee_id), 4)

    def test_made_by_another_server_meanwhile(self):
        """What only the index knows of is tried again in a new transaction."""
        batch = self.make_batch(employee_ids=self.employee.ids)
        self.make_plan()
        self.env.flush_all()
        nobody = self.env["hr.employee"]
        with (
            patch.object(
                self.env.registry["hr.skp.batch"],
                "_get_issued",
                lambda batch, cycle, employees: nobody,
            ),
            patch.object(
                self.env.registry["hr.skp"],
                "create",
                side_effect=UniqueViolation("hr_skp_reported_uniq"),
            ),
            self.assertRaises(SerializationFailure),
        ):
            batch._run_issue_plans(self.employee.ids)

    def test_the_index_holds_one_reported_plan(self):
        plan = self.make_plan().sudo()
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                """INSERT INTO hr_skp (employee_id, cycle_id, date_from, date_to, form,
                       approach, position_kind, state, is_reported)
                   SELECT employee_id, cycle_id, date_from, date_to, form,
                       approach, position_kind, state, is_reported
                     FROM hr_skp WHERE id = %s""",
                [plan.id],
            )

    def test_same_number_of_queries_for_the_count(self):
        def count():
            wizard = self.make_wizard(asn_status="pns")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            return wizard.missing_count, self.env.cr.sql_log_count - before

        count()
        few, queries = count()
        self.env["hr.employee"].create(
            [
                {
                    "name": f"Pegawai {number}",
                    "company_id": self.company.id,
                    "department_id": self.unit.id,
                    "asn_status": "pns",
                }
                for number in range(60)
            ]
        )
        count()
        many, queries_of_many = count()
        self.assertEqual(many, few + 60)
        self.assertEqual(queries_of_many, queries)
