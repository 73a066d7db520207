from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .objection_case import ObjectionCase


@tagged("standard", "post_install", "-at_install")
class TestObjectionDecider(ObjectionCase):
    """Who decides: the superior, who came after him, or the authorised official."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.official = cls.make_person(
            "official", "Oki Pejabat", cls.other_unit, cls.other_head
        )
        cls.company.skp_authorized_official_id = cls.official

    def file(self):
        objection = self.draft()
        objection.action_file()
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        return objection

    def check(self, objection, person, kind):
        self.flush_out()
        decider, found = objection._get_deciders()[objection]
        self.assertEqual((decider, found), (person, kind))
        shown = objection.sudo()
        self.assertEqual(shown.decider_id, person)
        self.assertEqual(shown.decider_user_id, person.user_id)
        self.assertEqual(shown.decider_kind, kind)

    def check_decides(self, objection, person):
        """Let everybody else try in vain, then the person."""
        for other in (self.everybody | self.official) - person:
            with self.subTest(person=other.name):
                call = self.as_user(objection, other).action_keep
                self.refuse(AccessError, call, "Bukan wewenang")
        self.as_user(objection, person).action_keep("Wewenang saya")
        self.assertEqual(objection.sudo().decided_by_id, person.user_id)

    def test_superior(self):
        objection = self.file()
        self.check(objection, self.superior, "superior")
        self.check_decides(objection, self.superior)

    def test_missing_superior(self):
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        objection = self.file()
        self.check(objection, self.official, "official")
        self.check_decides(objection, self.official)
        self.assertEqual(objection.sudo().decider_name, "Oki Pejabat")

    def test_same_as_the_employee_or_the_appraiser(self):
        for person in (self.employee, self.appraiser):
            savepoint = self.env.cr.savepoint()
            self.plan.sudo()._write_people(
                {"superior_id": person.id, "superior_user_id": person.user_id.id}
            )
            self.check(self.file(), self.official, "official")
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_superior_who_rated_or_stands_in(self):
        """Whoever had a part in the rating does not judge it."""
        savepoint = self.env.cr.savepoint()
        self.evaluation.sudo().rated_by_id = self.superior.user_id
        self.check(self.file(), self.official, "official")
        savepoint.close(rollback=True)
        self.env.invalidate_all(flush=False)
        objection = self.file()
        today = fields.Date.context_today(self.plan)
        self.plan.sudo()._write_people(
            {"deputy_user_id": self.superior.user_id.id, "deputy_date_to": today}
        )
        self.check(objection, self.official, "official")
        # His days as a deputy are over; the daily job sees it.
        with freeze_time(f"{today + timedelta(days=2)} 12:00:00"):
            self.env["hr.skp.evaluation"]._cron_daily()
            self.check(objection, self.superior, "superior")

    def test_stale_superior(self):
        """Archived, without a login, or gone: who appraises the appraiser today decides."""
        self.appraiser.parent_id = self.superior
        for change in (
            lambda: self.superior.sudo().write({"active": False}),
            lambda: self.superior.user_id.sudo().write({"active": False}),
            lambda: self.superior.sudo().write({"departure_date": "2020-01-01"}),
        ):
            savepoint = self.env.cr.savepoint()
            objection = self.file()
            change()
            self.env.flush_all()
            self.env["hr.skp.evaluation"]._cron_daily()
            decider, _kind = objection._get_deciders()[objection]
            self.assertNotEqual(decider, self.superior)
            self.assertTrue(decider)
            self.assertEqual(objection.sudo().decider_id, decider)
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_successor_of_a_stale_superior(self):
        objection = self.file()
        self.superior.sudo().user_id.active = False
        self.appraiser.parent_id = self.other_head
        self.env.flush_all()
        self.env["hr.skp.evaluation"]._cron_daily()
        self.check(objection, self.other_head, "superior")
        self.check_decides(objection, self.other_head)

    def test_closed_plan_follows_its_appraiser_while_he_leads(self):
        """The year is over and its plans are closed when they are objected to."""
        objection = self.file()
        self.as_user(self.plan, self.manager).action_close("Tahun berakhir")
        self.check(objection, self.superior, "superior")
        self.appraiser.parent_id = self.other_head
        self.env["hr.skp.evaluation"]._cron_daily()
        self.check(objection, self.other_head, "superior")
        # He leads others now: who stands above him there has nothing to do with it.
        self.employee.parent_id = self.colleague
        self.env["hr.skp.evaluation"]._cron_daily()
        self.check(objection, self.superior, "superior")

    def test_handover_between_filing_and_decision(self):
        """The plan goes to another appraiser: his superior decides."""
        objection = self.file()
        self.as_user(self.plan, self.officer).action_handover(
            self.superior.id, "Penilai pindah"
        )
        self.check(objection, self.mayor, "superior")
        kinds = self.events_of(objection).mapped("kind")
        self.assertIn("objection_decider", kinds)
        self.flush_out()
        # The former one still heads the agency, and no longer decides.
        self.refuse(
            AccessError, self.as_user(objection, self.superior).action_keep, "Dulu saya"
        )
        self.as_user(objection, self.mayor).action_keep("Sekarang saya")

    def test_official_is_the_employee_or_gone(self):
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        for official in (self.employee, self.appraiser, self.env["hr.employee"]):
            savepoint = self.env.cr.savepoint()
            self.company.skp_authorized_official_id = official
            objection = self.file()
            self.check(objection, self.env["hr.employee"], False)
            self.assertIn("to be named in the settings", objection.waiting_text)
            for person in self.everybody:
                call = self.as_user(objection, person).action_keep
                self.refuse(UserError, call, "Tidak bisa")
            # Whom the administrator names takes it at once.
            self.company.skp_authorized_official_id = self.official
            self.check(objection, self.official, "official")
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def test_another_login_of_the_official(self):
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        objection = self.file()
        user = self.official.user_id
        other = user.copy({"login": "uji_official_2", "name": "Oki Pejabat"})
        self.official.sudo().user_id = other
        self.check(objection, self.official, "official")
        self.refuse(AccessError, objection.with_user(user).action_keep, "Login lama")

    def test_official_reads_what_he_decides_and_nothing_else(self):
        evidence = self.as_user(self.env["hr.skp.evidence"], self.employee)
        new = {"skp_id": self.plan.id, "kind": "link", "url": "https://a.b"}
        self.evaluation.action_take_back("Uji")
        self.evaluation.action_reset_rating("Uji")
        target = self.tell()[:1]
        shown = evidence.create({**new, "name": "Laporan", "target_ids": target.ids})
        self.evaluation.write({"work_rating": "meets", "behavior_rating": "below"})
        self.evaluation.action_rate()
        self.evaluation.action_deliver()
        added = evidence.create({**new, "name": "Surat"})
        other_evidence = evidence.create({**new, "name": "Triwulan lain"})
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        other = self.make_delivered(plan=self.make_approved_plan(self.colleague))
        objection = self.draft()
        objection.evidence_ids = added

        records = {
            "hr.skp.objection": objection,
            "hr.skp.evaluation": self.evaluation,
            "hr.skp.evaluation.result": self.evaluation.result_line_ids,
            "hr.skp.evaluation.behavior": self.evaluation.behavior_line_ids,
            "hr.skp": self.plan,
            "hr.skp.result": self.plan.sudo().result_ids,
            "hr.skp.indicator": self.plan.sudo().result_ids.indicator_ids,
            "hr.skp.behavior": self.plan.sudo().behavior_ids,
            "hr.skp.target": self.plan.sudo().result_ids.indicator_ids.target_ids,
            "hr.skp.evidence": shown | added,
            "hr.skp.event": self.events_of(self.evaluation),
        }

        def found():
            self.flush_out()
            return {
                name: set(
                    self.as_user(self.env[name], self.official)
                    .search([("employee_user_id", "!=", self.official.user_id.id)])
                    .ids
                )
                for name in records
            }

        nothing = found()
        self.assertFalse(
            any(nothing[name] for name in records if name != "hr.skp.result")
        )
        objection.action_file()
        records["hr.skp.event"] = self.events_of(self.evaluation) | self.events_of(
            objection
        )
        opened = found()
        for name, expected in records.items():
            with self.subTest(model=name):
                self.assertEqual(opened[name] - nothing[name], set(expected.ids))
        self.assertNotIn(other_evidence.id, opened["hr.skp.evidence"])
        self.assertNotIn(other.id, opened["hr.skp.evaluation"])
        # The page opens whole, its evidence with it.
        page = self.as_user(objection, self.official)
        self.assertTrue(page.result_line_ids.realization)
        self.assertEqual(page.shown_evidence_ids | page.evidence_ids, shown | added)
        action = page.result_line_ids.action_open_evidence()
        self.assertEqual(action["res_id"], shown.id)
        for record in (page, page.evaluation_id, page.skp_id):
            Form(record)
        for name in ("write", "unlink"):
            self.refuse(AccessError, page.check_access, name)
        objection.action_withdraw()
        self.assertEqual(found(), nothing)

    def test_he_who_decided_goes_on_reading(self):
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        objection = self.file()
        self.as_user(objection, self.official).action_keep("Putusan")
        self.company.skp_authorized_official_id = self.mayor
        self.flush_out()
        self.assertEqual(
            self.as_user(objection, self.official).decision_note, "Putusan"
        )
        self.assertFalse(
            self.as_user(self.env["hr.skp.objection"], self.mayor).search([])
        )
