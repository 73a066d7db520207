from odoo import api, fields, models

# What each kind of period weighs (SE 3/2023).
KINDS = [
    ("action_plan", "Action plan of the period"),
    ("agreement", "Performance agreement"),
    ("expectation", "Expectation of the leader above"),
    ("recommendation", "Recommendation of another unit"),
]


class HrSkpOrganizationComponent(models.Model):
    """One thing that was weighed for the predicate of a unit (SE 3/2023).

    In a period the action plan is weighed; in a year the performance agreement and what
    the leader above expects. Planning, personnel or oversight units may recommend. The
    lines inform whoever sets the predicate; nothing is computed from them.

    It is read and changed by whoever reads and sets the predicate.
    """

    _name = "hr.skp.organization.component"
    _inherit = ["hr.skp.guard", "hr.skp.official.access"]
    _description = "Component of an organisation predicate"
    _order = "predicate_id, sequence, id"
    _skp_guarded = frozenset({"department_id", "company_id"})

    predicate_id = fields.Many2one(
        "hr.skp.organization.predicate", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True, default="action_plan")
    name = fields.Text("What was agreed or expected", required=True)
    target = fields.Char()
    realization = fields.Text("Realisation")
    achievement = fields.Float(
        "Achievement (%)",
        aggregator="avg",
        help="May stay empty: an expectation is often told in words only.",
    )
    # Copies of the predicate's: record rules compare columns of the row itself.
    department_id = fields.Many2one(string="Unit", ondelete="cascade")
    company_id = fields.Many2one("res.company", "Agency", index=True)

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        predicates = self.env["hr.skp.organization.predicate"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            predicate = predicates.browse(
                vals.get("predicate_id") or self.env.context.get("default_predicate_id")
            )
            extra["department_id"] = predicate.department_id.id
            extra["company_id"] = predicate.company_id.id
        return prepared

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._fill_default(vals_list, "predicate_id")
        self._check_known(
            self.env["hr.skp.organization.predicate"].browse(
                {vals["predicate_id"] for vals in vals_list if vals.get("predicate_id")}
            )
        )
        components = super().create(vals_list)
        components.predicate_id._check_setter()
        components._record_change()
        return components

    def write(self, vals):
        if not self.env.su:
            self._check_skp_guarded(vals.keys())
            self.predicate_id._check_setter()
            self._check_stays(vals)
        before = self._get_texts()
        done = super().write(vals)
        self._record_change(before)
        return done

    def _get_texts(self):
        """Return {component: its values, as the history keeps them}."""
        names = ("kind", "name", "target", "realization", "achievement")
        return {
            component: {name: component[name] or None for name in names}
            for component in self.sudo()
        }

    def _record_change(self, before=None, after=None):
        """Keep in the history of each predicate what became of its components."""
        after = self._get_texts() if after is None else after
        events = self.env["hr.skp.event"]
        for component in self.sudo():
            predicate = component.predicate_id
            events._record(
                predicate,
                "organization_component",
                details={
                    predicate: {
                        "department_id": predicate.department_id.id,
                        "company_id": predicate.company_id.id,
                        "before": (before or {}).get(component, False),
                        "after": after.get(component, False),
                    }
                },
            )

    def _check_stays(self, vals):
        """Refuse to move a component to the predicate of another unit."""
        moved = "predicate_id" in vals and self.filtered(
            lambda component: component.predicate_id.id != vals["predicate_id"]
        )
        if moved:
            self.predicate_id._raise_refusals(
                dict.fromkeys(
                    moved.predicate_id,
                    self.env._("its components stay with it. Add another one instead."),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_set_by_others(self):
        self.predicate_id._check_setter()
        self._record_change(before=self._get_texts(), after={})
