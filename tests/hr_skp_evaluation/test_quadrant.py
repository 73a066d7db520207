"""The quadrant in a real browser: mouse, keyboard, small screen, what stands in the database."""

from odoo.tests import tagged

from ..common import SkpHttpCase


class QuadrantMixin:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The browser logs in with the login as password.
        cls.appraiser.user_id.password = cls.appraiser.user_id.login
        cls.plan = cls.make_approved_plan(
            results=(
                "Terlaksananya verifikasi berkas perizinan",
                "Tersusunnya laporan bulanan",
            )
        )
        cls.env["hr.skp.organization.predicate"].create(
            {
                "department_id": cls.agency.id,
                "period_id": cls.period.id,
                "predicate": "good",
            }
        )
        lines = cls.plan.env["hr.skp.target"]._get_or_create(cls.plan, cls.period)
        lines.write({"realization": "870 berkas diverifikasi, 12 dikembalikan"})
        feedback = cls.as_user(cls.env["hr.skp.feedback"], cls.appraiser)
        for result in cls.plan.sudo().result_ids:
            feedback.create(
                {
                    "skp_id": cls.plan.id,
                    "period_id": cls.period.id,
                    "result_id": result.id,
                    "rating": "above",
                    "content": "Melampaui target dan tertib.",
                }
            )
        feedback.create(
            {
                "skp_id": cls.plan.id,
                "period_id": cls.period.id,
                "behavior_id": cls.plan.sudo().behavior_ids[0].id,
                "rating": "meets",
                "content": "Ramah kepada pemohon.",
            }
        )
        cls.evaluation = cls.as_user(
            cls.env["hr.skp.evaluation"], cls.appraiser
        ).create({"skp_id": cls.plan.id, "period_id": cls.period.id})

    def play(self):
        self.start_tour(
            f"/odoo/skp-to-rate/{self.evaluation.id}",
            "hr_skp_quadrant",
            login=self.appraiser.user_id.login,
        )
        self.assertRecordValues(
            self.evaluation,
            [
                {
                    "state": "delivered",
                    "work_rating": "above",
                    "behavior_rating": "above",
                    "predicate": "very_good",
                }
            ],
        )


@tagged("standard", "post_install", "-at_install")
class TestQuadrant(QuadrantMixin, SkpHttpCase):
    def test_rate_with_mouse_and_keyboard(self):
        self.play()


@tagged("standard", "post_install", "-at_install")
class TestQuadrantOnPhone(QuadrantMixin, SkpHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_fits_a_phone(self):
        """All nine cells stand within the screen, with their names whole."""
        self.browser_js(
            f"/odoo/skp-to-rate/{self.evaluation.id}",
            """
            const cells = [...document.querySelectorAll(".o_hr_skp_quadrant_cell")];
            const wrong = cells.filter((cell) => {
                const { left, right, width, height } = cell.getBoundingClientRect();
                const name = cell.querySelector(".o_hr_skp_quadrant_name");
                return (
                    left < 0 ||
                    right > window.innerWidth ||
                    width < 44 ||
                    height < 44 ||
                    name.scrollWidth > cell.clientWidth
                );
            });
            if (cells.length === 9 && !wrong.length) {
                console.log("test successful");
            } else {
                console.error(
                    `${cells.length} cells, ${wrong.length} do not fit: ` +
                        wrong.map((cell) => JSON.stringify(cell.getBoundingClientRect()))
                );
            }
            """,
            ready="document.querySelectorAll('.o_hr_skp_quadrant_cell').length === 9",
            login=self.appraiser.user_id.login,
        )
