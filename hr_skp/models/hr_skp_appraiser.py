from collections import defaultdict
from datetime import date as Date
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class HrSkpAppraiser(models.Model):
    """Who appraises whom, by date.

    ========================  ============================================================
    row                       says
    ========================  ============================================================
    definitive, by hand       this person appraises the employee, or the unit's members
    definitive, by itself     who was the employee's manager, or the unit's head, in those
                              days (Odoo keeps no history of them)
    acting, daily, delegate   stands in for the unit's head, or the employee's appraiser;
                              appraises himself while the post is vacant
    ========================  ============================================================

    A row by hand goes before a manager, so rows by hand and rows that keep history
    may overlap; two of the same sort may not, by the database.

    Read by the employee, the appraiser, the head of the unit and the performance
    team; written by the performance team for its units, and the administrator.
    """

    _name = "hr.skp.appraiser"
    _inherit = ["hr.skp.guard", "hr.skp.access"]
    _description = "SKP: appraiser"
    _order = "date_from desc, id desc"
    _skp_guarded = frozenset(["is_automatic", "company_id"])

    employee_id = fields.Many2one(
        "hr.employee", "Employee", index="btree_not_null", ondelete="cascade"
    )
    department_id = fields.Many2one(
        "hr.department", "Unit", index="btree_not_null", ondelete="cascade"
    )
    appraiser_id = fields.Many2one(
        "hr.employee", "Appraiser", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("definitive", "Definitive"),
            ("acting", "Acting (Plt)"),
            ("daily_acting", "Daily acting (Plh)"),
            ("delegate", "Delegate"),
        ],
        required=True,
        default="definitive",
    )
    date_from = fields.Date("From", help="Empty: from the beginning.")
    date_to = fields.Date("Until", help="The last day. Empty: until further notice.")
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        index=True,
    )
    is_automatic = fields.Boolean(
        "Kept by itself", readonly=True, help="History of managers and heads of units."
    )
    has_skp_own_access = fields.Boolean(
        "Concerns me",
        compute="_compute_has_skp_own_access",
        search="_search_has_skp_own_access",
        compute_sudo=True,
        export_string_translation=False,
    )

    _one_target = models.Constraint(
        "CHECK ((employee_id IS NULL) <> (department_id IS NULL))",
        "Name either an employee or a unit.",
    )
    _not_oneself = models.Constraint(
        "CHECK (employee_id <> appraiser_id)", "Nobody appraises himself."
    )
    _date_order = models.Constraint(
        "CHECK (date_to >= date_from)", "The last day lies before the first."
    )
    # int4range instead of plain equality: needs no database extension.
    _employee_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(employee_id, employee_id, '[]') WITH &&,
            int4range(
                COALESCE(is_automatic, FALSE)::int, COALESCE(is_automatic, FALSE)::int, '[]'
            ) WITH &&,
            daterange(date_from, date_to, '[]') WITH &&
        ) WHERE (kind = 'definitive' AND employee_id IS NOT NULL)""",
        "Another definitive row names this employee on some of these days. End that one first.",
    )
    _department_overlap = models.Constraint(
        """EXCLUDE USING gist (
            int4range(department_id, department_id, '[]') WITH &&,
            int4range(
                COALESCE(is_automatic, FALSE)::int, COALESCE(is_automatic, FALSE)::int, '[]'
            ) WITH &&,
            daterange(date_from, date_to, '[]') WITH &&
        ) WHERE (kind = 'definitive' AND department_id IS NOT NULL)""",
        "Another definitive row names this unit on some of these days. End that one first.",
    )

    @api.depends("employee_id", "department_id")
    def _compute_company_id(self):
        for row in self:
            row.company_id = (
                row.employee_id.sudo().company_id or row.department_id.sudo().company_id
            )

    @api.depends("employee_id", "department_id", "appraiser_id", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for row in self.sudo():
            row.display_name = self.env._(
                "%(target)s: %(appraiser)s (%(kind)s)",
                target=row.employee_id.name or row.department_id.name,
                appraiser=row.appraiser_id.name,
                kind=kinds.get(row.kind),
            )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_not_oneself()
        return rows

    def write(self, vals):
        self._check_not_automatic()
        self._check_not_oneself()
        result = super().write(vals)
        self._check_not_oneself()
        # The database looks at each row as it comes: an end before the next beginning.
        self.flush_recordset()
        if not self.env.su and {"employee_id", "department_id"} & vals.keys():
            # Odoo looks at a row as it was: nobody hands it to a unit that is not his.
            self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        self._check_not_automatic()

    def _check_not_automatic(self):
        """Refuse a person's hand on rows that tell who led whom before."""
        if not self.env.su and self.sudo().filtered("is_automatic"):
            raise AccessError(
                self.env._(
                    "This row is history, kept by itself. Add a row of your own instead;"
                    " it goes first."
                )
            )

    def _check_not_oneself(self):
        """Refuse a member of the team who names himself, or his own appraiser."""
        rows = self.sudo()
        self._check_not_own(rows.employee_id | rows.appraiser_id)

    # Access: a row about an employee belongs to the unit where he is today.

    @api.depends("employee_id", "department_id")
    def _compute_skp_unit_access(self):
        led = self.env["hr.department"]._get_skp_led_ids()
        run = self.env["hr.department"]._get_skp_run_ids()
        for row in self:
            unit = row.department_id or row.employee_id.department_id
            row.has_skp_head_access = unit.id in led
            row.has_skp_officer_access = unit.id in run

    @api.model
    def _search_skp_unit(self, operator, department_ids):
        domain = super()._search_skp_unit(operator, department_ids)
        if domain is NotImplemented or not department_ids:
            return domain
        members = Domain("current_version_id.department_id", "in", list(department_ids))
        return domain | Domain("employee_id", "any!", members)

    @api.depends_context("uid")
    @api.depends("employee_id", "department_id", "appraiser_id")
    def _compute_has_skp_own_access(self):
        me = self.env.user.sudo().with_context(active_test=False).employee_ids
        for row in self:
            row.has_skp_own_access = (
                row.employee_id in me
                or row.appraiser_id in me
                or bool(row.department_id & me.department_id)
            )

    @api.model
    def _search_has_skp_own_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        me = self.env.user.sudo().with_context(active_test=False).employee_ids
        return Domain.OR(
            [
                Domain("employee_id", "in", me.ids),
                Domain("appraiser_id", "in", me.ids),
                Domain("department_id", "in", me.department_id.ids),
            ]
        )

    # History

    @api.model
    def _record_history(self, target, changes):
        """Keep who was manager or head until yesterday, and who is from today.

        Nothing is written for a first holder: he counts for all days until someone
        follows him, then his row starts open. A change taken back on the same day
        leaves no trace. Rows made by hand are never touched.

        :param str target: ``employee_id`` or ``department_id``
        :param dict changes: {id of the target: (id of the former holder, id of the new one)}
        """
        oneself = changes.keys() if target == "employee_id" else ()
        changes = {
            key: tuple(
                False if key in oneself and holder == key else holder for holder in pair
            )
            for key, pair in changes.items()
        }
        changes = {key: pair for key, pair in changes.items() if pair[0] != pair[1]}
        if not changes:
            return
        today = fields.Date.context_today(self)
        yesterday = today - timedelta(days=1)
        history = defaultdict(list)
        rows = self.search([(target, "in", list(changes)), ("is_automatic", "=", True)])
        for row in rows.sorted(lambda row: row.date_from or Date.min):
            history[row[target].id].append(row)
        holders = {holder for pair in changes.values() for holder in pair if holder}
        present = set(self.env["hr.employee"].browse(holders).filtered("active").ids)
        superseded, closed, reopened, vals_list = set(), set(), set(), []

        def add(key, holder, date_from, date_to):
            vals_list.append(
                {
                    target: key,
                    "appraiser_id": holder,
                    "date_from": date_from,
                    "date_to": date_to,
                    "is_automatic": True,
                }
            )

        for key, (former, new) in changes.items():
            before = [
                row
                for row in history[key]
                if not row.date_from or row.date_from < today
            ]
            of_today = history[key][len(before) :]
            superseded.update(row.id for row in of_today)
            last = before[-1] if before else self.browse()
            if last and (not last.date_to or last.date_to > yesterday):
                closed.add(last.id)
            elif (
                former in present
                and not of_today
                and (not last or last.date_to < yesterday)
            ):
                add(key, former, last and last.date_to + timedelta(days=1), yesterday)
            if not new or not (history[key] or former):
                continue
            is_back = last.appraiser_id.id == new and (
                last.id in closed or last.date_to == yesterday
            )
            if is_back:
                closed.discard(last.id)
                reopened.add(last.id)
            else:
                add(key, new, today, False)
        self.browse(superseded).unlink()
        self.browse(closed).write({"date_to": yesterday})
        self.browse(reopened).write({"date_to": False})
        self.create(vals_list)
