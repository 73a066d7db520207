from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

# The defects that keep a plan from finding its appraiser.
APPRAISER_DEFECTS = ("no_appraiser", "in_circle", "superior_left", "no_login")


class HrSkpSetup(models.Model):
    """From an empty database to a running performance year: one page for each agency.

    The page keeps nothing: each step asks the real records how far it is, so it can be
    left and resumed by anybody of the performance team. Numbers are of the units that
    the user runs; an administrator's are of the whole agency.

    =========  ================================================================
    step       done when
    =========  ================================================================
    people     there are employees
    units      every unit has a head
    year       a year is drafted or open
    appraiser  nobody is without an appraiser who can log in
    plans      everybody who is not exempt has a plan
    open       the year is open
    =========  ================================================================
    """

    _name = "hr.skp.setup"
    _description = "SKP: set up a performance year"
    _auto = False
    _order = "id"
    _depends = {"hr.skp.cycle": ["company_id", "state", "date_from"]}

    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        readonly=True,
        help="The latest year that is not closed: the one that is being set up, or runs.",
    )
    cycle_state = fields.Selection(related="cycle_id.state", string="State of the year")
    draft_deadline = fields.Date(related="cycle_id.draft_deadline")
    planning_deadline = fields.Date(related="cycle_id.planning_deadline")
    period_count = fields.Integer("Periods", compute="_compute_period_count")
    has_units = fields.Boolean(
        compute="_compute_people", export_string_translation=False
    )
    is_manager = fields.Boolean(
        compute="_compute_people", export_string_translation=False
    )
    can_import = fields.Boolean(
        compute="_compute_people", export_string_translation=False
    )
    employee_count = fields.Integer("Employees", compute="_compute_people")
    unit_count = fields.Integer("Units", compute="_compute_people")
    headless_count = fields.Integer("Units without a head", compute="_compute_people")
    defect_count = fields.Integer(
        "Appraiser missing or wrong", compute="_compute_defects"
    )
    other_defect_count = fields.Integer(
        "Other data defects", compute="_compute_defects"
    )
    people_count = fields.Integer("Need a plan", compute="_compute_plans")
    exempt_count = fields.Integer("Exempt", compute="_compute_plans")
    issued_count = fields.Integer("Have a plan", compute="_compute_plans")
    submitted_count = fields.Integer("Submitted", compute="_compute_plans")
    approved_count = fields.Integer("Approved", compute="_compute_plans")
    batch_id = fields.Many2one(
        "hr.skp.batch", "Running batch", compute="_compute_batch_id"
    )
    people_text = fields.Char(compute="_compute_texts", export_string_translation=False)
    unit_text = fields.Char(compute="_compute_texts", export_string_translation=False)
    cycle_text = fields.Char(compute="_compute_texts", export_string_translation=False)
    defect_text = fields.Char(compute="_compute_texts", export_string_translation=False)
    plan_text = fields.Char(compute="_compute_texts", export_string_translation=False)
    open_text = fields.Char(compute="_compute_texts", export_string_translation=False)
    next_step = fields.Selection(
        [
            ("people", "Bring in the employees"),
            ("units", "Name the heads of units"),
            ("year", "Make the year"),
            ("appraiser", "Repair who appraises whom"),
            ("plans", "Issue the plans"),
            ("open", "Open the year"),
            ("done", "The year is running"),
        ],
        "Next step",
        compute="_compute_next_step",
    )

    @property
    def _table_query(self):
        return """
            SELECT a.id, a.id AS company_id, (
                   SELECT c.id
                     FROM hr_skp_cycle c
                    WHERE c.company_id = a.id AND c.state <> 'closed'
                    ORDER BY c.date_from DESC, c.id DESC
                    LIMIT 1) AS cycle_id
              FROM res_company a
        """

    @api.depends("company_id")
    def _compute_display_name(self):
        for setup in self:
            setup.display_name = self.env._(
                "%(agency)s: set up a year", agency=setup.company_id.name
            )

    @api.depends("cycle_id.period_ids")
    def _compute_period_count(self):
        for setup in self:
            setup.period_count = len(setup.cycle_id.period_ids)

    @api.depends_context("uid")
    def _compute_people(self):
        user = self.env.user
        is_manager = user.has_group("hr_skp.group_hr_skp_manager")
        run = list(self.env["hr.department"]._get_skp_run_ids())
        can_import = self.env["hr.skp.employee.import"].has_access("read")
        units = self._count("hr.department", self._get_unit_domain())
        headless = self._count(
            "hr.department", self._get_unit_domain() & Domain("manager_id", "=", False)
        )
        mine = Domain.TRUE if is_manager else Domain("department_id", "in", run)
        people = self._count("hr.employee.public", mine)
        for setup in self:
            setup.is_manager = is_manager
            setup.can_import = can_import
            setup.has_units = is_manager or bool(run)
            setup.employee_count = people.get(setup.id, 0)
            setup.unit_count = units.get(setup.id, 0)
            setup.headless_count = headless.get(setup.id, 0)

    @api.depends_context("uid")
    def _compute_defects(self):
        wrong, other = defaultdict(int), defaultdict(int)
        for company, *flags, count in self.env["hr.skp.defect"]._read_group(
            self._get_mine()
            & Domain("company_id", "in", self.ids)
            & Domain("has_defect", "=", True),
            ["company_id", *APPRAISER_DEFECTS],
            ["__count"],
        ):
            counts = wrong if any(flags) else other
            counts[company.id] += count
        for setup in self:
            setup.defect_count = wrong[setup.id]
            setup.other_defect_count = other[setup.id]

    @api.depends_context("uid")
    @api.depends("cycle_id")
    def _compute_plans(self):
        counts = {}
        for cycle, state, count in self.env["hr.skp.progress"]._read_group(
            self._get_mine() & Domain("cycle_id", "in", self.cycle_id.ids),
            ["cycle_id", "state"],
            ["__count"],
        ):
            counts.setdefault(cycle, {})[state] = count
        for setup in self:
            found = counts.get(setup.cycle_id, {})
            setup.exempt_count = found.get("exempt", 0)
            setup.people_count = sum(found.values()) - setup.exempt_count
            setup.issued_count = setup.people_count - found.get("none", 0)
            setup.approved_count = found.get("approved", 0)
            setup.submitted_count = found.get("submitted", 0) + setup.approved_count

    @api.depends_context("uid")
    def _compute_batch_id(self):
        batches = self.env["hr.skp.batch"].search(
            Domain("company_id", "in", self.ids)
            & Domain("kind", "=", "issue_plans")
            & Domain(self.env["hr.skp.batch"]._get_active_domain()),
            order="id",
        )
        latest = {batch.company_id.id: batch for batch in batches}
        for setup in self:
            setup.batch_id = latest.get(setup.id)

    @api.depends(
        "employee_count",
        "headless_count",
        "cycle_id",
        "defect_count",
        "people_count",
        "issued_count",
        "cycle_state",
    )
    def _compute_next_step(self):
        for setup in self:
            is_open = setup.cycle_state == "open"
            if not setup.employee_count:
                setup.next_step = "people"
            elif not setup.cycle_id:
                setup.next_step = "year"
            elif setup.defect_count and not is_open:
                setup.next_step = "appraiser"
            elif setup.issued_count < setup.people_count:
                setup.next_step = "plans"
            elif not is_open:
                setup.next_step = "open"
            else:
                # Who has nobody to approve him waits, whatever the year does.
                setup.next_step = "appraiser" if setup.defect_count else "done"

    @api.depends("next_step", "cycle_id", "draft_deadline", "planning_deadline")
    @api.depends_context("uid", "lang")
    def _compute_texts(self):
        """Say in a sentence how far each step is."""
        for setup in self:
            setup.people_text = self.env._(
                "Employees in service: %(count)s.", count=setup.employee_count
            )
            setup.unit_text = self.env._(
                "Units: %(count)s, without a head: %(headless)s.",
                count=setup.unit_count,
                headless=setup.headless_count,
            )
            setup.cycle_text = setup._get_cycle_text() if setup.cycle_id else False
            setup.defect_text = self.env._(
                "People to repair: %(count)s; with other gaps in their data, which can wait:"
                " %(other)s.",
                count=setup.defect_count,
                other=setup.other_defect_count,
            )
            setup.plan_text = self.env._(
                "With a plan: %(issued)s of %(people)s; exempt: %(exempt)s.",
                issued=setup.issued_count,
                people=setup.people_count,
                exempt=setup.exempt_count,
            )
            setup.open_text = self.env._(
                "Periods: %(periods)s; plans submitted: %(submitted)s, approved:"
                " %(approved)s.",
                periods=setup.period_count,
                submitted=setup.submitted_count,
                approved=setup.approved_count,
            )

    def _get_cycle_text(self):
        cycle = self.cycle_id
        labels = [
            dict(cycle._fields[name]._description_selection(self.env))[cycle[name]]
            for name in ("evaluation_interval", "documentation_interval")
        ]
        first, last = (
            format_date(self.env, cycle[name]) if cycle[name] else "–"
            for name in ("draft_deadline", "planning_deadline")
        )
        return self.env._(
            "%(cycle)s: evaluation %(evaluation)s, documentation %(documentation)s;"
            " submitted by %(first)s, approved by %(last)s.",
            cycle=cycle.name,
            evaluation=labels[0],
            documentation=labels[1],
            first=first,
            last=last,
        )

    # Whose numbers

    def _get_mine(self):
        """Return the domain of rows in the units that the user runs."""
        if self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            return Domain.TRUE
        return Domain("has_skp_officer_access", "=", True)

    def _get_unit_domain(self):
        if self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            return Domain.TRUE
        run = self.env["hr.department"]._get_skp_run_ids()
        return Domain("id", "in", list(run))

    def _count(self, model, domain):
        """Return {id of the agency: number of rows that the user finds there}."""
        groups = self.env[model]._read_group(
            domain & Domain("company_id", "in", self.ids), ["company_id"], ["__count"]
        )
        return {company.id: count for company, count in groups}
