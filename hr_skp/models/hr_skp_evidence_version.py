from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

# What a browser shows in place.
PREVIEWS = {"application/pdf": "pdf", "image/jpeg": "image", "image/png": "image"}
# Programs and pages in the dress of a document.
NEVER = ("text/html", "application/xhtml+xml", "image/svg+xml", "application/x-dosexec")


class HrSkpEvidence(models.Model):
    """Versions of evidence, and which files an agency takes.

    A new version stands in the place of the old one wherever work is still open; what a
    rated period rests on keeps the version that was looked at.
    """

    _inherit = "hr.skp.evidence"

    replaces_id = fields.Many2one(
        "hr.skp.evidence",
        "New version of",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('skp_id', '=', skp_id), ('replaced_by_id', '=', False)]",
    )
    action_ids = fields.Many2many("hr.skp.action", string="Shows progress of")
    activity_ids = fields.Many2many("hr.skp.activity", string="Shows work of")
    same_as_id = fields.Many2one(
        "hr.skp.evidence",
        "Same content",
        compute="_compute_same_as_id",
        help="The same file or link is in this plan already; it may be used again.",
    )
    preview = fields.Selection(
        [("pdf", "Document"), ("image", "Picture")],
        compute="_compute_preview",
        export_string_translation=False,
    )
    size = fields.Integer("Size (bytes)", readonly=True)
    mimetype = fields.Char("Type of file", readonly=True)
    use_count = fields.Integer("Used", compute="_compute_use_count")

    _replaces_uniq = models.UniqueIndex(
        "(replaces_id) WHERE replaces_id IS NOT NULL",
        "This evidence has a newer version already. Replace that one.",
    )
    _checksum_idx = models.Index("(skp_id, checksum) WHERE checksum IS NOT NULL")

    @api.depends("mimetype")
    def _compute_preview(self):
        for evidence in self:
            evidence.preview = PREVIEWS.get(evidence.mimetype, False)

    @api.depends("target_ids", "action_ids", "activity_ids")
    def _compute_use_count(self):
        for evidence in self:
            evidence.use_count = len(evidence.target_ids) + len(evidence.action_ids)
            evidence.use_count += len(evidence.activity_ids)

    @api.depends("checksum", "url", "skp_id")
    def _compute_same_as_id(self):
        others = self.search(
            [
                ("skp_id", "in", self.skp_id.ids),
                "|",
                ("checksum", "in", [sum_ for sum_ in self.mapped("checksum") if sum_]),
                ("url", "in", [url for url in self.mapped("url") if url]),
            ],
            order="id",
        )
        for evidence in self:
            same = others.filtered(
                lambda other, evidence=evidence: (
                    other.skp_id == evidence.skp_id
                    and other.id != evidence._origin.id
                    and other.id < (evidence._origin.id or float("inf"))
                    and other.kind == evidence.kind
                    and (
                        other.checksum == evidence.checksum
                        if evidence.kind == "file"
                        else other.url == evidence.url
                    )
                )
            )
            evidence.same_as_id = same[:1]

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"size", "mimetype"}

    @api.model_create_multi
    def create(self, vals_list):
        evidences = super().create(vals_list)
        evidences.sudo()._keep_file_facts()
        for evidence in evidences.filtered("replaces_id"):
            evidence._take_place()
        return evidences

    def write(self, vals):
        if "replaces_id" in vals and not self.env.su:
            raise UserError(
                self.env._("A new version is added, not named afterwards. Add it anew.")
            )
        done = super().write(vals)
        if "file" in vals:
            self.sudo()._keep_file_facts()
        return done

    def _keep_file_facts(self):
        """Write size and type as the content shows them, whatever the name says."""
        for evidence in self.filtered("file"):
            content = evidence.with_context(bin_size=False)._get_content()
            evidence.write(
                {
                    "size": len(content),
                    "mimetype": guess_mimetype(
                        content, default="application/octet-stream"
                    ),
                }
            )

    def _get_content(self):
        """Return the bytes of one file."""
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "file"),
                ("res_id", "=", self.id),
            ]
        )
        return attachment.raw or b""

    @api.constrains("size", "mimetype", "file_name")
    def _check_file_limits(self):
        for evidence in self.sudo().filtered("file"):
            company = evidence.company_id
            limit = company.skp_evidence_max_mb
            if limit and evidence.size > limit * 2**20:
                raise ValidationError(
                    self.env._(
                        "%(evidence)s has %(size).1f MB; files have %(limit)s MB at most. Make"
                        " it smaller, or add a link to it.",
                        evidence=evidence.name,
                        size=evidence.size / 2**20,
                        limit=limit,
                    )
                )
            extension = (evidence.file_name or "").rpartition(".")[2].lower()
            allowed = company._get_skp_evidence_extensions()
            if allowed and evidence.file_name and extension not in allowed:
                raise ValidationError(
                    self.env._(
                        "%(evidence)s: files of type “%(extension)s” are not taken. Use one of"
                        " %(allowed)s.",
                        evidence=evidence.name,
                        extension=extension,
                        allowed=", ".join(sorted(allowed)),
                    )
                )
            if evidence.mimetype in NEVER:
                raise ValidationError(
                    self.env._(
                        "%(evidence)s is a program or a web page, whatever its name says."
                        " Save it as a document.",
                        evidence=evidence.name,
                    )
                )

    @api.model
    def action_add_files(self, skp_id, files):
        """Add files to the evidence of a plan; one that is there already is used again.

        :param int skp_id: id of the plan
        :param list files: {"name", "file_name", "file"} of each, the file in base64
        :return: the ids of the evidence, in the order of the files
        :raises AccessError: for others than the employee and the performance team
        """
        plan = self.env["hr.skp"].browse(skp_id)
        self.env["hr.skp.activity"]._check_keeper(plan)
        sums = [self._get_checksum(file["file"]) for file in files]
        present = self.search(
            [
                ("skp_id", "=", plan.id),
                ("replaced_by_id", "=", False),
                ("checksum", "in", sums),
            ]
        )
        found = {evidence.checksum: evidence.id for evidence in present}
        missing = {
            checksum: file
            for checksum, file in zip(sums, files, strict=True)
            if checksum not in found
        }
        made = self.create(
            [
                {
                    "skp_id": plan.id,
                    "kind": "file",
                    **{name: file[name] for name in ("name", "file_name", "file")},
                }
                for file in missing.values()
            ]
        )
        found.update(zip(missing, made.ids, strict=True))
        return [found[checksum] for checksum in sums]

    # Versions

    @api.constrains("replaces_id")
    def _check_replaces(self):
        for evidence in self.sudo().filtered("replaces_id"):
            if evidence.replaces_id.skp_id != evidence.skp_id:
                raise ValidationError(
                    self.env._(
                        "%(evidence)s replaces one of another plan. Choose one of this plan.",
                        evidence=evidence.name,
                    )
                )

    def _take_place(self):
        """Stand where the former version stood, but for what is rated."""
        self.ensure_one()
        former = self.sudo().replaces_id
        rated = former.target_ids.browse(
            line.id for line in former.target_ids._get_locked()
        )
        moved = former.target_ids - rated
        self.sudo().write(
            {
                "target_ids": [(4, line.id) for line in moved],
                "action_ids": [(4, line.id) for line in former.action_ids],
                "activity_ids": [(4, line.id) for line in former.activity_ids],
            }
        )
        former.write(
            {
                "replaced_by_id": self.id,
                "target_ids": [(3, line.id) for line in moved],
                "action_ids": [(5,)],
                "activity_ids": [(5,)],
            }
        )

    def action_replace(self):
        """Open a new version of one piece of evidence."""
        self.ensure_one()
        self.check_access("write")
        if self.replaced_by_id:
            raise UserError(
                self.env._(
                    "%(evidence)s has a newer version: %(newer)s. Replace that one.",
                    evidence=self.name,
                    newer=self.replaced_by_id.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New version"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_skp_id": self.skp_id.id,
                "default_replaces_id": self.id,
                "default_name": self.name,
                "default_kind": self.kind,
            },
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_version(self):
        """Keep what other work rests on, and what a newer version replaced."""
        used = self.sudo().filtered(
            lambda evidence: (
                evidence.action_ids or evidence.activity_ids or evidence.replaced_by_id
            )
        )
        used._raise_refusals(
            dict.fromkeys(
                used,
                self.env._(
                    "work or a newer version rests on it. Take it off there first."
                ),
            )
        )
