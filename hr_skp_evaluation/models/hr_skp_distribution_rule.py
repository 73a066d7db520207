from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..rules import distribution
from ..rules.quadrant import PREDICATES
from .hr_skp_organization_predicate import ORGANIZATION_PREDICATES

# People of the team on which a guide is tried: large enough that rounding hides nothing.
TRIED_ON = 1000


class HrSkpDistributionRule(models.Model):
    """One line of the guide to distribution for one predicate of the organisation.

    The guide is dated: the lines with the latest first day, for one predicate, hold
    together and replace those before. An agency's own lines go before those of all
    agencies, which stay as the circular words them (SE 3/2023).
    """

    _name = "hr.skp.distribution.rule"
    _description = "Guide to distribution"
    _order = "organization_predicate, date_from desc, sequence, id"

    sequence = fields.Integer(default=10)
    organization_predicate = fields.Selection(ORGANIZATION_PREDICATES, required=True)
    kind = fields.Selection(
        [
            ("majority", "More than"),
            ("minimum", "At least"),
            ("maximum", "At most"),
            ("present", "At least one person"),
        ],
        "How many",
        required=True,
        default="maximum",
    )
    share = fields.Float(
        "Percent", aggregator=None, help="Of the people who are rated."
    )
    very_good = fields.Boolean("Very good")
    good = fields.Boolean("Good")
    needs_improvement = fields.Boolean("Needs improvement")
    poor = fields.Boolean("Poor")
    very_poor = fields.Boolean("Very poor")
    date_from = fields.Date(
        "In force from", required=True, default=fields.Date.context_today, index=True
    )
    source = fields.Char(required=True, help="The letter or circular that says so.")
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        index="btree_not_null",
        default=lambda self: self.env.company,
        help="Without one the line is for all agencies that have none of their own.",
    )
    active = fields.Boolean(default=True)
    is_in_force = fields.Boolean(
        "In force",
        compute="_compute_is_in_force",
        search="_search_is_in_force",
        help="Counts today for the agency: no later guide, and none of its own, replaces it.",
    )

    _check_share = models.Constraint(
        "CHECK (share >= 0 AND share <= 100)", "A share lies between 0 and 100 %."
    )
    _check_predicates = models.Constraint(
        "CHECK (TRUE IN (very_good, good, needs_improvement, poor, very_poor) IS TRUE)",
        "Choose the predicates that the line is about.",
    )

    @api.depends("organization_predicate", "kind", "share", *PREDICATES)
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            share = "" if line.kind == "present" else f"{line.share:g} %"
            names = ", ".join(
                self._fields[name]._description_string(self.env)
                for name in line._get_predicates()
            )
            line.display_name = " ".join(
                filter(None, (kinds.get(line.kind), share, names))
            )

    @api.depends("organization_predicate", "date_from", "company_id", "active")
    @api.depends_context("company")
    def _compute_is_in_force(self):
        lines = self._get_lines(self.env.company, fields.Date.context_today(self))
        in_force = self.browse().union(*lines.values())
        for line in self:
            line.is_in_force = line._origin in in_force

    @api.model
    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        lines = self._get_lines(self.env.company, fields.Date.context_today(self))
        return Domain("id", "in", self.browse().union(*lines.values()).ids)

    @api.constrains(
        "organization_predicate",
        "kind",
        "share",
        "date_from",
        "company_id",
        "active",
        *PREDICATES,
    )
    def _check_guide(self):
        """Refuse lines that no team can meet together, or whose predicates overlap."""
        for guide in self._get_guides():
            rules = guide._to_rules()
            try:
                change = distribution.find_change({"good": TRIED_ON}, rules)
            except ValueError:
                guide[0]._raise_guide(
                    self.env._(
                        "two lines share some of their predicates and differ in others."
                        " Let one contain the other, or none."
                    )
                )
            if change is None:
                guide[0]._raise_guide(
                    self.env._(
                        "no team can meet these lines together. Change one of them."
                    )
                )

    def _raise_guide(self, reason):
        labels = dict(
            self._fields["organization_predicate"]._description_selection(self.env)
        )
        raise ValidationError(
            self.env._(
                "Guide for “%(predicate)s” from %(date)s: %(reason)s",
                predicate=labels[self.organization_predicate],
                date=format_date(self.env, self.date_from),
                reason=reason,
            )
        )

    def _get_guides(self):
        """Return the guides, each a recordset, that these lines belong to."""
        keys = {line._get_guide_key() for line in self}
        lines = self.sudo().search(
            Domain.OR(
                Domain("organization_predicate", "=", predicate)
                & Domain("date_from", "=", date)
                & Domain("company_id", "=", company.id)
                for predicate, date, company in keys
            )
        )
        return list(lines.grouped(lambda line: line._get_guide_key()).values())

    def _get_guide_key(self):
        return self.organization_predicate, self.date_from, self.company_id

    def _get_predicates(self):
        return tuple(name for name in PREDICATES if self[name])

    def _to_rules(self):
        """Return these lines as ``rules.distribution.Rule``, in their order."""
        return [
            distribution.Rule(line.kind, line._get_predicates(), line.share)
            for line in self
        ]

    @api.model
    def _get_rules(self, company, day):
        """Return {organisation predicate: list of ``Rule``} in force on a day.

        :param company: the agency; its own guide for a predicate goes before the general
        :param date day: such as the last day of the period that is rated
        """
        return {
            predicate: lines._to_rules()
            for predicate, lines in self._get_lines(company, day).items()
        }

    @api.model
    def _get_lines(self, company, day):
        """Return {organisation predicate: its lines} in force on a day, in superuser mode."""
        lines = self.sudo().search(
            [("company_id", "in", (False, company.id)), ("date_from", "<=", day)]
        )
        found = {}
        for predicate, _label in ORGANIZATION_PREDICATES:
            of_predicate = lines.filtered(
                lambda line, one=predicate: line.organization_predicate == one
            )
            of_predicate = of_predicate.filtered("company_id") or of_predicate
            latest = max(of_predicate.mapped("date_from"), default=None)
            found[predicate] = of_predicate.filtered(
                lambda line, day=latest: line.date_from == day
            )
        return found

    def action_adapt(self):
        """Copy the general guide that this line belongs to for the user's agency.

        :raises AccessError: for others than the administrator
        :raises UserError: where the agency has its own from that day on already
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("hr_skp.group_hr_skp_manager"):
            raise AccessError(
                self.env._("The administrator adapts the guide for the agency.")
            )
        company = self.env.company
        guide = self._get_guides()[0]
        if self.company_id or guide.search_count(
            [
                ("organization_predicate", "=", self.organization_predicate),
                ("date_from", "=", self.date_from),
                ("company_id", "=", company.id),
            ],
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "%(line)s: your agency has its own guide already. Change that one.",
                    line=self.display_name,
                )
            )
        self.create([{**vals, "company_id": company.id} for vals in guide.copy_data()])
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "name": self.env._("Guide to distribution"),
            "view_mode": "list",
            "views": [(False, "list")],
            "domain": [("company_id", "=", company.id)],
        }
