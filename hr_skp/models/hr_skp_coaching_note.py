from odoo import api, fields, models
from odoo.exceptions import AccessError


class HrSkpCoachingNote(models.Model):
    """What was said in a session, one row for each coach.

    A global rule opens the row of a counselling session to its counsellor and to the
    employee only, whatever other roles a person has. Rows are written through the
    session; nobody writes them directly. Who takes a counsellor's place begins a row
    of his own.
    """

    _name = "hr.skp.coaching.note"
    _inherit = ["hr.skp.line"]
    _description = "What was said in a session"
    _rec_name = "coaching_id"
    _skp_parent_field = "coaching_id"
    _skp_guarded = frozenset({"coach_user_id", "kind"})

    coaching_id = fields.Many2one(
        "hr.skp.coaching", "Session", required=True, index=True, ondelete="cascade"
    )
    skp_id = fields.Many2one(required=False)
    coach_user_id = fields.Many2one("res.users", "Coach", required=True, index=True)
    kind = fields.Selection(
        [("guidance", "Guidance"), ("counselling", "Counselling")],
        required=True,
        index=True,
    )
    topic = fields.Char()
    content = fields.Text("What was said")
    agreement = fields.Text()
    employee_note = fields.Text("The employee's own words")
    cancel_reason = fields.Text("Why cancelled")

    _coach_uniq = models.UniqueIndex(
        "(coaching_id, coach_user_id)", "A coach has one note of a session."
    )

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        sessions = self.env["hr.skp.coaching"].sudo()
        for vals, extra in zip(vals_list, prepared, strict=True):
            session = sessions.browse(vals.get("coaching_id"))
            extra.update(coach_user_id=session.coach_user_id.id, kind=session.kind)
        return prepared

    def _check_skp_line_change(self, operation, vals=None):
        if not self.env.su:
            raise AccessError(
                self.env._("What was said is written in the session, by its people.")
            )
