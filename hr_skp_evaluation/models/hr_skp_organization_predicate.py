from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

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
    _inherit = ["hr.skp.guard", "hr.skp.official.access"]
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
    component_ids = fields.One2many(
        "hr.skp.organization.component", "predicate_id", "Components"
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
            if unit.id in own and not unit.parent_id:
                refusals[record] = self.env._(
                    "nobody sets the predicate of his own unit. That of the top unit is set by"
                    " the authorised official; the administrator names somebody who is not of"
                    " this unit in the settings."
                )
            elif unit.id in own:
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
        vals_list = self._fill_default(vals_list, "period_id")
        # Before the unique index could tell another agency what is set.
        self._check_known(
            self.env["hr.skp.period"].browse(
                {vals["period_id"] for vals in vals_list if vals.get("period_id")}
            )
        )
        records = super().create(vals_list)
        records._check_setter()
        records._record_change("organization_set")
        return records

    def write(self, vals):
        self._check_known(self)
        before = {record: record._get_judgement() for record in self.sudo()}
        if not self.env.su:
            self._check_skp_guarded(vals.keys())
            self._check_setter()
            self._check_stays(vals)
            # Whoever changes it, answers for it.
            super(HrSkpOrganizationPredicate, self.sudo()).write(
                {"set_by_id": self.env.uid}
            )
        done = super().write(vals)
        changed = self.sudo().filtered(
            lambda record: record._get_judgement() != before[record]
        )
        changed._record_change("organization_change", before)
        return done

    def unlink(self):
        self._check_known(self)
        before = {record: record._get_judgement() for record in self.sudo()}
        # Whoever may not remove it, leaves no trace of having tried: all is undone.
        self.sudo()._record_change("organization_remove", before)
        return super().unlink()

    # History

    def _get_judgement(self):
        """Return what the history keeps of one predicate; its unit and period stay."""
        self.ensure_one()
        return {
            "unit": self.department_id.name,
            "period": self.period_id.name,
            "predicate": self.predicate,
            "basis": self.basis or None,
        }

    def _record_change(self, kind, before=None):
        """Keep in the history who said what of which unit, and what was said before."""
        removed = kind == "organization_remove"
        details = {
            record: {
                "department_id": record.department_id.id,
                "company_id": record.company_id.id,
                "before": (before or {}).get(record, False),
                "after": False if removed else record._get_judgement(),
            }
            for record in self.sudo()
        }
        if details:
            self.env["hr.skp.event"]._record(self, kind, details=details)

    def action_open_history(self):
        """Open who set and changed the predicate of one unit, and what was said before."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("History: %(record)s", record=self.display_name),
            "res_model": "hr.skp.event",
            "views": [(False, "list"), (False, "kanban")],
            "domain": [("model", "=", self._name), ("res_id", "=", self.id)],
        }

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
