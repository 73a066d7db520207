from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

KINDS = [
    ("renstra", "Strategic plan"),
    ("agreement", "Performance agreement of the unit"),
    ("organization", "Organisation and work procedures"),
    ("priority", "Priorities"),
    ("competence", "Competence"),
    ("contract", "Work agreement (PPPK)"),
]


class HrSkpReference(models.Model):
    """What the expectations of a plan are drawn from (PermenPANRB 6/2022).

    ===========================  ======================  ==============================
    reference of                 read by                 written by
    ===========================  ======================  ==============================
    the year (no unit, no plan)  everybody in the agency administrator
    a unit                       everybody in the agency performance team of the unit
    one plan                     who reads the plan      employee, team on behalf;
                                                         while the plan is edited
    ===========================  ======================  ==============================
    """

    _name = "hr.skp.reference"
    _inherit = ["hr.skp.line"]
    _description = "Reference of plans"
    _order = "kind, department_id, name, id"
    _check_company_auto = True
    _skp_reach = frozenset({"department_id"})

    kind = fields.Selection(KINDS, required=True, default="agreement", index=True)
    name = fields.Char("Document", required=True)
    cycle_id = fields.Many2one(
        "hr.skp.cycle",
        "Year",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        default=lambda self: self.env["hr.skp"]._default_cycle_id(),
    )
    department_id = fields.Many2one(
        string="Unit",
        ondelete="cascade",
        check_company=True,
        help="For this unit and those below. Empty: for the whole agency.",
    )
    skp_id = fields.Many2one(
        required=False, help="Filled: for this plan alone, such as a work agreement."
    )
    url = fields.Char("Link")
    attachment = fields.Binary("File", attachment=True)
    attachment_name = fields.Char("File name")

    _check_contract = models.Constraint(
        "CHECK (kind != 'contract' OR skp_id IS NOT NULL)",
        "A work agreement belongs to the plan of one person. Choose the plan.",
    )

    @api.model
    def _get_skp_guarded(self):
        # The unit of a reference without plan is chosen; with one it follows the plan.
        return super()._get_skp_guarded() - {"department_id"}

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        default_cycle = self.default_get(["cycle_id"]).get("cycle_id")
        cycles = self.env["hr.skp.cycle"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            if plan := self._get_skp_of_vals(vals):
                extra["cycle_id"] = plan.cycle_id.id
            else:
                cycle = cycles.browse(vals.get("cycle_id") or default_cycle)
                extra["company_id"] = cycle.company_id.id
        return prepared

    @api.constrains("url")
    def _check_url(self):
        for reference in self:
            parts = urlsplit((reference.url or "").strip())
            if reference.url and not (
                parts.scheme in ("http", "https") and parts.hostname
            ):
                raise ValidationError(
                    self.env._(
                        "%(reference)s: a link begins with http:// or https://.",
                        reference=reference.name,
                    )
                )

    def write(self, vals):
        if not self.env.su and {"department_id", "cycle_id"} & vals.keys():
            self._check_place_stays(vals)
        if {"kind", "attachment"} & vals.keys():
            self._check_approved_stays()
        done = super().write(vals)
        if "cycle_id" in vals and not self.env.su:
            for reference in self.sudo():
                reference.company_id = reference.cycle_id.company_id
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self._check_approved_stays()

    def _check_approved_stays(self):
        """Refuse to lose a document on which an approved plan rests."""
        if self.env.su:
            return
        self._raise_refusals(
            dict.fromkeys(
                self.sudo().filtered(
                    lambda reference: (
                        reference.skp_id.approved_on
                        and reference.create_date <= reference.skp_id.approved_on
                    )
                ),
                self.env._(
                    "the approved plan rests on it, so it stays. Add the other document beside"
                    " it."
                ),
            )
        )

    def _check_place_stays(self, vals):
        for reference in self.sudo().filtered("skp_id"):
            if any(
                reference[name].id != vals[name]
                for name in ("department_id", "cycle_id")
                if name in vals
            ):
                raise ValidationError(
                    self.env._(
                        "%(reference)s belongs to one plan, and so to its unit and year.",
                        reference=reference.name,
                    )
                )

    def _check_skp_line_change(self, operation, vals=None):
        """Refuse a reference of all to anybody but those who run its unit."""
        if self.env.su:
            return
        with_plan = self.filtered("skp_id")
        super(HrSkpReference, with_plan)._check_skp_line_change(operation, vals)
        manager = self.env.user.has_group("hr_skp.group_hr_skp_manager")
        for reference in (self - with_plan).sudo():
            allowed = (
                reference.company_id in self.env.companies
                if manager
                else reference.sudo(False).has_skp_officer_access
            )
            if not allowed:
                raise AccessError(
                    self.env._(
                        "%(reference)s: references of a unit are kept by its performance"
                        " team, those of the whole agency by an administrator.",
                        reference=reference.name,
                    )
                )

    @api.model
    def _get_of_plan_domain(self, plan):
        """Return the domain of the references that concern one plan.

        Those of the agency, of its unit and the units above, and its own.
        """
        units = plan.sudo().department_id
        path = [int(each) for each in (units.parent_path or "").split("/") if each]
        return [
            ("cycle_id", "=", plan.cycle_id.id),
            "|",
            ("skp_id", "=", plan.id),
            "&",
            ("skp_id", "=", False),
            ("department_id", "in", [False, *path]),
        ]
