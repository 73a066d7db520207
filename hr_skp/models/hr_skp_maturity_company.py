from odoo import api, fields, models

from ..rules.maturity import LEVELS

DAYS_FIELD = "skp_maturity_days"
SHARE_FIELDS = {level: f"skp_maturity_share_{level}" for level in LEVELS}


class ResCompany(models.Model):
    """From which share on a level of maturity is fulfilled, in percent.

    No rule of the law fixes these numbers.
    """

    _inherit = "res.company"

    skp_maturity_days = fields.Integer(
        "Maturity: days with entries (%)",
        default=75,
        help="Share of a person's working days with an entry from which on he keeps his log.",
    )
    skp_maturity_share_1 = fields.Integer(
        "Level 1: people who keep their log (%)", default=80
    )
    skp_maturity_share_2 = fields.Integer(
        "Level 2: entries linked to a result or step (%)", default=80
    )
    skp_maturity_share_3 = fields.Integer(
        "Level 3: results with steps or targets per period (%)", default=80
    )
    skp_maturity_share_4 = fields.Integer(
        "Level 4: results that support a leader's (%)", default=80
    )
    skp_maturity_share_5 = fields.Integer(
        "Level 5: leaders' plans with a strategic plan (%)", default=80
    )
    skp_maturity_share_6 = fields.Integer(
        "Level 6: feedback and evaluations in time (%)", default=80
    )

    _check_skp_maturity_shares = models.Constraint(
        "CHECK ("
        + " AND ".join(
            f"COALESCE({name}, 80) BETWEEN 1 AND 100"
            for name in (DAYS_FIELD, *SHARE_FIELDS.values())
        )
        + ")",
        "Shares of maturity lie between 1 and 100 %.",
    )

    @api.model
    def _get_skp_settings(self):
        return super()._get_skp_settings() | {DAYS_FIELD, *SHARE_FIELDS.values()}

    def write(self, vals):
        done = super().write(vals)
        if not set(SHARE_FIELDS.values()).isdisjoint(vals):
            rows = self.env["hr.skp.maturity"].sudo()
            rows.search([("company_id", "in", self.ids)])._update_levels()
        return done

    def _get_skp_maturity_percents(self):
        """Return {level: the share that is high enough}."""
        company = self.sudo()
        return {level: company[name] for level, name in SHARE_FIELDS.items()}
