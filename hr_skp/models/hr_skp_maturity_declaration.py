from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

KINDS = [
    ("job_analysis", "Organisation from job analysis"),
    ("strategy", "Plans from the strategic plan"),
    ("decision", "Assessments used for decisions"),
]


class HrSkpMaturityDeclaration(models.Model):
    """What a unit declares, with a document, of the two highest levels of maturity.

    ===========  =============================================================
    step         who
    ===========  =============================================================
    declare      performance team of the unit; of the agency an administrator
    withdraw     the same, with a reason
    ===========  =============================================================

    It holds for the unit and those below, from its day to its last. Access rows let
    nobody change or delete one: it is withdrawn, and another one made.
    """

    _name = "hr.skp.maturity.declaration"
    _inherit = ["hr.skp.guard", "hr.skp.access"]
    _description = "Declaration of maturity"
    _order = "date_from desc, id desc"
    _check_company_auto = True
    _skp_guarded = frozenset(
        {"company_id", "state", "declared_by_id", "withdrawn_reason"}
    )
    _skp_reach = frozenset({"department_id"})

    kind = fields.Selection(KINDS, "Declares", required=True, index=True)
    name = fields.Char("Document", required=True, help="Its number, date and title.")
    department_id = fields.Many2one(
        string="Unit",
        check_company=True,
        default=lambda self: self._get_default_unit(),
        help="For this unit and those below. Empty: for the whole agency.",
    )
    company_id = fields.Many2one("res.company", "Agency", required=True, index=True)
    date_from = fields.Date(
        "In force from", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date("Valid until", help="Empty: until it is withdrawn.")
    document = fields.Binary("File", attachment=True)
    document_name = fields.Char("File name")
    url = fields.Char("Link")
    note = fields.Text()
    declared_by_id = fields.Many2one("res.users", "Declared by", required=True)
    state = fields.Selection(
        [("declared", "Declared"), ("withdrawn", "Withdrawn")],
        required=True,
        default="declared",
        index=True,
    )
    withdrawn_reason = fields.Text("Why withdrawn")
    can_withdraw = fields.Boolean(
        compute="_compute_can_withdraw", export_string_translation=False
    )

    _check_dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_from <= date_to)",
        "A declaration ends after it begins.",
    )

    @api.depends_context("uid")
    @api.depends("state", "department_id")
    def _compute_can_withdraw(self):
        refusals = self._get_withdraw_refusals() | self._get_strangers()
        for declaration in self:
            declaration.can_withdraw = (
                declaration._origin and declaration not in refusals
            )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        units = self.env["hr.department"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            unit = units.browse(
                vals.get("department_id")
                or self.env.context.get("default_department_id")
                or []
            )
            company = unit.company_id or self.env.company
            extra.update(company_id=company.id, declared_by_id=self.env.uid)
        return prepared

    @api.model
    def _get_default_unit(self):
        """Return the unit that a performance team declares for, where it is one."""
        if self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            return False
        units = self.env.user.sudo().skp_department_ids
        return units if len(units) == 1 else False

    @api.model_create_multi
    def create(self, vals_list):
        self._check_units(vals_list)
        declarations = super().create(vals_list)
        declarations.sudo()._raise_refusals(
            declarations._get_strangers(), error=AccessError
        )
        declarations._check_document()
        declarations._record("maturity_declare")
        return declarations

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        raise UserError(
            self.env._("A declaration is never deleted. Withdraw it with a reason.")
        )

    def _check_document(self):
        for declaration in self.sudo():
            if not declaration.document and not declaration.url:
                raise UserError(
                    self.env._(
                        "%(name)s: add the document, or a link to it.",
                        name=declaration.name,
                    )
                )

    # Guards

    @api.model
    def _check_units(self, vals_list):
        """Say whose it is to declare before a record rule refuses without a reason."""
        if self.env.su or self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            return
        default = self.default_get(["department_id"]).get("department_id")
        run = self.env["hr.department"]._get_skp_run_ids()
        for vals in vals_list:
            if vals.get("department_id", default) not in run:
                raise AccessError(
                    self.env._(
                        "%(name)s: choose a unit of your performance team. For the whole"
                        " agency an administrator declares it.",
                        name=vals.get("name") or "",
                    )
                )

    def _get_strangers(self):
        """Return {declaration: why the user declares nothing there}."""
        if self.env.su:
            return {}
        is_manager = self.env.user.has_group("hr_skp.group_hr_skp_manager")
        reason = self.env._(
            "the performance team of the unit declares it; for the whole agency, an"
            " administrator."
        )
        return {
            declaration: reason
            for declaration in self
            if not (
                declaration.sudo().company_id in self.env.companies
                if is_manager
                else declaration.has_skp_officer_access
            )
        }

    def _get_withdraw_refusals(self):
        """Return {declaration: why it cannot be withdrawn now}."""
        return {
            declaration: self.env._("it was withdrawn already.")
            for declaration in self.sudo()
            if declaration.state == "withdrawn"
        }

    # Steps

    def action_withdraw(self, reason=None):
        """Withdraw what was declared; it stays on the list.

        :param str reason: why, compulsory
        :raises AccessError: unless the user runs the unit
        """
        if not self.env.su:
            self.check_access("read")
        self.sudo()._raise_refusals(self._get_strangers(), AccessError)
        self.sudo()._raise_refusals(self._get_withdraw_refusals())
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: it is kept in the history."))
        self.sudo().write({"state": "withdrawn", "withdrawn_reason": reason})
        self._record("maturity_withdraw", reason)
        return True

    def _record(self, kind, reason=None):
        """Append the event, and look at the levels again."""
        self.env["hr.skp.event"]._record(
            self,
            kind,
            reason=reason,
            details={
                declaration: {
                    "company_id": declaration.company_id.id,
                    "department_id": declaration.department_id.id,
                    "after": {"kind": declaration.kind, "document": declaration.name},
                }
                for declaration in self.sudo()
            },
        )
        rows = self.env["hr.skp.maturity"].sudo()
        rows.search([("company_id", "in", self.sudo().company_id.ids)])._update_levels()

    @api.model
    def _get_declared(self, companies, day):
        """Return {(id of agency, id of unit or 0): kinds in force on a day}, in one query.

        :param date day: the day
        """
        declared = {}
        found = self.sudo().search(
            Domain("company_id", "in", companies.ids)
            & Domain("state", "=", "declared")
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))
        )
        for declaration in found:
            key = declaration.company_id.id, declaration.department_id.id or 0
            declared.setdefault(key, set()).add(declaration.kind)
        return declared


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "maturity_declare": self.env._("Maturity declared"),
            "maturity_withdraw": self.env._("Declaration of maturity withdrawn"),
        }
