"""One small agency with a user for each role; tests act as these users.

Kota Uji (mayor)
└── Dinas (head: superior)
    ├── Bidang (head: appraiser)      employee, colleague, officer's own unit below
    └── Sekretariat (head: other_head)
"""

from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, TransactionCase, new_test_user

PASSWORD = "Kata-Sandi-Uji-1"


class SkpMixin:
    """Builds the agency; shared by the two base classes below."""

    @classmethod
    def build_agency(cls):
        cls.env = cls.env(
            context=dict(cls.env.context, no_reset_password=True, tracking_disable=True)
        )
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.env["res.company"].create({"name": "Pemerintah Kota Uji"})
        cls.env.user.company_ids |= cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        departments = cls.env["hr.department"]
        cls.agency = departments.create({"name": "Dinas", "company_id": cls.company.id})
        cls.unit = departments.create(
            {"name": "Bidang", "parent_id": cls.agency.id, "company_id": cls.company.id}
        )
        cls.other_unit = departments.create(
            {
                "name": "Sekretariat",
                "parent_id": cls.agency.id,
                "company_id": cls.company.id,
            }
        )
        cls.mayor = cls.make_person("mayor", "Wali Kota", departments)
        cls.superior = cls.make_person("superior", "Sri Atasan", cls.agency, cls.mayor)
        cls.appraiser = cls.make_person(
            "appraiser", "Budi Penilai", cls.unit, cls.superior
        )
        cls.employee = cls.make_person(
            "employee", "Ani Pegawai", cls.unit, cls.appraiser
        )
        cls.colleague = cls.make_person(
            "colleague", "Tono Rekan", cls.unit, cls.appraiser
        )
        cls.other_head = cls.make_person(
            "other_head", "Lina Sekretaris", cls.other_unit, cls.superior
        )
        cls.officer = cls.make_person(
            "officer",
            "Rudi Pengelola",
            cls.unit,
            cls.appraiser,
            "hr_skp.group_hr_skp_officer",
        )
        cls.other_officer = cls.make_person(
            "other_officer",
            "Wati Pengelola",
            cls.other_unit,
            cls.other_head,
            "hr_skp.group_hr_skp_officer",
        )
        cls.manager = cls.make_person(
            "manager",
            "Dewi Admin",
            cls.other_unit,
            cls.other_head,
            "hr_skp.group_hr_skp_manager",
        )
        cls.auditor = cls.make_person(
            "auditor",
            "Joko Auditor",
            cls.other_unit,
            cls.other_head,
            "hr_skp.group_hr_skp_auditor",
        )
        cls.agency.manager_id = cls.superior
        cls.unit.manager_id = cls.appraiser
        cls.other_unit.manager_id = cls.other_head
        cls.officer.user_id.skp_department_ids = cls.unit
        cls.other_officer.user_id.skp_department_ids = cls.other_unit
        # Last year: its periods are over whenever the tests run.
        cls.year = fields.Date.today().year - 1
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {
                "name": str(cls.year),
                "company_id": cls.company.id,
                "date_from": f"{cls.year}-01-01",
                "date_to": f"{cls.year}-12-31",
            }
        )
        cls.cycle.action_open()
        cls.period = cls.cycle.period_ids.filtered(
            lambda period: period.kind == "periodic"
        ).sorted("date_from")[0]

    @classmethod
    def keep_from_committing(cls):
        """Let daily jobs go on without committing: a test takes everything back."""
        cls.startClassPatcher(
            patch.object(
                cls.env.registry["ir.cron"],
                "_commit_progress",
                lambda *_args, **_kwargs: float("inf"),
            )
        )

    @classmethod
    def make_person(
        cls, login, name, department, manager=None, groups="base.group_user"
    ):
        """Return an employee with a login of his own."""
        user = new_test_user(
            cls.env,
            login=f"uji_{login}",
            password=PASSWORD,
            name=name,
            groups=groups,
            lang="en_US",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        return cls.env["hr.employee"].create(
            {
                "name": name,
                "user_id": user.id,
                "company_id": cls.company.id,
                "department_id": department.id,
                "parent_id": manager.id if manager else False,
                "job_title": f"Jabatan {name}",
            }
        )

    @classmethod
    def make_staff(cls, count):
        """Return so many people without a login, whom the appraiser leads."""
        return cls.env["hr.employee"].create(
            [
                {
                    "name": f"Pegawai {number}",
                    "company_id": cls.company.id,
                    "department_id": cls.unit.id,
                    "parent_id": cls.appraiser.id,
                }
                for number in range(count)
            ]
        )

    @classmethod
    def as_user(cls, record, employee):
        """Return ``record`` as the person's user sees it."""
        return record.with_user(employee.user_id).with_context(
            allowed_company_ids=cls.company.ids
        )

    @classmethod
    def make_plan(cls, employee=None, results=("Terlaksananya layanan",), **values):
        """Return a draft plan made by the employee himself, with results that can be submitted."""
        employee = employee or cls.employee
        plan = cls.as_user(cls.env["hr.skp"], employee).create(
            {
                "employee_id": employee.id,
                "cycle_id": cls.cycle.id,
                "result_ids": [
                    (
                        0,
                        0,
                        {
                            "name": name,
                            "indicator_ids": [
                                (
                                    0,
                                    0,
                                    {
                                        "name": f"Jumlah {name}",
                                        "target": "12 laporan",
                                        "aspect": "quantity",
                                    },
                                )
                            ],
                        },
                    )
                    for name in results
                ],
                **values,
            }
        )
        return plan

    @classmethod
    def make_approved_plan(cls, employee=None, **values):
        """Return a plan submitted by its employee and approved by its appraiser."""
        plan = cls.make_plan(employee, **values)
        plan.action_submit()
        appraiser = plan.sudo().appraiser_id
        cls.as_user(plan, appraiser).action_approve()
        return plan


class SkpCase(SkpMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_agency()


class SkpHttpCase(SkpMixin, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_agency()

    def rpc(self, employee, model, method, *args, **kwargs):
        """Call a method over JSON-RPC as the person; return (result, error name or None)."""
        self.authenticate(employee.user_id.login, PASSWORD)
        kwargs.setdefault("context", {"allowed_company_ids": self.company.ids})
        response = self.url_open(
            "/web/dataset/call_kw",
            json={
                "jsonrpc": "2.0",
                "id": 1,
                "method": "call",
                "params": {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": kwargs,
                },
            },
        ).json()
        error = response.get("error")
        return response.get("result"), error and error["data"]["name"].split(".")[-1]
