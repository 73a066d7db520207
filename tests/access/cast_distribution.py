"""The guide to distribution for the tables: of all agencies, of E's, of another."""


class DistributionCastMixin:
    @classmethod
    def build_distribution(cls):
        lines = cls.env["hr.skp.distribution.rule"]
        cls.keep("general", lines.search([("company_id", "=", False)], limit=1))
        vals = {
            "organization_predicate": "poor",
            "kind": "maximum",
            "share": 10,
            "very_good": True,
            "source": "Surat",
            "date_from": "2025-01-01",
        }
        for name, company in (("own", cls.company), ("foreign", cls.other_company)):
            cls.keep(name, lines.create({**vals, "company_id": company.id}))
