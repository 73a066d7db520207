from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What every row carries so that a record rule compares its own columns only.
RULE_COLUMNS = (
    "employee_user_id",
    "appraiser_user_id",
    "superior_user_id",
    "deputy_user_id",
    "deputy_date_to",
    "department_id",
    "company_id",
)


class HrSkpLine(models.AbstractModel):
    """A line of a plan, with the plan's rule columns stored on it.

    "Reached through the parent" protects nothing from ``search`` and grouping, so
    the columns are copied at creation and follow the plan (``_copy_rule_columns``).
    """

    _name = "hr.skp.line"
    _inherit = ["hr.skp.guard", "hr.skp.access", "hr.skp.deputy"]
    _description = "SKP: line of a plan"

    # The field that leads to the plan, where the caller names a line in between.
    _skp_parent_field = "skp_id"
    # Fields that name other lines of the same plan.
    _skp_same_plan = ()

    skp_id = fields.Many2one(
        "hr.skp", "Plan", required=True, index=True, ondelete="cascade"
    )
    employee_user_id = fields.Many2one("res.users", "Employee's user", index=True)
    appraiser_user_id = fields.Many2one("res.users", "Appraiser's user", index=True)
    superior_user_id = fields.Many2one("res.users", "Superior's user", index=True)
    company_id = fields.Many2one("res.company", "Agency", index=True)

    @api.model
    def _get_skp_guarded(self):
        guarded = super()._get_skp_guarded() | set(RULE_COLUMNS)
        return guarded if self._skp_parent_field == "skp_id" else guarded | {"skp_id"}

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        plans = [self._get_skp_of_vals(vals) for vals in vals_list]
        # Read all plans at once: the rest goes through them one by one.
        self.env["hr.skp"].sudo().union(*plans).mapped("company_id")
        for plan, extra in zip(plans, prepared, strict=True):
            extra.update(plan._get_rule_columns())
            extra["skp_id"] = plan.id
        return prepared

    @api.model
    def _get_skp_of_vals(self, vals):
        """Return the plan that a dict of values leads to, in superuser mode."""
        name = self._skp_parent_field
        parent_id = vals.get(name) or self.env.context.get(f"default_{name}")
        parent = self.env[self._fields[name].comodel_name].sudo().browse(parent_id)
        return parent if name == "skp_id" else parent.skp_id

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_skp_line_change("create")
        return lines

    def write(self, vals):
        if not self.env.su:
            # The refusals that follow name the document.
            self._check_known(self)
            self._check_skp_line_stays(vals)
            self._check_skp_line_change("write", vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed_plan(self):
        self._check_skp_line_change("unlink")

    @api.constrains(lambda self: self._skp_same_plan)
    def _check_same_plan(self):
        for line in self.sudo():
            for name in self._skp_same_plan:
                if line[name].skp_id - line.skp_id:
                    raise ValidationError(
                        self.env._(
                            "%(line)s: “%(field)s” belongs to another plan."
                            " Choose one of this plan.",
                            line=line.display_name,
                            field=self._fields[name]._description_string(self.env),
                        )
                    )

    def _check_skp_line_stays(self, vals):
        """Refuse to move a line to another plan: its history belongs where it was made."""
        names = {"skp_id", self._skp_parent_field}
        for name in names & vals.keys():
            if any(line[name].id != vals[name] for line in self.sudo()):
                raise UserError(
                    self.env._(
                        "%(line)s stays in its plan. Delete it and add it to the other plan.",
                        line=self[:1].display_name,
                    )
                )

    def _check_skp_line_change(self, operation, vals=None):
        """Refuse a change that the plan's state or the person forbids.

        By default a line follows its plan: edited by the employee, or the
        performance team on behalf, in draft and revising only.

        :param str operation: ``create``, ``write`` or ``unlink``
        :param dict vals: what ``write`` changes
        """
        if not self.env.su:
            self.sudo(False).mapped("skp_id")._check_can_edit()

    @api.model
    def _get_skp_line_models(self):
        """Return the names of all models that copy the plan's rule columns."""
        return [
            name
            for name in self.env.registry.descendants(["hr.skp.line"], "_inherit")
            if not self.env[name]._abstract
        ]
