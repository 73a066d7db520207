"""The people and documents that the tables of this folder speak of.

    Kota Uji                                       Kota Lain
    └── Dinas (T)                                  └── Y
        ├── Bidang (head H)
        │     S ── A ── E, C, O      D, L stand in for A; F appraised before A
        └── Sekretariat (head N)
              X, M, U, R ── a subordinate          R owns the result that E supports

One person for each role, nobody holds two of them; ``roles.py`` says who is who.
"""

import base64
from datetime import timedelta

from odoo import fields
from odoo.fields import Command

from .cast_appraiser import AppraiserCastMixin
from .cast_board import BoardCastMixin
from .cast_cascade import CascadeCastMixin
from .cast_coaching import CoachingCastMixin
from .cast_content import ContentCastMixin
from .cast_deviation import DeviationCastMixin
from .cast_dialogue import DialogueCastMixin
from .cast_distribution import DistributionCastMixin
from .cast_document import DocumentCastMixin
from .cast_evaluation import EvaluationCastMixin
from .cast_feedback import FeedbackCastMixin
from .cast_hidden import HiddenCastMixin
from .cast_maturity import MaturityCastMixin
from .cast_objection import ObjectionCastMixin
from .cast_organization import OrganizationCastMixin
from .cast_owed import OwedCastMixin
from .cast_pattern import PatternCastMixin
from .cast_people import PeopleCastMixin
from .cast_rating import RatingCastMixin
from .cast_reference import ReferenceCastMixin
from .cast_role import RoleCastMixin
from .cast_score import ScoreCastMixin
from .cast_signals import SignalsCastMixin
from .cast_work import WorkCastMixin

FILE = b"%PDF-1.4 laporan uji"


class CastMixin(
    AppraiserCastMixin,
    BoardCastMixin,
    CascadeCastMixin,
    CoachingCastMixin,
    ContentCastMixin,
    DialogueCastMixin,
    DeviationCastMixin,
    DistributionCastMixin,
    DocumentCastMixin,
    EvaluationCastMixin,
    FeedbackCastMixin,
    HiddenCastMixin,
    MaturityCastMixin,
    ObjectionCastMixin,
    OrganizationCastMixin,
    OwedCastMixin,
    RatingCastMixin,
    ReferenceCastMixin,
    ScoreCastMixin,
    SignalsCastMixin,
    RoleCastMixin,
    WorkCastMixin,
    PatternCastMixin,
    PeopleCastMixin,
):
    """Builds people and documents; ``docs`` is {(model, name): record in superuser mode}."""

    @classmethod
    def build_agency(cls):
        context = {"no_reset_password": True, "tracking_disable": True}
        cls.env = cls.env(context={**cls.env.context, **context})
        cls.company = cls.env["res.company"].create({"name": "Pemerintah Kota Uji"})
        cls.other_company = cls.env["res.company"].create(
            {"name": "Pemerintah Kota Lain"}
        )
        cls.env.user.company_ids |= cls.company | cls.other_company
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )
        cls.today = fields.Date.context_today(cls.env["hr.employee"])
        cls.build_people()
        cls.build_cycle()
        cls.docs = {}
        cls.build_documents()
        cls.env.flush_all()

    # Documents

    @classmethod
    def doc(cls, model, name):
        return cls.docs[model, name]

    @classmethod
    def keep(cls, name, records):
        """Give one record the name by which the tables call it."""
        records.ensure_one()
        cls.docs[records._name, name] = records.sudo().with_context(active_test=False)

    @classmethod
    def build_documents(cls):
        cls.build_offer()
        for plan, name in cls.build_plans():
            cls.keep(name, plan)
            cls.keep_lines(plan, name)
        cls.build_evaluated()
        cls.build_objected()
        cls.hand_over()
        cls.build_talk()
        cls.build_references()
        cls.build_evaluations()
        cls.build_objections()
        cls.build_rating()
        cls.build_scores()
        cls.build_rest()
        cls.build_cascade()
        cls.build_organization()
        cls.build_owed()
        cls.build_appraisers()
        cls.build_signals()
        cls.build_roles()
        cls.build_feedback()
        cls.build_hidden()
        cls.build_board()
        cls.build_maturity()

    @classmethod
    def build_offer(cls):
        """R's plan: its result is offered to everybody in the agency."""
        plan = cls.make_plan(cls.people["R"], results=("Meningkatnya mutu layanan",))
        plan.result_ids.strategy = "Rahasia dapur"
        plan.action_submit()
        cls.keep("offering", plan)
        cls.keep("offered", plan.result_ids)
        cls.keep("offered", plan.result_ids.indicator_ids)

    @classmethod
    def build_plans(cls):
        """E's plans, one in each state; dates and kinds of post keep them apart."""
        parent = cls.doc("hr.skp.result", "offered")
        made = []

        def make(name, quarter, **values):
            period = cls.periods[quarter]
            dates = {"date_from": period.date_from, "date_to": period.date_to}
            plan = cls.make_plan(
                results=("Tersusunnya laporan", "Terkelolanya arsip"), **dates, **values
            )
            plan.result_ids[0].parent_id = parent.id
            annex = {"skp_id": plan.id, "name": "Dua staf"}
            cls.as_user(cls.env["hr.skp.annex"], cls.employee).create(annex)
            made.append((plan, name))
            return plan

        def approve(plan):
            plan.action_submit()
            cls.as_user(plan, cls.people["F"]).action_approve()
            return plan

        officer = cls.people["O"]
        make("draft", 3, position_kind="acting")
        make("submitted", 3).action_submit()
        approve(make("approved", 1))
        cls.as_user(approve(make("closed", 0)), officer).action_close("Mutasi")
        approve(make("revising", 2)).action_revise("Perubahan target")
        cls.as_user(
            make("cancelled", 3, position_kind="interim"), officer
        ).action_cancel("Batal")
        return made

    @classmethod
    def keep_lines(cls, plan, name):
        """Name the lines that every plan has, and give approved ones their realisation."""
        plan = plan.sudo()
        linked = plan.result_ids.filtered("parent_id")
        own = plan.result_ids - linked
        cls.keep(name, linked)
        cls.keep(name, linked.indicator_ids)
        cls.keep(name, plan.behavior_ids[0])
        cls.keep(name, plan.annex_ids)
        if name in ("draft", "approved"):
            cls.keep(f"{name}-unlinked", own)
            cls.keep(f"{name}-unlinked", own.indicator_ids)
        if not plan.revision:
            return
        targets = cls.as_user(cls.env["hr.skp.target"], cls.employee)._get_or_create(
            plan.sudo(False), cls.periods[1]
        )
        target = targets.filtered(
            lambda line: line.indicator_id == linked.indicator_ids
        )
        cls.keep(name, target)
        cls.keep(f"{name}-unlinked", targets - target)
        if name == "approved":
            cls.build_evidence(plan, target)

    @classmethod
    def build_evidence(cls, plan, target):
        vals = {
            "skp_id": plan.id,
            "name": "Laporan",
            "file": base64.b64encode(FILE),
            "file_name": "laporan.pdf",
        }
        evidence = cls.as_user(cls.env["hr.skp.evidence"], cls.employee)
        used = evidence.create({**vals, "target_ids": [Command.link(target.id)]})
        cls.keep("used", used)
        cls.keep("unused", evidence.create({**vals, "name": "Cadangan"}))
        attachment = cls.env["ir.attachment"].sudo()
        cls.keep(
            "evidence",
            attachment.search(
                [
                    ("res_model", "=", used._name),
                    ("res_id", "=", used.id),
                    ("res_field", "=", "file"),
                ]
            ),
        )

    @classmethod
    def hand_over(cls):
        """F gave feedback and sealed; now A appraises, D stands in, L did until yesterday."""
        plans = (
            cls.env["hr.skp"]
            .sudo()
            .browse(
                plan.id for (model, name), plan in cls.docs.items() if model == "hr.skp"
            )
        )
        plan = cls.doc("hr.skp", "approved")
        vals = {"skp_id": plan.id, "content": "Teruskan."}
        feedback = cls.as_user(cls.env["hr.skp.feedback"], cls.people["F"])
        cls.keep("by-former", feedback.create(vals))
        rows = cls.env["hr.skp.appraiser"].sudo()
        # From today on the employee's card says so, too.
        cls.employee.parent_id = cls.people["A"]
        own = plans.filtered(lambda plan: plan.employee_id == cls.employee)
        own._handover(cls.people["A"], "Mutasi penilai")
        # The cancelled one stays behind; here it follows, to have one appraiser.
        own.filtered(lambda plan: plan.appraiser_id != cls.people["A"])._write_people(
            {
                "appraiser_id": cls.people["A"].id,
                "superior_id": cls.people["S"].id,
                "appraiser_user_id": cls.users["A"].id,
                "superior_user_id": cls.users["S"].id,
            }
        )
        dates = {"D": (-10, 10), "L": (-20, -11)}
        for letter, (start, end) in dates.items():
            rows.create(
                {
                    "employee_id": cls.employee.id,
                    "appraiser_id": cls.people[letter].id,
                    "kind": "delegate",
                    "date_from": cls.today + timedelta(days=start),
                    "date_to": cls.today + timedelta(days=end),
                }
            )
        own._update_deputies()
        # The daily job has not yet run for this one: the column still names L.
        waiting = cls.make_plan(cls.stand_in)
        waiting.action_submit()
        waiting.sudo()._write_people(
            {
                "deputy_user_id": cls.users["L"].id,
                "deputy_date_to": cls.today - timedelta(days=1),
            }
        )
        cls.keep("deputy-over", waiting)
        cls.keep("deputy-over", waiting.sudo().result_ids)
        # An appraiser may belong to another agency; that he rules there counts for nothing.
        abroad = cls.make_plan(cls.stand_in, position_kind="acting").sudo()
        abroad._write_people({"appraiser_user_id": cls.users["Y"].id})
        cls.keep("abroad", abroad)

    @classmethod
    def build_talk(cls):
        plan = cls.doc("hr.skp", "approved")
        appraiser = cls.people["A"]
        feedback = cls.as_user(cls.env["hr.skp.feedback"], appraiser)
        cls.keep("approved", feedback.create({"skp_id": plan.id, "content": "Baik."}))
        result = cls.doc("hr.skp.result", "approved")
        vals = {"skp_id": plan.id, "result_id": result.id, "content": "Baik."}
        cls.keep("on-result", feedback.create(vals))
        point = cls.as_user(cls.env["hr.skp.point"], appraiser)
        cls.keep("approved", point.create({"skp_id": plan.id, "text": "Perjelas."}))
        cls.build_points()
        cls.build_content()
        cls.build_answers()
        cls.build_deputised_words()
        cls.build_work()
        cls.build_coaching()
        events = plan.event_ids
        cls.keep("approved", events.filtered(lambda event: event.kind == "approve"))
        events |= cls.env["hr.skp.event"]._record(plan, "rate", is_confidential=True)
        cls.keep("confidential", events[-1])
        message = cls.as_user(plan.sudo(False), appraiser).message_post(body="Catatan")
        cls.keep("approved", message)

    @classmethod
    def build_rest(cls):
        """Seals, batches, masters and what else is not a line of a plan."""
        cls.keep("open", cls.cycle)
        cls.keep("open", cls.periods[0])
        exemption = {"employee_id": cls.employee.id, "cycle_id": cls.cycle.id}
        cls.keep("open", cls.env["hr.skp.exemption"].create(exemption))
        cls.keep("value", cls.env["hr.skp.value"].search([], limit=1))
        # One that no plan has yet, so that a line with it can be made.
        new = {"name": "Baru", "code": "new", "conducts": "Baru"}
        cls.new_value = cls.env["hr.skp.value"].create(new)
        cls.build_deviation()
        cls.build_pattern()
        cls.build_distribution()
        cls.keep("perspective", cls.env["hr.skp.perspective"].search([], limit=1))
        plan = cls.doc("hr.skp", "approved")
        seal = (
            cls.env["hr.skp.seal"]
            .sudo()
            .search([("model", "=", "hr.skp"), ("res_id", "=", plan.id)])
        )
        cls.keep("by-former", seal)
        anchors = cls.env["hr.skp.seal.anchor"].sudo()._anchor_next(1000)
        cls.keep("by-former", anchors.filtered(lambda anchor: anchor.seal_id == seal))
        rows = cls.env["hr.skp.appraiser"].sudo()
        delegate = [("appraiser_id", "=", cls.people["D"].id)]
        cls.keep("delegate", rows.search(delegate))
        vals = {"department_id": cls.unit.id, "appraiser_id": cls.people["D"].id}
        cls.keep(
            "unit",
            rows.create({**vals, "kind": "daily_acting", "date_to": "2020-01-01"}),
        )
        params = {"cycle_id": cls.cycle.id, "employee_ids": cls.people["C"].ids}
        batch = cls.as_user(cls.env["hr.skp.batch"], cls.people["O"]).create(
            {"kind": "issue_plans", "params": params}
        )
        cls.keep("waiting", batch)
        started = batch.create({"kind": "issue_plans", "params": params})
        started.action_start()
        cls.keep("started", started)
        cls.keep("started", started.sudo().item_ids)
        cls.build_dialogues(params)
        # What is known of E as a person; the two lists have one row per employee.
        cls.keep("rank", cls.env["hr.skp.rank"].search([], limit=1))
        rank = cls.doc("hr.skp.rank", "rank")
        cls.employee.write({"nip": "198503152010012004", "rank_id": rank.id})
        cls.env.flush_all()
        for model in (
            "hr.employee",
            "hr.employee.public",
            "hr.skp.defect",
            "hr.skp.employee.import",
        ):
            cls.keep("employee", cls.env[model].browse(cls.employee.id))

    @classmethod
    def build_dialogues(cls, params):
        """Dialogues that A and O opened and did not finish."""
        plan = cls.doc("hr.skp", "submitted")
        reason = {"res_model": plan._name, "res_ids": plan.ids, "reason": "Perbaiki"}
        dialogues = cls.as_user(cls.env["hr.skp.reason"], cls.people["A"])
        cls.keep("open", dialogues.create({**reason, "method": "action_return"}))
        officer = cls.people["O"]
        for model, vals in (
            ("hr.skp.batch.issue.plans", {"cycle_id": params["cycle_id"]}),
            ("hr.skp.batch.open.evaluations", {"period_id": cls.annual.id}),
        ):
            cls.keep("open", cls.as_user(cls.env[model], officer).create(vals))
