from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class HrSkpAction(models.Model):
    """Who takes a result over goes on with it: the employee's steps stay as they are."""

    _inherit = "hr.skp.action"

    def _get_edit_refusals(self):
        refusals = super()._get_edit_refusals()
        for action in self:
            if action.sudo().result_id.state == "taken_over":
                refusals.setdefault(
                    action,
                    (
                        self.env._(
                            "the result was taken over, so its steps stay as they are."
                        ),
                        False,
                    ),
                )
        return refusals


class HrSkpActivity(models.Model):
    """What is done for a result after it was taken over is no longer the employee's."""

    _inherit = "hr.skp.activity"

    @api.constrains("date", "result_id")
    def _check_result_not_taken_over(self):
        taken = self.sudo().result_id.filtered(
            lambda result: result.state == "taken_over"
        )
        days = taken._get_take_over_dates()
        for entry in self.sudo():
            day = days.get(entry.result_id.id)
            if day and entry.date > day:
                raise ValidationError(
                    self.env._(
                        "%(activity)s: “%(result)s” was taken over on %(date)s. Choose"
                        " another result, or mark the entry as additional.",
                        activity=entry.name,
                        result=entry.result_id.name,
                        date=format_date(self.env, day),
                    )
                )


class HrSkpResult(models.Model):
    _inherit = "hr.skp.result"

    def _get_take_over_dates(self):
        """Return {id: the day on which it was taken over}, in the time zone of the user."""
        if not self:
            return {}
        events = self.env["hr.skp.event"].sudo()
        groups = events._read_group(
            [
                ("model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "=", "take_over"),
            ],
            ["res_id"],
            ["date:max"],
        )
        return {
            res_id: fields.Datetime.context_timestamp(self, date).date()
            for res_id, date in groups
        }
