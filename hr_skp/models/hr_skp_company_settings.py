from odoo import fields, models


class HrSkpCompanySettings(models.AbstractModel):
    """What an agency sets for SKP: each is a field of the company, edited through a form.

    Odoo's own settings show them to the system's administrator, ``hr.skp.settings`` to
    the agency's. Which company fields they are says ``res.company._get_skp_settings``.
    """

    _name = "hr.skp.company.settings"
    _description = "SKP: settings of an agency"

    company_id = fields.Many2one("res.company")
    skp_reminder_first_days = fields.Integer(
        related="company_id.skp_reminder_first_days", readonly=False
    )
    skp_reminder_last_days = fields.Integer(
        related="company_id.skp_reminder_last_days", readonly=False
    )
    skp_reminder_repeat_days = fields.Integer(
        related="company_id.skp_reminder_repeat_days", readonly=False
    )
    skp_reminder_repeat_count = fields.Integer(
        related="company_id.skp_reminder_repeat_count", readonly=False
    )
    skp_reminder_team_days = fields.Integer(
        related="company_id.skp_reminder_team_days", readonly=False
    )
    skp_remind_planning = fields.Boolean(
        related="company_id.skp_remind_planning", readonly=False
    )
    skp_remind_log_days = fields.Integer(
        related="company_id.skp_remind_log_days", readonly=False
    )
    skp_remind_log_lock = fields.Boolean(
        related="company_id.skp_remind_log_lock", readonly=False
    )
    skp_remind_step = fields.Boolean(
        related="company_id.skp_remind_step", readonly=False
    )
    skp_remind_realization = fields.Boolean(
        related="company_id.skp_remind_realization", readonly=False
    )
    skp_remind_feedback = fields.Boolean(
        related="company_id.skp_remind_feedback", readonly=False
    )
    skp_remind_coaching = fields.Boolean(
        related="company_id.skp_remind_coaching", readonly=False
    )
    skp_remind_working_days = fields.Boolean(
        related="company_id.skp_remind_working_days", readonly=False
    )
    skp_evidence_max_mb = fields.Integer(
        related="company_id.skp_evidence_max_mb", readonly=False
    )
    skp_evidence_extensions = fields.Char(
        related="company_id.skp_evidence_extensions", readonly=False
    )
    skp_attention_log_days = fields.Integer(
        related="company_id.skp_attention_log_days", readonly=False
    )
    skp_attention_feedback_days = fields.Integer(
        related="company_id.skp_attention_feedback_days", readonly=False
    )
    skp_hide_givers = fields.Boolean(
        related="company_id.skp_hide_givers", readonly=False
    )
    skp_hidden_shown_from = fields.Integer(
        related="company_id.skp_hidden_shown_from", readonly=False
    )
    skp_maturity_days = fields.Integer(
        related="company_id.skp_maturity_days", readonly=False
    )
    skp_maturity_share_1 = fields.Integer(
        related="company_id.skp_maturity_share_1", readonly=False
    )
    skp_maturity_share_2 = fields.Integer(
        related="company_id.skp_maturity_share_2", readonly=False
    )
    skp_maturity_share_3 = fields.Integer(
        related="company_id.skp_maturity_share_3", readonly=False
    )
    skp_maturity_share_4 = fields.Integer(
        related="company_id.skp_maturity_share_4", readonly=False
    )
    skp_maturity_share_5 = fields.Integer(
        related="company_id.skp_maturity_share_5", readonly=False
    )
    skp_maturity_share_6 = fields.Integer(
        related="company_id.skp_maturity_share_6", readonly=False
    )
