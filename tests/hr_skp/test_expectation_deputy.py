from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestExpectationDeputy(SkpCase):
    """Who stands in for the leader speaks in his place, within his dates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.today()
        cls.value = cls.env.ref("hr_skp.hr_skp_value_service")
        cls.deputy = cls.other_head

    def name_deputy(self, days=1, kind="daily_acting", **target):
        target = target or {"department_id": self.unit.id}
        return self.env["hr.skp.appraiser"].create(
            {
                "appraiser_id": self.deputy.id,
                "kind": kind,
                "date_from": self.today - timedelta(days=10),
                "date_to": self.today + timedelta(days=days),
                **target,
            }
        )

    def say(self, person, leader=None, **values):
        leader = leader or self.appraiser
        return self.as_user(self.env["hr.skp.expectation"], person).create(
            {
                "cycle_id": self.cycle.id,
                "value_id": self.value.id,
                "text": "Cepat",
                "leader_id": leader.id,
                **values,
            }
        )

    def test_a_deputy_speaks_to_the_team(self):
        for kind in ("acting", "daily_acting", "delegate"):
            with self.subTest(kind=kind):
                row = self.name_deputy(kind=kind)
                said = self.say(self.deputy)
                self.assertRecordValues(
                    said,
                    [
                        {
                            "leader_id": self.appraiser.id,
                            "leader_user_id": self.appraiser.user_id.id,
                            "deputy_user_id": self.deputy.user_id.id,
                            "deputy_date_to": row.date_to,
                        }
                    ],
                )
                said.text = "Cepat dan ramah"
                self.assertEqual(said.read(["text"])[0]["text"], "Cepat dan ramah")
                self.assertIn(self.employee.id, said.team_ids.ids)
                people = [Command.set(self.employee.ids)]
                said.write({"is_for_team": False, "employee_ids": people})
                said.unlink()
                row.unlink()

    def test_the_plans_offer_it_as_the_leaders_word(self):
        self.name_deputy()
        plan = self.make_plan()
        self.say(self.deputy)
        line = plan.behavior_ids.filtered(lambda line: line.value_id == self.value)
        self.assertEqual(line.offered_expectation, "Cepat")

    def test_the_form_offers_whom_he_stands_in_for(self):
        self.name_deputy()
        form = Form(self.as_user(self.env["hr.skp.expectation"], self.deputy))
        # He has a team of his own, so he speaks for himself unless he says otherwise.
        self.assertEqual(form.leader_id, self.deputy)
        self.assertIn(self.appraiser.id, form.leader_choice_ids.ids)
        form.leader_id = self.appraiser
        form.cycle_id = self.cycle
        form.value_id = self.value
        form.text = "Cepat"
        self.assertEqual(form.save().leader_id, self.appraiser)

    def test_a_past_or_coming_deputy_is_refused(self):
        for days in (-1, -11):
            with self.subTest(days=days):
                row = self.name_deputy()
                said = self.say(self.deputy)
                row.write(
                    {
                        "date_to": self.today + timedelta(days=days),
                        "date_from": self.today - timedelta(days=20),
                    }
                )
                with self.assertRaises(AccessError):
                    self.say(self.deputy)
                # The daily job has not run; the last day counts all the same.
                said.sudo().deputy_date_to = row.date_to
                self.check_closed(said)
                self.env["hr.skp"]._update_all_deputies()
                self.assertFalse(said.sudo().deputy_user_id)
                self.check_closed(said)
                row.unlink()
        self.name_deputy(20).date_from = self.today + timedelta(days=5)
        with self.assertRaises(AccessError):
            self.say(self.deputy)

    def check_closed(self, said):
        self.env.invalidate_all()
        own = self.as_user(said, self.deputy)
        self.assertFalse(own.search_count([("id", "in", said.ids)]))
        for step in (
            lambda: own.read(["text"]),
            lambda: own.write({"text": "Lain"}),
            own.unlink,
        ):
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                step()

    def test_nobody_else_speaks_for_a_leader(self):
        self.name_deputy()
        for person in (
            self.employee,
            self.colleague,
            self.officer,
            self.superior,
            self.manager,
            self.auditor,
        ):
            with self.subTest(person=person.name), self.assertRaises(AccessError):
                self.say(person)
        with self.assertRaises(AccessError):
            self.say(self.deputy, self.superior)
        words = self.as_user(self.env["hr.skp.expectation"], self.employee)
        with self.assertRaises(AccessError):
            words.with_context(default_leader_id=self.appraiser.id).create(
                {"cycle_id": self.cycle.id, "value_id": self.value.id, "text": "Cepat"}
            )

    def test_the_columns_are_not_typed(self):
        self.name_deputy()
        said = self.say(self.deputy)
        for vals in (
            {"deputy_user_id": self.colleague.user_id.id},
            {"deputy_date_to": "2099-01-01"},
        ):
            with self.assertRaises(AccessError):
                said.write(vals)
            with self.assertRaises(AccessError):
                self.say(self.deputy, **vals)
        with self.assertRaises(UserError):
            said.leader_id = self.deputy

    def test_a_delegate_for_some_speaks_to_these_alone(self):
        self.name_deputy(kind="delegate", employee_id=self.employee.id)
        with self.assertRaises(AccessError):
            self.say(self.deputy)
        both = (self.employee | self.colleague).ids
        with self.assertRaises(AccessError):
            self.say(self.deputy, is_for_team=False, employee_ids=[Command.set(both)])
        said = self.say(
            self.deputy,
            is_for_team=False,
            employee_ids=[Command.set(self.employee.ids)],
        )
        said.text = "Cepat sekali"
        for vals in (
            {"is_for_team": True},
            {"employee_ids": [Command.link(self.colleague.id)]},
        ):
            with (
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                said.write(vals)
            self.env.invalidate_all()

    def test_the_daily_job_opens_and_closes(self):
        said = self.say(self.appraiser)
        self.assertFalse(said.sudo().deputy_user_id)
        self.name_deputy()
        self.env["hr.skp"]._update_all_deputies()
        self.as_user(said, self.deputy).text = "Cepat dan ramah"
        said.text = "Cepat"

    def test_following_the_deputies_takes_the_same_queries_for_many(self):
        self.name_deputy()
        counts = []
        for number in (1, 10, 100):
            vals = {"value_id": self.value.id, "cycle_id": self.cycle.id}
            words = self.as_user(self.env["hr.skp.expectation"], self.appraiser)
            words = words.create([{**vals, "text": "Cepat"}] * number).sudo()
            words.write({"deputy_user_id": False, "deputy_date_to": False})
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            words.browse(words.ids)._update_deputies()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - start)
            self.assertEqual(words.deputy_user_id, self.deputy.user_id)
        self.assertEqual(counts[1], counts[2], counts)
