"""Roles that A proposes: on E's plans, and to C, who has no plan yet."""


class RoleCastMixin:
    @classmethod
    def build_roles(cls):
        leader = cls.people["A"]
        plan = cls.make_plan(leader, results=("Terjaganya mutu layanan",))
        plan.action_submit()
        cls.keep("leader", cls.env["hr.employee.public"].browse(leader.id))
        roles = cls.as_user(cls.env["hr.skp.role"], leader)

        def propose(name, **values):
            text = f"Terlayaninya pemohon ({name})"
            vals = {"result_id": plan.sudo().result_ids.id, "text": text, **values}
            role = roles.create(vals)
            cls.keep(name, role)
            return role

        for name in ("draft", "approved"):
            propose(name, skp_id=cls.doc("hr.skp", name).id)
        declined = propose("declined", skp_id=cls.doc("hr.skp", "draft").id)
        cls.as_user(declined, cls.employee).action_decline("Sudah ada")
        propose("waiting", employee_id=cls.people["C"].id)
