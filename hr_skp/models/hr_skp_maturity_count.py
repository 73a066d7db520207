from datetime import datetime, time, timedelta

import pytz

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .hr_skp_maturity_company import DAYS_FIELD


class HrSkpMaturity(models.Model):
    """How the figures are counted: one statement for all units of a year.

    Each share is counted per plan first. The plan counts in its unit and in all units
    above. Plans are the reported ones, whatever their state but cancelled; who has none
    stands on “Who has not”. Days and entries count until yesterday.
    """

    _inherit = "hr.skp.maturity"

    def init(self):
        """Keep how each person keeps his log: a table without a model of its own.

        ``hr.skp`` reads it for its filter, behind the rules of plans.
        """
        self.env.cr.execute(
            """CREATE TABLE IF NOT EXISTS hr_skp_maturity_log (
                   skp_id integer PRIMARY KEY REFERENCES hr_skp ON DELETE CASCADE,
                   work_days integer NOT NULL,
                   log_days integer NOT NULL,
                   entries integer NOT NULL,
                   linked integer NOT NULL,
                   is_thin boolean NOT NULL
               )"""
        )
        return super().init()

    @api.model
    def _cron_count(self):
        """Count all years that run or are not closed yet."""
        cycles = self.env["hr.skp.cycle"].sudo().search([("state", "=", "open")])
        for cycle in cycles:
            self._count(cycle)

    def action_count(self):
        """Count the open years of the user's agency now, not tonight.

        :raises AccessError: unless he is of a performance team
        """
        if not self.env.user.has_group("hr_skp.group_hr_skp_officer"):
            raise AccessError(self.env._("The performance team counts."))
        cycles = (
            self.env["hr.skp.cycle"]
            .sudo()
            .search(
                [("state", "=", "open"), ("company_id", "in", self.env.companies.ids)]
            )
        )
        for cycle in cycles:
            self._count(cycle)
        return True

    @api.model
    def _count(self, cycle):
        """Count one year and write the rows of all its units."""
        self.env.flush_all()
        # Of so long a statement PostgreSQL would compile for longer than it saves.
        self.env.cr.execute("SET LOCAL jit = off")
        until = min(
            cycle.company_id._get_skp_today() - timedelta(days=1), cycle.date_to
        )
        rows = self.sudo()
        # Rows of units that are gone go, too.
        rows.search(
            [("cycle_id", "=", cycle.id), ("department_id.active", "=", False)]
        ).unlink()
        if until >= cycle.date_from:
            # Two columns find a working day, of which PostgreSQL expects too few rows: it
            # would read the whole log anew for each plan.
            self.env.cr.execute("SET LOCAL enable_nestloop = off")
            self.env.cr.execute(self._get_log_sql(cycle, until))
            self.env.cr.execute("SET LOCAL enable_nestloop = on")
        today = until + timedelta(days=1)
        results = self.env["hr.skp.result"]
        self.env.cr.execute(results._get_undivided_year_sql(cycle, today))
        self.env.cr.execute(self._get_count_sql(cycle, until))
        self.env.invalidate_all()
        rows.search([("cycle_id", "=", cycle.id)])._update_levels()

    # The log

    @api.model
    def _get_work_days(self, cycle, until):
        """Return [(calendar id, day, working days up to it)] of all calendars of an agency.

        The day before the year stands first, with none. Holidays of the agency are no
        working days.
        """
        company = cycle.company_id
        calendars = (
            self.env["resource.calendar"]
            .sudo()
            .search([("company_id", "in", (company.id, False))])
        )
        rows = []
        for calendar in calendars | company.resource_calendar_id:
            zone = pytz.timezone(calendar.tz or "UTC")
            start = zone.localize(datetime.combine(cycle.date_from, time.min))
            end = zone.localize(datetime.combine(until, time.max))
            worked = calendar._work_intervals_batch(start, end)[False]
            days = {begin.date() for begin, _end, _meta in worked}
            count, day = 0, cycle.date_from - timedelta(days=1)
            while day <= until:
                count += day in days
                rows.append((calendar.id, day, count))
                day += timedelta(days=1)
        return rows

    @api.model
    def _get_log_sql(self, cycle, until):
        """Return the statement that counts each person's days and entries of a year."""
        rows = self._get_work_days(cycle, until)
        calendar_ids, days, counts = zip(*rows, strict=True)
        return SQL(
            """
            WITH worked AS (
                SELECT * FROM unnest(%(calendars)s, %(days)s::date[], %(counts)s)
                    AS w(calendar_id, day, n)
            ), plan AS (
                SELECT s.id, e.resource_id,
                       COALESCE(v.resource_calendar_id, c.resource_calendar_id)
                           AS calendar_id,
                       GREATEST(s.date_from, %(first)s) AS first_day,
                       LEAST(s.date_to, %(until)s) AS last_day
                  FROM hr_skp s
                  JOIN hr_employee e ON e.id = s.employee_id
                  JOIN hr_version v ON v.id = e.current_version_id
                  JOIN res_company c ON c.id = s.company_id
                 WHERE s.cycle_id = %(cycle)s AND s.is_reported AND s.state <> 'cancelled'
                   AND s.date_from <= %(until)s
            ), absent AS (
                SELECT p.id, sum(hi.n - lo.n) AS n
                  FROM plan p
                  JOIN resource_calendar_leaves l ON l.resource_id = p.resource_id
                       AND l.time_type = 'leave'
                       AND l.date_from < p.last_day + 1 AND l.date_to >= p.first_day
                  JOIN worked hi ON hi.calendar_id = p.calendar_id
                       AND hi.day = LEAST(l.date_to::date, p.last_day)
                  JOIN worked lo ON lo.calendar_id = p.calendar_id
                       AND lo.day = GREATEST(l.date_from::date, p.first_day) - 1
                 GROUP BY p.id
            ), entry AS (
                SELECT a.skp_id, count(DISTINCT a.date) AS days, count(*) AS entries,
                       count(*) FILTER (
                           WHERE a.result_id IS NOT NULL OR a.action_id IS NOT NULL
                       ) AS linked
                  FROM hr_skp_activity a JOIN plan p ON p.id = a.skp_id
                 WHERE a.date BETWEEN p.first_day AND p.last_day
                   AND a.state <> 'rejected'
                 GROUP BY a.skp_id
            ), person AS (
                SELECT p.id, GREATEST(hi.n - lo.n - COALESCE(f.n, 0), 0) AS work_days,
                       COALESCE(t.days, 0) AS log_days,
                       COALESCE(t.entries, 0) AS entries, COALESCE(t.linked, 0) AS linked
                  FROM plan p
                  JOIN worked hi ON hi.calendar_id = p.calendar_id
                       AND hi.day = p.last_day
                  JOIN worked lo ON lo.calendar_id = p.calendar_id
                       AND lo.day = p.first_day - 1
                  LEFT JOIN absent f ON f.id = p.id
                  LEFT JOIN entry t ON t.skp_id = p.id
            )
            INSERT INTO hr_skp_maturity_log
            SELECT id, work_days, log_days, entries, linked,
                   log_days * 100 < work_days * %(percent)s
              FROM person
                ON CONFLICT (skp_id) DO UPDATE
               SET work_days = EXCLUDED.work_days, log_days = EXCLUDED.log_days,
                   entries = EXCLUDED.entries, linked = EXCLUDED.linked,
                   is_thin = EXCLUDED.is_thin
            """,
            calendars=list(calendar_ids),
            days=list(days),
            counts=list(counts),
            first=cycle.date_from,
            until=until,
            cycle=cycle.id,
            percent=cycle.company_id[DAYS_FIELD],
        )

    # The units

    @api.model
    def _get_measure_queries(self, cycle, until):
        """Return {key: query of (skp_id, good, total)}; other addons add theirs.

        ``plan`` is there to join: the plans that count, with their columns.
        """
        today = until + timedelta(days=1)
        return {
            "logged": SQL(
                """SELECT skp_id, (NOT is_thin)::int, 1
                     FROM hr_skp_maturity_log WHERE work_days > 0"""
            ),
            "linked": SQL("SELECT skp_id, linked, entries FROM hr_skp_maturity_log"),
            "divided": SQL(
                """SELECT r.skp_id, count(*) FILTER (WHERE kept.result_id IS NULL),
                          count(*)
                     FROM hr_skp_result r JOIN plan p ON p.id = r.skp_id
                     LEFT JOIN hr_skp_maturity_result kept ON kept.result_id = r.id
                    WHERE r.state = 'active' GROUP BY r.skp_id"""
            ),
            "aligned": SQL(
                """SELECT r.skp_id, count(*) FILTER (
                              WHERE r.parent_id IS NOT NULL
                                 OR COALESCE(r.parent_name, '') <> ''), count(*)
                     FROM hr_skp_result r JOIN plan p ON p.id = r.skp_id
                    WHERE r.state = 'active' AND r.kind = 'main' AND p.form = 'staff'
                    GROUP BY r.skp_id"""
            ),
            "cited": SQL(
                """SELECT p.id, (NOT %(unsourced)s)::int, 1
                     FROM plan p WHERE p.form = 'leader'""",
                unsourced=self.env["hr.skp"]._get_unsourced_sql("p"),
            ),
            "heard": SQL(
                """SELECT due.id, (due.due_date > %(today)s)::int, 1
                     FROM (%(due)s) AS due(id, due_date)""",
                due=SQL(
                    "%s AND skp.cycle_id = %s",
                    self.env["hr.skp"]._get_feedback_due_sql(),
                    cycle.id,
                ),
                today=today,
            ),
        }

    @api.model
    def _get_count_sql(self, cycle, until):
        """Return the statement that writes the rows of all units of a year."""
        queries = self._get_measure_queries(cycle, until)
        names = [
            SQL.identifier(f"{key}_{part}")
            for key in queries
            for part in ("good", "total")
        ]
        return SQL(
            """
            WITH plan AS MATERIALIZED (
                SELECT s.* FROM hr_skp s
                 WHERE s.cycle_id = %(cycle)s AND s.is_reported AND s.state <> 'cancelled'
            ), %(measures)s, own AS (
                SELECT p.department_id, count(*) AS people, %(sums)s
                  FROM plan p %(joins)s
                 GROUP BY p.department_id
            ), counted AS (
                SELECT up.id AS department_id, sum(own.people) AS people, %(totals)s
                  FROM own
                  JOIN hr_department d ON d.id = own.department_id
                 CROSS JOIN LATERAL unnest(
                       string_to_array(trim(trailing '/' from d.parent_path), '/')::int[]
                       ) AS up(id)
                 GROUP BY up.id
            )
            INSERT INTO hr_skp_maturity
                   (cycle_id, company_id, department_id, path, counted_on, level, people,
                    %(names)s)
            SELECT %(cycle)s, d.company_id, d.id, d.parent_path, now() AT TIME ZONE 'UTC',
                   '0', COALESCE(c.people, 0), %(values)s
              FROM hr_department d LEFT JOIN counted c ON c.department_id = d.id
             WHERE d.company_id = %(company)s AND d.active
                ON CONFLICT (cycle_id, department_id) DO UPDATE
               SET path = EXCLUDED.path, counted_on = EXCLUDED.counted_on,
                   people = EXCLUDED.people, %(updates)s
            """,
            cycle=cycle.id,
            company=cycle.company_id.id,
            measures=SQL(", ").join(
                SQL(
                    "%s (skp_id, good, total) AS (%s)",
                    SQL.identifier(f"share_{key}"),
                    query,
                )
                for key, query in queries.items()
            ),
            sums=SQL(", ").join(
                SQL(
                    "sum(%s) AS %s",
                    SQL.identifier(f"share_{key}", part),
                    SQL.identifier(f"{key}_{part}"),
                )
                for key in queries
                for part in ("good", "total")
            ),
            joins=SQL(" ").join(
                SQL(
                    "LEFT JOIN %s ON %s = p.id",
                    SQL.identifier(f"share_{key}"),
                    SQL.identifier(f"share_{key}", "skp_id"),
                )
                for key in queries
            ),
            totals=SQL(", ").join(SQL("sum(%s) AS %s", name, name) for name in names),
            names=SQL(", ").join(names),
            values=SQL(", ").join(SQL("COALESCE(c.%s, 0)", name) for name in names),
            updates=SQL(", ").join(
                SQL("%s = EXCLUDED.%s", name, name) for name in names
            ),
        )
