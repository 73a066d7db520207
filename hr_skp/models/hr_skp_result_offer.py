from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

# What a colleague reads of an offered result: what it is called and whose it is.
OFFER_FIELDS = frozenset(
    {
        "id",
        "display_name",
        "name",
        "nature",
        "kind",
        "sequence",
        "state",
        "owner_name",
        "is_offered",
        "department_id",
        "company_id",
        "cycle_id",
        "skp_id",
    }
)
# Columns that rules compare; every row carries them, they say nothing of the content.
TECHNICAL_FIELDS = frozenset(
    {
        "employee_user_id",
        "appraiser_user_id",
        "superior_user_id",
        "deputy_user_id",
        "deputy_date_to",
        "leader_user_id",
        "sealed_revision",
        "create_uid",
        "create_date",
        "write_uid",
        "write_date",
        "has_skp_full_access",
        "has_skp_deputy_access",
        "has_skp_head_access",
        "has_skp_officer_access",
        "has_skp_task_access",
        "is_in_my_unit",
        "is_cascade_root",
        # The link itself is needed to walk the cascade; the row it names has its own rule.
        "parent_id",
        "child_ids",
        "indicator_ids",
        "feedback_ids",
        "indicator_text",
    }
)


class HrSkpResult(models.Model):
    """An offered result shows its name, nature and owner to colleagues, and no more.

    A record rule opens whole rows. So that the other columns stay closed, reading
    them, and searching, ordering or grouping by them, is limited to rows that the
    user may read for another reason than the offer.
    """

    _inherit = "hr.skp.result"

    has_skp_full_access = fields.Boolean(
        compute="_compute_has_skp_full_access",
        search="_search_has_skp_full_access",
        export_string_translation=False,
    )

    @api.model
    def _get_full_access_domain(self):
        """Return the domain of rows open to the user beyond the offer."""
        if self.env.su or any(
            self.env.user.has_group(group)
            for group in ("hr_skp.group_hr_skp_manager", "hr_skp.group_hr_skp_auditor")
        ):
            return Domain.TRUE
        user = [self.env.uid]
        return Domain.OR(
            [
                Domain("employee_user_id", "in", user),
                Domain("appraiser_user_id", "in", user),
                Domain("superior_user_id", "in", user),
                Domain("has_skp_deputy_access", "=", True),
                Domain("leader_user_id", "in", user),
                Domain("has_skp_head_access", "=", True),
                Domain("has_skp_officer_access", "=", True),
            ]
        )

    @api.depends_context("uid")
    def _compute_has_skp_full_access(self):
        rows = self.sudo().filtered_domain(self._get_full_access_domain())
        for result in self:
            result.has_skp_full_access = result in rows

    @api.model
    def _search_has_skp_full_access(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_full_access_domain()

    @api.model
    def _is_closed(self, names):
        """Whether any of these field paths, with their aggregates, is not part of an offer."""
        roots = {name.split(":")[0].split(".")[0] for name in names}
        roots.discard("__count")
        return bool(roots - OFFER_FIELDS - TECHNICAL_FIELDS)

    def fetch(self, field_names=None):
        if not self.env.su and field_names and self._is_closed(field_names):
            if self - self.filtered("has_skp_full_access"):
                raise AccessError(
                    self.env._(
                        "Only the name, nature and owner of an offered result are shown."
                    )
                )
        return super().fetch(field_names)

    @api.model
    def _limit_to_open(self, domain, names):
        """Return ``domain``, without offered rows where closed columns are named."""
        if self.env.su or not self._is_closed(names):
            return domain
        return Domain(domain) & self._get_full_access_domain()

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        domain = self._limit_to_open(domain, field_names or ())
        return super().search_fetch(domain, field_names, offset, limit, order)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        domain = Domain(domain)
        names = self._get_domain_names(domain)
        domain = self._limit_to_open(domain, [*names, *self._get_order_names(order)])
        return super()._search(domain, offset, limit, order, **kwargs)

    @api.model
    def _get_domain_names(self, domain):
        """Return the field paths of a domain, with those asked of the row by its own id."""
        names = set()
        for condition in domain.iter_conditions():
            names.add(condition.field_expr)
            # Through other fields, the search of their model looks at the names.
            if condition.field_expr == "id" and "any" in condition.operator:
                names |= self._get_domain_names(Domain(condition.value))
        return names

    @api.model
    def _get_order_names(self, order):
        return [part.split()[0] for part in (order or "").split(",") if part.strip()]

    @api.model
    def _read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        names = [*groupby, *aggregates, *self._get_order_names(order)]
        names += [leaf[0] for leaf in having if not isinstance(leaf, str)]
        domain = self._limit_to_open(domain, names)
        return super()._read_group(
            domain, groupby, aggregates, having, offset, limit, order
        )

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        names = [name for groupby in grouping_sets for name in groupby]
        names += [*aggregates, *self._get_order_names(order)]
        domain = self._limit_to_open(domain, names)
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, order)

    @api.model
    def _read_group_groupby(self, alias, groupby_spec, query):
        """Empty a closed column where another row's grouping reaches it by a path."""
        sql = super()._read_group_groupby(alias, groupby_spec, query)
        if self.env.su or alias == self._table or not self._is_closed([groupby_spec]):
            return sql
        rows = self._search(self._get_full_access_domain())
        return SQL(
            "CASE WHEN %s IN %s THEN %s END",
            SQL.identifier(alias, "id"),
            rows.subselect(),
            sql,
        )
