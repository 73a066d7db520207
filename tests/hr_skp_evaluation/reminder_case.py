"""What the tests of reminders share: the digest of one kind, and the lists of its links."""

from datetime import timedelta

from odoo.tests import freeze_time
from odoo.tools.safe_eval import datetime as safe_datetime
from odoo.tools.safe_eval import safe_eval


class ReminderMixin:
    def get_digest(self, kind, day, deadline=False):
        """Return {login: (facts, lines)} of what one kind tells on a day."""
        source = self.env["hr.skp.reminder"]._get_source(kind)
        with freeze_time(f"{day} 03:00:00"):
            occasions = [
                occasion
                for occasion in source._get_occasions(self.cycle, day)
                if occasion.deadline == deadline
                and (not deadline or occasion.about == self.period)
            ]
            if not occasions:
                return {}
            [occasion] = occasions
            audience = source._get_audience(occasion)
            found = source._get_facts(occasion, audience, list(audience.user_ids))
            users = self.env["res.users"].browse(found)
            return {
                user.login.removeprefix("uji_"): (
                    found[user.id],
                    source._get_lines(occasion, found[user.id]),
                )
                for user in users
            }

    def get_digest_after_year(self, kind):
        return self.get_digest(kind, self.cycle.date_to + timedelta(days=20))

    def count_listed(self, line, person):
        """Return how many rows the list that a line links to shows to a person."""
        *active, path = line["path"].split("/")
        found = self.env["ir.actions.actions"].search([("path", "=", path)])
        action = self.env[found.type].browse(found.id)
        period = []
        if found.type == "ir.actions.server":
            action = self.as_user(action, person)
            action = action.with_context(active_id=int(active[0])).run()
            period = [("period_id", "=", action["context"]["search_default_period_id"])]
        values = {"uid": person.user_id.id, "datetime": safe_datetime}
        domain = safe_eval(action["domain"], values)
        rows = self.as_user(self.env[action["res_model"]], person)
        return rows.search_count([*period, *domain])
