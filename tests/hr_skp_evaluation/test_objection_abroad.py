from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .objection_case import ObjectionCase


@tagged("standard", "post_install", "-at_install")
class TestObjectionAbroad(ObjectionCase):
    """Who decides belongs to another agency: all stands before him, and only as long."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home, home_unit = cls.company, cls.env["hr.department"]
        cls.abroad = cls.env["res.company"].create({"name": "Pemerintah Provinsi"})
        cls.env.user.company_ids |= cls.abroad
        cls.company = cls.abroad
        cls.judge = cls.make_person(
            "judge", "Jaka Provinsi", home_unit, groups="hr_skp.group_hr_skp_manager"
        )
        cls.next_judge = cls.make_person("next_judge", "Nia Provinsi", home_unit)
        cls.company = cls.home
        plan = cls.plan.sudo()
        cls.log = cls.as_user(cls.env["hr.skp.activity"], cls.employee).create(
            [
                {
                    "skp_id": plan.id,
                    "result_id": plan.result_ids[:1].id,
                    "name": f"Melayani {date}",
                    "date": date,
                }
                for date in (cls.period.date_from, cls.period2.date_from)
            ]
        )
        cls.log.action_submit()
        annex = {"skp_id": plan.id, "section": "resource", "name": "Dua staf"}
        cls.annex = cls.env["hr.skp.annex"].sudo().create(annex)
        feedback = cls.as_user(cls.env["hr.skp.feedback"], cls.appraiser)
        cls.feedback = feedback.create({"skp_id": plan.id, "content": "Teruskan."})
        evidence = cls.as_user(cls.env["hr.skp.evidence"], cls.employee)
        cls.letter = evidence.create(
            {
                "skp_id": plan.id,
                "name": "Surat warga",
                "kind": "link",
                "url": "https://example.com",
            }
        )

    def as_judge(self, record, person=None):
        """Return the record as he sees it from his own agency."""
        user = (person or self.judge).user_id
        return record.with_user(user).with_context(allowed_company_ids=self.abroad.ids)

    def file(self):
        objection = self.draft()
        objection.evidence_ids = self.letter
        objection.action_file()
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        self.flush_out()
        return objection

    def get_page(self, objection):
        """Return {model: all that he needs to decide}."""
        plan, evaluation = self.plan.sudo(), self.evaluation.sudo()
        indicators = plan.result_ids.indicator_ids
        return {
            "hr.skp.objection": objection,
            "hr.skp.evaluation": evaluation,
            "hr.skp.evaluation.result": evaluation.result_line_ids,
            "hr.skp.evaluation.behavior": evaluation.behavior_line_ids,
            "hr.skp": plan,
            "hr.skp.result": plan.result_ids,
            "hr.skp.indicator": indicators,
            "hr.skp.target": indicators.target_ids,
            "hr.skp.behavior": plan.behavior_ids,
            "hr.skp.annex": self.annex,
            "hr.skp.activity": self.log[0],
            "hr.skp.feedback": self.feedback,
            "hr.skp.evidence": self.letter,
            "hr.skp.event": self.events_of(evaluation) | self.events_of(objection),
        }

    def find(self, models, person=None):
        """Return {model: ids of E's agency that he finds}."""
        self.flush_out()
        found = {}
        for name in models:
            records = self.as_judge(self.env[name], person)
            found[name] = set(records.search([("company_id", "=", self.home.id)]).ids)
        return found

    def check_reads_all(self, objection, person=None):
        page = self.get_page(objection)
        found = self.find(page, person)
        for name, records in page.items():
            with self.subTest(model=name):
                self.assertEqual(found[name], set(records.ids))
        shown = self.as_judge(objection, person)
        for record in (shown, shown.evaluation_id, shown.skp_id):
            Form(record)
        why = shown.action_open_why()
        with self.subTest("why"):
            evaluation = shown.evaluation_id
            Form(evaluation, view=why["views"][0][0])
            line = evaluation.result_line_ids
            for action in (line.action_open_log(), line.action_open_evidence()):
                shown.env[action["res_model"]].search(action["domain"])
            log = line.action_open_log()
            self.assertEqual(
                shown.env["hr.skp.activity"].search(log["domain"]).ids, self.log[0].ids
            )

    def check_changes_nothing(self, objection, person=None):
        """Reading opens no writing, not even to an administrator of his own agency."""
        for name, records in self.get_page(objection).items():
            for operation in ("write", "unlink"):
                with self.subTest(model=name, operation=operation):
                    shown = self.as_judge(records, person)
                    self.assertFalse(shown._filtered_access(operation))

    def make_official(self):
        self.plan.sudo()._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        self.home.skp_authorized_official_id = self.judge

    def test_the_official(self):
        self.make_official()
        objection = self.file()
        self.assertEqual(objection.sudo().decider_user_id, self.judge.user_id)
        self.check_reads_all(objection)
        self.check_changes_nothing(objection)
        self.as_judge(objection).action_change("meets", "meets", "Putusan")
        self.flush_out()
        self.check_reads_all(objection)
        # What he decided stays readable when somebody else has the task.
        self.home.skp_authorized_official_id = self.mayor
        self.check_reads_all(objection)

    def test_the_successor_of_a_superior_who_is_gone(self):
        objection = self.file()
        self.superior.sudo().user_id.active = False
        self.appraiser.sudo().parent_id = self.next_judge
        self.flush_out()
        self.env["hr.skp.evaluation"]._cron_daily()
        self.assertEqual(objection.sudo().decider_id, self.next_judge)
        self.check_reads_all(objection, self.next_judge)
        self.check_changes_nothing(objection, self.next_judge)
        self.as_judge(objection, self.next_judge).action_keep("Putusan")

    def test_he_reads_no_longer_than_it_is_his(self):
        models = self.get_page(self.env["hr.skp.objection"])
        nothing = dict.fromkeys(models, set())
        self.make_official()
        self.assertEqual(self.find(models), nothing, "nothing is filed")
        objection = self.file()
        self.assertTrue(self.find(models)["hr.skp.evaluation"])
        self.home.skp_authorized_official_id = self.next_judge
        self.assertEqual(self.find(models), nothing)
        self.check_reads_all(objection, self.next_judge)
        call = self.as_judge(objection).action_keep
        self.refuse(AccessError, call, "Dulu saya")
        objection.action_withdraw()
        self.assertEqual(self.find(models, self.next_judge), nothing)
