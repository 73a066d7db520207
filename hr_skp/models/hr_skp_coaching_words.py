from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# What is said in a session stands on ``hr.skp.coaching.note``, never on the session.
TEXTS = ("topic", "content", "agreement", "employee_note")


class HrSkpCoaching(models.Model):
    """What is said in a session, as the person who looks reads it from its note."""

    _inherit = "hr.skp.coaching"

    topic = fields.Char(compute="_compute_texts", readonly=False)
    content = fields.Text("What was said", compute="_compute_texts", readonly=False)
    agreement = fields.Text(compute="_compute_texts", readonly=False)
    employee_note = fields.Text(
        "The employee's own words", compute="_compute_texts", readonly=False
    )
    cancel_reason = fields.Text("Why cancelled", compute="_compute_texts")
    former_note_ids = fields.Many2many(
        "hr.skp.coaching.note",
        string="With the counsellor before",
        compute="_compute_texts",
        help="What was said before another took the counsellor's place.",
    )
    can_read_note = fields.Boolean(
        "I read what was said",
        compute="_compute_texts",
        export_string_translation=False,
    )

    @api.depends_context("uid")
    @api.depends("coach_user_id", "kind", "skp_id")
    def _compute_texts(self):
        """Read the notes as the person who looks, also where the session is read by sudo."""
        none = self.env["hr.skp.coaching.note"].sudo(False)
        found = none.search([("coaching_id", "in", self._origin.ids)], order="id")
        notes = {(note.coaching_id.id, note.coach_user_id): note for note in found}
        by_session = found.grouped(lambda note: note.coaching_id.id)
        for session in self:
            id_ = session._origin.id
            note = notes.get((id_, session.coach_user_id)) or notes.get(
                (id_, self.env.user), none
            )
            for name in (*TEXTS, "cancel_reason"):
                session[name] = note[name]
            session.former_note_ids = by_session.get(id_, none) - note
            session.can_read_note = bool(note) or session._is_confidant()

    def _is_confidant(self):
        """Whether the user is one of those who read what is said in the session."""
        return self.kind == "guidance" or self.env.user in (
            self.coach_user_id | self.sudo().skp_id.employee_user_id
        )

    def _get_note(self):
        """Return the present coach's note, in superuser mode; empty where there is none."""
        return (
            self.env["hr.skp.coaching.note"]
            .sudo()
            .search(
                [
                    ("coaching_id", "=", self.id),
                    ("coach_user_id", "=", self.coach_user_id.id),
                ]
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        sessions = super().create(
            [
                {name: value for name, value in vals.items() if name not in TEXTS}
                for vals in vals_list
            ]
        )
        for session, vals in zip(sessions, vals_list, strict=True):
            session._write_words({name: vals[name] for name in TEXTS if vals.get(name)})
        return sessions

    def write(self, vals):
        done = super().write(
            {name: value for name, value in vals.items() if name not in TEXTS}
        )
        self._write_words({name: vals[name] for name in TEXTS if name in vals})
        return done

    def _write_words(self, vals):
        """Keep on the present coach's note what he, or the employee, wrote.

        :param dict vals: values of ``TEXTS``
        :raises AccessError: for everybody else, whatever he writes: that a right guess
            passes would tell what stands there
        """
        if not vals:
            return
        for session in self:
            session._check_words(vals)
            session._write_note(vals)

    def _write_note(self, vals):
        note = self._get_note()
        if note:
            note.write(vals)
        else:
            note.create({"coaching_id": self.id, **vals})
        self.invalidate_recordset(
            [*TEXTS, "cancel_reason", "can_read_note", "former_note_ids"]
        )

    def _check_words(self, names):
        """Refuse words of others, and words to a session that is over."""
        if self.env.su:
            return
        self.check_access("write")
        own = {"employee_note"}
        is_own_words = own.issuperset(names)
        if is_own_words:
            writer = self.employee_user_id
        else:
            writer = self.coach_user_id if own.isdisjoint(names) else None
        if writer != self.env.user:
            raise AccessError(
                self.env._(
                    "%(session)s: the coach writes topic, content and agreement, the"
                    " employee his own words.",
                    session=self.display_name,
                )
            )
        if self.state == "cancelled" or (self.state == "closed" and not is_own_words):
            raise UserError(
                self.env._(
                    "%(session)s is over; what was said stays.",
                    session=self.display_name,
                )
            )
