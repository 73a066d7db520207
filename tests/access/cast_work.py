"""The working year for the tables: E's log entries in each state, and steps."""

from datetime import timedelta


class WorkCastMixin:
    @classmethod
    def build_work(cls):
        plan = cls.doc("hr.skp", "approved")
        entries = cls.as_user(cls.env["hr.skp.activity"], cls.employee)
        logged = entries.create(
            [
                {
                    "skp_id": plan.id,
                    "date": plan.date_from + timedelta(days=number),
                    "name": f"Kerja {number}",
                }
                for number in range(4)
            ]
        )
        draft, submitted, verified, rejected = logged
        (submitted | verified | rejected).action_submit()
        appraiser = cls.people["A"]
        cls.as_user(verified, appraiser).action_verify()
        cls.as_user(rejected, appraiser).action_reject("Keliru")
        cls.keep("draft", draft)
        cls.keep("submitted", submitted)
        cls.keep("verified", verified)
        cls.keep("rejected", rejected)
        steps = cls.as_user(cls.env["hr.skp.action"], cls.employee)
        result = plan.result_ids.filtered("leader_user_id")[:1]
        vals = {"result_id": result.id, "period_id": cls.periods[0].id}
        planned, done, dropped = steps.create(
            [
                {**vals, "name": "Menyusun konsep"},
                {**vals, "name": "Membahas", "progress": 100},
                {**vals, "name": "Menetapkan"},
            ]
        )
        dropped.action_drop("Ditunda")
        cls.keep("planned", planned)
        cls.keep("done", done)
        cls.keep("dropped", dropped)
        cls.build_import()

    @classmethod
    def build_import(cls):
        """E's table with one row for a day of his approved plan."""
        day = cls.doc("hr.skp", "approved").date_from + timedelta(days=20)
        tables = cls.as_user(cls.env["hr.skp.activity.import"], cls.employee)
        table = tables.create({"text": f"\t{day}\t\t\tRapat"})
        table.action_read()
        cls.keep("own", table)
        cls.keep("own", table.row_ids)
