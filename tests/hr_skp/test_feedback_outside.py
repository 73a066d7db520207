import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_skp.models.hr_skp_feedback_link import TRIES

from ..common import SkpHttpCase
from .feedback_case import FeedbackMixin

LINK = re.compile(r"/skp/feedback/[\w-]+")
MARK = "Umpan balik Anda"
GONE = "Tautan tidak berlaku"


class FeedbackOutsideCase(FeedbackMixin, SkpHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()

    def setUp(self):
        super().setUp()
        # Each test begins with all its tries.
        self.env["hr.skp.feedback.try"].sudo().search([]).unlink()

    def invite(self, person=None, **kwargs):
        """Ask somebody outside; return (request, e-mail, path of the link)."""
        self.as_user(
            self.plan, person or self.employee
        ).action_request_feedback_outside("Ibu Warga", "warga@example.com", **kwargs)
        mail = (
            self.env["mail.mail"]
            .sudo()
            .search([("email_to", "=", "warga@example.com")], limit=1, order="id desc")
        )
        asked = (
            self.env["hr.skp.feedback"]
            .sudo()
            .search(
                [("author_email", "=", "warga@example.com")], limit=1, order="id desc"
            )
        )
        return asked, mail, LINK.search(mail.body_html).group()


@tagged("standard", "post_install", "-at_install")
class TestFeedbackOutside(FeedbackOutsideCase):
    def post(self, path, page=None, **values):
        page = page or self.url_open(path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        answer = self.url_open(path, data={"csrf_token": token, **values})
        self.env.invalidate_all()
        return answer

    def same(self, answers):
        """Every answer is the same to the letter."""
        self.assertEqual(len({(item.status_code, item.text) for item in answers}), 1)
        self.assertEqual(answers[0].status_code, 404)
        self.assertIn(GONE, answers[0].text)

    def test_one_answer(self):
        asked, mail, path = self.invite(
            result_id=self.result.id, subject="Apakah laporannya tepat waktu?"
        )
        self.assertEqual(mail.email_to, "warga@example.com")
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        for shown in ("Ani Pegawai", "Laporan", "Apakah laporannya tepat waktu?", MARK):
            self.assertIn(shown, page.text)
        answer = self.post(path, page, content="Selalu tepat waktu.", rating="above")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Terima kasih", answer.text)
        self.assertRecordValues(
            asked,
            [
                {
                    "state": "given",
                    "content": "Selalu tepat waktu.",
                    "rating": "above",
                    "author_name": "Ibu Warga",
                    "giver_role": "other",
                    "author_user_id": False,
                }
            ],
        )
        self.assertEqual(len(self.told(self.employee)), 1)
        # A page that stayed open answers no second time, either.
        self.same(
            [
                self.url_open(path),
                self.url_open(
                    path,
                    data={
                        "csrf_token": re.search(
                            r'name="csrf_token" value="([^"]+)"', page.text
                        ).group(1),
                        "content": "Lagi",
                    },
                ),
            ]
        )
        self.env.invalidate_all()
        self.assertEqual(asked.content, "Selalu tepat waktu.")

    def test_the_page_reveals_only_what_it_must(self):
        self.give(result_id=self.result.id, content="Rahasia penilai")
        plan = self.plan.sudo()
        _asked, _mail, path = self.invite(result_id=self.result.id)
        text = self.url_open(path).text
        for hidden in (
            "Rahasia penilai",
            "Arsip",
            plan.name,
            plan.appraiser_id.name,
            "warga@example.com",
            self.company.name,
            "12 laporan",
        ):
            self.assertNotIn(hidden, text)
        self.assertNotIn("<script", text)
        headers = self.url_open(path).headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_unknown_used_and_expired_links_answer_alike(self):
        asked, _mail, used = self.invite()
        self.post(used, content="Baik")
        other, _mail, expired = self.invite()
        link = (
            self.env["hr.skp.feedback.link"]
            .sudo()
            .search([("feedback_id", "=", other.id)])
        )
        link.expires_on = fields.Datetime.now() - timedelta(seconds=1)
        ended, _mail, declined = self.invite()
        self.as_user(ended, self.employee).action_decline("Keliru")
        self.env.flush_all()
        self.same(
            [
                self.url_open(path)
                for path in (used, expired, declined, f"{used}x", "/skp/feedback/abc")
            ]
        )

    def test_words_are_needed(self):
        asked, _mail, path = self.invite()
        answer = self.post(path, content="   ", rating="below")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Tulis umpan balik terlebih dahulu", answer.text)
        self.post(path, content="<b>Baik</b>", rating="perfect")
        self.assertEqual((asked.content, asked.rating), ("<b>Baik</b>", False))

    def test_a_form_from_elsewhere_is_refused(self):
        asked, _mail, path = self.invite()
        with mute_logger("odoo.http"):
            answer = self.url_open(path, data={"content": "Palsu"})
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(asked.state, "requested")

    def test_ten_tries_a_minute(self):
        _asked, _mail, path = self.invite()
        tries = self.env["hr.skp.feedback.try"].sudo()
        moment = fields.Datetime.now()
        with patch.object(fields.Datetime, "now", lambda: moment):
            guesses = [self.url_open(f"/skp/feedback/{n}") for n in range(TRIES)]
            self.same(guesses)
            stopped = [
                self.url_open(path),
                self.url_open("/skp/feedback/unknown"),
                # What the caller says of himself counts for nothing.
                self.url_open(path, headers={"X-Forwarded-For": "10.9.8.7"}),
            ]
        self.assertEqual([page.status_code for page in stopped], [429] * 3)
        self.assertEqual(len({page.text for page in stopped}), 1)
        self.assertFalse(tries.search([("address", "like", "127.0.0.1")]))
        later = moment + timedelta(seconds=61)
        with patch.object(fields.Datetime, "now", lambda: later):
            self.assertIn(MARK, self.url_open(path).text)

    def test_old_tries_are_forgotten(self):
        tries = self.env["hr.skp.feedback.try"].sudo()
        old = fields.Datetime.now() - timedelta(hours=2)
        tries.create({"address": "x", "tries": [1], "last_on": old})
        tries._gc_tries()
        self.assertFalse(tries.search([]))

    def test_a_changed_request_has_a_new_link(self):
        asked, _mail, former = self.invite(subject="Apakah tepat waktu?")
        self.as_user(asked, self.employee).action_change_request(
            self.today + timedelta(days=3), "Apakah ramah?"
        )
        self.env.flush_all()
        mail = self.env["mail.mail"].sudo().search([], limit=1, order="id desc")
        path = LINK.search(mail.body_html).group()

        self.assertNotEqual(path, former)
        self.same([self.url_open(former), self.url_open("/skp/feedback/abc")])
        self.assertIn("Apakah ramah?", self.url_open(path).text)

    def test_nobody_reads_the_link(self):
        """Neither who asked nor the administrator could answer in the other's place."""
        asked, mail, path = self.invite()
        token = path.rsplit("/", 1)[1]
        link = (
            self.env["hr.skp.feedback.link"]
            .sudo()
            .search([("feedback_id", "=", asked.id)])
        )
        self.assertNotIn(token, str(link.read()))
        self.assertNotIn(token, str(asked.read()))
        message = mail.mail_message_id
        self.assertFalse(message.model or message.res_id)
        with mute_logger(
            "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model"
        ):
            for person in (self.employee, self.appraiser, self.manager, self.auditor):
                for record in (link, mail, message):
                    with (
                        self.subTest(person=person.name, model=record._name),
                        self.assertRaises(AccessError),
                    ):
                        self.as_user(record, person).read(["display_name"])

    def test_wrong_persons_invite_nobody(self):
        for person in (self.colleague, self.superior, self.officer, self.stranger):
            with (
                self.subTest(person=person.name),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                self.invite(person)
        plan = self.as_user(self.plan, self.employee)
        for name, email in (("Ibu", "bukan alamat"), ("", "a@example.com"), ("x", "")):
            with self.assertRaises(UserError):
                plan.action_request_feedback_outside(name, email)

    def test_the_dialogue_asks_both(self):
        dialogue = self.as_user(self.env["hr.skp.feedback.request"], self.appraiser)
        dialogue.create(
            {
                "skp_id": self.plan.id,
                "employee_ids": [(6, 0, self.stranger.ids)],
                "outside_name": "Pak Mitra",
                "outside_email": "mitra@example.com",
            }
        ).action_ask()
        asked = self.plan.sudo().feedback_ids
        self.assertEqual(set(asked.mapped("author_name")), {"Ida Lain", "Pak Mitra"})
        self.assertEqual(asked.requested_by_id, self.appraiser.user_id)


# Played again and again until it is true, on each page anew: the page has no script.
ANSWERS = """(() => {
    const heading = document.querySelector("h1").textContent;
    if (document.documentElement.scrollWidth > window.innerWidth) {
        throw new Error("The page is wider than the screen.");
    }
    if (heading === "Terima kasih") {
        return true;
    }
    const words = document.querySelector("textarea");
    if (!words.value) {
        words.value = "Cepat dan ramah";
        document.querySelector("input[value=above]").click();
        const button = document.querySelector("button");
        button.scrollIntoView();
        const { top, bottom } = button.getBoundingClientRect();
        if (top >= 0 && bottom <= window.innerHeight && bottom - top >= 44) {
            button.click();
        }
    }
    return false;
})()"""


@tagged("standard", "post_install", "-at_install")
class TestFeedbackOutsidePhone(FeedbackOutsideCase):
    """Somebody outside, on his phone, from the link of his e-mail to the thanks."""

    browser_size = "390x844"
    touch_enabled = True

    def test_from_the_link_to_the_thanks(self):
        asked, _mail, path = self.invite(subject="Apakah ramah?")
        done = "console.log('test successful')"

        self.browser_js(path, done, ANSWERS, timeout=60)

        self.env.invalidate_all()
        self.assertRecordValues(
            asked, [{"state": "given", "content": "Cepat dan ramah", "rating": "above"}]
        )
        self.assertEqual(self.url_open(path).status_code, 404)


@tagged("standard", "post_install", "-at_install")
class TestFeedbackOutsideDesktop(TestFeedbackOutsidePhone):
    """The same at a desk."""

    browser_size = "1366x768"
    touch_enabled = False
