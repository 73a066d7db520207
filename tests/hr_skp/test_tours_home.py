from odoo.tests import tagged

from ..common import SkpHttpCase


class HomeTourCase(SkpHttpCase):
    """Somebody with a draft."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan()

    def play(self, tour):
        self.start_tour("/odoo", tour, login=self.employee.user_id.login, timeout=120)


@tagged("standard", "post_install", "-at_install")
class TestHomeTours(HomeTourCase):
    def test_desktop(self):
        self.play("hr_skp_home_on_desktop")


@tagged("standard", "post_install", "-at_install")
class TestHomeOnPhone(HomeTourCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_phone(self):
        self.play("hr_skp_home_on_phone")
