from odoo import fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _is_skp_in_office(self):
        """Whether somebody is still there and can log in."""
        self.ensure_one()
        last = self.departure_date
        return (
            self.active
            and self.user_id.active
            and not (last and last < fields.Date.context_today(self))
        )
