"""How each question of the tables is asked over HTTP, as the person himself."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import HttpCase

from odoo.addons.base.models.ir_rule import IrRule

from ..common.common import PASSWORD
from .cast import FILE, CastMixin
from .probe_values import (
    ERRORS,
    GUARDED,
    MORE_GUARDED,
    NEW_FILE,
    REASON,
    SCAN,
    TYPED,
    WITH_REASON,
)


class Probes(CastMixin, HttpCase):
    """Asks as real users, each with one session for the whole class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_agency()
        # What every printed page of E's names, and no other page.
        cls.title = cls.people["E"].name.encode()
        # To explain a refusal takes longer than to refuse; nothing here reads why.
        cls.startClassPatcher(
            patch.object(IrRule, "_make_access_error", lambda *_args: AccessError("."))
        )

    def open_sessions(self):
        self.openers = {}
        for role, user in self.users.items():
            self.session = None  # else the former one is closed
            self.authenticate(user.login, PASSWORD)
            self.openers[role] = self.opener

    def rpc(self, role, model, method, *args, **kwargs):
        """Call a public method as the person; return (result, name of the error or None)."""
        company = self.other_company if role == "Y" else self.company
        kwargs.setdefault("context", {"allowed_company_ids": company.ids})
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        self.opener = self.openers[role]
        response = self.url_open(
            "/web/dataset/call_kw", json=self.build_rpc_payload(params)
        ).json()
        error = response.get("error")
        return response.get("result"), error and error["data"]["name"].split(".")[-1]

    def get(self, role, url):
        """Return the body of a page as the person, empty unless it is answered."""
        self.opener = self.openers[role]
        response = self.url_open(url, allow_redirects=False)
        return response.content if response.status_code == 200 else b""

    # Reading: every way returns the ids it finds among the documents of the tables.

    def find(self, role, model, way, ids):
        domain = [("id", "in", ids)]
        if way == "search":
            return self.ids_of(self.rpc(role, model, "search", domain))
        if way == "web_search_read":
            found, _error = self.rpc(role, model, way, domain, {"display_name": {}})
            return {row["id"] for row in (found or {}).get("records", [])}
        if way == "name_search":
            found, _error = self.rpc(role, model, way, "", domain, limit=None)
            return {row[0] for row in found or []}
        if way == "formatted_read_group":
            found, _error = self.rpc(role, model, way, domain, ["id"], ["__count"])
            return {row["id"][0] for row in found or [] if row["__count"] == 1}
        # What one call finds at once needs no call for each; the rest is asked singly.
        likely = self.find(role, model, "search", ids)
        if way == "search_count":
            if self.rpc(role, model, way, domain)[0] == len(likely):
                return likely
            return {res_id for res_id in ids if self.count(role, model, res_id)}
        found = self.fetch(role, model, way, sorted(likely)) if likely else set()
        for res_id in set(ids) - found:
            found |= self.fetch(role, model, way, [res_id])
        return found

    def count(self, role, model, res_id):
        return self.rpc(role, model, "search_count", [("id", "=", res_id)])[0]

    def fetch(self, role, model, way, ids):
        """Return the ids that ``read`` or ``export_data`` answers; none when it refuses."""
        if way == "read":
            found, _error = self.rpc(role, model, way, ids, ["display_name"])
            return {row["id"] for row in found or []}
        # The id alone says nothing: Odoo hands it back unread.
        found, _error = self.rpc(role, model, way, ids, [".id", "display_name"])
        return {int(row[0]) for row in found["datas"]} if found else set()

    def ids_of(self, answer):
        found, _error = answer
        return set(found or [])

    # Pages and fields

    def look(self, role, record, what):
        """Fetch a page or a field; return ``x`` when it holds what it should, else ``.``."""
        kind, _sep, name = what.partition("_")
        if kind == "see":
            found, _error = self.rpc(role, record._name, "read", record.ids, [name])
            return "x" if found and found[0][name] else "."
        if kind == "get":
            url = f"/web/content/{record._name}/{record.id}/{name}"
            if record._name == "ir.attachment":
                url = f"/web/content/{record.id}"
            return "x" if FILE in self.get(role, url) else "."
        converter, mark = {"print": ("pdf", self.title), "sheet": ("xlsx", b"PK")}[kind]
        url = f"/report/{converter}/hr_skp_reports.{name}/{record.id}"
        # While tests run, Odoo answers the page that would be printed.
        return "x" if mark in self.get(role, url) else "."

    # Steps: each is really taken and taken back.

    def take(self, record, what, roles):
        """Let each person take the step; return {role: code, or what happened instead}.

        A step that was done has changed something, a refused one nothing; both are
        read from the tables themselves. Refusals are tried one after the other and
        looked at together, one by one only where that shows a change.
        """
        found = {}
        refused = [role for role, code in roles.items() if code in (".", "!")]
        with self.taken_back():
            for role in refused:
                found[role] = self.get_code(self.do(role, record, what))
            is_clean = self.fingerprint() == self.unchanged
        found = {role: "=" if code == "x" else code for role, code in found.items()}
        single = roles if not is_clean else roles.keys() - set(refused)
        for role in single:
            with self.taken_back():
                code = self.get_code(self.do(role, record, what))
                changed = self.fingerprint() != self.unchanged
            if code == "x" and not changed:
                code = "="
            elif code != "x" and changed:
                code = f"{code} but changed"
            found[role] = code
        return found

    @contextmanager
    def taken_back(self):
        """Undo in the database whatever the block does."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    def get_code(self, error):
        """Return the code of the tables for an error of JSON-RPC; unknown ones as they are."""
        return ERRORS.get(error, error)

    def do(self, role, record, what):
        model, ids = record._name, record.ids
        if what.startswith("write"):
            vals = self.get_written(model, what)
            return self.rpc(role, model, "write", ids, vals)[1]
        if what in ("create", "create_follow_up"):
            more = {"follow_up": "take_over"} if what == "create_follow_up" else {}
            vals = {**self.new_vals(record), **more}
            return self.rpc(role, model, "create", [vals])[1]
        if what == "unlink":
            return self.rpc(role, model, "unlink", ids)[1]
        if (model, what) == ("hr.skp.evidence", "add_files"):
            plan_id = record.sudo().skp_id.id
            return self.rpc(role, model, "action_add_files", plan_id, [NEW_FILE])[1]
        method = f"action_{what}"
        arguments = self.get_arguments(record, what)
        # What is asked of no document in particular takes no ids.
        if not getattr(getattr(type(record), method), "_api_model", False):
            arguments = [ids, *arguments]
        return self.rpc(role, model, method, *arguments)[1]

    def get_written(self, model, what):
        """Return what a person writes: ``write``, or one of the fields nobody types."""
        if what.startswith("write_guarded_"):
            name = what.removeprefix("write_guarded_")
            return {name: MORE_GUARDED[model][name]}
        return {
            "write": TYPED.get(model),
            "write_guarded": GUARDED.get(model),
            "write_follow_up": {"follow_up": "take_over"},
            "write_rating": {"work_rating": "above"},
            "write_score": {"score": 0},
            "write_no_score": {"has_score": False},
        }[what]

    def get_arguments(self, record, what):
        """Return what a person tells an action."""
        model = record._name
        if what in WITH_REASON.get(model, ()):
            return [REASON]
        told = {
            "handover": lambda: [self.people["S"].id, REASON],
            "request_feedback": lambda: [self.people["H"].ids],
            "request_feedback_outside": lambda: ["Pak Mitra", "mitra@example.com"],
            ("hr.skp", "give_feedback_to_all"): lambda: [REASON],
            ("hr.skp.evaluation", "object_on_paper"): lambda: [REASON, SCAN],
            ("hr.skp.objection", "withdraw_on_paper"): lambda: [SCAN],
            ("hr.skp.objection", "change"): lambda: ["above", "meets", REASON],
            ("hr.skp.evaluation.result", "realize"): lambda: (
                record.sudo().result_id.indicator_ids[:1].ids
            ),
            ("hr.skp.result", "link"): lambda: [self.doc(model, "offered").id],
        }
        return (told.get((model, what)) or told.get(what) or list)()

    def new_vals(self, record):
        """Return what a person sends to make another document like this one."""
        names = {
            "hr.skp": ["employee_id", "cycle_id"],
            "hr.skp.result": ["skp_id", "name"],
            "hr.skp.indicator": ["result_id", "name", "target"],
            "hr.skp.target": ["indicator_id"],
            "hr.skp.evidence": ["skp_id", "name"],
            "hr.skp.activity": ["skp_id", "name", "date"],
            "hr.skp.action": ["result_id", "name", "period_id"],
            "hr.skp.coaching": ["skp_id", "kind", "coach_user_id", "date"],
            "hr.skp.coaching.note": ["coaching_id"],
            "hr.skp.coaching.questionnaire": ["coaching_id"],
            "hr.skp.coaching.answer": ["questionnaire_id", "name"],
            "hr.skp.coaching.competency": ["coaching_id", "score", "reason"],
            "hr.skp.behavior": ["skp_id"],
            "hr.skp.annex": ["skp_id", "name"],
            "hr.skp.reference": [
                "kind",
                "name",
                "cycle_id",
                "department_id",
                "skp_id",
            ],
            "hr.skp.point": ["skp_id", "text"],
            "hr.skp.feedback": ["skp_id", "result_id", "content"],
            "hr.skp.event": ["skp_id", "model", "res_id", "kind", "user_id", "date"],
            "hr.skp.seal": [
                "model",
                "res_id",
                "digest",
                "token",
                "sealed_by_id",
                "company_id",
            ],
            "hr.skp.seal.anchor": ["company_id", "seal_id", "head"],
            "hr.skp.batch": ["kind", "params"],
            "hr.skp.batch.item": ["batch_id", "user_id", "company_id"],
            "hr.skp.cycle": ["company_id"],
            "hr.skp.period": ["cycle_id", "kind", "date_from", "date_to"],
            "hr.skp.appraiser": ["employee_id", "department_id"],
            "hr.skp.expectation": ["cycle_id", "value_id", "text"],
            "hr.skp.role": ["result_id", "employee_id", "skp_id"],
            "hr.skp.evaluation.result": ["evaluation_id", "result_id"],
            "hr.skp.evaluation.behavior": ["evaluation_id", "behavior_id", "value_id"],
            "hr.skp.organization.predicate": ["department_id", "predicate"],
            "hr.skp.organization.component": ["predicate_id", "name"],
            "hr.skp.distribution.rule": [
                "organization_predicate",
                "kind",
                "poor",
                "source",
                "date_from",
            ],
            "hr.skp.maturity": ["cycle_id", "department_id"],
            "hr.skp.maturity.declaration": ["kind", "name", "department_id", "url"],
        }
        given = {
            "hr.skp.behavior": {"value_id": self.new_value.id},
            "hr.skp.target": {"period_id": self.periods[3].id},
            "hr.skp.evidence": {"kind": "link", "url": "https://example.com"},
            "hr.skp.seal": {"revision": 99, "sealed_at": "2025-01-01 00:00:00"},
            "hr.skp.seal.anchor": {"number": 999, "anchored_at": "2025-01-01 00:00:00"},
            "hr.skp.batch.item": {"res_id": 1},
            "hr.skp.coaching.competency": {"name": "Lain"},
            "hr.skp.coaching.statement": {"name": "Lain"},
            "hr.skp.cycle": {"name": "Baru"},
            "hr.skp.period": {"sequence": 99, "name": "Baru"},
            "hr.skp.exemption": {
                "employee_id": self.people["C"].id,
                "cycle_id": self.cycle.id,
            },
            "hr.skp.appraiser": {
                "appraiser_id": self.people["S"].id,
                "kind": "delegate",
                "date_from": "2030-01-01",
            },
            "hr.skp.appraiser.claim": {
                "skp_id": self.doc("hr.skp", "draft").id,
                "proposed_id": self.people["H"].id,
                "reason": "SK penempatan",
            },
            "hr.skp.value": {"name": "Lain", "code": "other", "conducts": "Lain"},
            "hr.skp.perspective": {"name": "Lain"},
            "hr.skp.rank": {"name": "Lain", "code": "other"},
            "hr.skp.phrase": {"kind": "expectation", "text": "Lain"},
            "hr.skp.role": {"text": "Lain"},
            "hr.skp.evaluation": {
                "skp_id": self.doc("hr.skp", "unopened").id,
                "period_id": self.periods[0].id,
            },
            "hr.skp.objection": {
                "evaluation_id": self.doc("hr.skp.evaluation", "delivered").id,
                "reason": REASON,
            },
            "hr.skp.organization.predicate": {"period_id": self.annual.id},
            "hr.skp.distribution.rule": {"poor": True, "share": 50},
            "hr.skp.reminder": {
                "user_id": self.users["C"].id,
                "cycle_id": self.cycle.id,
                "kind": "draft",
                "date": "2030-01-01",
                "sent_on": "2030-01-01",
            },
        }
        model = record._name
        copied = {}
        if model in names:
            [copied] = record.sudo().read(names[model], load=None)
            copied.pop("id")
        copied = {
            name: str(value) if hasattr(value, "isoformat") else value
            for name, value in copied.items()
        }
        vals = {**copied, **given.get(model, {})}
        return {name: value for name, value in vals.items() if name in record._fields}

    # What the database holds

    def fingerprint(self):
        """Return a digest of every table of our models, of messages and of attachments."""
        tables = {
            model._table
            for name, model in self.env.registry.items()
            if name.startswith("hr.skp") and not model._abstract and model._auto
        }
        tables |= {
            "mail_message",
            "mail_followers",
            "ir_attachment",
            "hr_skp_evidence_hr_skp_target_rel",
            "hr_skp_feedback_hidden",
        }
        self.env.flush_all()
        parts = []
        for table in sorted(tables):
            parts.append(
                f"SELECT '{table}', count(*), sum(hashtextextended(t::text, 0)) FROM {table} t"  # noqa: S608
            )
        self.env.cr.execute(" UNION ALL ".join(parts))
        return self.env.cr.fetchall()
