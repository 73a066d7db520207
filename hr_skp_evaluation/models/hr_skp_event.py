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
        }
