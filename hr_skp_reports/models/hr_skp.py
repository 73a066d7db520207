from odoo import fields, models
from odoo.exceptions import UserError

from .. import terms


class HrSkp(models.Model):
    """What the official forms print of a plan.

    Once approved, only what was sealed: edits of a revision change no form until
    they are approved themselves.
    """

    _inherit = "hr.skp"

    def _get_printed_contents(self):
        """Return {plan: the sealed payload, completed with what the forms need}.

        Added keys: ``mark`` (printed above a form that is not in force), ``seal``, ``labels``
        (the word before each person's number), and on each result its ``note`` of a
        take-over, which happens after sealing. Dropped results are left out.

        :raises UserError: where the content of a seal was erased
        """
        self.check_access("read")
        plans = self.sudo()
        chains = self.env["hr.skp.seal"]._get_chains(plans)
        seals = {plan: chain[-1:] for plan, chain in chains.items()}
        unsealed = plans.filtered(lambda plan: not seals.get(plan))
        identities = unsealed._get_identity_vals() if unsealed else {}
        return {
            plan.sudo(False): plan._get_printed_content(
                seals.get(plan), identities.get(plan)
            )
            for plan in plans
        }

    def _get_printed_content(self, seal, identities=None):
        """Return the content of one plan, in superuser mode; see ``_get_printed_contents``.

        :param seal: the seal to print; the plan as it stands now where it is empty
        :param dict identities: those of today, where there is no seal
        """
        payload = seal._get_payload() if seal else self._get_seal_payload()
        if not payload:
            raise UserError(
                self.env._(
                    "%(plan)s: its content was erased lawfully and cannot be printed.",
                    plan=self.display_name,
                )
            )
        identities = identities or payload["identities"]
        return {
            **payload,
            "identities": identities,
            "labels": self._get_printed_labels(identities),
            "seal": seal or self.env["hr.skp.seal"],
            "mark": self._get_printed_mark(seal),
            "results": self._complete_printed_results(payload["results"]),
        }

    def _get_printed_mark(self, seal):
        """Return the word that tells a form is not in force."""
        if self.state == "cancelled":
            return terms.CANCELLED
        return "" if seal else terms.DRAFT

    def _get_printed_labels(self, identities):
        """Return {party: what its number is called: NIP, NI PPPK, NRP …}."""
        return {
            party: (
                identities.get(f"{party}_identity_label")
                or terms.IDENTITY_LABELS["nip"]
            ).upper()
            for party in ("employee", "appraiser", "superior")
        }

    def _complete_printed_results(self, results):
        taken = {
            result.id: result.state_note or ""
            for result in self.result_ids
            if result.state == "taken_over"
        }
        return [
            {
                **values,
                "state": "taken_over" if values["id"] in taken else values["state"],
                "note": taken.get(values["id"], ""),
            }
            for values in results
            if values["state"] != "dropped"
        ]

    def _get_printed_proxies(self):
        """Return {(plan, step): user who took the step in another's place}, in one query.

        Who signs for somebody else is said on paper.
        """
        events = self.env["hr.skp.event"].sudo()
        found = events.search_fetch(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "in", ("submit", "approve")),
            ],
            ["res_id", "kind", "user_id", "on_behalf_of_id"],
            order="date, id",
        )
        last = {(event.res_id, event.kind): event for event in found}
        return {
            (plan, kind): last[plan.id, kind].user_id
            for plan in self
            for kind in ("submit", "approve")
            if (plan.id, kind) in last and last[plan.id, kind].on_behalf_of_id
        }

    def _get_printed_day(self, moment):
        """Return the day of an ISO moment in UTC, by the clock of the agency."""
        if not moment:
            return None
        zone = self.sudo().company_id.resource_calendar_id.tz or "UTC"
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone),
            fields.Datetime.to_datetime(moment.replace("T", " ")),
        ).date()
