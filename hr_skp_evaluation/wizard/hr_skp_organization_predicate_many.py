from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.hr_skp_organization_predicate import ORGANIZATION_PREDICATES


class HrSkpOrganizationPredicateMany(models.TransientModel):
    """Sets the predicates of all units directly below one, in one sitting."""

    _name = "hr.skp.organization.predicate.many"
    _inherit = ["hr.skp.asking"]
    _description = "Predicates of several units"

    period_id = fields.Many2one(
        "hr.skp.period",
        required=True,
        default=lambda self: self._get_default_period(),
        domain="[('kind', '!=', 'documentation'), ('company_id', 'in', allowed_company_ids)]",
    )
    department_id = fields.Many2one(
        "hr.department",
        "Units below",
        required=True,
        default=lambda self: self._get_default_unit(),
    )
    line_ids = fields.One2many(
        "hr.skp.organization.predicate.many.line",
        "wizard_id",
        "Units",
        compute="_compute_line_ids",
        # As the user: he reads the units, and so what counts for them.
        compute_sudo=False,
        store=True,
        readonly=False,
    )

    @api.model
    def _get_default_period(self):
        """Return the last period of evaluation that is over, else the first one."""
        periods = self.env["hr.skp.period"]
        domain = [
            ("kind", "=", "periodic"),
            ("company_id", "in", self.env.companies.ids),
        ]
        return periods._get_last_over() or periods.search(
            domain, order="date_to", limit=1
        )

    @api.model
    def _get_default_unit(self):
        """Return the highest unit whose lower ones are the user's to judge."""
        units = self.env["hr.department"]
        ids = units._get_skp_led_ids() or units._get_skp_run_ids()
        return units.search(
            [("id", "in", list(ids)), ("child_ids", "!=", False)],
            order="parent_path",
            limit=1,
        )

    @api.depends("period_id", "department_id")
    def _compute_line_ids(self):
        predicates = self.env["hr.skp.organization.predicate"]
        labels = dict(ORGANIZATION_PREDICATES)
        labels.update(predicates._fields["predicate"]._description_selection(self.env))
        for wizard in self:
            commands = [Command.clear()]
            if wizard.period_id and wizard.department_id:
                units = wizard.department_id.child_ids
                found = predicates._get_for(units, wizard.period_id)
                for unit in units:
                    record = found[unit]
                    own = record.department_id == unit and record
                    vals = {
                        "department_id": unit.id,
                        "predicate": own and own.predicate,
                        "basis": own and own.basis,
                        "inherited": False
                        if own or not record
                        else self.env._(
                            "%(predicate)s, from %(unit)s",
                            predicate=labels[record.predicate],
                            unit=record.department_id.name,
                        ),
                    }
                    commands.append(Command.create(vals))
            wizard.line_ids = commands

    def action_set(self):
        """Create or change the predicates that were typed; all or nothing.

        Units left empty stay as they are.

        :raises AccessError: naming the units that are not the user's to judge
        :raises UserError: where nothing was typed
        """
        self.ensure_one()
        typed = self.line_ids.filtered("predicate")
        predicates = self.env["hr.skp.organization.predicate"]
        if not typed:
            raise UserError(
                self.env._("Choose the predicate of at least one unit in the table.")
            )
        existing = predicates.search(
            [
                ("period_id", "=", self.period_id.id),
                ("department_id", "in", typed.department_id.ids),
            ]
        ).grouped("department_id")
        missing = []
        for line in typed:
            vals = {"predicate": line.predicate, "basis": line.basis}
            record = existing.get(line.department_id)
            if not record:
                vals.update(
                    department_id=line.department_id.id, period_id=self.period_id.id
                )
                missing.append(vals)
            elif (record.predicate, record.basis) != (line.predicate, line.basis):
                record.write(vals)
        predicates.create(missing)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_organization_predicate_action"
        )
        return {
            **action,
            "domain": [
                ("period_id", "=", self.period_id.id),
                ("department_id", "in", typed.department_id.ids),
            ],
        }


class HrSkpOrganizationPredicateManyLine(models.TransientModel):
    """One unit in the table."""

    _name = "hr.skp.organization.predicate.many.line"
    _description = "Predicate of one of several units"

    wizard_id = fields.Many2one(
        "hr.skp.organization.predicate.many",
        required=True,
        ondelete="cascade",
        export_string_translation=False,
    )
    department_id = fields.Many2one("hr.department", "Unit", required=True)
    predicate = fields.Selection(ORGANIZATION_PREDICATES)
    inherited = fields.Char("Counts now", readonly=True)
    basis = fields.Text()
