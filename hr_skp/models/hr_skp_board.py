from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

# Behind: less than this part of what a period aims at was realised.
BEHIND = 0.75


class HrSkp(models.Model):
    """The team board: one card for each person, and why somebody needs his leader now.

    What needs attention is said once, in SQL: the filter and the cards ask the same, at
    the same cost for ten people and for a thousand.

    ==========  ==================================================================
    reason      counted are
    ==========  ==================================================================
    waiting     a plan that waits for approval
    late        steps of the action plan past their day
    behind      indicators of the last period that is over, with less than three
                quarters of their target
    untold      indicators of that period without any realisation
    silent      days without a log entry, where a log is kept
    unheard     days without feedback
    ==========  ==================================================================
    """

    _inherit = "hr.skp"

    attention_text = fields.Char("Needs attention", compute="_compute_attention_text")
    needs_attention = fields.Boolean(
        compute="_compute_attention_text", search="_search_needs_attention"
    )
    board_progress = fields.Integer("Progress (%)", compute="_compute_board")
    has_board_progress = fields.Boolean(
        compute="_compute_board", export_string_translation=False
    )
    board_period = fields.Char("Period", compute="_compute_board")
    logged_days = fields.Integer("Days logged", compute="_compute_board")
    last_feedback_text = fields.Char("Last feedback", compute="_compute_board")

    @api.model
    def _get_attention_counts(self):
        """Return {reason: SQL of a number above 0 where the plan ``plan`` needs attention}."""
        today = fields.Date.context_today(self)
        company = self.env.company
        period = SQL(
            """(SELECT period.id FROM hr_skp_period period
                 WHERE period.cycle_id = plan.cycle_id AND period.kind = 'periodic'
                       AND period.date_to < %(today)s AND period.date_to >= plan.date_from
                       AND period.date_from <= plan.date_to
                 ORDER BY period.date_to DESC LIMIT 1)""",
            today=today,
        )
        lines = SQL(
            """FROM hr_skp_target line
               JOIN hr_skp_indicator indicator ON indicator.id = line.indicator_id
               JOIN hr_skp_result result ON result.id = line.result_id
              WHERE line.skp_id = plan.id AND line.period_id = %s
                    AND result.state = 'active'""",
            period,
        )
        in_force = SQL(
            """plan.state IN ('approved', 'revising')
               AND plan.date_from <= %(today)s AND plan.date_to >= %(today)s""",
            today=today,
        )
        return {
            "waiting": SQL("(plan.state = 'submitted')::int"),
            "late": SQL(
                """(SELECT COUNT(*) FROM hr_skp_action step
                     WHERE step.skp_id = plan.id AND step.date_deadline < %s
                           AND step.state IN ('planned', 'ongoing'))""",
                today,
            ),
            "behind": SQL(
                """(SELECT COUNT(*) %(lines)s
                       AND line.has_realized_value AND indicator.polarity = 'higher'
                       AND line.realized_value < %(part)s * CASE
                           WHEN line.has_target_value THEN line.target_value
                           WHEN indicator.division IS NULL AND indicator.has_target_value
                           THEN indicator.target_value END)""",
                lines=lines,
                part=BEHIND,
            ),
            "untold": SQL(
                """(CASE WHEN %(period)s IS NULL OR NOT (%(in_force)s) THEN 0 ELSE (
                    SELECT COUNT(*) FROM hr_skp_indicator indicator
                      JOIN hr_skp_result result ON result.id = indicator.result_id
                     WHERE indicator.skp_id = plan.id AND result.state = 'active'
                           AND COALESCE(indicator.sealed_revision, 0) > 0
                           AND NOT EXISTS (
                               SELECT FROM hr_skp_target line
                                WHERE line.indicator_id = indicator.id
                                      AND line.period_id = %(period)s
                                      AND (line.has_realized_value
                                           OR COALESCE(line.realization, '') <> ''))
                    ) END)""",
                period=period,
                in_force=in_force,
            ),
            "silent": SQL(
                """(CASE WHEN %(in_force)s THEN COALESCE((
                    SELECT CASE WHEN %(today)s - MAX(entry.date) > %(days)s
                                THEN %(today)s - MAX(entry.date) END
                      FROM hr_skp_activity entry WHERE entry.skp_id = plan.id
                    ), 0) ELSE 0 END)""",
                in_force=in_force,
                today=today,
                days=company.skp_attention_log_days,
            ),
            "unheard": SQL(
                """(CASE WHEN %(in_force)s AND plan.approved_on IS NOT NULL THEN GREATEST(
                    0, %(today)s - GREATEST(plan.approved_on::date, (
                        SELECT MAX(word.create_date)::date FROM hr_skp_feedback word
                         WHERE word.skp_id = plan.id AND word.state <> 'requested'
                    )) - %(days)s) ELSE 0 END)""",
                in_force=in_force,
                today=today,
                days=company.skp_attention_feedback_days,
            ),
        }

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_attention_text(self):
        self.flush_model()
        counts = self._get_attention_counts()
        self.env["hr.skp.target"].flush_model()
        found = {}
        if ids := self._origin.ids:
            columns = SQL(", ").join(counts.values())
            rows = self.env.execute_query(
                SQL(
                    "SELECT plan.id, %s FROM hr_skp plan WHERE plan.id = ANY(%s)",
                    columns,
                    list(ids),
                )
            )
            found = {row[0]: dict(zip(counts, row[1:], strict=True)) for row in rows}
        for plan in self:
            reasons = self._get_attention_reasons(found.get(plan._origin.id, {}))
            plan.attention_text = "; ".join(reasons)
            plan.needs_attention = bool(reasons)

    @api.model
    def _get_attention_reasons(self, counts):
        """Return the reasons in words, the most pressing first."""
        words = {
            "waiting": lambda _count: self.env._("the plan waits for approval"),
            "late": lambda count: self.env._("steps past their day: %s", count),
            "behind": lambda count: self.env._("indicators behind: %s", count),
            "untold": lambda count: self.env._(
                "indicators without realisation: %s", count
            ),
            "silent": lambda count: self.env._("nothing logged for %s days", count),
            "unheard": lambda count: self.env._(
                "no feedback for %s days",
                count + self.env.company.skp_attention_feedback_days,
            ),
        }
        return [say(counts[name]) for name, say in words.items() if counts.get(name)]

    @api.model
    def _search_needs_attention(self, operator, value):
        # The ORM hands a boolean search over as ``in [True]``.
        if operator != "in":
            return NotImplemented
        conditions = [
            SQL("%s > 0", count) for count in self._get_attention_counts().values()
        ]

        def to_sql(model, alias, query):
            return SQL(
                """%s IN (SELECT plan.id FROM hr_skp plan
                           WHERE plan.state NOT IN ('closed', 'cancelled') AND (%s))""",
                model._field_to_sql(alias, "id", query),
                SQL(" OR ").join(conditions),
            )

        return Domain.custom(to_sql=to_sql)

    def _compute_board(self):
        """Tell of each person: how far his results are, what he logged, when one spoke."""
        today = fields.Date.context_today(self)
        plans = self._origin
        lines = self.env["hr.skp.target"].search(
            [
                ("skp_id", "in", plans.ids),
                ("period_kind", "=", "periodic"),
                ("has_realized_value", "=", True),
                ("result_id.state", "=", "active"),
            ]
        )
        days = dict(
            self.env["hr.skp.activity"]._read_group(
                [
                    ("skp_id", "in", plans.ids),
                    ("date", ">=", today.replace(day=1)),
                    ("date", "<=", today),
                ],
                ["skp_id"],
                ["date:count_distinct"],
            )
        )
        words = dict(
            self.env["hr.skp.feedback"]._read_group(
                [("skp_id", "in", plans.ids), ("state", "!=", "requested")],
                ["skp_id"],
                ["create_date:max"],
            )
        )
        by_plan = lines.grouped("skp_id")
        for plan in self:
            told = by_plan.get(plan._origin, lines.browse())
            period = told.period_id.sorted("date_to")[-1:]
            counted = told.filtered(
                lambda line, period=period: (
                    line.period_id == period and line.has_achievement
                )
            )
            plan.has_board_progress = bool(counted)
            plan.board_period = period.name
            plan.board_progress = (
                round(
                    sum(min(line.achievement, 100) for line in counted) / len(counted)
                )
                if counted
                else 0
            )
            plan.logged_days = days.get(plan._origin, 0)
            last = words.get(plan._origin)
            plan.last_feedback_text = last and format_date(self.env, last)

    def action_give_feedback(self):
        """Open new feedback on one plan, without leaving the board."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Feedback"),
            "res_model": "hr.skp.feedback",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_skp_id": self.id,
                "default_period_id": self._get_current_period().id,
            },
        }
