from odoo import models
from odoo.fields import Domain


class HrSkp(models.Model):
    """Whatever changes the people of a plan, changes who decides its objections."""

    _inherit = "hr.skp"

    def _write_people(self, vals):
        done = super()._write_people(vals)
        self.env["hr.skp.objection"]._refresh_deciders([("skp_id", "in", self.ids)])
        return done

    def _update_users(self, employees):
        """The authorised official, too, may come to have another login."""
        done = super()._update_users(employees)
        objections = self.env["hr.skp.objection"]
        objections._refresh_deciders(
            Domain("decider_id", "in", employees.ids)
            | Domain("company_id.skp_authorized_official_id", "in", employees.ids)
        )
        return done


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        done = super().write(vals)
        if "skp_authorized_official_id" in vals:
            objections = self.env["hr.skp.objection"]
            objections._refresh_deciders([("company_id", "in", self.ids)])
        return done
