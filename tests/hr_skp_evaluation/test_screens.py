"""Every screen opens for everybody who may open it, with what stands in it."""

from lxml import etree

from odoo.tests import Form, tagged

from .case import EvaluationCase

ACTIONS = (
    "hr_skp_evaluation_action_my",
    "hr_skp_evaluation_action_to_rate",
    "hr_skp_evaluation_action",
    "hr_skp_organization_predicate_action",
)


@tagged("standard", "post_install", "-at_install")
class TestScreens(EvaluationCase):
    def setUp(self):
        super().setUp()
        self.evaluation = self.make_delivered()
        self.people = (
            self.employee,
            self.appraiser,
            self.superior,
            self.officer,
            self.manager,
            self.auditor,
        )

    def test_lists_boards_and_filters(self):
        for person in self.people:
            for name in ACTIONS:
                action = self.env["ir.actions.act_window"]._for_xml_id(
                    f"hr_skp_evaluation.{name}"
                )
                model = self.as_user(self.env[action["res_model"]], person)
                views = model.get_views(
                    [(False, kind) for kind in ("list", "kanban", "search")]
                )
                for kind in ("list", "kanban"):
                    arch = etree.fromstring(views["views"][kind]["arch"])
                    spec = {node.get("name"): {} for node in arch.iter("field")}
                    self.flush_out()
                    found = model.web_search_read([], spec)
                    self.assertTrue(found["records"], (person.name, name, kind))
                search = etree.fromstring(views["views"]["search"]["arch"])
                for node in search.iter("filter"):
                    if node.get("domain"):
                        model.search(
                            self.evaluation_domain(node.get("domain"), person.user_id)
                        )

    def evaluation_domain(self, text, user):
        return eval(text, {"uid": user.id})  # noqa: S307 the views are our own

    def test_forms(self):
        for person in self.people:
            for record in (self.evaluation, self.top_predicate, self.plan):
                with self.subTest(person=person.name, model=record._name):
                    self.flush_out()
                    form = Form(self.as_user(record, person))
                    self.assertEqual(form.record, record)

    def test_rating_in_the_form(self):
        evaluation = self.open_evaluation(period=self.period2)
        with Form(evaluation) as form:
            # Both ratings are set by the quadrant: see test_quadrant.py.
            form.note = "Bagus"
            with form.result_line_ids.edit(0) as line:
                line.rating = "above"
            self.assertEqual(form.suggested_work_rating, "above")
        self.assertEqual(evaluation.note, "Bagus")
        self.assertEqual(evaluation.result_line_ids.rating, "above")
        self.assertEqual(evaluation.previous_text, f"{self.period.name}: Good")
        self.assertIn("Suggested for work results", evaluation.suggestion_text)

    def test_a_new_one_is_made_in_the_form(self):
        evaluations = self.as_user(self.env["hr.skp.evaluation"], self.employee)
        form = Form(evaluations)
        form.skp_id = self.as_user(self.plan, self.employee)
        form.period_id = self.as_user(self.period2, self.employee)
        self.assertEqual(form.save().state, "draft")

    def test_quadrant_is_told_by_the_server(self):
        cells = self.evaluation.quadrant_cells
        self.assertEqual(cells["above"]["below"], "poor")
        self.assertEqual(sum(len(row) for row in cells.values()), 9)

    def test_settings(self):
        self.env.user.group_ids += self.env.ref("base.group_system")
        form = Form(self.env["res.config.settings"])
        form.skp_objection_days = 7
        form.skp_authorized_official_id = self.mayor
        form.save().execute()
        self.assertEqual(self.company.skp_objection_days, 7)
        self.assertEqual(self.company.skp_authorized_official_id, self.mayor)

    def test_evidence_opens_in_place(self):
        one, other = self.as_user(self.env["hr.skp.evidence"], self.employee).create(
            [
                {
                    "skp_id": self.plan.id,
                    "name": name,
                    "kind": "link",
                    "url": "https://example.com/laporan",
                }
                for name in ("Laporan", "Lampiran")
            ]
        )
        told = self.tell(period=self.period2)
        told.evidence_ids = one
        line = self.open_evaluation(period=self.period2).result_line_ids
        self.assertEqual(line.evidence_count, 1)
        action = line.action_open_evidence()
        self.assertEqual((action["res_id"], action["target"]), (one.id, "new"))
        told.evidence_ids += other
        self.flush_out()
        action = line.action_open_evidence()
        found = self.as_user(self.env["hr.skp.evidence"], self.appraiser)
        self.assertEqual(found.search(action["domain"]), one | other)

    def test_buttons_of_the_form(self):
        evaluation = self.evaluation
        self.assertEqual(evaluation.action_open_plan()["res_id"], self.plan.id)
        self.assertEqual(
            evaluation.action_open_feedback()["context"]["default_period_id"],
            self.period.id,
        )
        self.assertEqual(
            evaluation.action_open_realization()["res_model"], "hr.skp.target"
        )
        plan = self.as_user(self.plan, self.appraiser)
        self.assertEqual(plan.evaluation_count, 1)
        domain = plan.action_open_evaluations()["domain"]
        self.assertEqual(self.env["hr.skp.evaluation"].search(domain), evaluation)

    def test_no_key_of_ours_is_one_of_odoo_s(self):
        """Alt+S saves and Alt+J discards in every form: a button of ours waits in vain."""
        views = self.env["ir.ui.view"].search(
            [("model", "=like", "hr.skp%"), ("type", "=", "form")]
        )
        taken = {
            (view.name, button.get("name"), button.get("data-hotkey"))
            for view in views
            for button in etree.fromstring(view.arch).iter("button")
            if button.get("data-hotkey") in {"c", "j", "n", "p", "s"}
        }
        self.assertFalse(taken)
