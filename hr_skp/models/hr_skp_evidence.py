import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class HrSkpEvidence(models.Model):
    """A file or link that supports realisation; used by several lines of one plan."""

    _name = "hr.skp.evidence"
    _inherit = ["hr.skp.line"]
    _description = "Evidence"
    _order = "id desc"
    _skp_same_plan = ("target_ids",)
    _skp_guarded = frozenset({"checksum", "replaced_by_id"})

    name = fields.Char(required=True)
    kind = fields.Selection(
        [("file", "File"), ("link", "Link")], required=True, default="file"
    )
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    url = fields.Char("Link")
    checksum = fields.Char(help="SHA-256 of the file's content.")
    replaced_by_id = fields.Many2one(
        "hr.skp.evidence", "Replaced by", index="btree_not_null", ondelete="set null"
    )
    target_ids = fields.Many2many("hr.skp.target", string="Supports")

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        prepared = super()._prepare_guarded_vals(vals_list)
        # A default of the caller is content like any other.
        default = self.default_get(["file"]).get("file")
        for vals, extra in zip(vals_list, prepared, strict=True):
            if default:
                vals.setdefault("file", default)
            extra["checksum"] = self._get_checksum(vals.get("file"))
        return prepared

    @api.model
    def _get_checksum(self, content):
        """Return the SHA-256 of a base64 encoded file, False where there is none."""
        return (
            hashlib.sha256(base64.b64decode(content)).hexdigest() if content else False
        )

    @api.constrains("kind", "url", "file")
    def _check_content(self):
        for evidence in self:
            if evidence.kind == "link":
                if (
                    not (evidence.url or "")
                    .strip()
                    .lower()
                    .startswith(("http://", "https://"))
                ):
                    raise ValidationError(
                        self.env._(
                            "%(evidence)s: a link begins with http:// or https://.",
                            evidence=evidence.name,
                        )
                    )
            elif not evidence.file:
                raise ValidationError(
                    self.env._("%(evidence)s: choose a file.", evidence=evidence.name)
                )

    def write(self, vals):
        done = super().write(vals)
        if "file" in vals:
            checksum = self._get_checksum(vals["file"])
            super(HrSkpEvidence, self.sudo()).write({"checksum": checksum})
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if used := self.sudo().filtered("target_ids"):
            raise UserError(
                self.env._(
                    "%(evidence)s supports realisation. Take it off there first.",
                    evidence=used[0].name,
                )
            )

    def _check_skp_line_change(self, operation, vals=None):
        """Evidence is gathered through the year, by the employee or for him."""
        if self.env.su:
            return
        for evidence in self:
            plan = evidence.sudo(False).skp_id
            if not (plan._has_skp_role("employee") or plan._has_skp_role("officer")):
                raise AccessError(
                    self.env._(
                        "%(evidence)s: evidence is kept by the employee, or for him by the team.",
                        evidence=evidence.sudo().name,
                    )
                )
            if plan.sudo().state == "cancelled":
                raise UserError(
                    self.env._(
                        "%(evidence)s: the plan is cancelled.", evidence=evidence.name
                    )
                )

    def action_open(self):
        """Open one piece of evidence over the screen that lists it, to be read.

        :return: the action of its form, in a dialogue
        :raises AccessError: for whoever may not read it
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Evidence: %(name)s", name=self.name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"create": False, "edit": False, "delete": False},
        }
