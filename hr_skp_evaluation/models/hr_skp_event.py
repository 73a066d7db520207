from odoo import api, models


class HrSkpEvent(models.Model):
    _inherit = "hr.skp.event"

    @api.model
    def _get_kind_labels(self):
        return {
            **super()._get_kind_labels(),
            "rate": self.env._("Rated"),
            "reset_rating": self.env._("Rating opened again"),
            "deliver": self.env._("Delivered"),
            "take_back": self.env._("Taken back"),
            "accept": self.env._("Accepted"),
            "object": self.env._("Objected"),
            "objection_file": self.env._("Objection filed"),
            "objection_explain": self.env._("Objection explained by the appraiser"),
            "objection_keep": self.env._("Objection decided: predicate kept"),
            "objection_change": self.env._("Objection decided: predicate changed"),
            "objection_withdraw": self.env._("Objection withdrawn"),
            "objection_decider": self.env._("Objection: somebody else decides"),
            "organization_set": self.env._("Organisation predicate set"),
            "organization_change": self.env._("Organisation predicate changed"),
            "organization_component": self.env._("Component of the predicate changed"),
            "organization_remove": self.env._("Organisation predicate removed"),
        }
