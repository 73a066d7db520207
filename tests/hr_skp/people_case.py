"""A few people and units for the tests of employee data, without cycles or plans.

Dinas (head: boss)
├── Bidang (head: head)         ani, budi, officer (performance team of Bidang)
└── Sekretariat (head: other)   citra, manager, auditor, hr
"""

from datetime import timedelta

from odoo import fields
from odoo.tests import TransactionCase, new_test_user


class PeopleCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, no_reset_password=True, tracking_disable=True)
        )
        cls.company = cls.env["res.company"].create({"name": "Pemerintah Kota Uji"})
        cls.env.user.company_ids |= cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.today = fields.Date.context_today(cls.env["hr.employee"])
        cls.dinas = cls.make_unit("Dinas")
        cls.bidang = cls.make_unit("Bidang", cls.dinas)
        cls.sekretariat = cls.make_unit("Sekretariat", cls.dinas)
        cls.boss = cls.make_person("boss", cls.dinas)
        cls.head = cls.make_person("head", cls.bidang, cls.boss)
        cls.other = cls.make_person("other", cls.sekretariat, cls.boss)
        cls.ani = cls.make_person("ani", cls.bidang, cls.head)
        cls.budi = cls.make_person("budi", cls.bidang, cls.head)
        cls.citra = cls.make_person("citra", cls.sekretariat, cls.other)
        cls.officer = cls.make_person(
            "officer", cls.bidang, cls.head, "hr_skp.group_hr_skp_officer"
        )
        cls.manager = cls.make_person(
            "manager", cls.sekretariat, cls.other, "hr_skp.group_hr_skp_manager"
        )
        cls.auditor = cls.make_person(
            "auditor", cls.sekretariat, cls.other, "hr_skp.group_hr_skp_auditor"
        )
        cls.hr = cls.make_person("hr", cls.sekretariat, cls.other, "hr.group_hr_user")
        cls.hr_manager = cls.make_person(
            "hr_manager", cls.sekretariat, cls.other, "hr.group_hr_manager"
        )
        cls.dinas.manager_id = cls.boss
        cls.bidang.manager_id = cls.head
        cls.sekretariat.manager_id = cls.other
        cls.officer.user_id.skp_department_ids = cls.bidang
        cls.rank = cls.env.ref("hr_skp.rank_pns_iii_d")
        cls.ani.write(
            {"nip": "198503152010012004", "asn_status": "pns", "rank_id": cls.rank.id}
        )
        cls.env.flush_all()

    @classmethod
    def make_unit(cls, name, parent=None):
        return cls.env["hr.department"].create(
            {
                "name": name,
                "parent_id": parent and parent.id,
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def make_person(cls, login, unit=None, manager=None, groups=None, **vals):
        """Create an employee, with a user where ``login`` says so."""
        user = login and new_test_user(
            cls.env,
            f"uji_{login}",
            ",".join(filter(None, ["base.group_user", groups])),
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        return cls.env["hr.employee"].create(
            {
                "name": vals.pop("name", (login or "").title() or "Tanpa Nama"),
                "company_id": cls.company.id,
                "department_id": unit and unit.id,
                "parent_id": manager and manager.id,
                "user_id": user and user.id,
                "date_version": "2020-01-01",
                **vals,
            }
        )

    def as_user(self, person, model=None):
        """Return a model, or an employee's public profile, as the person's user sees it."""
        return self.env[model or "hr.employee.public"].with_user(person.user_id)

    def day(self, days=0):
        return self.today + timedelta(days=days)

    def appraiser_of(self, person, days=0):
        return person._get_skp_appraiser(self.day(days))[person]

    def add_row(self, kind="definitive", **vals):
        vals = {
            name: value.id if hasattr(value, "_name") else value
            for name, value in vals.items()
        }
        return self.env["hr.skp.appraiser"].create({"kind": kind, **vals})

    def rows_of(self, person=None, unit=None):
        """Return the history rows of a person or unit as (holder, from, until), oldest first."""
        rows = self.env["hr.skp.appraiser"].search(
            [
                ("employee_id", "=", person.id if person else False),
                ("department_id", "=", unit.id if unit else False),
                ("is_automatic", "=", True),
            ]
        )
        return sorted(
            ((row.appraiser_id, row.date_from, row.date_to) for row in rows),
            key=lambda row: row[1] or fields.Date.to_date("1900-01-01"),
        )
