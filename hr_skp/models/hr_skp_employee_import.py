import psycopg2

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .hr_version import ASN_STATUS, FUNCTIONAL_LEVEL

# Facts that hold from a day on; a change of them opens a new version of the employee.
DATED = (
    "asn_status",
    "rank_id",
    "skp_grade_text",
    "position_type",
    "functional_level",
    "job_id",
    "job_title",
    "department_id",
)
STATUS_WORDS = dict(ASN_STATUS, non_asn="Non ASN")
TYPE_WORDS = {
    "executive": "JPT",
    "administrator": "Administrator",
    "supervisor": "Pengawas",
    "operator": "Pelaksana",
    "functional": "Fungsional",
    "other": "Lainnya",
}


class HrSkpEmployeeImport(models.Model):
    """The agency's list of employees, in the shape agencies hold it.

    Read, it shows the employees as such a list. Imported through Odoo's import
    screen (``load``), it makes and updates units, positions, employees and their
    superiors: all rows or none, in any order. People are known by their NIP; who has
    none, by e-mail, or by name and unit. An empty cell changes nothing.

    Columns bear the words of those lists, so that their heads are recognised. Only
    the administrator of performance or of human resources imports.
    """

    _name = "hr.skp.employee.import"
    _description = "SKP: list of employees"
    _auto = False
    _order = "nama, id"
    _rec_name = "nama"
    _depends = {"hr.employee": ["name", "nip", "work_email", "company_id", "active"]}

    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    # The heads of the file's columns, in every language.
    nip = fields.Char("NIP", export_string_translation=False)
    nama = fields.Char("Nama", export_string_translation=False)
    email = fields.Char("Email", export_string_translation=False)
    status = fields.Char(
        "Status",
        compute="_compute_list",
        readonly=False,
        export_string_translation=False,
    )
    golongan = fields.Char(
        "Golongan",
        compute="_compute_list",
        readonly=False,
        export_string_translation=False,
    )
    jabatan = fields.Char(
        "Jabatan",
        compute="_compute_list",
        readonly=False,
        export_string_translation=False,
    )
    jenis_jabatan = fields.Char(
        "Jenis Jabatan",
        compute="_compute_list",
        readonly=False,
        export_string_translation=False,
    )
    jenjang = fields.Char(
        "Jenjang",
        compute="_compute_list",
        readonly=False,
        export_string_translation=False,
    )
    unit = fields.Char(
        "Unit", compute="_compute_list", readonly=False, export_string_translation=False
    )
    nip_atasan = fields.Char(
        "NIP Atasan",
        compute="_compute_list",
        readonly=False,
        export_string_translation=False,
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT id, id AS employee_id, company_id, nip, name AS nama, work_email AS email
                 FROM hr_employee WHERE active"""
        )

    def _compute_list(self):
        employees = self.env["hr.employee"].sudo().browse(self.ids)
        types, levels = TYPE_WORDS, dict(FUNCTIONAL_LEVEL)
        for row, employee in zip(self, employees, strict=True):
            superior = employee.parent_id
            row.status = STATUS_WORDS.get(employee.asn_status)
            row.golongan = employee.rank_id.code or employee.skp_grade_text
            row.jabatan = employee.job_title or employee.job_id.name
            row.jenis_jabatan = types.get(employee.position_type)
            row.jenjang = levels.get(employee.functional_level)
            row.unit = employee.department_id.complete_name
            row.nip_atasan = superior.nip or superior.work_email

    @api.model
    def get_import_templates(self):
        """Return the template for Odoo's import screen."""
        return [
            {
                "label": self.env._("Template for the list of employees"),
                "template": "/hr_skp/static/xls/hr_skp_employee_import.xlsx",
            }
        ]

    @api.model
    def _check_import_rights(self):
        user = self.env.user
        if not (
            self.env.su
            or user.has_group("hr_skp.group_hr_skp_manager")
            or user.has_group("hr.group_hr_manager")
        ):
            raise AccessError(
                self.env._(
                    "Only the administrator of performance or of human resources imports "
                    "the list of employees."
                )
            )

    @api.model
    def load(self, fields, data):
        """Import all rows or none, as Odoo's import screen calls it.

        The screen's limit of rows per call is not used: a row may name a superior who
        stands anywhere in the list.

        :raises AccessError: for other people than the administrators
        :return: {ids of the employees, messages with the row of each, nextrow: 0}
        """
        self._check_import_rights()
        wanted = [name for name in fields if name in self._fields]
        if "nama" not in wanted:
            message = self.env._("Choose the column that holds the name.")
            return {
                "ids": False,
                "messages": [{"type": "error", "message": message}],
                "nextrow": 0,
            }
        rows = [
            {
                name: str(cell or "").strip()
                for name, cell in zip(fields, line, strict=False)
                if name in wanted
            }
            for line in data
        ]
        ids, messages = self.sudo()._import_list(rows)
        return {"ids": ids, "messages": messages, "nextrow": 0}

    @api.model
    def _import_list(self, rows):
        """Check all rows, then write them; in superuser mode, called by ``load`` only."""
        people, errors = self._check_list(rows)
        if errors:
            return False, [
                {
                    "type": "error",
                    "message": message,
                    # As the screen prints it: the row of the file, below its head.
                    "record": index + 2,
                    "rows": {"from": index, "to": index},
                }
                for index, message in sorted(errors)
            ]
        try:
            with self.env.cr.savepoint():
                return self._write_list(people), []
        except (UserError, psycopg2.Error) as error:
            self.env.invalidate_all()
            return False, [{"type": "error", "message": str(error)}]

    # Writing

    @api.model
    def _write_list(self, people):
        """Write checked people and return the ids of their employees, in the same order."""
        quiet = self.with_context(
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
        )
        return quiet.with_company(self.env.company)._write_people(people)

    @api.model
    def _write_people(self, people):
        units = self._make_units(person["unit"] for person in people)
        jobs = self._make_jobs(people)
        for person in people:
            vals = person["vals"]
            if person["unit"]:
                vals["department_id"] = units[person["unit"]]
            if person["job"]:
                vals["job_id"] = jobs[person["job"].casefold()]
        new = [person for person in people if not person["employee"]]
        for person in people:
            if person["employee"]:
                employee = person["employee"].with_env(self.env)
                self._update_employee(employee, person["vals"], person["job"])
        created = self.env["hr.employee"].create(
            [{**person["vals"], "company_id": self.env.company.id} for person in new]
        )
        for person, employee in zip(new, created, strict=True):
            person["employee"] = employee
        self._write_superiors(people)
        return [person["employee"].id for person in people]

    @api.model
    def _update_employee(self, employee, vals, job):
        """Write what differs; a changed dated fact from today on, a missing one in place."""
        changed = {
            name: value
            for name, value in vals.items()
            if (
                employee[name].id
                if employee._fields[name].relational
                else employee[name]
            )
            != value
        }
        if job and employee.job_title == job:
            changed.pop("job_id", None)
        elif job:
            changed["job_title"] = job
        dated = {name: changed.pop(name) for name in DATED if name in changed}
        if changed:
            employee.write(changed)
        if not dated:
            return
        today = fields.Date.context_today(self)
        is_change = any(employee[name] for name in dated)
        if is_change and employee.current_version_id.date_version < today:
            # create_version leaves the superuser mode; the administrator of performance
            # has no access to versions.
            employee.with_user(SUPERUSER_ID).create_version(
                {"date_version": today, "last_modified_uid": self.env.uid, **dated}
            )
        else:
            employee.write(dated)

    @api.model
    def _write_superiors(self, people):
        wanted = {}
        for person in people:
            superior = person["superior"]
            if superior is None:
                continue
            superior = superior["employee"] if isinstance(superior, dict) else superior
            if person["employee"].parent_id != superior:
                wanted.setdefault(superior.id, []).append(person["employee"].id)
        for superior_id, ids in wanted.items():
            self.env["hr.employee"].browse(ids).write({"parent_id": superior_id})

    @api.model
    def _make_jobs(self, people):
        """Return {name in small letters: id} of the positions, making those missing."""
        wanted = {
            person["job"].casefold(): person["job"]
            for person in people
            if person["job"]
        }
        jobs = self.env["hr.job"].search(
            [("company_id", "in", [self.env.company.id, False])]
        )
        known = {job.name.casefold(): job.id for job in jobs}
        missing = [name for key, name in wanted.items() if key not in known]
        made = self.env["hr.job"].create(
            [{"name": name, "company_id": self.env.company.id} for name in missing]
        )
        known.update(zip((name.casefold() for name in missing), made.ids, strict=True))
        return known
