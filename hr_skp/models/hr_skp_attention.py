from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

REASONS = [
    ("waiting", "Plan waits for approval"),
    ("unsubmitted", "Plan is late"),
    ("late", "Steps past their day"),
    ("behind", "Indicators behind"),
    ("untold", "Indicators without realisation"),
    ("silent", "Log stopped"),
    ("due", "Agreed feedback is due"),
    ("unheard", "No feedback for long"),
]
# What the leader himself has to do: nobody is reminded of it in his place.
LEADERS_REASONS = {"waiting", "due", "unheard"}


class HrSkp(models.Model):
    """Why somebody needs his leader now.

    It is said once, in SQL: the card, the filter and the units ask the same, at the same
    cost for ten people and for a thousand.

    ==========  ==================================================================
    reason      counted are
    ==========  ==================================================================
    waiting     a plan that waits for approval
    unsubmitted a plan never approved, still a draft after it was due (``hr_skp_due.py``)
    late        steps of the action plan past their day
    behind      indicators of the last period that is over, with less than three
                quarters of what it aims at (``hr_skp_behind.py``)
    untold      indicators of that period without any realisation
    silent      days without a log entry, where a log is kept
    due         days since the feedback that was agreed on is due
    unheard     days without feedback, where none is agreed
    ==========  ==================================================================

    A result that was taken over, or dropped, calls nobody any more.
    """

    _inherit = "hr.skp"

    attention_text = fields.Char("Needs attention", compute="_compute_attention_text")
    needs_attention = fields.Boolean(
        compute="_compute_attention_text", search="_search_needs_attention"
    )
    # The first of the reasons; searched, it finds a plan by each of them.
    attention_reason = fields.Selection(
        REASONS,
        "Reason",
        compute="_compute_attention_text",
        search="_search_attention_reason",
    )

    @api.model
    def _get_attention_from(self):
        """Return the SQL of plans as ``plan``, each with what its reasons are counted from."""
        today = fields.Date.context_today(self)
        return SQL(
            """hr_skp plan
               JOIN res_company company ON company.id = plan.company_id
               LEFT JOIN LATERAL (
                   SELECT period.id
                     FROM hr_skp_period period
                    WHERE period.cycle_id = plan.cycle_id AND period.kind = 'periodic'
                          AND period.date_to < %(today)s
                          AND period.date_to >= plan.date_from
                          AND period.date_from <= plan.date_to
                    ORDER BY period.date_to DESC LIMIT 1
               ) over ON TRUE
               CROSS JOIN LATERAL (
                   SELECT plan.state IN ('approved', 'revising')
                          AND plan.date_from <= %(today)s
                          AND plan.date_to >= %(today)s AS in_force
               ) run""",
            today=today,
        )

    @api.model
    def _get_attention_sources(self):
        """Return {reason: (kind, SQL)} of the plan ``plan``, cheap to ask before dear.

        The SQL is a ``condition``, the ``rows`` of a table that are counted, or a number
        of ``days`` above 0 where the plan needs attention.
        """
        today = fields.Date.context_today(self)
        return {
            "waiting": ("condition", SQL("plan.state = 'submitted'")),
            "unsubmitted": (
                "condition",
                SQL(
                    """plan.state = 'draft' AND COALESCE(plan.revision, 0) = 0 AND EXISTS (
                        SELECT FROM hr_skp_cycle c WHERE c.id = plan.cycle_id AND %s)""",
                    self.env["hr.skp.cycle"]._get_late_sql(
                        SQL("plan.state"), SQL("plan.date_from"), today
                    ),
                ),
            ),
            "late": (
                "rows",
                SQL(
                    """hr_skp_action step
                       JOIN hr_skp_result result ON result.id = step.result_id
                      WHERE step.skp_id = plan.id AND step.date_deadline < %s
                            AND step.state IN ('planned', 'ongoing')
                            AND result.state = 'active'""",
                    today,
                ),
            ),
            "behind": (
                "rows",
                SQL(
                    """hr_skp_target line
                       JOIN hr_skp_result result ON result.id = line.result_id
                      WHERE line.skp_id = plan.id AND line.period_id = over.id
                            AND line.is_behind AND result.state = 'active'"""
                ),
            ),
            "silent": (
                "days",
                SQL(
                    """(CASE WHEN run.in_force THEN COALESCE((
                        SELECT CASE WHEN %(today)s - MAX(entry.date)
                                         > company.skp_attention_log_days
                                    THEN %(today)s - MAX(entry.date) END
                          FROM hr_skp_activity entry WHERE entry.skp_id = plan.id
                        ), 0) ELSE 0 END)""",
                    today=today,
                ),
            ),
            "due": (
                "days",
                SQL(
                    """(CASE WHEN run.in_force THEN COALESCE((
                        SELECT GREATEST(0, %(today)s - due.due_date)
                          FROM (%(due)s AND skp.id = plan.id) AS due
                        ), 0) ELSE 0 END)""",
                    today=today,
                    due=self._get_feedback_due_sql(),
                ),
            ),
            "unheard": (
                "days",
                SQL(
                    """(CASE WHEN run.in_force AND plan.approved_on IS NOT NULL
                                  AND plan.feedback_interval IS NULL THEN (
                        SELECT CASE WHEN heard.days > company.skp_attention_feedback_days
                                    THEN heard.days ELSE 0 END
                          FROM (
                            SELECT %(today)s - GREATEST(
                                       plan.approved_on::date, MAX(word.given_on)::date
                                   ) AS days
                              FROM hr_skp_feedback word
                             WHERE word.skp_id = plan.id AND word.state <> 'requested'
                          ) AS heard
                        ) ELSE 0 END)""",
                    today=today,
                ),
            ),
            "untold": (
                "rows",
                SQL(
                    """hr_skp_indicator indicator
                       JOIN hr_skp_result result ON result.id = indicator.result_id
                      WHERE over.id IS NOT NULL AND run.in_force
                            AND indicator.skp_id = plan.id AND result.state = 'active'
                            AND indicator.sealed_revision > 0
                            AND NOT EXISTS (
                                SELECT FROM hr_skp_target line
                                 WHERE line.indicator_id = indicator.id
                                       AND line.period_id = over.id
                                       AND (line.has_realized_value
                                            OR COALESCE(line.realization, '') <> ''))"""
                ),
            ),
        }

    @api.model
    def _get_attention_counts(self):
        """Return {reason: SQL of a number above 0 where the plan ``plan`` needs attention}."""
        counts = {
            "condition": "(%s)::int",
            "rows": "(SELECT COUNT(*) FROM %s)",
            "days": "%s",
        }
        return {
            name: SQL(counts[kind], source)
            for name, (kind, source) in self._get_attention_sources().items()
        }

    @api.model
    def _get_attention_conditions(self):
        """Return {reason: SQL of whether ``plan`` needs attention}, which counts nothing."""
        conditions = {
            "condition": "(%s)",
            "rows": "EXISTS (SELECT FROM %s)",
            "days": "%s > 0",
        }
        return {
            name: SQL(conditions[kind], source)
            for name, (kind, source) in self._get_attention_sources().items()
        }

    @api.model
    def _flush_attention(self):
        """Write what the queries above read, and prepare the database for them."""
        # Over a whole agency, compiling such a query takes longer than running it.
        self.env.cr.execute("SET LOCAL jit = off")
        for name in (
            "hr.skp",
            "hr.skp.cycle",
            "hr.skp.result",
            "hr.skp.indicator",
            "hr.skp.target",
            "hr.skp.action",
            "hr.skp.activity",
            "hr.skp.feedback",
            "res.company",
        ):
            self.env[name].flush_model()

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_attention_text(self):
        found = self._get_attention()
        periods = self.env["hr.skp.period"].sudo()
        periods = periods.browse({period_id for period_id, _counts in found.values()})
        for plan in self:
            period_id, numbers = found.get(plan._origin.id, (None, {}))
            period = periods.browse(period_id).with_prefetch(periods.ids)
            reasons = self._get_attention_reasons(numbers, period)
            plan.attention_text = "; ".join(reasons.values())
            plan.attention_reason = next(iter(reasons), False)
            plan.needs_attention = bool(reasons)

    def _get_attention(self):
        """Return {id: (id of the last period that is over, {reason: number})}."""
        ids = self._origin.ids
        if not ids:
            return {}
        counts = self._get_attention_counts()
        self._flush_attention()
        rows = self.env.execute_query(
            SQL(
                "SELECT plan.id, over.id, %s FROM %s WHERE plan.id = ANY(%s)",
                SQL(", ").join(counts.values()),
                self._get_attention_from(),
                list(ids),
            )
        )
        return {
            row[0]: (row[1], dict(zip(counts, row[2:], strict=True))) for row in rows
        }

    @api.model
    def _get_attention_reasons(self, counts, period):
        """Return {reason: its words}, the most pressing first."""
        words = {
            "waiting": lambda _count: self.env._("the plan waits for approval"),
            "unsubmitted": lambda _count: self.env._("the plan is not submitted"),
            "late": lambda count: self.env._("steps past their day: %s", count),
            "behind": lambda count: self.env._(
                "%(period)s, indicators behind: %(count)s",
                period=period.name,
                count=count,
            ),
            "untold": lambda count: self.env._(
                "%(period)s, indicators without realisation: %(count)s",
                period=period.name,
                count=count,
            ),
            "silent": lambda count: self.env._("nothing logged for %s days", count),
            "due": lambda count: self.env._("agreed feedback is %s days late", count),
            "unheard": lambda count: self.env._("no feedback for %s days", count),
        }
        return {
            name: say(counts[name]) for name, say in words.items() if counts.get(name)
        }

    @api.model
    def _search_needs_attention(self, operator, value):
        # The ORM hands a boolean search over as ``in [True]``.
        if operator != "in":
            return NotImplemented
        return self._get_attention_domain(dict(REASONS))

    @api.model
    def _search_attention_reason(self, operator, value):
        """Find the plans that have one of these among their reasons."""
        if operator != "in":
            return NotImplemented
        return self._get_attention_domain(set(value) - {False})

    @api.model
    def _get_attention_domain(self, reasons):
        conditions = [
            condition
            for name, condition in self._get_attention_conditions().items()
            if name in reasons
        ]
        if not conditions:
            return Domain.FALSE
        self._flush_attention()

        def to_sql(model, alias, query):
            return SQL(
                """EXISTS (SELECT FROM %s
                            WHERE plan.id = %s
                                  AND plan.state NOT IN ('closed', 'cancelled')
                                  AND (%s))""",
                self._get_attention_from(),
                model._field_to_sql(alias, "id", query),
                SQL(" OR ").join(conditions),
            )

        return Domain.custom(to_sql=to_sql)
