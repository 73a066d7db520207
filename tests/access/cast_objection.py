"""Objections for the tables: of one plan of E, one quarter in each state.

Of a second plan nobody stands above the appraiser, so N decides as authorised official:
he reads what he decides upon and, of E, nothing else.
"""

from odoo.fields import Command


class ObjectionCastMixin:
    @classmethod
    def build_objected(cls):
        """Approve the plans; F is still E's appraiser."""
        year = {"date_from": cls.cycle.date_from, "date_to": cls.cycle.date_to}
        cls.keep("objected", cls.make_approved_plan(position_kind="interim", **year))
        first = {**year, "date_to": cls.periods[1].date_to}
        cls.keep("official", cls.make_approved_plan(position_kind="acting", **first))

    @classmethod
    def build_objections(cls):
        cls.company.skp_authorized_official_id = cls.people["N"]
        names = ("objection-draft", "filed", "explained", "changed")
        for name, period in zip(names, cls.periods, strict=True):
            cls.build_delivered(name, "objected", period)
        cls.doc("hr.skp", "official")._write_people(
            {"superior_id": False, "superior_user_id": False}
        )
        cls.build_official()
        for name in names:
            objection = cls.object_to(name)
            if name == "objection-draft":
                continue
            objection.action_file()
            if name != "filed":
                cls.as_user(objection, cls.people["A"]).action_explain("Penjelasan")
        changed = cls.doc("hr.skp.objection", "changed").sudo(False)
        cls.as_user(changed, cls.people["S"]).action_change("above", "meets", "Putusan")
        explained = cls.doc("hr.skp.objection", "explained")
        decisions = cls.as_user(cls.env["hr.skp.objection.decision"], cls.people["S"])
        vals = {"objection_id": explained.id, "note": "Rahasia sampai diputus"}
        cls.keep("open", decisions.create(vals))

    @classmethod
    def build_official(cls):
        """The lines of the second plan, and evidence of it that the objection names."""
        plan, period = cls.doc("hr.skp", "official"), cls.periods[0]
        cls.build_delivered("official", "official", period)
        result = plan.result_ids[0]
        for line in (result, result.indicator_ids, plan.behavior_ids[0]):
            cls.keep("official", line)
        cls.keep("official", result.indicator_ids.target_ids)
        evidence = cls.as_user(cls.env["hr.skp.evidence"], cls.employee).create(
            {
                "skp_id": plan.id,
                "name": "Surat warga",
                "kind": "link",
                "url": "https://example.com",
            }
        )
        cls.keep("official", evidence)
        objection = cls.object_to("official")
        objection.evidence_ids = [Command.link(evidence.id)]
        objection.action_file()
        cls.as_user(objection, cls.people["A"]).action_explain("Penjelasan")
        for name, document, kind in (
            ("official", cls.doc("hr.skp.evaluation", "official"), "rate"),
            ("official-objection", objection, "objection_explain"),
        ):
            events = cls.env["hr.skp.event"].sudo()
            of_it = [("model", "=", document._name), ("res_id", "=", document.id)]
            cls.keep(name, events.search([*of_it, ("kind", "=", kind)]))

    @classmethod
    def build_delivered(cls, name, plan, period):
        evaluation = cls.open_evaluation(plan, period, "A")
        plan = cls.doc("hr.skp", plan)
        lines = cls.env["hr.skp.target"].sudo()._get_or_create(plan, period)
        lines.write({"realization": "Selesai 3 laporan"})
        evaluation.write({"work_rating": "below", "behavior_rating": "meets"})
        evaluation.action_rate()
        evaluation.action_deliver()
        cls.keep_evaluation(name, evaluation)

    @classmethod
    def object_to(cls, name):
        """Return E's objection to a delivered evaluation, not yet filed."""
        objection = cls.as_user(cls.env["hr.skp.objection"], cls.employee).create(
            {
                "evaluation_id": cls.doc("hr.skp.evaluation", name).id,
                "reason": "Tiga laporan diterima",
            }
        )
        cls.keep(name, objection)
        return objection
