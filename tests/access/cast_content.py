"""What plans say for the tables: a divided target, a leader's word, phrases, a lack."""


class ContentCastMixin:
    @classmethod
    def build_content(cls):
        cls.build_division()
        cls.build_words()
        # Of an approved plan, so that only superuser mode can add it now.
        lack = cls.env["hr.skp.annex"].sudo()
        plan = cls.doc("hr.skp", "approved")
        vals = {"skp_id": plan.id, "name": "Kendaraan", "resource_kind": "facilities"}
        cls.keep("missing", lack.create({**vals, "provision": "not_provided"}))

    @classmethod
    def build_division(cls):
        indicator = cls.as_user(
            cls.doc("hr.skp.indicator", "draft-unlinked").sudo(False), cls.employee
        )
        indicator.target_value = 12
        indicator.action_divide("equal")
        cls.keep("divided", indicator.period_target_ids[0])

    @classmethod
    def build_words(cls):
        """A's word for his team about the first value, which E's plans do not have yet."""
        value = cls.doc("hr.skp.behavior", "draft").value_id
        vals = {"cycle_id": cls.cycle.id, "value_id": value.id, "text": "Cepat."}
        words = cls.as_user(cls.env["hr.skp.expectation"], cls.people["A"])
        cls.keep("leader", words.create(vals))
        phrases = cls.env["hr.skp.phrase"].sudo()
        vals = {"kind": "expectation", "text": "Cepat dan ramah"}
        cls.keep("common", phrases.create(vals))
        company = {"company_id": cls.other_company.id}
        cls.keep("foreign", phrases.create({**vals, **company}))
