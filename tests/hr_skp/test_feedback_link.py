"""The public link under any sequence of uses, guesses and tries, and two at once."""

from datetime import timedelta
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.tests import tagged

from odoo.addons.hr_skp.models.hr_skp_feedback_link import SPAN, TRIES

from ..common import SkpCase
from .feedback_case import FeedbackMixin
from .race_case import RaceCase

TAGS = ("standard", "post_install", "-at_install")
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck)
)
STEPS = st.lists(
    st.sampled_from(["answer", "guess", "wait", "send", "end", "cut", "case"]),
    min_size=1,
    max_size=8,
)


@tagged(*TAGS)
class TestFeedbackLink(FeedbackMixin, SkpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_feedback()
        cls.links = cls.env["hr.skp.feedback.link"].sudo()

    def send(self, request):
        """Return the token of a new link; the e-mail alone carries it."""
        sent = []
        with patch.object(
            self.env.registry["mail.template"],
            "send_mail",
            lambda template, *_args, **_kwargs: sent.append(
                template.env.context["skp_link"]
            ),
        ):
            request._send_link_anew()
        return sent[0].rsplit("/", 1)[1]

    @QUIET
    @given(steps=STEPS, noise=st.text(max_size=43))
    def test_one_answer_through_the_last_link(self, steps, noise):
        """Property: only the newest link opens, only in time, and only once."""
        with self.env.cr.savepoint() as savepoint:
            request = (
                self.env["hr.skp.feedback"]
                .sudo()
                .create(
                    {
                        "skp_id": self.plan.id,
                        "state": "requested",
                        "author_user_id": False,
                        "author_name": "Ibu Warga",
                        "author_email": "warga@example.com",
                        "given_on": False,
                    }
                )
            )
            tokens, is_good, answers = [self.send(request)], True, 0
            for step in steps:
                token = tokens[-1]
                if step == "answer":
                    for known in tokens:
                        link = self.links._find(known)
                        is_open = bool(link) and link._answer(
                            f"Baik {answers}", "above"
                        )
                        self.assertEqual(is_open, is_good and known == token)
                        answers += is_open
                        is_good &= not is_open
                elif step == "send" and not answers and not request.is_declined:
                    tokens.append(self.send(request))
                    is_good = True
                elif step == "wait":
                    link = self.links._find(token)
                    link.expires_on = fields.Datetime.now() - timedelta(seconds=1)
                    is_good = False
                elif step == "end":
                    request.is_declined = True
                    is_good = False
                else:
                    guess = {"cut": token[:-1], "case": token.swapcase()}.get(
                        step, noise
                    )
                    self.assertFalse(self.links._find(guess))
                self.assertEqual(bool(self.links._find(tokens[-1])), is_good)
            self.assertLessEqual(answers, 1)
            if answers:
                self.assertEqual((request.state, request.content), ("given", "Baik 0"))
            savepoint.rollback()

    @QUIET
    @given(
        tries=st.lists(
            st.tuples(
                st.sampled_from(["10.0.0.1", "10.0.0.2", "2001:db8::1"]),
                st.sampled_from([0, 0, 0, 1, 5, 20, 59, 60, 61]),
            ),
            max_size=60,
        )
    )
    def test_ten_tries_in_any_minute(self, tries):
        """Property: as a list of what was let through, kept by hand, says."""
        counter = self.env["hr.skp.feedback.try"].sudo()
        moment, passed = fields.Datetime.now(), {}
        with self.env.cr.savepoint() as savepoint:
            for address, seconds in tries:
                moment += timedelta(seconds=seconds)
                before = [
                    one
                    for one in passed.setdefault(address, [])
                    if one > moment - timedelta(seconds=SPAN)
                ]
                with patch.object(fields.Datetime, "now", lambda now=moment: now):
                    is_allowed = counter._is_allowed(address)
                self.assertEqual(is_allowed, len(before) < TRIES)
                if is_allowed:
                    passed[address].append(moment)
            savepoint.rollback()


@tagged(*TAGS)
class TestFeedbackLinkRace(RaceCase):
    def build(self, env):
        super().build(env)
        request = env["hr.skp.feedback"].create(
            {
                "skp_id": self.plan,
                "state": "requested",
                "author_user_id": False,
                "author_name": "Ibu Warga",
                "author_email": "warga@example.com",
            }
        )
        links = env["hr.skp.feedback.link"]
        links.create(
            {
                "feedback_id": request.id,
                "token_hash": links._get_hash("adu"),
                "expires_on": fields.Datetime.now() + timedelta(days=1),
            }
        )

    def test_two_at_once_give_one_answer(self):
        done = []

        def answer(words, env):
            link = env["hr.skp.feedback.link"]._find("adu")
            done.append((words, bool(link) and link._answer(words, "above")))

        self.race(lambda env: answer("Satu", env), lambda env: answer("Dua", env))

        # The second began, waited, and was told anew that nothing is to be given.
        self.assertEqual(done[0], ("Satu", True))
        self.assertEqual(done[-1], ("Dua", False))
        with self.registry.cursor() as cr:
            plan = self.get_env(cr)["hr.skp"].browse(self.plan)
            self.assertEqual(plan.feedback_ids.mapped("content"), ["Satu"])
