"""What the tests of hidden names share: a round of peers, and its answers."""

from datetime import timedelta

from .feedback_case import FeedbackMixin


class HiddenMixin(FeedbackMixin):
    @classmethod
    def build_hidden(cls):
        cls.build_feedback()
        cls.company.skp_hide_givers = True
        cls.peers = cls.colleague | cls.officer
        for number in range(4):
            cls.peers |= cls.make_person(
                f"peer{number}", f"Rekan {number}", cls.unit, cls.appraiser
            )

    def ask_round(self, people=None, asker=None, **kwargs):
        """Let the employee ask several; return their requests."""
        people = people or self.peers
        self.as_user(self.plan, asker or self.employee).action_request_feedback(
            people.ids, **kwargs
        )
        return (
            self.env["hr.skp.feedback"]
            .sudo()
            .search(
                [
                    ("author_user_id", "in", people.user_id.ids),
                    ("is_declined", "=", False),
                ]
            )
        )

    def answer(self, requests, people, rating=None):
        for person in people:
            request = requests.filtered(
                lambda item, person=person: item.author_user_id == person.user_id
            )
            self.as_user(request, person).action_give(f"Kata {person.name}", rating)

    def pass_days(self, requests, days=20):
        """Let the last day of the requests pass, and the job run once."""
        requests.due_date = requests[0].due_date - timedelta(days=days)
        self.env.cr.execute("UPDATE hr_skp_feedback_hidden SET day = day - 1")
        self.env["hr.skp.feedback"].sudo()._cron_show_rounds()
        self.env.flush_all()

    def get_shown(self):
        return (
            self.env["hr.skp.feedback"]
            .sudo()
            .search([("skp_id", "=", self.plan.id), ("state", "!=", "requested")])
        )
