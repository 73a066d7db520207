from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain

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
            by_key = rows.grouped(lambda row: row._get_key())
            missing = []
            for (unit, organization), vals in found.items():
                row = by_key.get((unit, organization))
                if row is None:
                    missing.append(
                        {
                            "period_id": period.id,
                            "department_id": unit.id,
                            "organization_predicate": organization,
                            "company_id": period.company_id.id,
                            **vals,
                        }
                    )
                else:
                    row._follow(vals)
            created = self.sudo().create(missing)
            met = rows.filtered(lambda row, found=found: row._get_key() not in found)
            told = met.filtered("reason")
            told.filtered(lambda row: row.state != "met").write({"state": "met"})
            (met - told).unlink()
            (created | (rows - met))._name_above()

    def _get_key(self):
        """Return what a row counts: those of one unit by one predicate of it.

        Where it was changed after a delivery, evaluations of one unit count by two.
        """
        return self.department_id, self.organization_predicate

    def _name_above(self):
        """Name who takes note: the nearest head above who did not give the reason himself.

        Of a top unit that is the authorised official.
        """
        for row in self:
            unit = row.department_id
            own = unit.manager_id.user_id | row.explained_by_id
            above, user = (
                unit.parent_id,
                row.company_id.skp_authorized_official_id.user_id,
            )
            if above:
                while above and not above.manager_id.user_id - own:
                    above = above.parent_id
                user = above.manager_id.user_id
            user -= own
            if row.above_user_id != user:
                row.above_user_id = user

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
        """Return {(unit, its predicate): values of the row} of those who leave the guide."""
        company = period.company_id
        guides = self.env["hr.skp.distribution.rule"]._get_rules(
            company, period.date_to
        )
        options = {
            "smallest": company.skp_distribution_smallest,
            "tolerance": company.skp_distribution_tolerance,
        }
        found = {}
        for (unit, organization), counts in self._count(period).items():
            failures = distribution.check(
                counts, guides.get(organization, []), **options
            )
            if failures:
                found[unit, organization] = {
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
                }
        return found

    @api.model
    def _count(self, period):
        """Return {(unit that has its own predicate, predicate): Counter of predicates}."""
        evaluations = self.env["hr.skp.evaluation"].sudo()
        counts = defaultdict(Counter)
        for _period, unit, organization, predicate, count in evaluations._count_rated(
            Domain("period_id", "=", period.id)
            & Domain("state", "in", DELIVERED_STATES)
        ):
            if unit:
                counts[unit, organization][predicate] += count
        return counts

    @api.model
    def _get_watched(self):
        """Return the periods that should have been delivered, for a year."""
        return self.env["hr.skp.period"]._get_lately_due(WATCHED)

    @api.model
    def _cron_daily(self):
        """Count the periods that should have been delivered, each by itself."""
        self.env["hr.skp.chunks"]._do_in_chunks(
            self._get_watched(), self._refresh, limit=1
        )
