from operator import itemgetter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, groupby

from .hr_skp_seal import digest_of


class HrSkpSealAnchor(models.Model):
    """The place of a seal in the one numbered order of its agency. Append-only.

    Each head covers all anchors before it: who holds one head, noted or mailed,
    can prove later that no seal was changed, removed or slipped in before it. The
    daily work never waits for this order; a cron appends it.
    """

    _name = "hr.skp.seal.anchor"
    _inherit = ["hr.skp.append.only"]
    _description = "SKP: anchor of a seal"
    _order = "number desc, id desc"
    _rec_name = "number"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", "Agency", required=True, readonly=True, ondelete="restrict"
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    seal_id = fields.Many2one(
        "hr.skp.seal", required=True, readonly=True, ondelete="restrict"
    )
    head = fields.Char(required=True, readonly=True)
    anchored_at = fields.Datetime("Numbered on", required=True, readonly=True)

    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "This number is already given. Run the numbering again."
    )
    _seal_uniq = models.UniqueIndex("(seal_id)", "This seal is already numbered.")

    @api.model
    def _get_head(self, previous_head, digest, number):
        """Return the head after the seal with ``digest`` got ``number``."""
        return digest_of(f"{previous_head}{digest}{number}")

    # Numbering

    @api.model
    def _cron_anchor(self, limit=1000):
        """Number all new seals, ``limit`` in one transaction."""
        while True:
            count = len(self._anchor_next(limit))
            left = self._count_unanchored() if count == limit else 0
            seconds = self.env["ir.cron"]._commit_progress(count, remaining=left)
            if not left:
                return
            if not seconds:
                # The rest would wait a minute without a word.
                self.env.ref("hr_skp.ir_cron_hr_skp_seal_anchor").sudo()._trigger()
                return

    @api.model
    def _anchor_next(self, limit):
        """Number up to ``limit`` seals that have no number; return the anchors.

        Running it again changes nothing; running it twice at once fails on the
        unique index for one of the two.
        """
        self.env["hr.skp.seal"].flush_model()
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT seal.id, seal.company_id, seal.digest
                FROM hr_skp_seal seal
                WHERE NOT EXISTS (
                    SELECT FROM hr_skp_seal_anchor anchor WHERE anchor.seal_id = seal.id
                )
                ORDER BY seal.company_id, seal.id
                LIMIT %s
                """,
                limit,
            )
        )
        now = fields.Datetime.now()
        vals_list = []
        for company_id, seals in groupby(rows, key=itemgetter(1)):
            last = self._get_last(company_id)
            number, head = last.number, last.head or ""
            for seal_id, _company_id, digest in seals:
                number += 1
                head = self._get_head(head, digest, number)
                vals_list.append(
                    {
                        "company_id": company_id,
                        "number": number,
                        "seal_id": seal_id,
                        "head": head,
                        "anchored_at": now,
                    }
                )
        return self.sudo()._append(vals_list)

    @api.model
    def _count_unanchored(self):
        seals = self.env["hr.skp.seal"].sudo().search_count([])
        return max(seals - self.sudo().search_count([]), 0)

    @api.model
    def _get_last(self, company_id):
        """Return the last anchor of an agency, in superuser mode."""
        return self.sudo().search([("company_id", "=", company_id)], limit=1)

    # Verifying

    @api.model
    def _verify_chain(self, company, chunk=10000):
        """Recompute the order of an agency from its first seal to its last.

        :return: dict with ``state`` (``valid`` or ``broken``), ``number`` and ``head``
            of the last anchor, ``broken``: the numbers that do not fit (missing ones,
            too), in order
        """
        self.env["hr.skp.seal"].flush_model()
        self.flush_model()
        number, head, broken = 0, "", set()
        while rows := self.env.execute_query(
            SQL(
                """
                SELECT anchor.number, anchor.head, seal.digest,
                       seal.company_id = anchor.company_id AND (
                           seal.payload IS NULL AND seal.payload_erased_at IS NOT NULL
                           OR encode(sha256(convert_to(seal.payload, 'UTF8')), 'hex')
                              = seal.digest
                       )
                FROM hr_skp_seal_anchor anchor JOIN hr_skp_seal seal ON seal.id = anchor.seal_id
                WHERE anchor.company_id = %s AND anchor.number > %s
                ORDER BY anchor.number
                LIMIT %s
                """,
                company.id,
                number,
                chunk,
            )
        ):
            for found, found_head, digest, is_same in rows:
                broken.update(range(number + 1, found))
                if not is_same or found_head != self._get_head(head, digest, found):
                    broken.add(found)
                # Go on from what stands there, to name only the places that do not fit.
                number, head = found, found_head
        return {
            "state": "broken" if broken else "valid",
            "number": number,
            "head": head,
            "broken": sorted(broken),
        }

    # For auditors

    @api.model
    def _check_auditor(self):
        """Raise AccessError unless the user is an auditor or administrator."""
        if not self.env.su and not any(
            self.env.user.has_group(f"hr_skp.group_hr_skp_{role}")
            for role in ("auditor", "manager")
        ):
            raise AccessError(
                self.env._(
                    "The order of seals is shown to auditors and administrators only."
                )
            )

    def action_verify_chain(self):
        """Recompute the order of the agency that is open and say what came out."""
        self._check_auditor()
        result = self._verify_chain(self.env.company)
        if result["state"] == "valid":
            message = self.env._(
                "%(number)s seals, all unchanged. Head: %(head)s",
                number=result["number"],
                head=result["head"] or "-",
            )
        else:
            message = self.env._(
                "Broken at: %(numbers)s",
                numbers=", ".join(str(number) for number in result["broken"][:20]),
            )
        return self._notify(
            message, "success" if result["state"] == "valid" else "danger"
        )

    def action_mail_head(self):
        """Mail the last head of the open agency to its auditors.

        :raises UserError: when nothing is numbered, or no auditor has an e-mail address
        """
        self._check_auditor()
        company = self.env.company
        last = self._get_last(company.id)
        if not last:
            raise UserError(
                self.env._(
                    "No seal is numbered yet. The numbering runs by itself every hour."
                )
            )
        partners = self._get_auditors(company).partner_id.filtered("email")
        if not partners:
            raise UserError(
                self.env._(
                    "No auditor of %(agency)s has an e-mail address. Add one on the user form.",
                    agency=company.name,
                )
            )
        template = self.env.ref("hr_skp.mail_template_hr_skp_seal_anchor").sudo()
        template.send_mail(
            last.id, email_values={"recipient_ids": [Command.set(partners.ids)]}
        )
        return self._notify(
            self.env._(
                "Head %(number)s is on its way to %(people)s.",
                number=last.number,
                people=", ".join(partners.mapped("name")),
            ),
            "success",
        )

    @api.model
    def _get_auditors(self, company):
        """Return the users who audit the agency, in superuser mode."""
        auditors = self.env.ref("hr_skp.group_hr_skp_auditor").sudo().all_user_ids
        return auditors.filtered(lambda user: company in user.company_ids)

    @api.model
    def _notify(self, message, kind):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": kind, "sticky": kind == "danger"},
        }
