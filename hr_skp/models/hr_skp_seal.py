import hashlib
import json
import secrets
from collections import defaultdict
from datetime import date, datetime, time

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

# The key of a payload that holds what the seal itself adds to the document's content.
ENVELOPE = "seal"


def canonical_json(value):
    """Return ``value`` as the one text that is digested: sorted keys, no spaces, ISO dates.

    :raises TypeError: for a value that JSON cannot hold
    :raises ValueError: for numbers that are none (NaN, infinity)
    """

    def convert(item):
        if isinstance(item, datetime | date):
            return item.isoformat()
        raise TypeError(f"Cannot be sealed: {item!r}")

    return json.dumps(
        value,
        allow_nan=False,
        default=convert,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def digest_of(text):
    """Return the SHA-256 of ``text`` in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class HrSkpSeal(models.Model):
    """A frozen copy of a document at the moment it became binding. Append-only.

    The digest covers the payload, and the payload holds the digest of the same
    document's seal before: the chain breaks where anything behind it was changed.
    A random salt in the payload keeps an erased one from being guessed from its
    digest. There is no head shared by documents, hence no lock wider than one.

    Read by auditors and the signer; others reach a seal through its document.
    """

    _name = "hr.skp.seal"
    _inherit = ["hr.skp.append.only"]
    _description = "SKP: seal"
    _order = "sealed_at desc, id desc"
    _rec_name = "digest"
    # Says who and when itself; further columns would only suggest that rows change.
    _log_access = False

    model = fields.Char("Document type", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Document", model_field="model", required=True, readonly=True
    )
    revision = fields.Integer(required=True, readonly=True, aggregator=None)
    # Without prefetch: a list of seals has no need of their content.
    payload = fields.Text(readonly=True, prefetch=False)
    digest = fields.Char(required=True, readonly=True)
    previous_digest = fields.Char(readonly=True)
    token = fields.Char(required=True, readonly=True)
    sealed_at = fields.Datetime("Sealed on", required=True, readonly=True, index=True)
    sealed_by_id = fields.Many2one(
        "res.users",
        "Sealed by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    payload_erased_at = fields.Datetime("Content erased on", readonly=True)
    payload_erased_by_id = fields.Many2one(
        "res.users", "Content erased by", readonly=True, ondelete="restrict"
    )
    payload_erased_reason = fields.Text("Why the content was erased", readonly=True)
    verification = fields.Selection(
        [("valid", "Unchanged"), ("erased", "Content erased"), ("broken", "Broken")],
        compute="_compute_verification",
        help="Computed anew from the content and from the chain of the document's seals.",
    )

    _document_uniq = models.UniqueIndex(
        "(model, res_id, revision)",
        "Somebody else sealed this document at the same moment. Open it again to see the result.",
    )
    _token_uniq = models.UniqueIndex("(token)", "The token of a seal must be unique.")

    @api.depends("model", "res_id", "revision")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for seal in self:
            # Not ``_description``: people read the name in their own language.
            document = self.env["ir.model"]._get(seal.model).name or seal.model
            seal.display_name = self.env._(
                "%(document)s %(number)s, revision %(revision)s",
                document=document,
                number=seal.res_id,
                revision=seal.revision,
            )

    @api.depends("payload", "digest", "previous_digest", "payload_erased_at")
    def _compute_verification(self):
        verdicts = self._verify(self._origin)
        for seal in self:
            seal.verification = verdicts.get(seal._origin)

    # Sealing

    @api.model
    def _seal(self, payloads, revisions=None):
        """Seal documents; one query for their chains and one INSERT for all.

        The caller has checked who may do it. To be called late in a transaction: of
        two that seal the same document, the later one fails on the unique index.

        :param dict payloads: {record: dict of JSON values and dates}; the key ``seal``
            is reserved
        :param dict revisions: {record: number}; by default the last one of the document + 1
        :return: the seals, in the order of ``payloads``, in superuser mode
        :raises UserError: when a given revision does not follow the last one
        """
        chains = self._get_chains(payloads)
        now = fields.Datetime.now()
        vals_list = []
        for record, content in payloads.items():
            last = chains[record][-1:]
            revision = (revisions or {}).get(record) or last.revision + 1
            if last and revision <= last.revision:
                raise UserError(
                    self.env._(
                        "%(document)s: revision %(revision)s is already sealed. Open it again.",
                        document=record.display_name,
                        revision=revision,
                    )
                )
            vals_list.append(
                self._prepare_seal_vals(record, content, revision, last, now)
            )
        return self.sudo()._append(vals_list)

    @api.model
    def _prepare_seal_vals(self, record, content, revision, last, now):
        """Return the values of the seal of one document (arguments as in ``_seal``)."""
        if ENVELOPE in content:
            raise ValueError(f"The key {ENVELOPE!r} of a payload is reserved")
        document = record.sudo()
        company = document["company_id"] if "company_id" in document._fields else None
        vals = {
            "model": record._name,
            "res_id": record.id,
            "revision": revision,
            "previous_digest": last.digest or None,
            "sealed_at": now,
            # The person behind the action, also where it writes as superuser.
            "sealed_by_id": self.env.uid,
            "company_id": (company or self.env.company).id,
        }
        envelope = {**vals, "salt": secrets.token_hex(16)}
        payload = canonical_json({**content, ENVELOPE: envelope})
        return {
            **vals,
            "payload": payload,
            "digest": digest_of(payload),
            "token": secrets.token_urlsafe(24),
        }

    # Reading

    @api.model
    def _get_chains(self, records):
        """Return {record: its seals by revision}, in one query, in superuser mode.

        :param records: an iterable of single records, also of several models
        """
        ids_by_model = defaultdict(list)
        for record in records:
            ids_by_model[record._name].append(record.id)
        found = self.sudo().search_fetch(
            Domain.OR(
                Domain("model", "=", model) & Domain("res_id", "in", ids)
                for model, ids in ids_by_model.items()
            ),
            ["model", "res_id", "revision", "digest", "sealed_at"],
            order="revision",
        )
        ids = defaultdict(list)
        for seal in found:
            ids[seal.model, seal.res_id].append(seal.id)
        return {
            record: found.browse(ids[record._name, record.id]).with_prefetch(
                found._prefetch_ids
            )
            for record in records
        }

    @api.model
    def _get_seal_in_force(self, records, day):
        """Return {record: the seal that counts for ``day``}, in superuser mode.

        That is the last one made by the end of the day or, where the document was
        first sealed later, its first one; an empty record where there is none. The
        day ends by the clock of the agency's calendar, not by that of who asks, so
        that the answer is the same for everybody.

        :param records: the documents, of one model
        :param date day: usually the last day of a period
        """
        ends = {}
        result = {}
        for record, seals in self._get_chains(records).items():
            company = (
                record.sudo()["company_id"] if "company_id" in record._fields else None
            )
            company = company or self.env.company
            if company not in ends:
                ends[company] = self._get_day_end(company, day)
            in_time = seals.filtered(
                lambda seal, end=ends[company]: seal.sealed_at < end
            )
            result[record] = in_time[-1:] or seals[:1]
        return result

    @api.model
    def _get_day_end(self, company, day):
        """Return the first moment after ``day`` in the agency's zone, in UTC without zone."""
        zone = pytz.timezone(company.sudo().resource_calendar_id.tz or "UTC")
        next_day = fields.Date.add(fields.Date.to_date(day), days=1)
        local = zone.localize(datetime.combine(next_day, time.min))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def _get_payload(self):
        """Return the content of the seal as a dict; empty when it was erased."""
        self.ensure_one()
        content = json.loads(self.payload or "{}")
        content.pop(ENVELOPE, None)
        return content

    # Verifying

    @api.model
    def _verify(self, seals):
        """Return {seal: ``valid``, ``erased`` or ``broken``}, in one query.

        Reads the table past the cache and recomputes the digest, what the payload
        says about its own seal, and the link to the document's seal before.
        """
        if not seals:
            return {}
        self.flush_model()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT * FROM (
                    SELECT *, lag(digest) OVER (
                        PARTITION BY model, res_id ORDER BY revision
                    ) AS link
                    FROM hr_skp_seal
                    WHERE (model, res_id) IN (
                        SELECT model, res_id FROM hr_skp_seal WHERE id = ANY(%(ids)s)
                    )
                ) chain
                WHERE id = ANY(%(ids)s)
                """,
                ids=list(seals._ids),
            )
        )
        verdicts = {row["id"]: self._get_verdict(row) for row in rows}
        # A seal whose row is gone was removed behind the application's back.
        return {seal: verdicts.get(seal.id, "broken") for seal in seals}

    @api.model
    def _get_verdict(self, row):
        """Return what one row of the table, with the digest before it in ``link``, proves."""
        if row["previous_digest"] != row["link"]:
            return "broken"
        if row["payload"] is None:
            return "erased" if row["payload_erased_at"] else "broken"
        if row["payload_erased_at"] or digest_of(row["payload"]) != row["digest"]:
            return "broken"
        try:
            envelope = json.loads(row["payload"])[ENVELOPE]
            same = all(
                value == (row[name].isoformat() if name == "sealed_at" else row[name])
                for name, value in envelope.items()
                if name != "salt"
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return "broken"
        return "valid" if same else "broken"

    # Lawful erasure

    def action_erase_payload(self, reason):
        """Erase the content of these seals for a lawful reason; administrators only.

        The digest stays, so the chain still verifies and says "erased".

        :raises AccessError: for anybody but an administrator of the agency
        :raises UserError: without a reason, or where it is already erased
        """
        self._erase_payload(reason)
        return True

    def _erase_payload(self, reason):
        if not self.env.su and (
            not self.env.user.has_group("hr_skp.group_hr_skp_manager")
            or self.sudo().company_id - self.env.companies
        ):
            raise AccessError(
                self.env._(
                    "Only an administrator of the agency may erase the content of a seal."
                )
            )
        if not (reason or "").strip():
            raise UserError(
                self.env._("Say why the content is erased, and by which rule.")
            )
        if erased := self.sudo().filtered("payload_erased_at"):
            raise UserError(
                self.env._(
                    "The content is already erased: %(seals)s",
                    seals=", ".join(erased.mapped("display_name")),
                )
            )
        # By SQL, because the ORM of this model refuses any change.
        self.env.cr.execute(
            SQL(
                """
                UPDATE hr_skp_seal
                SET payload = NULL, payload_erased_at = %s,
                    payload_erased_by_id = %s, payload_erased_reason = %s
                WHERE id = ANY(%s)
                """,
                fields.Datetime.now(),
                self.env.uid,
                reason,
                list(self._ids),
            )
        )
        self.invalidate_recordset(flush=False)
        self._record_erasure(reason)

    def _record_erasure(self, reason):
        """Leave an event on the documents that still exist and belong to a plan."""
        ids_by_model = defaultdict(set)
        for seal in self.sudo():
            ids_by_model[seal.model].add(seal.res_id)
        for model, ids in ids_by_model.items():
            if model == "hr.skp" or "skp_id" in self.env.get(model, self)._fields:
                documents = self.env[model].sudo().browse(ids).exists()
                self.env["hr.skp.event"]._record(documents, "erase_payload", reason)

    def action_open_document(self):
        """Open the sealed document; its own rules decide who sees it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.model,
            "res_id": self.res_id,
            "views": [[False, "form"]],
        }
