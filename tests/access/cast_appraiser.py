"""Reports of a wrong superior, and dialogues about people that O and E opened."""

from datetime import timedelta


class AppraiserCastMixin:
    @classmethod
    def build_appraisers(cls):
        claims = cls.as_user(cls.env["hr.skp.appraiser.claim"], cls.employee)
        plan = cls.doc("hr.skp", "approved")
        vals = {"proposed_id": cls.people["H"].id, "reason": "SK penempatan"}
        cls.keep("open", claims.create({**vals, "skp_id": plan.id}))
        settled = claims.create({**vals, "skp_id": cls.doc("hr.skp", "submitted").id})
        cls.as_user(settled, cls.people["O"]).action_decline("Belum berlaku")
        cls.keep("declined", settled)
        cls.build_people_dialogues()

    @classmethod
    def build_people_dialogues(cls):
        officer, plan = cls.people["O"], cls.doc("hr.skp", "deputy-over")
        tomorrow = cls.today + timedelta(days=1)
        dialogues = {
            "hr.skp.transfer": {
                "skp_id": plan.id,
                "date": f"{cls.year}-07-01",
                "department_id": cls.other_unit.id,
                "reason": "SK mutasi",
            },
            "hr.skp.handover": {
                "skp_ids": [(6, 0, plan.ids)],
                "appraiser_id": cls.people["S"].id,
                "reason": "Penataan tugas",
            },
            "hr.skp.defect.repair": {
                "employee_ids": [(6, 0, cls.people["C"].ids)],
                "repair": "appraiser",
                "appraiser_id": cls.people["S"].id,
                "date": tomorrow,
            },
        }
        for model, vals in dialogues.items():
            cls.keep("open", cls.as_user(cls.env[model], officer).create(vals))
        another = {
            "cycle_id": cls.cycle.id,
            "position_kind": "additional",
            "department_id": cls.unit.id,
            "date_from": f"{cls.year}-01-01",
        }
        wizards = cls.as_user(cls.env["hr.skp.another"], cls.employee)
        cls.keep("open", wizards.create(another))
