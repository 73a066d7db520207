from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

ORGANIZATION_PREDICATES = [
    ("excellent", "Excellent"),
    ("good", "Good"),
    ("needs_improvement", "Needs improvement"),
    ("poor", "Poor"),
    ("very_poor", "Very poor"),
]


class HrSkpOrganizationPredicate(models.Model):
    """What a unit achieved in a period, as the leader above it says (SE 3/2023).

    ====================  =========================================================
    who                   may set it
    ====================  =========================================================
    head of a unit above  of the units below his own
    performance team      of its units, for whoever said so on paper
    administrator         of the agency's units
    authorised official   of a unit that has none above it
    anybody               never of his own unit; team and administrator neither of those
                          above it, whose predicate it takes where it has none
    ====================  =========================================================

    A unit without a predicate takes that of the nearest unit above. It is no secret:
    everybody of the agency reads it. An evaluation keeps the one it was delivered with.
    """

    _name = "hr.skp.organization.predicate"
    _inherit = ["hr.skp.guard", "hr.skp.access"]
    _description = "Organisation predicate"
    _order = "period_id desc, department_id, id"
    _skp_guarded = frozenset({"set_by_id", "company_id"})

    department_id = fields.Many2one(string="Unit", required=True, ondelete="restrict")
    period_id = fields.Many2one(
        "hr.skp.period",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kind', '!=', 'documentation')]",
    )
    predicate = fields.Selection(ORGANIZATION_PREDICATES, required=True)
    basis = fields.Text(
        help="What it rests on: the agreement's results, the letter, its date."
    )
    set_by_id = fields.Many2one("res.users", "Set by")
    company_id = fields.Many2one("res.company", "Agency", index=True)
    has_skp_official_access = fields.Boolean(
        "Of a top unit, set by me as the authorised official",
        compute="_compute_has_skp_official_access",
        search="_search_has_skp_official_access",
        compute_sudo=True,
        export_string_translation=False,
    )
    can_set = fields.Boolean(
        compute="_compute_can_set", export_string_translation=False
    )

    _department_period_uniq = models.UniqueIndex(
        "(department_id, period_id)",
        "This unit has its predicate for the period already.",
    )

    @api.depends("department_id", "period_id", "predicate")
    def _compute_display_name(self):
        labels = dict(self._fields["predicate"]._description_selection(self.env))
        for record in self:
            record.display_name = self.env._(
                "%(unit)s, %(period)s: %(predicate)s",
                unit=record.department_id.sudo().name or "",
                period=record.period_id.sudo().name or "",
                predicate=labels.get(record.predicate, ""),
            )

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_has_skp_official_access(self):
        units = self._get_official_units()
        for record in self:
            record.has_skp_official_access = record.department_id in units

    @api.model
    def _search_has_skp_official_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("department_id", "in", self._get_official_units().ids)

    @api.model
    def _get_official_units(self):
        """Return the top units of agencies whose authorised official the user is."""
        companies = self.env["res.company"].sudo()
        mine = companies.search(
            [("skp_authorized_official_id.user_id", "=", self.env.uid)]
        )
        units = self.env["hr.department"].sudo()
        return units.search([("company_id", "in", mine.ids), ("parent_id", "=", False)])

    @api.depends_context("uid")
    @api.depends("department_id")
    def _compute_can_set(self):
        refusals = self._get_setter_refusals()
        for record in self:
            # A new row is offered; saving it tells whether the unit is one's to judge.
            record.can_set = not record.department_id or record not in refusals

    # Who sets it

    def _get_setter_refusals(self):
        """Return {record: why the user may not set it}; empty in superuser mode."""
        if self.env.su:
            return {}
        units = self.env["hr.department"]
        led, run, own = (
            units._get_skp_led_ids(),
            units._get_skp_run_ids(),
            self._get_own_unit_ids(),
        )
        above = self._get_ids_above(own)
        is_manager = self.env.user.has_group("hr_skp.group_hr_skp_manager")
        official = self._get_official_units()
        refusals = {}
        for record in self:
            unit = record.sudo().department_id
            if unit.id in own:
                refusals[record] = self.env._(
                    "nobody sets the predicate of his own unit. Ask the head of the unit above,"
                    " or the performance team of another unit."
                )
            elif unit.parent_id.id in led or unit in official:
                continue
            elif unit.id in above:
                refusals[record] = self.env._(
                    "your own unit takes the predicate of the units above it. Ask the head"
                    " of the unit above, of the top unit the authorised official, or the"
                    " performance team of another unit."
                )
            elif not (is_manager or unit.id in run):
                refusals[record] = self.env._(
                    "it is set by the head of the unit above or the performance team; of the"
                    " top unit by the authorised official."
                )
        return refusals

    @api.model
    def _get_own_unit_ids(self):
        """Return the ids of the units where the user works, or which he heads."""
        people = self.env.user.sudo().with_context(active_test=False).employee_ids
        people = people._as_of_today()
        headed = (
            self.env["hr.department"].sudo().search([("manager_id", "in", people.ids)])
        )
        return set((people.department_id | headed).ids)

    @api.model
    def _get_ids_above(self, unit_ids):
        """Return the ids of all units above the given ones."""
        units = self.env["hr.department"].sudo().browse(unit_ids)
        return {
            int(part) for unit in units for part in unit.parent_path.split("/") if part
        } - set(unit_ids)

    def _check_setter(self):
        self.sudo()._raise_refusals(self._get_setter_refusals(), AccessError)

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        periods = self.env["hr.skp.period"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            period_id = vals.get("period_id") or self.env.context.get(
                "default_period_id"
            )
            extra["company_id"] = periods.browse(period_id).company_id.id
            extra["set_by_id"] = self.env.uid
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_setter()
        return records

    def write(self, vals):
        if not self.env.su:
            self._check_skp_guarded(vals.keys())
            self._check_setter()
            self._check_stays(vals)
            # Whoever changes it, answers for it.
            super(HrSkpOrganizationPredicate, self.sudo()).write(
                {"set_by_id": self.env.uid}
            )
        return super().write(vals)

    def _check_stays(self, vals):
        """Refuse to move a predicate to another unit or period."""
        for name in {"department_id", "period_id"} & vals.keys():
            if moved := self.sudo().filtered(
                lambda record, name=name: record[name].id != vals[name]
            ):
                raise UserError(
                    self.env._(
                        "%(predicate)s stays with its unit and period. Add another one instead.",
                        predicate=moved[0].display_name,
                    )
                )

    @api.constrains("department_id", "period_id")
    def _check_unit_and_period(self):
        for record in self.sudo():
            if record.period_id.kind == "documentation":
                raise UserError(
                    self.env._(
                        "%(period)s is for documentation only. Choose a periodic or annual one.",
                        period=record.period_id.name,
                    )
                )
            company = record.department_id.company_id
            if company and company != record.company_id:
                raise UserError(
                    self.env._(
                        "%(unit)s belongs to another agency than %(period)s.",
                        unit=record.department_id.name,
                        period=record.period_id.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own_unit(self):
        self._check_setter()

    # What counts for a unit

    @api.model
    def _get_for(self, departments, period):
        """Return the predicate that counts for each unit in a period.

        The unit's own, else that of the nearest unit above. The same number of queries
        for one unit and for thousands.

        :param departments: ``hr.department`` records
        :param period: one ``hr.skp.period``
        :return: {department: record in superuser mode, empty where nobody set one}
        """
        lineage = {
            unit: [
                int(part) for part in (unit.sudo().parent_path or "").split("/") if part
            ]
            for unit in departments
        }
        wanted = set().union(*lineage.values()) if lineage else set()
        records = self.sudo().search_fetch(
            [("period_id", "=", period.id), ("department_id", "in", list(wanted))],
            ["department_id", "predicate"],
        )
        found = {record.department_id.id: record for record in records}
        return {
            unit: next(
                (found[id_] for id_ in reversed(path) if id_ in found), records.browse()
            )
            for unit, path in lineage.items()
        }
