"""The guided path: from an empty database to a running year, left and resumed."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, new_test_user, tagged

from ..common.common import SkpCase


@tagged("standard", "post_install", "-at_install")
class TestSetupFromNothing(TransactionCase):
    """An administrator with an agency that knows nobody yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Kota Baru"})
        cls.manager = new_test_user(
            cls.env,
            "uji_pengelola",
            "hr_skp.group_hr_skp_manager,hr.group_hr_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def page(self):
        """Return the page as it is found when somebody comes back to it."""
        self.env.flush_all()
        self.env.invalidate_all()
        model = self.env["hr.skp.setup"].with_user(self.manager)
        action = model.action_open_page()
        return model.browse(action["res_id"])

    def act_in(self, action):
        """Return the model of a dialogue or list, with the context that it is opened with."""
        return (
            self.env[action["res_model"]]
            .with_user(self.manager)
            .with_context(**(action.get("context") or {}))
        )

    def test_from_nothing_to_a_running_year(self):
        page = self.page()
        self.assertEqual((page.next_step, page.employee_count), ("people", 0))
        self.assertTrue(page.can_import)
        self.assertFalse(page.cycle_text)
        self.assertEqual(page.action_import()["tag"], "import")

        head, person = (
            self.env["hr.skp.employee.import"]
            .with_user(self.manager)
            .load(
                ["nip", "nama", "status", "jabatan", "unit", "nip_atasan"],
                [
                    ["199001012015011001", "Ibu Kepala", "PNS", "Kepala", "Dinas", ""],
                    [
                        "199001012015011002",
                        "Pak Staf",
                        "PNS",
                        "Analis",
                        "Dinas",
                        "199001012015011001",
                    ],
                ],
            )["ids"]
        )
        page = self.page()
        self.assertEqual((page.next_step, page.employee_count), ("year", 2))
        self.assertEqual((page.unit_count, page.headless_count), (1, 1))
        unit = self.env["hr.department"].search([("company_id", "=", self.company.id)])
        unit.with_user(self.manager).manager_id = head
        self.assertEqual(self.page().headless_count, 0)
        self.assertEqual(page.action_open_units()["res_model"], "hr.department")

        action = page.action_make_year()
        with Form(self.act_in(action), view=action["views"][0][0]) as form:
            year = form.name
            form.planning_deadline = f"{year}-02-15"
            self.assertEqual(str(form.draft_deadline), f"{year}-02-01")
        page = self.page()
        self.assertEqual(page.cycle_id.name, year)
        self.assertEqual(page.next_step, "appraiser")

        self.assertEqual(page.action_repair()["res_model"], "hr.skp.defect")
        defects = self.env["hr.skp.defect"].with_user(self.manager)
        self.assertEqual(
            defects.search([("no_appraiser", "=", True)]).mapped("name"),
            ["Ibu Kepala"],
            "nobody above her",
        )
        boss = self.env["hr.employee"].create(
            {
                "name": "Wali Kota",
                "company_id": self.company.id,
                "asn_status": "non_asn",
                "user_id": self.manager.id,
            }
        )
        defects.browse(head).parent_id = boss
        user = new_test_user(
            self.env,
            "uji_kepala",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self.env["hr.employee"].browse(head).user_id = user
        page = self.page()
        self.assertEqual((page.defect_count, page.next_step), (0, "plans"))

        action = page.action_issue_plans()
        wizard = self.act_in(action).create({})
        self.assertEqual((wizard.cycle_id, wizard.missing_count), (page.cycle_id, 2))
        batch = self.env["hr.skp.batch"].browse(wizard.action_issue()["res_id"])
        self.assertEqual(self.page().batch_id, batch)
        self.assertEqual(self.page().action_open_batch()["res_id"], batch.id)
        while batch._run_chunk():
            pass
        page = self.page()
        self.assertFalse(page.batch_id)
        self.assertEqual((page.issued_count, page.people_count), (2, 2))
        self.assertEqual(page.next_step, "open")

        page.action_open_year()
        page = self.page()
        self.assertEqual((page.next_step, page.cycle_state), ("done", "open"))
        self.assertEqual(page.period_count, 17)
        opened = page.action_open_progress()
        self.assertEqual(opened["context"]["search_default_cycle_id"], page.cycle_id.id)
        following = page.action_make_year()["context"]["default_name"]
        self.assertEqual(int(following), int(year) + 1)
        self.assertTrue(self.env["hr.employee"].browse(person).skp_ids)

    def test_no_step_before_the_year(self):
        page = self.page()
        for step in ("issue_plans", "open_year", "open_progress", "change_year"):
            with self.subTest(step), self.assertRaisesRegex(UserError, "year first"):
                getattr(page, f"action_{step}")()


@tagged("standard", "post_install", "-at_install")
class TestSetupOfUnits(SkpCase):
    def page(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_user(self.env["hr.skp.setup"], person).browse(self.company.id)

    def test_the_performance_team_sees_its_units(self):
        page = self.page(self.officer)
        self.assertEqual(page.cycle_id, self.cycle)
        self.assertEqual((page.employee_count, page.unit_count), (4, 1))
        self.assertEqual((page.people_count, page.issued_count), (4, 0))
        self.assertFalse(page.can_import)
        with self.assertRaises(AccessError):
            page.action_import()
        self.assertEqual(self.page(self.manager).employee_count, 10)
        self.officer.user_id.skp_department_ids = False
        page = self.page(self.officer)
        self.assertFalse(page.has_units)
        self.assertEqual((page.employee_count, page.people_count), (0, 0))

    def test_others_do_not_find_it(self):
        for person in (self.employee, self.appraiser, self.auditor):
            page = self.page(person)
            for call in (
                lambda page=page: page.read(["next_step"]),
                page.action_open_page,
                page.action_make_year,
                page.action_open_year,
                page.action_issue_plans,
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_another_agency_is_not_shown(self):
        other = self.env["res.company"].create({"name": "Kota Lain"})
        page = self.as_user(self.env["hr.skp.setup"], self.manager).browse(other.id)
        with self.assertRaises(AccessError):
            page.read(["employee_count"])

    def test_same_number_of_queries_for_any_number_of_people(self):
        names = list(self.env["hr.skp.setup"].get_views([(False, "form")])["models"])
        self.assertIn("hr.skp.setup", names)

        def count():
            page = self.page(self.officer)
            page.env.user.partner_id.mapped("name")
            before = self.env.cr.sql_log_count
            page.read()
            return page.people_count, self.env.cr.sql_log_count - before

        count()
        few, queries = count()
        for number in range(20):
            self.env["hr.employee"].create(
                {
                    "name": f"Pegawai {number}",
                    "company_id": self.company.id,
                    "department_id": self.unit.id,
                }
            )
        count()
        many, queries_of_many = count()
        self.assertEqual(many, few + 20)
        self.assertEqual(queries_of_many, queries)
