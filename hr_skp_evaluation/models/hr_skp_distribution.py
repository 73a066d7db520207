from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..rules import distribution
from ..rules.quadrant import PREDICATES
from .hr_skp_evaluation import UNDELIVERED_STATES


class HrSkpEvaluation(models.Model):
    """How predicates are distributed, beside what the guide asks for.

    The guide is a consideration of the leader: what it finds is said, asked about and
    reported, and no step waits for it.
    """

    _inherit = "hr.skp.evaluation"

    @api.model
    def get_distribution(self, domain):
        """Return how the predicates of some evaluations are distributed.

        Read as the user, so that everybody counts what he may see. The same number of
        queries for ten people and for an agency.

        :param list domain: which evaluations
        :return: {"sections": [...], "unrated": number}; one section for each period and
            predicate of the organisation: {"key", "period", "organization", "total",
            "counts": [{"key", "label", "count", "share", "guide"}], "is_checked",
            "failures": sentences, "change": a sentence or "", "units": how many units with a
            predicate of their own are counted together}; shares in percent, "guide" None
            where there is none
        :raises AccessError: for who may read no evaluation
        """
        chosen = Domain(domain) & Domain("stop_reason", "=", False)
        sections, units = defaultdict(Counter), defaultdict(set)
        for period, unit, organization, predicate, count in self._count_rated(chosen):
            sections[period, organization][predicate] += count
            units[period, organization].add(unit)
        organizations = [key for key, _label in self._get_organization_options()]
        return {
            "sections": [
                self._get_section(period, organization, counts)
                | {"units": len(units[period, organization])}
                for (period, organization), counts in sorted(
                    sections.items(),
                    key=lambda item: (
                        item[0][0].date_from,
                        organizations.index(item[0][1]) if item[0][1] else -1,
                    ),
                )
            ],
            "unrated": self.search_count(chosen & Domain("predicate", "=", False)),
        }

    @api.model
    def _count_rated(self, domain):
        """Count predicates beside the predicate of the organisation that counts for them.

        Of a delivered evaluation that is the one it was delivered with, of all others that
        of today. Whatever is held against the guide is counted here.

        :return: [(period, unit, predicate of the organisation, predicate, how many)];
            the unit is the one that has its own predicate today, itself or above
        """
        groups = self._read_group(
            domain & Domain("predicate", "!=", False),
            [
                "period_id",
                "department_id",
                "state",
                "organization_predicate",
                "predicate",
            ],
            ["__count"],
        )
        counting = self._get_counting_predicates(groups)
        counted = []
        for period, unit, state, kept, predicate, count in groups:
            record = counting[period, unit]
            organization = record.predicate if state in UNDELIVERED_STATES else kept
            counted.append(
                (period, record.department_id or unit, organization, predicate, count)
            )
        return counted

    @api.model
    def _get_organization_options(self):
        field = self._fields["organization_predicate"]
        return field._description_selection(self.env)

    @api.model
    def _get_counting_predicates(self, groups):
        """Return {(period, unit): what counts, of the unit or of the nearest above}."""
        units = defaultdict(self.env["hr.department"].browse)
        for period, unit, *_rest in groups:
            units[period] |= unit
        predicates = self.env["hr.skp.organization.predicate"]
        found = defaultdict(predicates.browse)
        for period, of_period in units.items():
            for unit, record in predicates._get_for(of_period, period).items():
                found[period, unit] = record
        return found

    @api.model
    def _get_section(self, period, organization, counts):
        """Return one section of ``get_distribution``."""
        company = period.sudo().company_id
        guides = self.env["hr.skp.distribution.rule"]._get_rules(
            company, period.sudo().date_to
        )
        rules = guides.get(organization, [])
        total = counts.total()
        options = {
            "smallest": company.skp_distribution_smallest,
            "tolerance": company.skp_distribution_tolerance,
        }
        labels = dict(self._fields["predicate"]._description_selection(self.env))
        curve = distribution.CURVES.get(organization)
        return {
            "key": f"{period.id}-{organization}",
            "period": period.sudo().name,
            "organization": dict(self._get_organization_options()).get(
                organization, ""
            ),
            "total": total,
            "counts": [
                {
                    "key": key,
                    "label": labels[key],
                    "count": counts[key],
                    "share": round(100 * counts[key] / total, 1),
                    "guide": round(100 * curve[key] / sum(curve.values()), 1)
                    if curve
                    else None,
                }
                for key in PREDICATES
            ],
            "is_checked": bool(rules) and total >= options["smallest"],
            "failures": [
                self._get_failure_text(failure, total, labels)
                for failure in distribution.check(counts, rules, **options)
            ],
            "change": self._get_change_text(
                distribution.find_change(counts, rules, **options)
            ),
        }

    @api.model
    def _get_failure_text(self, failure, total, labels):
        """Return in one sentence which line of the guide is not met, and by how many."""
        words = {
            "names": ", ".join(labels[key] for key in failure.rule.predicates),
            "count": failure.count,
            "total": total,
            "bound": failure.bound,
            "gap": abs(failure.gap),
        }
        if failure.gap > 0:
            return self.env._(
                "%(names)s: %(count)s of %(total)s people, at most %(bound)s; %(gap)s too"
                " many.",
                **words,
            )
        return self.env._(
            "%(names)s: %(count)s of %(total)s people, at least %(bound)s; %(gap)s too few.",
            **words,
        )

    @api.model
    def _get_change_text(self, change):
        """Return how far the guide is, without a word about whose predicate it would be."""
        if change is None:
            return self.env._("A team of this size cannot meet the guide.")
        if not change.size:
            return ""
        return self.env._(
            "The guide would be met if %(count)s predicates were others.",
            count=change.size,
        )

    @api.model
    def action_open_distribution(self):
        """Open the distribution of the latest period in which the user reads a predicate."""
        is_team = self.env.context.get("skp_team")
        team = ["|", ("appraiser_user_id", "=", self.env.uid)]
        team += [("deputy_user_id", "=", self.env.uid)]
        latest = self.search(
            [
                ("predicate", "!=", False),
                ("stop_reason", "=", False),
                *(team if is_team else []),
            ],
            order="date_to desc, id desc",
            limit=1,
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_evaluation_action_distribution"
        )
        period = latest.period_id
        context = {"search_default_period_id": period.id} if period else {}
        if is_team:
            context["search_default_my_team"] = 1
        return {**action, "context": context}

    @api.model
    def action_open_progress(self):
        """Open who is not evaluated, of the last period that is over."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_skp_evaluation.hr_skp_evaluation_action_progress"
        )
        context = {"search_default_owed": 1, "search_default_group_unit": 1}
        if period := self.env["hr.skp.period"]._get_last_over():
            context["search_default_period_id"] = period.id
        return {**action, "context": {**context, "hierarchical_naming": False}}
