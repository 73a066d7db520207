from odoo import fields, models
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

    def _get_present_superiors(self):
        """Return {plan: who stands above its appraiser today}, empty where nobody does.

        A plan follows every handover, a closed one no more. So of a closed plan it is who
        appraises the appraiser today, as long as he still appraises the employee. The same
        takes the place of a superior who is stale: gone, or without a login.
        """
        plans = self.sudo()
        stale = plans.filtered(
            lambda plan: plan.superior_id and not plan.superior_id._is_skp_in_office()
        )
        closed = plans.filtered(lambda plan: plan.state == "closed")
        today = fields.Date.context_today(self)
        appraisers = closed._get_derived_appraisers(today) if closed else {}
        asked = stale | closed.filtered(
            lambda plan: appraisers.get(plan) == plan.appraiser_id
        )
        present = asked.appraiser_id._get_skp_appraiser() if asked else {}
        nobody = self.env["hr.employee"].sudo()
        return {
            plan: (plan in asked and present.get(plan.appraiser_id))
            or (nobody if plan in stale else plan.superior_id)
            for plan in plans
        }
