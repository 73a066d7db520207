from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkpResult(models.Model):
    """Results that are not broken down to the periods that have begun.

    The night finds them for a whole year at once and keeps which they are: of a large
    agency nobody could wait for it. A list looks at those again, so that what was put
    right since then is gone from it.
    """

    _inherit = "hr.skp.result"

    is_undivided = fields.Boolean(
        "Not broken down by period",
        compute="_compute_is_undivided",
        search="_search_is_undivided",
        help="A period of evaluation has begun without a step or a target of it. Counted"
        " every night; what was put right since then is left out.",
    )

    def init(self):
        """Keep what the night found: a table without a model of its own."""
        self.env.cr.execute(
            """CREATE TABLE IF NOT EXISTS hr_skp_maturity_result (
                   result_id integer PRIMARY KEY
                       REFERENCES hr_skp_result ON DELETE CASCADE
               )"""
        )
        return super().init()

    # At night, all of a year

    @api.model
    def _get_undivided_year_sql(self, cycle, today):
        """Return the statement that keeps which results of a year are not broken down.

        Each begun period is one bit, so that steps and targets are read once, whatever
        the number of periods.
        """
        return SQL(
            """WITH begun AS (
                SELECT q.id, q.date_from, q.date_to,
                       1::bigint << row_number() OVER (ORDER BY q.id)::int AS bit
                  FROM hr_skp_period q
                 WHERE q.cycle_id = %(cycle)s AND q.kind = 'periodic'
                   AND q.date_from < %(today)s
            ), part AS MATERIALIZED (
                SELECT part.id, bit_or(q.bit) AS bits
                  FROM hr_skp_period part JOIN begun q ON %(overlap)s
                 WHERE part.cycle_id = %(cycle)s
                 GROUP BY part.id
            ), needed AS MATERIALIZED (
                SELECT s.id, bit_or(q.bit) AS bits
                  FROM hr_skp s
                  JOIN begun q ON q.date_from <= s.date_to AND q.date_to >= s.date_from
                 WHERE s.cycle_id = %(cycle)s AND s.is_reported
                   AND s.state <> 'cancelled'
                 GROUP BY s.id
            ), covered AS (
                SELECT line.result_id, bit_or(part.bits) AS bits
                  FROM (SELECT step.result_id, step.period_id
                          FROM hr_skp_action step WHERE %(is_step)s
                         UNION ALL
                        SELECT aim.result_id, aim.period_id
                          FROM hr_skp_target aim WHERE %(is_aim)s
                       ) line
                  JOIN part ON part.id = line.period_id
                 GROUP BY line.result_id
            ), lacking AS MATERIALIZED (
                SELECT r.id
                  FROM hr_skp_result r
                  JOIN needed ON needed.id = r.skp_id
                  LEFT JOIN covered ON covered.result_id = r.id
                 WHERE r.state = 'active'
                   AND needed.bits & ~COALESCE(covered.bits, 0) <> 0
            ), gone AS (
                DELETE FROM hr_skp_maturity_result kept
                 USING hr_skp_result r JOIN hr_skp s ON s.id = r.skp_id
                 WHERE r.id = kept.result_id AND s.cycle_id = %(cycle)s
                   AND NOT EXISTS (SELECT FROM lacking WHERE lacking.id = r.id)
            )
            INSERT INTO hr_skp_maturity_result SELECT id FROM lacking
                ON CONFLICT DO NOTHING""",
            cycle=cycle.id,
            today=today,
            **self._get_undivided_parts(),
        )

    @api.model
    def _get_undivided_parts(self):
        """Return the conditions that both statements ask alike."""
        return {
            "overlap": SQL(
                "part.kind <> 'annual' AND part.date_from <= q.date_to"
                " AND part.date_to >= q.date_from"
            ),
            "is_step": SQL("step.state <> 'dropped'"),
            "is_aim": SQL("(aim.has_target_value OR COALESCE(aim.target, '') <> '')"),
        }

    # For a list, some of those

    @api.model
    def _get_undivided_sql(self, alias, today):
        """Return the condition that a result was found at night and still lacks."""
        return SQL(
            """CASE WHEN %(id)s IN (SELECT result_id FROM hr_skp_maturity_result) THEN
            EXISTS (
                SELECT FROM hr_skp s JOIN hr_skp_period q ON q.cycle_id = s.cycle_id
                 WHERE s.id = %(plan)s AND q.kind = 'periodic' AND q.date_from < %(today)s
                   AND q.date_from <= s.date_to AND q.date_to >= s.date_from
                   AND NOT EXISTS (
                       SELECT FROM hr_skp_action step
                         JOIN hr_skp_period part ON part.id = step.period_id
                        WHERE step.result_id = %(id)s AND %(is_step)s AND %(overlap)s)
                   AND NOT EXISTS (
                       SELECT FROM hr_skp_target aim
                         JOIN hr_skp_period part ON part.id = aim.period_id
                        WHERE aim.result_id = %(id)s AND %(is_aim)s AND %(overlap)s))
            ELSE FALSE END""",
            plan=SQL.identifier(alias, "skp_id"),
            id=SQL.identifier(alias, "id"),
            today=today,
            **self._get_undivided_parts(),
        )

    @api.depends("action_ids.state", "action_ids.period_id")
    def _compute_is_undivided(self):
        results = self.sudo()
        found = results.search([("id", "in", self.ids), ("is_undivided", "=", True)])
        for result in self:
            result.is_undivided = result._origin.sudo() in found

    @api.model
    def _search_is_undivided(self, operator, value):
        if operator != "in":
            return NotImplemented
        for model in ("hr.skp.result", "hr.skp.action", "hr.skp.target"):
            self.env[model].flush_model()
        day = fields.Date.context_today(self) + timedelta(days=1)
        return Domain.custom(
            to_sql=lambda model, alias, query: self._get_undivided_sql(alias, day)
        )
