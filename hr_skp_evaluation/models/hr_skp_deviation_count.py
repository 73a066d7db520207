from collections import Counter, defaultdict

from odoo import api, models

from ..rules import distribution
from .hr_skp import DELIVERED_STATES

# For so many days after its deadline a period is looked at: objections may change it.
WATCHED = 365


class HrSkpDeviation(models.Model):
    """How the rows are counted and kept, every night."""

    _inherit = "hr.skp.deviation"

    @api.model
    def _refresh(self, periods):
        """Write the rows of periods: what was delivered, against the guide of its unit.

        The same number of queries for ten people and for an agency.
        """
        for period in periods.sudo():
            found = self._get_deviations(period)
            rows = self.sudo().search([("period_id", "=", period.id)])
            by_unit = rows.grouped("department_id")
            missing = []
            for unit, vals in found.items():
                row = by_unit.get(unit)
                if row is None:
                    missing.append(
                        {
                            "period_id": period.id,
                            "department_id": unit.id,
                            "company_id": period.company_id.id,
                            **vals,
                        }
                    )
                else:
                    row._follow(vals)
            self.sudo().create(missing)
            met = rows.filtered(lambda row, found=found: row.department_id not in found)
            told = met.filtered("reason")
            told.filtered(lambda row: row.state != "met").write({"state": "met"})
            (met - told).unlink()

    def _follow(self, vals):
        """Bring one row up to date; other numbers ask for another reason."""
        changed = {
            name: value
            for name, value in vals.items()
            if self._fields[name].convert_to_write(self[name], self) != value
        }
        if self.state == "met" or "failures" in changed:
            changed["state"] = "open"
        if changed:
            self.write(changed)

    @api.model
    def _get_deviations(self, period):
        """Return {unit: values of its row} for the units that leave the guide."""
        company = period.company_id
        guides = self.env["hr.skp.distribution.rule"]._get_rules(
            company, period.date_to
        )
        options = {
            "smallest": company.skp_distribution_smallest,
            "tolerance": company.skp_distribution_tolerance,
        }
        heads = self._get_heads(company)
        found = {}
        for (unit, organization), counts in self._count(period).items():
            failures = distribution.check(
                counts, guides.get(organization, []), **options
            )
            if failures:
                found[unit] = {
                    "organization_predicate": organization,
                    "total": counts.total(),
                    "counted_on": company._get_skp_today(),
                    "counts": dict(counts),
                    "failures": [
                        [
                            failure.rule.kind,
                            list(failure.rule.predicates),
                            float(failure.rule.share),
                            failure.count,
                            failure.bound,
                            failure.gap,
                        ]
                        for failure in failures
                    ],
                    "head_user_id": unit.manager_id.user_id.id,
                    "above_user_id": heads(unit),
                }
        return found

    @api.model
    def _get_heads(self, company):
        """Return a function: id of the user who is told of a unit, or False."""
        official = company.skp_authorized_official_id.user_id

        def get_above(unit):
            parent = unit.parent_id
            while parent and not parent.manager_id.user_id:
                parent = parent.parent_id
            return (parent.manager_id.user_id or official).id

        return get_above

    @api.model
    def _count(self, period):
        """Return {(unit that has its own predicate, predicate): Counter of predicates}."""
        groups = (
            self.env["hr.skp.evaluation"]
            .sudo()
            ._read_group(
                [
                    ("period_id", "=", period.id),
                    ("state", "in", DELIVERED_STATES),
                    ("predicate", "!=", False),
                ],
                ["department_id", "predicate"],
                ["__count"],
            )
        )
        units = self.env["hr.department"].sudo().union(*(unit for unit, *_ in groups))
        counting = self.env["hr.skp.organization.predicate"]._get_for(units, period)
        counts = defaultdict(Counter)
        for unit, predicate, count in groups:
            if record := counting[unit]:
                key = record.department_id, record.predicate
                counts[key][predicate] += count
        return counts

    @api.model
    def _cron_daily(self):
        """Look at the periods that should have been delivered, for a year."""
        self._refresh(self.env["hr.skp.period"]._get_lately_due(WATCHED))
