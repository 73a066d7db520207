from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .feedback_case import FeedbackCase


@tagged("standard", "post_install", "-at_install")
class TestFeedbackOwner(FeedbackCase):
    """The owner of a supported result comments his lines."""

    def support(self):
        leader_plan = self.make_plan(self.other_head, results=("Tertib",))
        leader_plan.action_submit()
        result = self.as_user(self.result, self.employee)
        self.as_user(self.plan, self.employee).action_revise("Kaitan")
        result.parent_id = leader_plan.sudo().result_ids.id
        return self.as_user(self.env["hr.skp.feedback"], self.other_head)

    def test_the_owner_comments_his_lines_only(self):
        feedbacks = self.support()
        given = feedbacks.create({"result_id": self.result.id, "content": "Baik"})
        self.assertRecordValues(
            given.sudo(),
            [
                {
                    "skp_id": self.plan.id,
                    "giver_role": "leader",
                    "state": "given",
                    "author_user_id": self.other_head.user_id.id,
                }
            ],
        )
        given.write({"content": "Baik sekali"})
        behavior = self.plan.sudo().behavior_ids[0]
        for vals in (
            {"result_id": self.other_result.id},
            {"skp_id": self.plan.id},
            {"behavior_id": behavior.id},
            {"result_id": self.result.id, "behavior_id": behavior.id},
        ):
            with self.subTest(vals=vals):
                self.refuse(
                    lambda vals=vals: feedbacks.create({**vals, "content": "x"})
                )
        self.refuse(lambda: given.write({"result_id": self.other_result.id}))
        self.refuse(lambda: given.write({"behavior_id": behavior.id}))
        self.give(result_id=self.other_result.id)
        self.assertEqual(feedbacks.search([("skp_id", "=", self.plan.id)]), given)

    def test_the_owner_who_was_asked_gives_it_once(self):
        self.support()
        asked = self.ask(self.other_head, result_id=self.result.id)
        theirs = self.as_user(asked, self.other_head)
        self.refuse(lambda: theirs.write({"content": "x"}), UserError)
        theirs.action_give("Mendukung.")
        self.assertEqual(asked.giver_role, "leader")
        self.refuse(lambda: theirs.write({"content": "x"}), UserError)
        self.refuse(theirs.unlink, UserError)

    def test_the_owner_opens_the_feedback_of_the_line(self):
        feedbacks = self.support()
        found = self.env.ref("hr_skp.hr_skp_result_action_supporting").domain
        results = self.as_user(self.env["hr.skp.result"], self.other_head)
        domain = safe_eval(found, {"uid": self.other_head.user_id.id})
        self.assertEqual(results.search(domain), self.result)
        with Form(feedbacks.with_context(default_result_id=self.result.id)) as form:
            form.content = "Baik"
        self.assertEqual(form.record.sudo().skp_id, self.plan.sudo())
        action = self.as_user(self.result, self.other_head).action_open_feedback()
        self.assertTrue(action["context"]["create"])
        self.refuse(self.as_user(self.result, self.stranger).action_open_feedback)

    def test_a_form_begins_without_a_plan(self):
        feedbacks = self.as_user(self.env["hr.skp.feedback"], self.appraiser)
        with Form(feedbacks) as form:
            form.skp_id = self.as_user(self.plan, self.appraiser)
            form.content = "Baik"
        self.assertEqual(self.plan.sudo().feedback_ids, form.record.sudo())

    def test_the_lists_ask_as_often_for_many(self):
        """What others asked of one, what one asked for, and what supports one's own."""
        self.support()
        requests = self.env["hr.skp.feedback"].sudo()
        lists = [
            ("feedback_action_asked", "feedback_view_list_asked", self.other_head),
            (
                "feedback_action_asked_for",
                "feedback_view_list_asked_for",
                self.employee,
            ),
            ("result_action_supporting", "result_view_list", self.other_head),
        ]

        def add(count):
            requests.create(
                [
                    {
                        "skp_id": self.plan.id,
                        "author_user_id": self.other_head.user_id.id,
                        "requested_by_id": self.employee.user_id.id,
                        "state": "requested",
                        "is_declined": True,
                    }
                    for _number in range(count)
                ]
            )
            results = self.env["hr.skp.result"].sudo()
            results.create(
                [
                    {
                        "skp_id": self.plan.id,
                        "name": f"Hasil {number}",
                        "parent_id": self.result.sudo().parent_id.id,
                    }
                    for number in range(count)
                ]
            )

        def count(action, view, person):
            action = self.env.ref(f"hr_skp.hr_skp_{action}")
            view = self.env.ref(f"hr_skp.hr_skp_{view}")
            model = self.as_user(self.env[action.res_model], person)
            arch = model.get_views([(view.id, "list")])
            names = arch["models"][action.res_model]["fields"]
            shown = {
                name: {"fields": {"display_name": {}}} if field.get("relation") else {}
                for name, field in names.items()
            }
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = model.web_search_read(
                safe_eval(action.domain, {"uid": person.user_id.id}), shown
            )
            return found["length"], self.env.cr.sql_log_count - before

        measured = []
        for number in (5, 5, 90):
            add(number)
            measured.append([count(*each) for each in lists])
        for few, many in zip(measured[1], measured[2], strict=True):
            self.assertLess(few[0], many[0])
            self.assertEqual(few[1], many[1])
