from collections import defaultdict

from odoo import api, fields, models

from ..rules import honesty
from .hr_skp import DELIVERED_STATES

# For so many days after its deadline a period is looked at.
WATCHED = 120
LINE_MODELS = ("hr.skp.evaluation.result", "hr.skp.evaluation.behavior")


class HrSkpRatingPattern(models.Model):
    """How the rows are counted, and shown to superiors, every night."""

    _name = "hr.skp.rating.pattern"
    _inherit = ["hr.skp.rating.pattern", "hr.skp.notifier"]

    _skp_path = "skp-rating-patterns"

    @api.model
    def _cron_daily(self):
        """Look at the periods that should have been delivered; show what is due."""
        chunks = self.env["hr.skp.chunks"]
        if chunks._do_in_chunks(self._get_watched(), self._refresh, limit=1):
            chunks._do_in_chunks(self._get_to_show(), lambda rows: rows._show())

    @api.model
    def _get_watched(self):
        """Return the periods that should have been delivered, for some months."""
        return self.env["hr.skp.period"]._get_lately_due(WATCHED)

    @api.model
    def _get_to_show(self):
        """Return the rows whose appraisers had their days to answer."""
        today = fields.Date.today()
        return self.sudo().search(
            [("superior_user_id", "=", False), ("shown_from", "<=", today)]
        )

    def _show(self):
        """Let the appraisers' superiors read the rows, as their evaluations name them."""
        for period, rows in self.grouped("period_id").items():
            superiors = self._get_superiors(period, rows.appraiser_id)
            for row in rows:
                superior = superiors.get(row.appraiser_id)
                if superior and superior != row.appraiser_user_id:
                    row.superior_user_id = superior
        shown = self.filtered("superior_user_id")
        for rows in shown.grouped("superior_user_id").values():
            rows._tell_shown()

    def _tell_shown(self):
        """Tell one superior of these rows, in one message for all of them."""
        first = self[:1].sudo()
        names = ", ".join(self.sudo().appraiser_id.mapped("name"))

        def get_text(local):
            if local.answer:
                return local.env._(
                    "%(name)s answers: “%(answer)s”", name=names, answer=local.answer
                )
            return local.env._(
                "Of %(names)s. These are signs, not judgements: talk about them before you"
                " conclude anything.",
                names=names,
            )

        first._tell(
            first.superior_user_id,
            lambda local: local.env._(
                "What stands out in ratings of %(period)s", period=local.period_id.name
            ),
            get_text,
            path=self._skp_path if len(self) > 1 else None,
        )

    @api.model
    def _get_superiors(self, period, appraisers):
        """Return {appraiser: user of the superior of those whom he rated last}."""
        evaluations = self.env["hr.skp.evaluation"].sudo()
        found = evaluations.search(
            [
                ("period_id", "=", period.id),
                ("appraiser_id", "in", appraisers.ids),
                ("superior_user_id", "!=", False),
            ],
            order="id",
        )
        return {one.appraiser_id: one.superior_user_id for one in found}

    @api.model
    def _refresh(self, period):
        """Write the rows of a period; the same number of queries for any agency.

        A row without a sign goes, unless it was answered.
        """
        company = period.company_id
        today = company._get_skp_today()
        rows = self.sudo().search([("period_id", "=", period.id)])
        by_appraiser = rows.grouped("appraiser_id")
        found = self._get_signs(period)
        missing = []
        for appraiser, vals in found.items():
            row = by_appraiser.get(appraiser)
            if row is None:
                missing.append(
                    {
                        "period_id": period.id,
                        "appraiser_id": appraiser.id,
                        "appraiser_user_id": appraiser.user_id.id,
                        "company_id": company.id,
                        "shown_from": fields.Date.add(
                            today, days=company.skp_pattern_days
                        ),
                        **vals,
                    }
                )
            elif (row.total, row.findings) != (vals["total"], vals["findings"]):
                row.write(vals)
        self.sudo().create(missing)
        rows.filtered(
            lambda row: row.appraiser_id not in found and not row.answer
        ).unlink()

    @api.model
    def _get_signs(self, period):
        """Return {appraiser: values of his row} for those of whom something stands out.

        He is compared in each unit with its others; whom he rates in several, the row
        counts together, and each sign names its unit.
        """
        company = period.company_id
        by_unit, by_appraiser = defaultdict(list), defaultdict(dict)
        for (unit, appraiser), rated in self._get_teams(period).items():
            by_unit[unit].append((appraiser, rated))
            by_appraiser[appraiser][unit] = len(rated)
        options = {
            "smallest": company.skp_distribution_smallest,
            "gap": company.skp_pattern_gap,
            "share": company.skp_pattern_share,
        }
        found = defaultdict(lambda: {"findings": []})
        for unit in sorted(by_unit, key=lambda unit: unit.id):
            everybody = [one for _appraiser, rated in by_unit[unit] for one in rated]
            for appraiser, rated in by_unit[unit]:
                own = {id(one) for one in rated}
                others = [one for one in everybody if id(one) not in own]
                units = by_appraiser[appraiser]
                if signs := honesty.find_signs(rated, others, **options):
                    found[appraiser]["total"] = sum(units.values())
                    found[appraiser]["findings"] += [
                        [
                            sign.kind,
                            round(sign.value, 2),
                            round(sign.other, 2),
                            sign.count,
                            sign.total,
                            *([unit.name] if len(units) > 1 else []),
                        ]
                        for sign in signs
                    ]
        return dict(found)

    @api.model
    def _get_teams(self, period):
        """Return {(unit that has its own predicate, appraiser): [``honesty.Rated``]}."""
        names = ("note", "recommendation", "contribution_note")
        evaluations = (
            self.env["hr.skp.evaluation"]
            .sudo()
            .search_fetch(
                [
                    ("period_id", "=", period.id),
                    ("state", "in", DELIVERED_STATES),
                    ("predicate", "!=", False),
                ],
                [
                    "appraiser_id",
                    "department_id",
                    "work_rating",
                    "behavior_rating",
                    *names,
                ],
            )
        )
        lines = defaultdict(list)
        for model in LINE_MODELS:
            groups = (
                self.env[model]
                .sudo()
                ._read_group(
                    [
                        ("evaluation_id", "in", evaluations.ids),
                        ("rating", "!=", False),
                    ],
                    ["evaluation_id"],
                    ["rating:array_agg"],
                )
            )
            for evaluation, ratings in groups:
                lines[evaluation.id] += ratings
        counting = self.env["hr.skp.organization.predicate"]._get_for(
            evaluations.department_id, period
        )
        teams = defaultdict(list)
        for one in evaluations:
            unit = counting[one.department_id].department_id or one.department_id
            teams[unit, one.appraiser_id].append(
                honesty.Rated(
                    one.work_rating,
                    one.behavior_rating,
                    tuple(lines[one.id]),
                    tuple(one[name] for name in names if one[name]),
                )
            )
        return teams
