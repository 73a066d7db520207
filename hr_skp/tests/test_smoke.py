from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestSmoke(TransactionCase):
    """The stories stand in the project's own tests; this one tells that the addon is whole."""

    def test_masters_are_there(self):
        self.assertEqual(self.env["hr.skp.value"].search_count([]), 7)
        self.assertEqual(self.env["hr.skp.perspective"].search_count([]), 4)

    def test_year_makes_its_periods(self):
        cycle = self.env["hr.skp.cycle"].create(
            {"name": "2030", "date_from": "2030-01-01", "date_to": "2030-12-31"}
        )
        cycle.action_open()
        self.assertEqual(
            len(cycle.period_ids.filtered(lambda p: p.kind == "periodic")), 4
        )
