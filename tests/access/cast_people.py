from odoo.fields import Command
from odoo.tests import new_test_user

from ..common.common import PASSWORD, SkpMixin
from .roles import ROLES


class PeopleCastMixin(SkpMixin):
    """The units and people that ``cast`` draws, and the year of their plans."""

    @classmethod
    def build_people(cls):
        units = cls.env["hr.department"]
        cls.agency = units.create({"name": "Dinas", "company_id": cls.company.id})
        inside = {"parent_id": cls.agency.id, "company_id": cls.company.id}
        cls.unit = units.create({"name": "Bidang", **inside})
        cls.other_unit = units.create({"name": "Sekretariat", **inside})
        cls.people = {}

        def add(letter, unit, manager=None, groups=""):
            login = ROLES[letter][0]
            manager = manager and cls.people[manager]
            cls.people[letter] = cls.make_person(
                login, login.title(), unit, manager, groups
            )

        officer, manager, auditor = (
            f"hr_skp.group_hr_skp_{name}" for name in ("officer", "manager", "auditor")
        )
        add("T", cls.agency)
        add("H", cls.unit, "T")
        add("S", cls.unit, "H")
        add("A", cls.unit, "S")
        add("F", cls.unit, "S")
        add("D", cls.unit, "S")
        add("L", cls.unit, "S")
        add("E", cls.unit, "F")  # until his plans are handed over
        add("C", cls.unit, "A")
        add("O", cls.unit, "A", officer)
        add("N", cls.other_unit, "T")
        add("X", cls.other_unit, "N", officer)
        add("M", cls.other_unit, "N", manager)
        add("U", cls.other_unit, "N", auditor)
        add("R", cls.other_unit, "N")
        cls.make_person("below_owner", "Below Owner", cls.other_unit, cls.people["R"])
        cls.stand_in = cls.make_person(
            "stand_in", "Stand In", cls.unit, cls.people["A"]
        )
        cls.agency.manager_id = cls.people["T"]
        cls.unit.manager_id = cls.people["H"]
        cls.other_unit.manager_id = cls.people["N"]
        cls.people["O"].user_id.skp_department_ids = cls.unit
        cls.people["X"].user_id.skp_department_ids = cls.other_unit
        cls.users = {letter: person.user_id for letter, person in cls.people.items()}
        company, cls.company = cls.company, cls.other_company
        abroad = cls.env["hr.department"].create(
            {"name": "Lain", "company_id": cls.company.id}
        )
        cls.people["Y"] = cls.make_person(
            "foreigner", "Foreigner", abroad, groups=f"{manager},{auditor}"
        )
        cls.company = company
        cls.users["Y"] = cls.people["Y"].user_id
        cls.users["P"] = new_test_user(
            cls.env, login="uji_portal", password=PASSWORD, groups="base.group_portal"
        )
        cls.users["P"].write(
            {
                "company_ids": [Command.set(cls.company.ids)],
                "company_id": cls.company.id,
            }
        )
        cls.appraiser, cls.employee = cls.people["F"], cls.people["E"]

    @classmethod
    def make_person(cls, login, name, department, manager=None, groups=""):
        groups = ",".join(
            filter(None, ["base.group_user,base.group_allow_export", groups])
        )
        return super().make_person(login, name, department, manager, groups)

    @classmethod
    def build_cycle(cls):
        cls.year = cls.today.year - 1
        dates = {"date_from": f"{cls.year}-01-01", "date_to": f"{cls.year}-12-31"}
        cls.cycle = cls.env["hr.skp.cycle"].create(
            {"name": str(cls.year), "company_id": cls.company.id, **dates}
        )
        cls.cycle.action_open()
        by_kind = cls.cycle.period_ids.grouped("kind")
        cls.periods = by_kind["periodic"].sorted("date_from")
        cls.annual = by_kind["annual"]
