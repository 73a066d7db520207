from odoo import models


class HrSkp(models.Model):
    """Who is told at once, in Odoo's inbox or by e-mail, as he chose.

    Deadlines have their digests; here is what somebody waits for.
    """

    _inherit = "hr.skp"

    def _back_to_editing(self, kind, reason=None, on_behalf=None):
        """Tell the employee that his plan came back, and why."""
        done = super()._back_to_editing(kind, reason, on_behalf)
        if kind == "return":
            for plan in self.sudo():
                plan._notify_employee(
                    self.env._("%(plan)s was returned", plan=plan.name), reason
                )
        return done

    def _notify_employee(self, subject, text):
        """Tell one plan's employee something, unless he did it himself."""
        self.ensure_one()
        user = self.employee_user_id
        if user and user != self.env.user:
            self.message_notify(
                partner_ids=user.partner_id.ids,
                author_id=self.env.user.partner_id.id,
                subject=subject,
                body=text or subject,
                # The queue sends it: nobody waits for the mail server.
                force_send=False,
            )


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    def _set_state(self, kind, state, note):
        """Tell the employee whose result is taken from him, and why."""
        done = super()._set_state(kind, state, note)
        if kind == "take_over":
            for result in self.sudo():
                result.skp_id._notify_employee(
                    self.env._("Taken over: %(result)s", result=result.name), note
                )
        return done


class HrSkpAppraiserClaim(models.Model):
    _inherit = "hr.skp.appraiser.claim"

    def _settle(self, state, note=None):
        """Tell who reported a wrong superior what became of it."""
        done = super()._settle(state, note)
        for claim in self.sudo().filtered("skp_id"):
            subject = (
                self.env._("Your report of a wrong superior was accepted")
                if state == "accepted"
                else self.env._("Your report of a wrong superior was declined")
            )
            if state in ("accepted", "declined"):
                claim.skp_id._notify_employee(subject, note)
        return done
