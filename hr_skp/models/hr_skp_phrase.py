from odoo import fields, models


class HrSkpPhrase(models.Model):
    """A ready-made sentence, to be picked where people would write the same again."""

    _name = "hr.skp.phrase"
    _description = "SKP: phrase"
    _order = "kind, value_id, sequence, id"
    _rec_name = "text"

    kind = fields.Selection(
        [
            ("expectation", "Special expectation"),
            ("feedback", "Feedback"),
            ("resource", "Resource support"),
            ("accountability", "Accountability scheme"),
            ("consequence", "Consequence"),
        ],
        required=True,
        default="expectation",
        index=True,
    )
    value_id = fields.Many2one(
        "hr.skp.value",
        "Core value",
        ondelete="restrict",
        help="Of expectations and feedback on behaviour.",
    )
    resource_kind = fields.Selection(
        selection=lambda self: (
            self.env["hr.skp.annex"]._fields["resource_kind"].selection
        )
    )
    effect = fields.Selection(
        selection=lambda self: self.env["hr.skp.annex"]._fields["effect"].selection
    )
    rating = fields.Selection(
        [
            ("below", "Below expectation"),
            ("meets", "Meets expectation"),
            ("above", "Above expectation"),
        ],
        help="Of feedback: the level that the sentence speaks of.",
    )
    text = fields.Text(required=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", "Agency", index=True, help="Empty: for every agency."
    )
    active = fields.Boolean(default=True)

    def _add_to(self, text):
        """Return ``text`` with the phrase as one more line; what is written stays."""
        lines = [(text or "").rstrip(), self.text or ""]
        return "\n".join(line for line in lines if line)
