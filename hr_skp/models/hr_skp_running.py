from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class HrSkp(models.Model):
    """On which plans work is expected: what reminders of the running year count."""

    _inherit = "hr.skp"

    @api.model
    def _get_running_domain(self, today):
        """Return the domain of the plans in force on a day, of people who are there.

        Whoever is exempt for the whole year, or has left, is expected to do nothing.
        """
        return (
            Domain("state", "in", ("submitted", "approved", "revising"))
            & Domain("revision", ">", 0)
            & Domain("date_from", "<=", today)
            & Domain("date_to", ">=", today)
            & Domain.custom(to_sql=self._get_present_sql)
        )

    @api.model
    def _get_present_sql(self, model, alias, query):
        """Return the condition: the plan's employee works here, and is not exempt."""
        return SQL(
            """EXISTS (
                SELECT FROM hr_employee person
                 WHERE person.id = %(employee)s AND person.active
                       AND NOT EXISTS (
                           SELECT FROM hr_skp_exemption exemption
                            WHERE exemption.employee_id = person.id
                                  AND exemption.cycle_id = %(cycle)s
                                  AND exemption.period_id IS NULL))""",
            employee=model._field_to_sql(alias, "employee_id", query),
            cycle=model._field_to_sql(alias, "cycle_id", query),
        )

    @api.model
    def _get_running_lines(self, today):
        """Return the domain of lines of plans on which work is expected on a day."""
        plans = self.sudo()
        return Domain("skp_id", "in", plans._search(plans._get_running_domain(today)))
