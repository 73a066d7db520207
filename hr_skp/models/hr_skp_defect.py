from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .hr_employee_appraiser import APPRAISER_COLUMNS

# What may be repaired in the list, the employee's own fields of the same name.
REPAIRABLE = frozenset(
    ["nip", "asn_status", "rank_id", "job_title", "department_id", "parent_id"]
)


class HrSkpDefect(models.Model):
    """Data of employees that are missing or odd, and their repair in one list.

    One row per employee in service; ``has_defect`` marks those to look at, so a row
    stays in sight while it is repaired. A defect never refuses anything.

    The performance team sees its units here, without access to ``hr.employee``;
    the administrator and human resources officers see the agency.
    """

    _name = "hr.skp.defect"
    _inherit = ["hr.skp.access"]
    _description = "SKP: data defects"
    _auto = False
    _order = "name, id"
    _depends = {
        "hr.employee": [
            "name",
            "nip",
            "active",
            "user_id",
            "parent_id",
            "company_id",
            "birthday",
            "current_version_id",
        ],
        "hr.version": [
            "position_type",
            "employee_id",
            "active",
            "date_version",
            "department_id",
            "job_id",
            "job_title",
            "sex",
            "departure_date",
            "asn_status",
            "rank_id",
        ],
        "hr.department": ["manager_id", "parent_path", "active"],
        "hr.skp.appraiser": APPRAISER_COLUMNS,
        "hr.skp.rank": ["kind"],
    }

    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    name = fields.Char(readonly=True)
    nip = fields.Char("NIP")
    asn_status = fields.Selection(
        selection=lambda self: self.env["hr.version"]._fields["asn_status"].selection,
        string="Civil service status",
    )
    rank_id = fields.Many2one("hr.skp.rank", "Rank")
    job_title = fields.Char("Position")
    department_id = fields.Many2one(string="Unit")
    parent_id = fields.Many2one("hr.employee", "Manager")
    appraiser_id = fields.Many2one("hr.employee", "Appraiser today", readonly=True)
    appraised_count = fields.Integer(
        "Appraises", readonly=True, help="Number of people."
    )
    has_defect = fields.Boolean("Has defects", readonly=True)
    problems = fields.Text("Defects", compute="_compute_problems")

    no_status = fields.Boolean(readonly=True)
    no_nip = fields.Boolean("No NIP", readonly=True)
    odd_nip = fields.Boolean(
        "Odd NIP", compute="_compute_odd_nip", search="_search_odd_nip"
    )
    odd_birth = fields.Boolean(readonly=True)
    odd_month = fields.Boolean(readonly=True)
    odd_sex = fields.Boolean(readonly=True)
    no_rank = fields.Boolean(readonly=True)
    odd_rank = fields.Boolean(readonly=True)
    no_position = fields.Boolean(readonly=True)
    no_unit = fields.Boolean(readonly=True)
    no_appraiser = fields.Boolean(readonly=True)
    no_login = fields.Boolean("Appraiser without a login", readonly=True)
    in_circle = fields.Boolean("In a circle of managers", readonly=True)
    superior_left = fields.Boolean(readonly=True)
    own_superior = fields.Boolean("His own manager", readonly=True)
    old_row = fields.Boolean(
        "Row older than the manager",
        readonly=True,
        help="Somebody was named by hand to appraise, and goes before the manager on the"
        " card, who changed since.",
    )
    low_superior = fields.Boolean(
        "Appraiser below supervisor level",
        readonly=True,
        help="Neither a supervisor or above, nor head of a unit, nor a stand-in or delegate.",
    )

    @api.model
    def _get_problem_texts(self):
        """Return {field: sentence} for each kind of defect, in the order of the screen."""
        return {
            "no_status": self.env._("Civil service status missing"),
            "no_nip": self.env._("NIP missing"),
            "odd_birth": self.env._("NIP and date of birth do not agree"),
            "odd_month": self.env._("Digits 13 and 14 of the NIP are no month"),
            "odd_sex": self.env._("Digit 15 of the NIP and the sex do not agree"),
            "no_rank": self.env._("Rank missing"),
            "odd_rank": self.env._("Rank is not one of this status"),
            "no_position": self.env._("Position missing"),
            "no_unit": self.env._("Unit missing"),
            "no_appraiser": self.env._("Nobody appraises this employee"),
            "own_superior": self.env._("Is his own manager"),
            "in_circle": self.env._("Managers form a circle"),
            "superior_left": self.env._("Manager or appraiser has left"),
            "old_row": self.env._(
                "An appraiser named by hand goes before a manager who came later"
            ),
            "low_superior": self.env._(
                "Appraiser is below supervisor level and no delegate"
            ),
            "no_login": self.env._("Appraises others but has no login"),
        }

    def _compute_problems(self):
        texts = self._get_problem_texts()
        for defect in self:
            defect.problems = "\n".join(
                text for name, text in texts.items() if defect[name]
            )

    @api.depends("odd_birth", "odd_month", "odd_sex")
    def _compute_odd_nip(self):
        for defect in self:
            defect.odd_nip = defect.odd_birth or defect.odd_month or defect.odd_sex

    @api.model
    def _search_odd_nip(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            "|",
            "|",
            ("odd_birth", "=", True),
            ("odd_month", "=", True),
            ("odd_sex", "=", True),
        ]

    # pylint: disable=method-required-super; a view of the database holds nothing itself
    def write(self, vals):
        """Repair the employees themselves, within the units that the user runs."""
        self.check_access("write")
        if refused := vals.keys() - REPAIRABLE:
            raise AccessError(
                self.env._(
                    "%(fields)s cannot be changed in this list.",
                    fields=", ".join(
                        sorted(
                            self._fields[name]._description_string(self.env)
                            for name in refused & self._fields.keys()
                        )
                    ),
                )
            )
        if "department_id" in vals:
            self._check_target_unit(vals["department_id"])
        employees = self.env["hr.employee"].sudo().browse(self.ids)
        manager = employees.browse(vals.get("parent_id") or [])
        self._check_not_own(employees | manager)
        employees.write(vals)
        self.env.flush_all()
        self.invalidate_recordset()
        return True

    @api.model
    def _check_target_unit(self, department_id):
        """Refuse to move an employee into a unit that the user does not run."""
        user = self.env.user
        if (
            self.env.su
            or user.has_group("hr_skp.group_hr_skp_manager")
            or user.has_group("hr.group_hr_user")
            or department_id in self.env["hr.department"]._get_skp_run_ids()
        ):
            return
        raise AccessError(
            self.env._(
                "You do not run %(unit)s. Ask the administrator to move the employee there.",
                unit=self.env["hr.department"].sudo().browse(department_id).name
                or self.env._("employees without a unit"),
            )
        )

    def action_open_employee(self):
        """Open the employee's card, the one that the user may read."""
        self.ensure_one()
        self.check_access("read")
        is_hr = self.env.user.has_group("hr.group_hr_user")
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.employee" if is_hr else "hr.employee.public",
            "res_id": self.id,
            "views": [(False, "form")],
        }

    @property
    def _table_query(self):
        # PostgreSQL expects circles of millions and would spend seconds on compiling a
        # query that takes a fraction of one.
        self.env.cr.execute("SET LOCAL jit = off")
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH RECURSIVE found AS (%(appraisers)s
            ), rooted AS (
                SELECT id FROM hr_employee WHERE parent_id IS NULL
                UNION ALL
                SELECT e.id FROM hr_employee e JOIN rooted ON rooted.id = e.parent_id
            ), walk AS (
                -- Whoever is not below a root is in a circle of managers, or below one.
                SELECT e.id AS start_id, e.parent_id AS id
                  FROM hr_employee e
                 WHERE e.parent_id IS NOT NULL AND NOT EXISTS (
                       SELECT FROM rooted WHERE rooted.id = e.id)
                UNION
                SELECT walk.start_id, e.parent_id
                  FROM walk JOIN hr_employee e ON e.id = walk.id
            ), circle AS (
                SELECT DISTINCT start_id FROM walk WHERE id = start_id
            ), left_row AS (
                SELECT DISTINCT a.employee_id
                  FROM hr_skp_appraiser a
                  JOIN hr_employee x ON x.id = a.appraiser_id AND NOT x.active
                 WHERE a.employee_id IS NOT NULL AND a.is_automatic IS NOT TRUE
                   AND (a.date_from IS NULL OR a.date_from <= %(today)s)
                   AND (a.date_to IS NULL OR a.date_to >= %(today)s)
            ), old_row AS (
                -- The manager changed after somebody else had been named by hand.
                SELECT DISTINCT a.employee_id
                  FROM hr_skp_appraiser a
                  JOIN hr_employee e ON e.id = a.employee_id
                       AND e.parent_id <> a.appraiser_id
                  JOIN hr_skp_appraiser h ON h.employee_id = a.employee_id
                       AND h.is_automatic AND h.appraiser_id = e.parent_id
                       AND (h.date_from > a.date_from OR h.create_date > a.create_date)
                 WHERE a.kind = 'definitive' AND a.is_automatic IS NOT TRUE
                   AND (a.date_from IS NULL OR a.date_from <= %(today)s)
                   AND (a.date_to IS NULL OR a.date_to >= %(today)s)
            ), low AS (
                -- An appraiser is a supervisor at least, leads a unit, or was delegated.
                SELECT e.id
                  FROM hr_employee e
                  JOIN hr_version v ON v.id = e.current_version_id
                 WHERE v.position_type IN ('operator', 'functional')
                   AND NOT EXISTS (
                       SELECT FROM hr_department d WHERE d.manager_id = e.id AND d.active)
                   AND NOT EXISTS (
                       SELECT FROM hr_skp_appraiser a
                        WHERE a.appraiser_id = e.id AND a.kind <> 'definitive'
                          AND (a.date_from IS NULL OR a.date_from <= %(today)s)
                          AND (a.date_to IS NULL OR a.date_to >= %(today)s))
            ), appraised AS (
                SELECT f.appraiser_id, count(*) AS number
                  FROM found f JOIN hr_employee e ON e.id = f.employee_id AND e.active
                 GROUP BY f.appraiser_id
            ), person AS (
                SELECT e.id, e.id AS employee_id, e.name, e.nip, e.company_id, e.parent_id,
                       e.user_id, e.birthday, f.appraiser_id, v.asn_status, v.rank_id,
                       v.job_id, v.job_title, v.department_id, v.sex,
                       COALESCE(v.asn_status IN ('pns', 'cpns', 'pppk'), FALSE) AS is_asn,
                       COALESCE(n.number, 0) AS appraised_count
                  FROM hr_employee e
                  JOIN hr_version v ON v.id = e.current_version_id
                  LEFT JOIN found f ON f.employee_id = e.id
                  LEFT JOIN appraised n ON n.appraiser_id = e.id
                 WHERE e.active
            ), checked AS (
                SELECT p.id, p.employee_id, p.name, p.nip, p.company_id, p.parent_id,
                       p.appraiser_id, p.asn_status, p.rank_id, p.job_title,
                       p.department_id, p.appraised_count,
                       p.asn_status IS NULL AS no_status,
                       p.is_asn AND COALESCE(p.nip, '') = '' AS no_nip,
                       COALESCE(%(odd_birth)s, FALSE) AS odd_birth,
                       COALESCE(p.asn_status IN ('pns', 'cpns') AND
                                substr(p.nip, 13, 2) NOT BETWEEN '01' AND '12', FALSE)
                           AS odd_month,
                       COALESCE(substr(p.nip, 15, 1) NOT IN ('1', '2') OR
                                p.sex = 'male' AND substr(p.nip, 15, 1) = '2' OR
                                p.sex = 'female' AND substr(p.nip, 15, 1) = '1', FALSE)
                           AS odd_sex,
                       p.is_asn AND p.rank_id IS NULL AS no_rank,
                       COALESCE((r.kind = 'pppk') <> (p.asn_status = 'pppk'), FALSE) AS odd_rank,
                       COALESCE(p.job_title, '') = '' AND p.job_id IS NULL AS no_position,
                       p.department_id IS NULL AS no_unit,
                       p.appraiser_id IS NULL AND p.asn_status IS DISTINCT FROM 'non_asn'
                           AS no_appraiser,
                       p.appraised_count > 0 AND p.user_id IS NULL AS no_login,
                       c.start_id IS NOT NULL AND p.parent_id <> p.id AS in_circle,
                       COALESCE(p.parent_id = p.id, FALSE) AS own_superior,
                       l.id IS NOT NULL AS low_superior,
                       o.employee_id IS NOT NULL AS old_row,
                       COALESCE(NOT m.active OR mv.departure_date < %(today)s, FALSE)
                           OR w.employee_id IS NOT NULL AS superior_left
                  FROM person p
                  LEFT JOIN circle c ON c.start_id = p.id
                  LEFT JOIN low l ON l.id = p.appraiser_id
                  LEFT JOIN old_row o ON o.employee_id = p.id
                  LEFT JOIN left_row w ON w.employee_id = p.id
                  LEFT JOIN hr_skp_rank r ON r.id = p.rank_id
                  LEFT JOIN hr_employee m ON m.id = p.parent_id
                  LEFT JOIN hr_version mv ON mv.id = m.current_version_id
            )
            SELECT c.*, no_status OR no_nip OR odd_birth OR odd_month OR odd_sex OR no_rank
                   OR odd_rank OR no_position OR no_unit OR no_appraiser OR no_login
                   OR in_circle OR superior_left OR own_superior OR low_superior OR old_row
                   AS has_defect
              FROM checked c
            """,
            appraisers=self.env["hr.employee"]._get_skp_appraiser_sql(today),
            odd_birth=self._get_odd_birth_sql(),
            today=today,
        )

    @api.model
    def _get_odd_birth_sql(self):
        """Return the condition: the NIP's first eight digits are no date, or another one."""
        return SQL(
            """p.nip ~ '^[0-9]{18}$' AND (
                p.birthday IS NOT NULL AND left(p.nip, 8) <> to_char(p.birthday, 'YYYYMMDD')
                OR substr(p.nip, 5, 2) NOT BETWEEN '01' AND '12'
                OR substr(p.nip, 7, 2) NOT BETWEEN '01' AND '31'
                OR left(p.nip, 4) NOT BETWEEN '1900' AND to_char(CURRENT_DATE, 'YYYY')
            )"""
        )
