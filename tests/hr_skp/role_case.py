from ..common import SkpCase


class RoleCase(SkpCase):
    """The appraiser has two main results, and divides them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader_plan = cls.make_plan(
            cls.appraiser, results=("Meningkatnya mutu layanan", "Tertibnya arsip")
        )
        cls.quality, cls.archive = cls.leader_plan.sudo().result_ids

    def roles(self, person):
        return self.as_user(self.env["hr.skp.role"], person)

    def assign(self, person, *employees, text="Terlayaninya pemohon", **values):
        rows = [{"employee_id": each.id} for each in employees]
        result = values.pop("result", self.quality)
        self.roles(person).action_assign(result.id, rows, text, **values)
        return self.env["hr.skp.role"].search(
            [("employee_id", "in", [each.id for each in employees])], order="id desc"
        )[: len(employees)]

    def row(self, person, employee, leader=None):
        matrix = self.roles(person).get_matrix((leader or self.appraiser).id)
        [row] = [row for row in matrix["rows"] if row["employee_id"] == employee.id]
        return row

    def kinds(self, person, employee, result=None):
        cells = self.row(person, employee)["cells"]
        entries = cells.get(result.id if result is not None else 0, [])
        return [entry["kind"] for entry in entries]
