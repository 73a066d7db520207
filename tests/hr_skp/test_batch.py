"""Batches: with the starter's rights, guarded, cancelled, retried, run twice without harm."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .batch_case import BatchCase


@tagged("standard", "post_install", "-at_install")
class TestBatch(BatchCase):
    def test_issue_plans_of_a_unit(self):
        batch = self.make_batch(department_ids=self.unit.ids)
        self.assertTrue(batch.can_start)
        batch.action_start()
        self.assertEqual((batch.state, batch.total, batch.progress), ("queued", 4, 0))
        self.assertFalse(batch.can_start)
        self.run_batch(batch)
        self.assertRecordValues(
            batch, [{"state": "done", "done": 4, "failed": 0, "progress": 100.0}]
        )
        plans = self.get_plans()
        people = self.appraiser | self.employee | self.colleague | self.officer
        self.assertEqual(plans.employee_id, people)
        self.assertEqual(plans.create_uid, self.officer.user_id)
        self.assertEqual(set(plans.mapped("state")), {"draft"})

        again = self.make_batch(department_ids=self.unit.ids)
        again.action_start()
        self.run_batch(again)
        self.assertEqual(again.state, "done")
        self.assertEqual(self.get_plans(), plans, "nobody gets a second plan")

    def test_another_unit_is_refused_and_retried_alone(self):
        people = self.employee | self.colleague | self.other_head
        batch = self.make_batch(employee_ids=people.ids)
        batch.action_start()
        self.run_batch(batch)
        self.assertRecordValues(
            batch, [{"state": "failed", "done": 2, "failed": 1, "progress": 100.0}]
        )
        failed = batch.failed_item_ids
        self.assertEqual(failed.res_id, self.other_head.id)
        self.assertEqual(failed.name, self.other_head.name)
        self.assertIn("units whose performance you run", failed.message)
        self.assertEqual(self.get_plans().employee_id, self.employee | self.colleague)

        batch.action_retry()
        self.assertEqual((batch.state, batch.failed, batch.done), ("queued", 0, 2))
        self.run_batch(batch)
        self.assertEqual(
            (batch.state, batch.failed), ("failed", 1), "refused as before"
        )

        self.officer.user_id.skp_department_ids |= self.other_unit
        runs = []
        original = type(batch)._run_issue_plans
        with patch.object(
            self.env.registry["hr.skp.batch"],
            "_run_issue_plans",
            lambda batch, res_ids: (runs.append(res_ids), original(batch, res_ids)),
        ):
            batch.action_retry()
            self.run_batch(batch)
        self.assertEqual(runs, [self.other_head.ids], "only the failed row ran again")
        self.assertEqual((batch.state, batch.failed, batch.done), ("done", 0, 3))
        self.assertEqual(self.get_plans().employee_id, people)

    def test_an_employee_issues_nothing_for_others(self):
        batch = self.make_batch(self.employee, employee_ids=self.colleague.ids)
        batch.action_start()
        self.run_batch(batch)
        self.assertEqual(batch.state, "failed")
        self.assertFalse(self.get_plans())

    def test_rights_lost_while_it_runs(self):
        batch = self.make_batch(department_ids=self.unit.ids)
        batch.action_start()
        self.officer.user_id.active = False
        self.run_batch(batch)
        batch = batch.sudo()
        self.assertEqual((batch.state, batch.failed), ("failed", 4))
        self.assertIn("no login any more", batch.failed_item_ids[0].message)
        self.assertFalse(self.get_plans())

    def test_agency_lost_while_it_runs(self):
        batch = self.make_batch(department_ids=self.unit.ids)
        batch.action_start()
        other = self.env["res.company"].create({"name": "Kota Lain"})
        self.officer.user_id.write(
            {"company_id": other.id, "company_ids": [(6, 0, other.ids)]}
        )
        self.run_batch(batch.sudo())
        self.assertEqual(batch.sudo().state, "failed")
        self.assertIn("no longer works", batch.sudo().failed_item_ids[0].message)

    def test_parameters_that_make_no_sense(self):
        foreign = self.env["hr.employee"].create(
            {
                "name": "Orang Lain",
                "company_id": self.env["res.company"].create({"name": "Kota Lain"}).id,
            }
        )
        for params in (
            {},
            {"department_ids": []},
            {"cycle_id": 0, "department_ids": self.unit.ids},
            {"cycle_id": "x' OR 1", "department_ids": self.unit.ids},
            {"employee_ids": foreign.ids},
            {"department_ids": self.agency.child_ids.ids, "cycle_id": False},
        ):
            batch = self.make_batch(**params)
            with (
                self.subTest(params),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                batch.action_start()
            self.assertFalse(batch.started_at)
            self.assertFalse(batch.item_ids)

    def test_cancel_and_continue(self):
        batch = self.make_batch(department_ids=self.unit.ids)
        batch.action_start()
        batch.sudo()._run_chunk(limit=1)
        self.assertEqual(
            (batch.state, batch.done, batch.progress), ("running", 1, 25.0)
        )
        batch.action_cancel()
        self.assertEqual(batch.sudo()._run_chunk(), 0)
        self.assertEqual((batch.state, len(self.get_plans())), ("cancelled", 1))
        with self.assertRaises(UserError):
            batch.action_cancel()
        batch.action_retry()
        self.run_batch(batch)
        self.assertEqual((batch.state, batch.done), ("done", 4))
        for action in ("start", "cancel", "retry"):
            self.assertFalse(batch[f"can_{action}"])
            with self.assertRaises(UserError):
                getattr(batch, f"action_{action}")()

    def test_guarded_fields(self):
        batches = self.as_user(self.env["hr.skp.batch"], self.officer)
        batch = self.make_batch(department_ids=self.unit.ids)
        for name, value in (
            ("state", "done"),
            ("user_id", self.manager.user_id.id),
            ("company_id", self.env.ref("base.main_company").id),
            ("total", 5),
            ("done", 5),
            ("failed", 1),
            ("progress", 50.0),
            ("started_at", "2026-01-01 00:00:00"),
            ("result_attachment_id", 1),
            ("item_ids", [(0, 0, {"res_id": 1, "user_id": 1, "company_id": 1})]),
        ):
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    batch.write({name: value})
                with self.assertRaises(AccessError):
                    batches.create({"kind": "issue_plans", name: value})
                with self.assertRaises(AccessError):
                    batches.with_context(**{f"default_{name}": value}).create(
                        {"kind": "issue_plans"}
                    )
        self.assertEqual(batch.user_id, self.officer.user_id)
        self.assertEqual(batch.company_id, self.company)
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.batch.item"], self.officer).create(
                {"batch_id": batch.id, "res_id": 1}
            )
        batch.action_start()
        with self.assertRaises(AccessError):
            batch.item_ids.write({"state": "done"})
        with self.assertRaises(UserError):
            batch.params = {"department_ids": self.other_unit.ids}
        with self.assertRaises(UserError):
            batch.unlink()

    def test_who_sees_and_moves_it(self):
        batch = self.make_batch(department_ids=self.unit.ids)
        batch.action_start()
        for person, sees in (
            (self.officer, True),
            (self.manager, True),
            (self.auditor, True),
            (self.other_officer, False),
            (self.employee, False),
            (self.appraiser, False),
        ):
            theirs = self.as_user(batch, person)
            for model in (theirs, self.as_user(batch.item_ids, person)):
                found = model.search([("id", "in", model.ids)])
                self.assertEqual(found, model if sees else model.browse(), person.name)
            if person != self.officer:
                with self.assertRaises(AccessError):
                    theirs.write({"params": {}})
                error = UserError if sees else AccessError
                for action in ("start", "retry"):
                    with self.assertRaises(error):
                        getattr(theirs, f"action_{action}")()
                if person != self.manager:
                    with self.assertRaises(error):
                        theirs.action_cancel()
        self.assertTrue(self.as_user(batch, self.manager).can_cancel)
        self.as_user(batch, self.manager).action_cancel()
        self.assertEqual(batch.state, "cancelled")

    def test_officer_issues_plans_through_the_dialogue(self):
        wizard = self.as_user(
            self.env["hr.skp.batch.issue.plans"], self.officer
        ).create({"cycle_id": self.cycle.id})
        self.assertEqual(wizard.department_ids, self.unit)
        batch = self.env["hr.skp.batch"].browse(wizard.action_issue()["res_id"])
        self.assertEqual((batch.user_id, batch.total), (self.officer.user_id, 4))
        one = wizard.copy({"employee_ids": [(6, 0, self.colleague.ids)]})
        batch = self.env["hr.skp.batch"].browse(one.action_issue()["res_id"])
        self.assertEqual(batch.item_ids.mapped("res_id"), self.colleague.ids)
        with self.assertRaises(AccessError):
            self.as_user(self.env["hr.skp.batch.issue.plans"], self.employee).create(
                {"cycle_id": self.cycle.id}
            )
