from datetime import date as Date

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# Which stand-in goes first where several are named for the same days.
STAND_IN_ORDER = {"acting": 1, "daily_acting": 2, "delegate": 3}
# What the query of all appraisers reads of the dated rows; views that use it depend on it.
APPRAISER_COLUMNS = (
    "employee_id",
    "department_id",
    "appraiser_id",
    "kind",
    "date_from",
    "date_to",
    "is_automatic",
)


class HrEmployee(models.Model):
    """Who appraises these people, and who stands in for an appraiser, on a given day."""

    _inherit = "hr.employee"

    def write(self, vals):
        if not vals.get("active", True):
            self.sudo().filtered("active")._record_skp_leave()
        if "parent_id" not in vals:
            return super().write(vals)
        new = vals["parent_id"]
        changes = {
            employee.id: (employee.parent_id.id, new) for employee in self.sudo()
        }
        result = super().write(vals)
        self.env["hr.skp.appraiser"].sudo()._record_history("employee_id", changes)
        return result

    def _record_skp_leave(self):
        """Keep until when these people, who leave now, led others."""
        if not self:
            return
        for target, name, model in (
            ("employee_id", "parent_id", "hr.employee"),
            ("department_id", "manager_id", "hr.department"),
        ):
            led = self.env[model].sudo().with_context(active_test=False)
            led = led.search([(name, "in", self.ids)])
            self.env["hr.skp.appraiser"].sudo()._record_history(
                target, {record.id: (record[name].id, False) for record in led}
            )

    def _get_skp_appraiser(self, date=None):
        """Return who appraises these employees on a day.

        The order: a definitive row naming the employee, his manager, a definitive row
        naming his unit, its head, whoever stands in for a vacant post, and so on
        through the units above. Never oneself. Those who have left do not count from
        today on. One query, however many employees.

        :param date date: the day; today where empty
        :return: {employee: appraiser}, an empty employee where nobody is found
        """
        found = {}
        if ids := self._origin.ids:
            self._flush_skp_appraiser()
            query = SQL(
                "SELECT employee_id, appraiser_id FROM (%s) AS found WHERE employee_id = ANY(%s)",
                self._get_skp_appraiser_sql(date),
                ids,
            )
            found = dict(self.env.execute_query(query))
        prefetch_ids = tuple(
            {appraiser_id for appraiser_id in found.values() if appraiser_id}
        )
        return {
            employee: self.browse(found.get(employee._origin.id)).with_prefetch(
                prefetch_ids
            )
            for employee in self
        }

    def _get_skp_deputy(self, date=None):
        """Return who stands in for these appraisers on a day, in the units they lead.

        :param date date: the day; today where empty
        :return: {appraiser: (user who stands in, last day or False)}, without those
            for whom nobody with a login does
        """
        date = fields.Date.to_date(date) or fields.Date.context_today(self)
        rows = self._search_skp_stand_ins(date, Domain("department_id", "!=", False))
        if not rows:
            return {}
        self._flush_skp_appraiser()
        query = SQL(
            "%s SELECT id, definitive_id, head_id FROM unit WHERE id = ANY(%s)",
            self._get_skp_unit_sql(date),
            rows.department_id.ids,
        )
        holders = {unit: set(held) for unit, *held in self.env.execute_query(query)}
        wanted = {appraiser.id: appraiser for appraiser in self}
        deputies = {}
        for row in rows:
            for holder in holders[row.department_id.id] & wanted.keys() - {
                row.appraiser_id.id
            }:
                deputies.setdefault(wanted[holder], self._get_skp_stand_in(row))
        return deputies

    def _get_skp_plan_deputy(self, date=None):
        """Return who stands in for the appraiser of these employees on a day.

        Someone named for the employee in person goes before whoever stands in for the
        appraiser as head of a unit. Never the employee himself.

        :return: {employee: (user who stands in, last day or False)}
        """
        date = fields.Date.to_date(date) or fields.Date.context_today(self)
        named = {}
        for row in self._search_skp_stand_ins(
            date, Domain("employee_id", "in", self.ids)
        ):
            named.setdefault(row.employee_id.id, row)
        appraisers = self._get_skp_appraiser(date)
        deputies = self.browse().union(*appraisers.values())._get_skp_deputy(date)
        found = {}
        for employee in self:
            appraiser = appraisers[employee]
            row = named.get(employee.id)
            if row and row.appraiser_id != appraiser:
                found[employee] = self._get_skp_stand_in(row)
            elif (
                appraiser in deputies
                and deputies[appraiser][0] != employee.sudo().user_id
            ):
                found[employee] = deputies[appraiser]
        return found

    def _search_skp_stand_ins(self, date, domain):
        """Return rows in force that name a stand-in with a login, the first choice first."""
        return (
            self.env["hr.skp.appraiser"]
            .sudo()
            .search(
                domain
                & Domain("kind", "!=", "definitive")
                & Domain("appraiser_id.user_id", "!=", False)
                & (Domain("date_from", "=", False) | Domain("date_from", "<=", date))
                & (Domain("date_to", "=", False) | Domain("date_to", ">=", date))
            )
            .sorted(
                lambda row: (
                    STAND_IN_ORDER[row.kind],
                    -(row.date_from or Date.min).toordinal(),
                    -row.id,
                )
            )
        )

    def _get_skp_stand_in(self, row):
        return row.appraiser_id.user_id.with_env(self.env), row.date_to

    # The query

    def _flush_skp_appraiser(self):
        """Write what waits in memory for the tables that the query reads."""
        self.env["hr.employee"].flush_model(
            ["parent_id", "active", "current_version_id"]
        )
        self.env["hr.version"].flush_model(
            ["employee_id", "department_id", "date_version", "active"]
        )
        self.env["hr.department"].flush_model(["manager_id", "parent_path"])
        self.env["hr.skp.appraiser"].flush_model()

    def _get_skp_unit_sql(self, date=None):
        """Return the query's part up to ``unit``: who holds each unit on a day."""
        today = fields.Date.context_today(self)
        return SQL(
            """
            WITH in_force AS (
                SELECT r.*
                  FROM hr_skp_appraiser r
                  JOIN hr_employee a ON a.id = r.appraiser_id
                 WHERE (r.date_from IS NULL OR r.date_from <= %(date)s)
                   AND (r.date_to IS NULL OR r.date_to >= %(date)s)
                   AND (a.active OR %(date)s < %(today)s)
            ), later AS (
                -- Where history goes on after the day, today's manager says nothing of it.
                SELECT DISTINCT employee_id, department_id
                  FROM hr_skp_appraiser
                 WHERE is_automatic AND date_from > %(date)s
            ), stand_in AS (
                SELECT DISTINCT ON (employee_id, department_id) *
                  FROM in_force
                 WHERE kind <> 'definitive'
                 ORDER BY employee_id, department_id,
                          CASE kind WHEN 'acting' THEN 1 WHEN 'daily_acting' THEN 2 ELSE 3 END,
                          date_from DESC NULLS LAST, id DESC
            ), unit AS (
                SELECT u.id, u.parent_path,
                       d.appraiser_id AS definitive_id,
                       COALESCE(h.appraiser_id, m.id) AS head_id,
                       s.appraiser_id AS stand_in_id
                  FROM hr_department u
                  LEFT JOIN in_force d ON d.department_id = u.id
                       AND d.kind = 'definitive' AND d.is_automatic IS NOT TRUE
                  LEFT JOIN in_force h ON h.department_id = u.id AND h.is_automatic
                  LEFT JOIN later l ON l.department_id = u.id
                  LEFT JOIN hr_employee m ON m.id = u.manager_id
                       AND m.active AND l.department_id IS NULL
                  LEFT JOIN stand_in s ON s.department_id = u.id
            )
            """,
            date=fields.Date.to_date(date) or today,
            today=today,
        )

    def _get_skp_appraiser_sql(self, date=None):
        """Return the query of (employee_id, appraiser_id) on a day, for all employees.

        ``above`` holds for each unit the first two people who come after its own
        holder, so that whoever would appraise himself finds the next one.
        """
        date = fields.Date.to_date(date) or fields.Date.context_today(self)
        return SQL(
            """
            %(unit)s, chain AS (
                SELECT u.id AS unit_id, c.appraiser_id,
                       row_number() OVER w AS place,
                       first_value(c.appraiser_id) OVER w AS first_id
                  FROM unit u
                 CROSS JOIN LATERAL unnest(string_to_array(rtrim(u.parent_path, '/'), '/')::int[])
                       WITH ORDINALITY AS p(id, level)
                  JOIN unit a ON a.id = p.id
                 CROSS JOIN LATERAL (VALUES
                       (1, CASE WHEN a.id <> u.id THEN a.definitive_id END),
                       (2, CASE WHEN a.id <> u.id THEN a.head_id END),
                       (3, CASE WHEN a.definitive_id IS NULL AND a.head_id IS NULL
                                THEN a.stand_in_id END)
                       ) AS c(step, appraiser_id)
                 WHERE c.appraiser_id IS NOT NULL
                WINDOW w AS (PARTITION BY u.id ORDER BY p.level DESC, c.step)
            ), above AS (
                SELECT unit_id, min(first_id) AS first_id,
                       (array_agg(appraiser_id ORDER BY place)
                        FILTER (WHERE appraiser_id <> first_id))[1] AS second_id
                  FROM chain
                 GROUP BY unit_id
            )
            SELECT e.id AS employee_id,
                   COALESCE(
                       NULLIF(d.appraiser_id, e.id),
                       NULLIF(COALESCE(h.appraiser_id, m.id), e.id),
                       NULLIF(u.definitive_id, e.id),
                       NULLIF(u.head_id, e.id),
                       CASE WHEN u.definitive_id IS NULL AND u.head_id IS NULL
                            THEN s.appraiser_id END,
                       NULLIF(a.first_id, e.id),
                       a.second_id,
                       s.appraiser_id
                   ) AS appraiser_id
              FROM hr_employee e
              LEFT JOIN in_force d ON d.employee_id = e.id
                   AND d.kind = 'definitive' AND d.is_automatic IS NOT TRUE
              LEFT JOIN in_force h ON h.employee_id = e.id AND h.is_automatic
              LEFT JOIN later l ON l.employee_id = e.id
              LEFT JOIN hr_employee m ON m.id = e.parent_id
                   AND m.active AND l.employee_id IS NULL
              LEFT JOIN hr_version v ON v.id = %(version)s
              LEFT JOIN unit u ON u.id = v.department_id
              LEFT JOIN stand_in s ON s.employee_id = e.id
              LEFT JOIN above a ON a.unit_id = v.department_id
            """,
            unit=self._get_skp_unit_sql(date),
            version=self._get_skp_version_sql(date),
        )

    def _get_skp_version_sql(self, date):
        """Return the id of the version of employee ``e`` on a day, as SQL."""
        if date == fields.Date.context_today(self):
            # Ten times cheaper to join for a whole agency.
            return SQL("e.current_version_id")
        return SQL(
            """(
                SELECT id
                  FROM hr_version
                 WHERE employee_id = e.id AND active
                 ORDER BY date_version <= %(date)s DESC, abs(date_version - %(date)s)
                 LIMIT 1
            )""",
            date=date,
        )
