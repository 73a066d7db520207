from odoo import fields, models


class HrSkpActivity(models.Model):
    """Entries of a cancelled plan stay, and leave their hours to the plan that follows."""

    _inherit = "hr.skp.activity"

    is_void = fields.Boolean("Of a cancelled plan", copy=False)


class HrSkp(models.Model):
    _inherit = "hr.skp"

    def _move(self, kind, state, *args, **kwargs):
        done = super()._move(kind, state, *args, **kwargs)
        if state == "cancelled":
            entries = self.env["hr.skp.activity"].sudo()
            entries.search([("skp_id", "in", self.ids)]).write({"is_void": True})
        return done
