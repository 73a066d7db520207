"""Objections for the tables: of one plan of E, one quarter in each state.

Of a second plan nobody stands above the appraiser, so N decides as authorised official:
he reads what he decides upon and, of E, nothing else.
"""

import base64

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
        cls.build_abroad()
        cls.build_paper()
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
    def build_abroad(cls):
        """Y decided on a quarter of the second plan, as the official whom E's agency named."""
        plan, period = cls.doc("hr.skp", "official"), cls.periods[1]
        cls.build_delivered("abroad", "official", period)
        annex = {"skp_id": plan.id, "name": "Dua staf"}
        cls.keep("official", cls.env["hr.skp.annex"].sudo().create(annex))
        log = cls.as_user(cls.env["hr.skp.activity"], cls.employee)
        for name, quarter in (("official", 0), ("abroad", 1)):
            date = cls.periods[quarter].date_from
            entry = log.create({"skp_id": plan.id, "name": "Melayani", "date": date})
            entry.action_submit()
            cls.keep(name, entry)
        feedback = cls.as_user(cls.env["hr.skp.feedback"], cls.people["A"])
        cls.keep("abroad", feedback.create({"skp_id": plan.id, "content": "Teruskan."}))
        cls.company.skp_authorized_official_id = cls.people["Y"]
        objection = cls.object_to("abroad")
        objection.action_file()
        cls.as_user(objection, cls.people["A"]).action_explain("Penjelasan")
        judge = objection.with_user(cls.users["Y"])
        judge.with_context(allowed_company_ids=cls.other_company.ids).action_keep("Ya")
        cls.company.skp_authorized_official_id = cls.people["N"]
        events = cls.env["hr.skp.event"].sudo()
        of_it = [("model", "=", objection._name), ("res_id", "=", objection.id)]
        cls.keep("abroad", events.search([*of_it, ("kind", "=", "objection_keep")]))

    @classmethod
    def build_paper(cls):
        """Somebody without a login, whom A leads: one quarter delivered, one objected to."""
        officer = cls.people["O"]
        employee = cls.env["hr.employee"].create(
            {
                "name": "Tanpa Login",
                "company_id": cls.company.id,
                "department_id": cls.unit.id,
                "parent_id": cls.people["A"].id,
            }
        )
        indicator = {"name": "Jumlah", "target": "12 berkas"}
        result = {"name": "Terlayaninya pemohon"}
        result["indicator_ids"] = [Command.create(indicator)]
        plan = cls.as_user(cls.env["hr.skp"], officer).create(
            {
                "employee_id": employee.id,
                "cycle_id": cls.cycle.id,
                "result_ids": [Command.create(result)],
            }
        )
        plan.action_submit()
        cls.as_user(plan, cls.people["A"]).action_approve()
        cls.keep("paper", plan)
        for name, quarter in (("paper", 0), ("paper-filed", 1)):
            cls.build_delivered(name, "paper", cls.periods[quarter])
        evaluation = cls.evaluation_as("paper-filed", "O")
        evaluation.action_object_on_paper("Tertulis", base64.b64encode(b"%PDF"))
        cls.keep("paper-filed", evaluation.objection_id)
        papers = cls.as_user(cls.env["hr.skp.objection.paper"], officer)
        vals = {"evaluation_id": evaluation.id, "file": base64.b64encode(b"%PDF")}
        cls.keep("open", papers.create(vals))

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
