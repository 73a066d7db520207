from datetime import timedelta

from odoo.tests import freeze_time, tagged

from .objection_case import ObjectionCase
from .reminder_case import ReminderMixin


@tagged("standard", "post_install", "-at_install")
class TestReminderObjection(ReminderMixin, ObjectionCase):
    """The appraiser hears of an objection while he owes words, then whoever decides."""

    def test_who_hears_of_it(self):
        objection = self.reach("filed")
        today = self.company._get_skp_today()
        digest = self.get_digest("objection", today)
        self.assertEqual(set(digest), {"appraiser"})
        _facts, [to_explain] = digest["appraiser"]
        self.assertIn("Ani Pegawai", to_explain["names"][0])
        self.assertEqual(self.count_listed(to_explain, self.appraiser), 1)
        self.assertEqual(self.count_listed(to_explain, self.employee), 0)
        late = objection.deadline + timedelta(days=1)
        digest = self.get_digest("objection", late)
        self.assertEqual(set(digest), {"appraiser", "superior"})
        facts, [to_decide] = digest["superior"]
        self.assertEqual(facts["own"].count, 1)
        self.assertEqual(self.count_listed(to_decide, self.superior), 0)
        with freeze_time(f"{late} 03:00:00"):
            self.assertEqual(self.count_listed(to_decide, self.superior), 1)
            self.assertEqual(self.count_listed(to_decide, self.appraiser), 0)
        self.as_user(objection, self.appraiser).action_explain("Penjelasan")
        self.assertEqual(self.count_listed(to_explain, self.appraiser), 0)
        self.assertEqual(self.count_listed(to_decide, self.superior), 1)

    def test_an_agency_switches_it_off(self):
        self.reach("filed")
        self.company.skp_remind_objection = False
        today = self.company._get_skp_today()
        self.assertFalse(self.get_digest("objection", today))
