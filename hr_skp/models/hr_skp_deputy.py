from datetime import datetime

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkpDeputy(models.AbstractModel):
    """Who stands in for the appraiser, for record rules and guards.

    The daily job sets the columns and clears them. So that a deputy's rights end with
    his last day and not with the next run of the job, rules ask the boolean: its
    ``search`` looks at the day anew at each query, where a date in a rule would be
    cached with it.
    """

    _name = "hr.skp.deputy"
    _description = "SKP: deputy of the appraiser"

    deputy_user_id = fields.Many2one(
        "res.users", "Deputy's user", index="btree_not_null", copy=False
    )
    deputy_date_to = fields.Date("Deputy's last day", copy=False)
    has_skp_deputy_access = fields.Boolean(
        "I stand in",
        compute="_compute_has_skp_deputy_access",
        search="_search_has_skp_deputy_access",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends_context("uid")
    @api.depends("deputy_user_id", "deputy_date_to")
    def _compute_has_skp_deputy_access(self):
        for record in self:
            record.has_skp_deputy_access = record._is_deputy(self.env.user)

    @api.model
    def _search_has_skp_deputy_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("deputy_user_id", "=", self.env.uid) & (
            Domain("deputy_date_to", "=", False)
            | Domain.custom(to_sql=self._get_last_day_sql)
        )

    @api.model
    def _get_last_day_sql(self, model, alias, query):
        """Return the condition: the deputy's last day is not over in his agency's zone."""
        return SQL(
            """%(last)s >= (
                SELECT (%(now)s AT TIME ZONE 'UTC'
                        AT TIME ZONE COALESCE(calendar.tz, 'UTC'))::date
                  FROM res_company agency
                  LEFT JOIN resource_calendar calendar
                       ON calendar.id = agency.resource_calendar_id
                 WHERE agency.id = %(agency)s
            )""",
            last=model._field_to_sql(alias, "deputy_date_to", query),
            agency=model._field_to_sql(alias, "company_id", query),
            now=fields.Datetime.now(),
        )

    def _is_deputy(self, user):
        """Whether ``user`` stands in for the appraiser today; the column is set daily."""
        last = self.deputy_date_to
        return self.deputy_user_id == user and (
            not last or last >= self._get_agency_today()
        )

    def _get_agency_today(self):
        """Return today where the agency is; the caller's own zone moves no limit."""
        return self._get_company_today(self.company_id.sudo())

    @api.model
    def _get_company_today(self, company):
        zone = company.resource_calendar_id.tz or "UTC"
        return datetime.now(pytz.timezone(zone)).date()
