from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .hr_skp import EDITABLE_STATES


class HrSkpHome(models.AbstractModel):
    """The rows of the first screen: what is to be done, until when, and where."""

    _inherit = "hr.skp.home"

    @api.model
    def _prepare_row(self, text, target, label, date=False, about="", names=()):
        """Return one row of a section.

        :param dict target: what its button opens: ``action`` (path or XML id), ``res_id``,
            ``view``, ``context``; or ``window``, a whole action
        :param label: the words of the button
        :param date: the last day to be in time
        """
        return {
            "text": text,
            "about": about,
            "names": ", ".join(names),
            "open": target,
            "label": label,
            "date": date and fields.Date.to_string(date),
            "date_text": date and format_date(self.env, date),
            "is_late": bool(date and date < self._get_today()),
        }

    @api.model
    def _get_target(self, path):
        """Return what the link of a digest opens, such as ``12/skp-my-realization``."""
        *active, action = path.split("/")
        if not active:
            return {"action": action}
        active_id = int(active[0])
        context = {"active_id": active_id, "active_ids": [active_id]}
        return {"action": action, "context": context}

    @api.model
    def _open_window(self, name, model, domain, **context):
        """Return a target: the list of exactly these records."""
        window = {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [[False, "list"], [False, "kanban"], [False, "form"]],
            "domain": list(domain),
            "context": {"create": False, "hierarchical_naming": False, **context},
        }
        return {"window": window}

    @api.model
    def _get_reminded_rows(self):
        """Return {section: rows} of what reminders tell the user as of today.

        In superuser mode, as the daily job: facts are asked for the user alone.
        """
        company = self.env.company
        reminders = self.env["hr.skp.reminder"].sudo()._at_agency(company)
        reminders = reminders.with_context(skp_on_screen=True)
        cycles = reminders._get_open_cycles().filtered(
            lambda cycle: cycle.company_id == company
        )
        today, digest = self._get_today(), []
        for name in dict.fromkeys(reminders._get_sources().values()):
            source = reminders.env[name]
            for cycle in cycles:
                for occasion in source._get_occasions(cycle, today):
                    if facts := source._get_facts_of(occasion, self.env.user):
                        digest.append((occasion, facts))
        rows = {"own": [], "team": [], "unit": []}
        for occasion, facts in reminders._without_repetition(digest):
            source = reminders._get_source(occasion.kind)
            for part, told in facts.items():
                rows[source._get_section(part)] += [
                    self._prepare_reminded_row(source, occasion, part, told, line)
                    for line in source._get_lines(occasion, {part: told})
                ]
        return rows

    @api.model
    def _prepare_reminded_row(self, source, occasion, part, told, line):
        text = line["text"]
        if units := line.get("rows"):
            _unit, *heads = line["heads"]
            text = " · ".join(
                f"{head}: {sum(numbers)}"
                for head, numbers in zip(
                    heads, list(zip(*units, strict=True))[1:], strict=True
                )
            )
        return self._prepare_row(
            text,
            self._get_target(line["path"]),
            line["label"],
            source._get_day(occasion, part, told),
            source._get_title(occasion) if occasion.deadline else "",
            line["names"],
        )

    @api.model
    def _get_counted_rows(self, plan):
        """Return {section: rows} of what waits without a day of the schedule."""
        return {
            "own": self._get_own_rows(plan),
            "team": self._get_team_rows(),
            "unit": self._get_unit_rows(),
        }

    @api.model
    def _get_own_rows(self, plan):
        rows = []
        if self._is_without_plan(plan):
            text = self.env._(
                "You have no plan yet. Make it, and submit it to your appraiser."
            )
            label = self.env._("Make my plan")
            rows.append(self._prepare_row(text, {"action": "my-skp"}, label))
        elif plan.state in EDITABLE_STATES:
            label = self.env._("Open my plan")
            rows.append(
                self._prepare_row(plan.waiting_text, {"action": "my-skp"}, label)
            )
        unanswered = self.env["hr.skp.feedback"].search_count(
            self._get_unanswered_domain()
        )
        if unanswered:
            rows.append(
                self._prepare_row(
                    self.env._(
                        "New feedback that you have not answered: %(count)s",
                        count=unanswered,
                    ),
                    self._open_window(
                        self.env._("Feedback without my answer"),
                        "hr.skp.feedback",
                        self._get_unanswered_domain(),
                        my_feedback=True,
                    ),
                    self.env._("Read and answer"),
                )
            )
        return rows

    @api.model
    def _get_team_rows(self):
        uid = self.env.uid
        led = Domain("appraiser_user_id", "=", uid)
        in_place = led | Domain("deputy_user_id", "=", uid)
        submitted = Domain("state", "=", "submitted")
        return [
            *self._count_row(
                "hr.skp",
                submitted & in_place,
                self.env._("Waiting for your approval: %(count)s"),
                "skp-to-approve",
                self.env._("Open the plans that wait"),
            ),
            *self._count_row(
                "hr.skp.activity",
                submitted & (led | Domain("has_skp_deputy_access", "=", True)),
                self.env._("Entries waiting for you to verify: %(count)s"),
                "skp-log-to-verify",
                self.env._("Open what waits"),
            ),
            *self._count_row(
                "hr.skp",
                Domain("is_feedback_due", "=", True) & in_place,
                self.env._("Feedback is due for: %(count)s"),
                "skp-feedback-due",
                self.env._("Open whose feedback is due"),
            ),
        ]

    @api.model
    def _get_unit_rows(self):
        """Return what heads and the performance team look after; plans as they read them."""
        rows = []
        waiting = Domain("state", "=", "submitted") & Domain(
            "superior_user_id", "=", self.env.uid
        )
        if count := self.env["hr.skp"].search_count(waiting):
            text = self.env._(
                "Plans that wait for their appraisers: %(count)s", count=count
            )
            title = self.env._("Waiting for their appraisers")
            target = self._open_window(title, "hr.skp", waiting)
            label = self.env._("Open these plans")
            rows.append(self._prepare_row(text, target, label))
        if not self.env.user.has_group("hr_skp.group_hr_skp_officer"):
            return rows
        today = self._get_today()
        return [
            *rows,
            *self._count_row(
                "hr.skp.progress",
                Domain("state", "in", ("none", "draft", "submitted"))
                & Domain("year_from", "<=", today)
                & Domain("year_to", ">=", today),
                self.env._("Without an approved plan: %(count)s"),
                "skp-not-approved",
                self.env._("Open who has not"),
            ),
            *self._count_row(
                "hr.skp.appraiser.claim",
                Domain("state", "=", "open"),
                self.env._("Reports of a wrong superior: %(count)s"),
                "hr_skp.hr_skp_appraiser_claim_action",
                self.env._("Open the reports"),
            ),
        ]

    @api.model
    def _count_row(self, model, domain, text, action, label):
        """Return the row of a queue in a list, empty where nothing waits for the user.

        :param str text: with ``%(count)s``
        """
        count = self.env[model].search_count(domain)
        target = {"action": action}
        return [self._prepare_row(text % {"count": count}, target, label)] * bool(count)
