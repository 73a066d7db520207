from odoo import api, fields, models
from odoo.fields import Domain

# Who talks about a plan; everybody else who reads it only listens.
DIALOGUE_ROLES = ("employee", "appraiser", "officer")


class HrSkpDialogue(models.AbstractModel):
    """What points of the dialogue can be about: they are counted and opened in place."""

    _name = "hr.skp.dialogue"
    _description = "SKP: subject of points"

    # The field of a point that names the subject.
    _skp_point_field = "skp_id"

    open_point_count = fields.Integer(
        "Open points", compute="_compute_open_point_count"
    )

    @api.depends_context("uid")
    def _compute_open_point_count(self):
        counts = dict(
            self.env["hr.skp.point"]._read_group(
                self._get_point_domain() & Domain("state", "=", "open"),
                [self._skp_point_field],
                ["__count"],
            )
        )
        for subject in self:
            subject.open_point_count = counts.get(subject._origin, 0)

    def _get_point_domain(self):
        """Return the domain of the points that stand with these records, without answers."""
        return Domain(self._skp_point_field, "in", self._origin.ids) & Domain(
            "parent_id", "=", False
        )

    def action_open_points(self):
        """Open the points about one subject beside it, to read, add, answer and resolve.

        Each point stands with what it speaks of; a plan shows those of all its lines.

        :raises AccessError: for people who do not read the plan
        """
        self.ensure_one()
        plan = self._get_dialogue_plan()
        plan.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "hr_skp_points",
            "name": self.env._("Points: %(subject)s", subject=self.display_name),
            "target": "new",
            "context": {"dialog_size": "medium"},
            "params": {
                "field": self._skp_point_field,
                "domain": list(self._get_point_domain()),
                "values": {"skp_id": plan.id, self._skp_point_field: self.id},
                "can_talk": plan._can_talk(),
            },
        }

    def _get_dialogue_plan(self):
        return self.skp_id


class HrSkp(models.Model):
    _name = "hr.skp"
    _inherit = ["hr.skp", "hr.skp.dialogue"]

    def _get_dialogue_plan(self):
        return self

    def _can_talk(self):
        """Whether the user may add, resolve and reopen points of this plan."""
        return self.sudo().state != "cancelled" and any(
            self._has_skp_role(role) for role in DIALOGUE_ROLES
        )


class HrSkpResult(models.Model):
    _name = "hr.skp.result"
    _inherit = ["hr.skp.result", "hr.skp.dialogue"]
    _skp_point_field = "result_id"

    def _get_point_domain(self):
        # A point about an indicator names its result, too, but stands with the indicator.
        return super()._get_point_domain() & Domain("indicator_id", "=", False)


class HrSkpIndicator(models.Model):
    _name = "hr.skp.indicator"
    _inherit = ["hr.skp.indicator", "hr.skp.dialogue"]
    _skp_point_field = "indicator_id"
