import uuid
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..rules import hidden
from .hr_skp_feedback_hidden_store import HIDDEN_NAMES
from .hr_skp_feedback_link import DAYS


class HrSkpFeedback(models.Model):
    """Names of peers and subordinates stay hidden, where the agency chooses so.

    A request to several of them at once is a round. Each answers in one go, once; his
    request goes on to look like everybody else's. When the round is over (its last day
    passed, all answered, or who asked ended it), the answers are shown together, or,
    where too few came, never. Peers and subordinates give feedback only when asked, so
    there is no other way by which their names come in.

    Nobody can tell to whom he replies: the reply stands under the words, and nobody is
    told of it, not even their author.
    """

    _inherit = "hr.skp.feedback"

    is_hidden = fields.Boolean("Name hidden", copy=False)
    round_key = fields.Char(
        index="btree_not_null", copy=False, export_string_translation=False
    )
    shown_from = fields.Integer("Shown from so many answers", copy=False)
    round_text = fields.Char("Answers", compute="_compute_round_text")
    name_text = fields.Char("Your name", compute="_compute_name_text")
    is_answered = fields.Boolean(
        "Answered by me",
        compute="_compute_is_answered",
        search="_search_is_answered",
        help="Of a request where names are hidden; nobody else sees it.",
    )

    @api.model
    def _get_skp_guarded(self):
        return super()._get_skp_guarded() | {"is_hidden", "round_key", "shown_from"}

    @api.depends_context("uid")
    @api.depends("is_hidden", "state", "author_user_id")
    def _compute_is_answered(self):
        answered = self._get_answered()
        for feedback in self:
            feedback.is_answered = feedback._origin in answered

    @api.model
    def _search_is_answered(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: whoever searches, only his own requests are looked at.
        own = self.sudo().search(
            [
                ("author_user_id", "=", self.env.uid),
                ("is_hidden", "=", True),
                ("state", "=", "requested"),
            ]
        )
        return Domain("id", "in", own._get_answered().ids)

    @api.depends_context("lang")
    @api.depends("is_hidden", "state", "is_declined", "due_date")
    def _compute_round_text(self):
        rounds = self.sudo().filtered(
            lambda request: request.is_hidden and request.state == "requested"
        )
        today = fields.Date.today()
        asked = rounds._count_asked() if rounds else {}
        answered = self._count_hidden(asked, before=today) if rounds else {}
        for feedback in self:
            request = feedback.sudo()
            if request not in rounds:
                feedback.round_text = False
            elif request.is_declined:
                feedback.round_text = self.env._(
                    "Over. Answers are shown where at least %(least)s came.",
                    least=request.shown_from,
                )
            else:
                feedback.round_text = self.env._(
                    "By yesterday %(answered)s of %(asked)s had answered. Shown together"
                    " after %(date)s, from %(least)s answers on.",
                    answered=answered[request.round_key],
                    asked=asked[request.round_key],
                    date=format_date(self.env, request.due_date),
                    least=request.shown_from,
                )

    @api.depends_context("lang")
    @api.depends("is_hidden", "due_date")
    def _compute_name_text(self):
        for feedback in self:
            request = feedback.sudo()
            if request.is_hidden:
                feedback.name_text = self.env._(
                    "Your name stays hidden from everybody. Answers are shown together after"
                    " %(date)s, only if at least %(least)s of you answer.",
                    date=format_date(self.env, request.due_date),
                    least=request.shown_from,
                )
            else:
                feedback.name_text = self.env._(
                    "The employee sees it at once, with your name."
                )

    # Guards

    def _get_person_refusals(self, name):
        refusals = super()._get_person_refusals(name)
        if name == "decline" and not self.env.su:
            for feedback in self:
                request = feedback.sudo()
                if request.is_hidden and request.requested_by_id != self.env.user:
                    refusals[feedback] = self.env._(
                        "names are hidden, so nobody needs to know that you do not answer."
                        " Leave it as it is."
                    )
        return refusals

    def _get_state_refusals(self, name):
        refusals = super()._get_state_refusals(name)
        if name == "give":
            for feedback in self._get_answered():
                refusals.setdefault(
                    feedback, self.env._("you answered it already. One answer counts.")
                )
        return refusals

    # Steps

    def _give(self, content, rating):
        requests = self.filtered("is_hidden")
        for request in requests:
            if not request._keep_hidden(content, rating):
                raise UserError(self.env._("You answered it already."))
        requests.invalidate_recordset(["is_answered", "can_give"])
        return super(HrSkpFeedback, self - requests)._give(content, rating)

    def action_decline(self, reason=None):
        """End a request; where names are hidden, for everybody who was asked with it.

        :param str reason: why, compulsory
        """
        requests = self | self._get_rounds()
        done = super(HrSkpFeedback, requests).action_decline(reason)
        requests.sudo().filtered("is_hidden")._show_rounds()
        return done

    def _get_rounds(self):
        """Return the open requests of the user's own rounds that these belong to."""
        user = self.env.user
        keys = {
            request.round_key
            for request in self.sudo()
            if request.is_hidden and request.requested_by_id == user
        }
        if not keys:
            return self.browse()
        return self.sudo().search(self._get_open_domain(keys)).sudo(self.env.su)

    @api.model
    def _get_open_domain(self, round_keys=None):
        domain = Domain("state", "=", "requested") & Domain("is_declined", "=", False)
        if round_keys is None:
            return domain & Domain("is_hidden", "=", True)
        return domain & Domain("round_key", "in", list(round_keys))

    def _count_asked(self):
        """Return {round: how many were asked} of the rounds of these requests."""
        return dict(
            self._read_group(
                [
                    ("round_key", "in", list(set(self.mapped("round_key")))),
                    ("state", "=", "requested"),
                ],
                ["round_key"],
                ["__count"],
            )
        )

    def _show_rounds(self):
        """Show the answers of rounds that are over, where enough came; forget the others.

        :param self: all requests of these rounds, in superuser mode
        """
        vals_list = []
        taken = self._take_hidden()
        for round_key, requests in self.grouped("round_key").items():
            answers = taken.get(round_key, ())
            if hidden.may_show(len(answers), requests[:1].shown_from):
                vals_list += [
                    requests[:1]._prepare_shown_vals(*answer) for answer in answers
                ]
        return self.browse()._as_system().create(vals_list)

    @api.model
    def _cron_show_rounds(self):
        """End the rounds whose last day is over or whose people have all answered."""
        today = fields.Date.today()
        system = self._as_system()
        # The people of a round were asked at the same time, for the same day.
        rounds = system._read_group(
            self._get_open_domain(), ["round_key", "due_date:day"], ["__count"]
        )
        answered = self._count_hidden([row[0] for row in rounds], before=today)
        over = [
            round_key
            for round_key, due_date, asked in rounds
            if hidden.is_over(due_date, today, asked, answered[round_key])
        ]
        requests = system.search(self._get_open_domain(over))
        requests.is_declined = True
        self._forget_orphans()
        return requests._show_rounds()

    # Telling

    def _tell_given(self):
        """Tell once of a round, however many answers it brought."""
        firsts = self.browse()
        for answers in self.filtered("is_hidden").grouped("round_key").values():
            firsts |= answers[:1]
        return super(
            HrSkpFeedback, self.filtered(lambda item: not item.is_hidden) | firsts
        )._tell_given()


class HrSkp(models.Model):
    """Peers and subordinates are asked several at once where their names are hidden."""

    _inherit = "hr.skp"

    def _prepare_giver_vals(self, givers, roles, due_date):
        values = super()._prepare_giver_vals(givers, roles, due_date)
        company = self.sudo().company_id
        if not company.skp_hide_givers:
            return values
        shown_from = max(company.skp_hidden_shown_from or 0, hidden.LEAST)
        last_day = due_date or fields.Date.today() + timedelta(days=DAYS)
        for role in HIDDEN_NAMES:
            people = givers.filtered(lambda giver, role=role: roles[giver] == role)
            self._check_round(people, role, shown_from)
            round_key = uuid.uuid4().hex
            for giver in people:
                values[giver].update(
                    is_hidden=True,
                    round_key=round_key,
                    shown_from=shown_from,
                    due_date=last_day,
                )
        return values

    def _check_round(self, people, role, shown_from):
        """Raise where too few are asked for their answers ever to be shown."""
        if not people or hidden.may_show(len(people), shown_from):
            return
        roles = self.env["hr.skp.feedback"]._fields["giver_role"]
        raise UserError(
            self.env._(
                "%(people)s (%(role)s): names are hidden here, and fewer than %(least)s"
                " answers are never shown. Ask at least %(least)s of them at once.",
                people=", ".join(people.mapped("name")),
                role=dict(roles._description_selection(self.env))[role],
                least=shown_from,
            )
        )
