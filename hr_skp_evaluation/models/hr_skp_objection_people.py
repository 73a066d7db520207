from odoo import api, models

from .hr_skp_objection import OPEN_STATES


class HrSkpObjection(models.Model):
    """Who decides an objection; one function says it (``_get_deciders``).

    1. The appraiser's superior of today (``hr.skp._get_present_superiors``).
    2. Where that is nobody, the employee himself, or somebody who rated, delivered,
       explained, recorded the objection or stands in for the appraiser: the agency's
       authorised official.

    Nobody judges his own case, so the official himself may be barred; then nobody decides
    until another one is named. The columns that record rules compare are kept fresh at
    every change of people, of the official, and once a day.
    """

    _inherit = "hr.skp.objection"

    def _get_deciders(self):
        """Return {objection: (employee who decides, ``superior`` or ``official``)}.

        Empty employee and False where nobody can. The same number of queries for one
        objection and for many.
        """
        objections = self.sudo().with_context(active_test=False)
        superiors = objections.skp_id._get_present_superiors()
        found = {}
        for objection in objections:
            superior = superiors[objection.skp_id]
            official = objection.company_id.skp_authorized_official_id
            barred = objection._get_barred_users()
            found[objection] = next(
                (
                    (person, kind)
                    for person, kind in ((superior, "superior"), (official, "official"))
                    if person
                    and person._is_skp_in_office()
                    and person != objection.employee_id
                    and person.user_id not in barred
                ),
                (superior.browse(), False),
            )
        return found

    def _get_barred_users(self):
        """Return the users who have a part in the case and so do not judge it."""
        self.ensure_one()
        involved = self.evaluation_id._get_involved_users()
        return involved | self.explained_by_id | self.recorded_by_id

    def _get_decider_identities(self):
        """Return {objection: values that keep who decides, as he stands today}."""
        objections = self.sudo()
        if lang := objections.company_id[:1].partner_id.lang:
            objections = objections.with_context(lang=lang)
        deciders = objections._get_deciders()
        people = objections.env["hr.employee"].union(
            *(person for person, _kind in deciders.values())
        )
        identities = people._get_skp_identity()
        return {
            objection: {
                "decider_id": person.id,
                "decider_user_id": person.user_id.id,
                "decider_kind": kind,
                **{
                    f"decider_{part}": value or False
                    for part, value in identities.get(person, {}).items()
                },
            }
            for objection in self.sudo()
            for person, kind in [deciders[objection]]
        }

    @api.model
    def _refresh_deciders(self, domain=()):
        """Let open objections know who decides them now; record and tell a change.

        :param domain: which of the open ones
        """
        objections = self.sudo().search([("state", "in", OPEN_STATES), *domain])
        deciders = objections._get_deciders()
        changed = objections.filtered(
            lambda objection: (
                (objection.decider_id, objection.decider_user_id)
                != (deciders[objection][0], deciders[objection][0].user_id)
            )
        )
        if not changed:
            return
        details = {
            objection: {
                "from_state": objection.state,
                "to_state": objection.state,
                "before": {"decider": objection.decider_id.name or None},
                "after": {"decider": deciders[objection][0].name or None},
            }
            for objection in changed
        }
        for objection in changed:
            person, kind = deciders[objection]
            objection.write(
                {
                    "decider_id": person.id,
                    "decider_user_id": person.user_id.id,
                    "decider_kind": kind,
                }
            )
        self.env["hr.skp.event"]._record(changed, "objection_decider", details=details)
        changed.filtered(
            lambda objection: not objection._is_explanation_awaited()
        )._tell_decider()
        changed._tell_nobody()
