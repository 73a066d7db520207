"""Links and gaps for the tables: of E's results, the unlinked ones are gaps."""


class CascadeCastMixin:
    @classmethod
    def build_cascade(cls):
        """Name the gap of E's unlinked result, and a dialogue of A's that would link it."""
        result = cls.doc("hr.skp.result", "approved-unlinked")
        gaps = cls.env["hr.skp.cascade.gap"].sudo()
        gap = gaps.search([("result_id", "=", result.id), ("kind", "=", "unlinked")])
        cls.keep("approved-unlinked", gap)
        dialogues = cls.as_user(cls.env["hr.skp.result.link"], cls.people["A"])
        vals = {
            "result_ids": [(6, 0, result.ids)],
            "parent_id": cls.doc("hr.skp.result", "offered").id,
        }
        cls.keep("open", dialogues.create(vals))
        # Linked before the leader gave it the text that it has now.
        renamed = cls.doc("hr.skp", "evaluated").result_ids[0]
        renamed.write({"parent_id": cls.doc("hr.skp.result", "offered").id})
        renamed.parent_name = "Meningkatnya layanan"
        cls.keep("renamed", renamed)
