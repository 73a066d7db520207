"""Evaluations for the tables: of one plan of E, one quarter in each state.

Two more are of people who rule elsewhere: H heads his own unit, O is its performance
team, and until delivery neither of them sees what he is rated.
"""


class EvaluationCastMixin:
    @classmethod
    def build_evaluated(cls):
        """Approve the plans that are evaluated; F is still E's appraiser."""
        year = {"date_from": cls.cycle.date_from, "date_to": cls.cycle.date_to}
        plan = cls.make_approved_plan(position_kind="additional", **year)
        cls.keep("evaluated", plan)
        cls.keep(
            "unopened", cls.make_approved_plan(position_kind="daily_acting", **year)
        )
        cls.own_plan_of_auditor = cls.make_approved_plan(cls.people["U"])
        for letter, name in (("H", "of-head"), ("O", "of-officer")):
            cls.keep(name, cls.make_approved_plan(cls.people[letter]))

    @classmethod
    def build_evaluations(cls):
        cls.build_predicates()
        quarters = zip(
            ("draft", "typed", "rated", "delivered"), cls.periods, strict=True
        )
        for name, period in quarters:
            cls.keep_evaluation(name, cls.open_evaluation("evaluated", period, "A"))
        # A rating of a single line, typed early, hides the lines.
        cls.keep_evaluation(
            "line-typed", cls.open_evaluation("approved", cls.periods[1], "A")
        )
        cls.keep_evaluation("final", cls.open_evaluation("closed", cls.periods[0], "A"))
        cls.keep_evaluation(
            "submitted", cls.open_evaluation("revising", cls.periods[2], "A")
        )
        for name, letter in (("of-head", "T"), ("of-officer", "A")):
            cls.keep_evaluation(name, cls.open_evaluation(name, cls.periods[0], letter))
        evaluation = cls.evaluation_as
        cls.tell_all()
        evaluation("submitted", "E").action_submit()
        evaluation("line-typed", "A").result_line_ids[0].rating = "below"
        for name, letter in (
            ("typed", "A"),
            ("rated", "A"),
            ("delivered", "A"),
            ("final", "A"),
            ("of-head", "T"),
            ("of-officer", "A"),
        ):
            record = evaluation(name, letter)
            record.write({"work_rating": "below", "behavior_rating": "meets"})
            record.result_line_ids[0].rating = "below"
            if name != "typed":
                record.action_rate()
            message = record.message_post(body="Nilainya di bawah ekspektasi")
            cls.keep(f"evaluation-{name}", message)
            attachment = {"name": "nilai.txt", "raw": b"di bawah ekspektasi"}
            cls.keep(
                f"evaluation-{name}",
                cls.env["ir.attachment"]
                .sudo()
                .create({**attachment, "res_model": record._name, "res_id": record.id}),
            )
        for name in ("delivered", "final"):
            evaluation(name, "A").action_deliver()
        evaluation("final", "E").action_accept()
        cls.build_taken_back()
        cls.keep_events()

    @classmethod
    def build_taken_back(cls):
        """Deliver to U, an auditor, what he is rated, and take it back: he read it once."""
        taken_back = cls.as_user(cls.env["hr.skp.evaluation"], cls.people["N"]).create(
            {"skp_id": cls.own_plan_of_auditor.id, "period_id": cls.periods[1].id}
        )
        taken_back.write({"work_rating": "below", "behavior_rating": "meets"})
        taken_back.action_rate()
        taken_back.action_deliver()
        taken_back.action_take_back("Salah sel")
        cls.keep("of-auditor", cls.get_seals(taken_back))

    @classmethod
    def get_seals(cls, evaluation):
        domain = [("model", "=", evaluation._name), ("res_id", "=", evaluation.id)]
        return cls.env["hr.skp.seal"].sudo().search(domain)

    @classmethod
    def build_predicates(cls):
        """What the units achieved, without which nothing is delivered."""
        predicates = cls.env["hr.skp.organization.predicate"].sudo()
        for unit, period in (
            (cls.unit, cls.periods[0]),
            (cls.agency, cls.periods[1]),
            (cls.agency, cls.periods[2]),
            (cls.agency, cls.periods[3]),
        ):
            vals = {
                "department_id": unit.id,
                "period_id": period.id,
                "predicate": "good",
            }
            record = predicates.create(vals)
            if period == cls.periods[0]:
                cls.keep("unit", record)
                vals = {"predicate_id": record.id, "name": "Indeks kepuasan"}
                components = cls.env["hr.skp.organization.component"].sudo()
                cls.keep("unit", components.create(vals))
            elif period == cls.periods[1]:
                cls.keep("agency", record)
        many = cls.as_user(
            cls.env["hr.skp.organization.predicate.many"], cls.people["T"]
        ).create({"period_id": cls.periods[0].id, "department_id": cls.agency.id})
        cls.keep("open", many.sudo())
        cls.keep("open", many.sudo().line_ids[:1])

    @classmethod
    def open_evaluation(cls, plan, period, letter):
        model = cls.as_user(cls.env["hr.skp.evaluation"], cls.people[letter])
        plan = cls.doc("hr.skp", plan)
        return model.create({"skp_id": plan.id, "period_id": period.id})

    @classmethod
    def keep_evaluation(cls, name, evaluation):
        evaluation = evaluation.sudo()
        cls.keep(name, evaluation)
        cls.keep(name, evaluation.result_line_ids[0])
        cls.keep(name, evaluation.behavior_line_ids[0])

    @classmethod
    def evaluation_as(cls, name, letter):
        return cls.as_user(
            cls.doc("hr.skp.evaluation", name).sudo(False), cls.people[letter]
        )

    @classmethod
    def tell_all(cls):
        """Record realisation for every result of every evaluation."""
        targets = cls.env["hr.skp.target"].sudo()
        for (model, _name), evaluation in list(cls.docs.items()):
            if model == "hr.skp.evaluation":
                lines = targets._get_or_create(evaluation.skp_id, evaluation.period_id)
                lines.sudo().write({"realization": "Selesai 3 laporan"})

    @classmethod
    def keep_events(cls):
        events = cls.env["hr.skp.event"].sudo()
        for name in ("rated", "delivered", "of-head", "of-officer"):
            evaluation = cls.doc("hr.skp.evaluation", name)
            domain = [("model", "=", evaluation._name), ("res_id", "=", evaluation.id)]
            rated = events.search([*domain, ("kind", "=", "rate")])
            cls.keep(f"evaluation-{name}", rated)
        evaluation = cls.doc("hr.skp.evaluation", "delivered")
        cls.keep("evaluation", cls.get_seals(evaluation))
