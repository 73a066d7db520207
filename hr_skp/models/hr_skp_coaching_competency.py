from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_skp_coaching_statement import SCORES


class HrSkpCoachingCompetency(models.Model):
    """How the coach sees one competence of the employee after guidance, and why."""

    _name = "hr.skp.coaching.competency"
    _inherit = ["hr.skp.line"]
    _description = "Competence after coaching"
    _order = "id"
    _skp_parent_field = "coaching_id"
    _skp_guarded = frozenset({"coach_user_id"})

    coaching_id = fields.Many2one(
        "hr.skp.coaching", "Session", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    coach_user_id = fields.Many2one("res.users", "Coach", required=True, index=True)
    name = fields.Char("Competence", required=True)
    score = fields.Selection(SCORES, required=True, help="1: lowest; 5: highest.")
    reason = fields.Text(required=True, help="What showed it to the coach.")

    _name_uniq = models.UniqueIndex(
        "(coaching_id, name)", "This competence has a score in this session already."
    )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        sessions = self.env["hr.skp.coaching"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            session_id = vals.get("coaching_id") or self.env.context.get(
                "default_coaching_id"
            )
            extra["coach_user_id"] = sessions.browse(session_id).coach_user_id.id
        return prepared

    def _check_skp_line_change(self, operation, vals=None):
        """The coach evaluates once guidance was held, and until it is closed."""
        if self.env.su:
            return
        for session in self.sudo().coaching_id:
            if session.coach_user_id != self.env.user:
                raise AccessError(
                    self.env._("Only the coach evaluates the competences.")
                )
            if session.kind != "guidance" or session.state != "held":
                raise UserError(
                    self.env._(
                        "%(session)s: competences are evaluated after guidance was held,"
                        " until it is closed.",
                        session=session.display_name,
                    )
                )
