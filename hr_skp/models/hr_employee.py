import re
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .hr_version import IDENTITY_LABEL


def clean_nip(text):
    """Return a NIP without what people type in between for easy reading.

    >>> clean_nip("19850315 201001 1 004")
    '198503152010011004'
    >>> clean_nip(" 19850315.201001.1.004 ")
    '198503152010011004'
    >>> clean_nip("")
    False
    """
    return re.sub(r"[\s.\-]", "", text or "") or False


class HrEmployee(models.Model):
    """The civil servant's number, and his identity as printed on a given day."""

    _inherit = "hr.employee"

    nip = fields.Char(
        "NIP",
        copy=False,
        tracking=True,
        groups="hr.group_hr_user",
        help="Number of 18 digits (NIP or NI PPPK); may stay empty.",
    )
    skp_appraiser_id = fields.Many2one(
        "hr.employee",
        "Appraiser today",
        compute="_compute_skp_appraiser_id",
        compute_sudo=True,
        groups="hr.group_hr_user",
    )
    skp_problems = fields.Text(
        "Data defects", compute="_compute_skp_problems", groups="hr.group_hr_user"
    )

    _nip_uniq = models.UniqueIndex(
        "(company_id, nip) WHERE nip IS NOT NULL AND nip <> ''",
        "This NIP belongs to another employee.",
    )

    def _compute_skp_appraiser_id(self):
        appraisers = self._get_skp_appraiser()
        for employee in self:
            employee.skp_appraiser_id = appraisers[employee]

    def _compute_skp_problems(self):
        defects = (
            self.env["hr.skp.defect"].sudo().search([("id", "in", self._origin.ids)])
        )
        problems = {defect.id: defect.problems for defect in defects}
        for employee in self:
            employee.skp_problems = problems.get(employee._origin.id)

    @api.constrains("nip")
    def _check_nip(self):
        for employee in self:
            if employee.nip and not re.fullmatch("[0-9]{18}", employee.nip):
                raise ValidationError(
                    self.env._(
                        "%(employee)s: a NIP has 18 digits, “%(nip)s” has not. "
                        "Correct it or leave it empty.",
                        employee=employee.name,
                        nip=employee.nip,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            dict(vals, nip=clean_nip(vals["nip"])) if "nip" in vals else vals
            for vals in vals_list
        ]
        self._check_nip_is_free(
            [
                (
                    vals.get("company_id") or self.env.company.id,
                    vals["nip"],
                    f"new {index}",
                )
                for index, vals in enumerate(vals_list)
                if vals.get("nip")
            ]
        )
        return super().create(vals_list)

    def write(self, vals):
        if "nip" in vals:
            vals = dict(vals, nip=clean_nip(vals["nip"]))
        if vals.get("nip") or vals.get("company_id"):
            self._check_nip_is_free(
                [
                    (vals.get("company_id", employee.company_id.id), nip, employee.id)
                    for employee in self.sudo()
                    if (nip := vals.get("nip", employee.nip))
                ]
            )
        return super().write(vals)

    @api.model
    def _check_nip_is_free(self, wanted):
        """Refuse a NIP twice in one company, naming the other person to HR only.

        The index says the same, but only after the row is written and without a name.

        :param list wanted: (company id, NIP, id of the employee or any name for a new one)
        """
        if not wanted:
            return
        owners = defaultdict(set)
        names = {}
        for owner in (
            self.sudo()
            .with_context(active_test=False)
            .search_fetch(
                [("nip", "in", [nip for _company, nip, _id in wanted])], ["nip", "name"]
            )
        ):
            owners[owner.company_id.id, owner.nip].add(owner.id)
            names[owner.id] = owner.name
        for company_id, nip, employee_id in wanted:
            known = owners[company_id, nip]
            if others := known - {employee_id}:
                raise ValidationError(
                    self._get_nip_taken_message(nip, names.get(next(iter(others))))
                )
            known.add(employee_id)

    @api.model
    def _get_nip_taken_message(self, nip, owner_name):
        if owner_name and self.env.user.has_group("hr.group_hr_user"):
            return self.env._(
                "NIP %(nip)s belongs to %(owner)s already. Correct one of the two.",
                nip=nip,
                owner=owner_name,
            )
        return self.env._("NIP %(nip)s belongs to another employee already.", nip=nip)

    def _get_skp_identity(self, date=None):
        """Return the printed identity of these employees as it stood on a day.

        Not limited to what the user may read: for the application only.

        :param date date: the day; today where empty
        :return: {employee: {name, nip, identity_label, rank, position, unit}}, texts,
            ``""`` where unknown
        """
        date = fields.Date.to_date(date) or fields.Date.context_today(self)
        labels = dict(IDENTITY_LABEL, none="")
        identities = {}
        for employee in self:
            employee_sudo = employee.sudo()
            version = employee_sudo._get_version(date)
            number = employee_sudo.nip or version.skp_identity_number
            label = version.skp_identity_label or "nip"
            identities[employee] = {
                "name": employee_sudo.name or "",
                "nip": number or "" if label != "none" else "",
                "identity_label": labels[label],
                "rank": version.rank_id.display_name or version.skp_grade_text or "",
                "position": version.job_title or version.job_id.name or "",
                "unit": version.department_id.name or "",
            }
        return identities
