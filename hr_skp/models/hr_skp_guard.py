from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


class HrSkpGuard(models.AbstractModel):
    """Fields that only the application itself may fill.

    Hidden, ``readonly`` and computed fields are all writable over RPC. A model
    lists in ``_skp_guarded`` what nobody may type: states, signers, identities,
    rule columns. They are filled by ``_prepare_guarded_vals`` at creation and by
    private methods in superuser mode later.
    """

    _name = "hr.skp.guard"
    _description = "SKP: guarded fields"

    # Names of guarded fields; a model that inherits several mixins joins their sets.
    _skp_guarded = frozenset()
    # Names of fields that decide in whose reach a row lies, and may be typed.
    _skp_reach = frozenset()

    @api.model
    def _get_skp_guarded(self):
        """Return the set of guarded field names of this model."""
        return self._skp_guarded

    @api.model
    def _prepare_guarded_vals(self, vals_list):
        """Return, for each dict of ``vals_list``, the guarded values that follow from it.

        Called after the check, so the result may name guarded fields.
        """
        return [{} for _vals in vals_list]

    @api.model
    def default_get(self, fields):
        """Keep stored defaults and ``default_*`` keys of the caller out of guarded fields."""
        guarded = self._get_skp_guarded()
        values = super().default_get([name for name in fields if name not in guarded])
        for name in guarded.intersection(fields):
            field = self._fields[name]
            if field.default:
                value = field.convert_to_cache(
                    field.default(self), self, validate=False
                )
                values[name] = field.convert_to_write(
                    field.convert_to_record(value, self), self
                )
        return values

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Tell the screens that guarded fields are not typed, so that none sends them."""
        described = super().fields_get(allfields, attributes)
        for name in self._get_skp_guarded().intersection(described):
            described[name]["readonly"] = True
        return described

    def onchange(self, values, field_names, fields_spec):
        """Compute an open form; it names only documents that the user may read.

        What a form shows follows from what it points to, and a caller may send any id.

        :raises AccessError: where a value, or a default, points to a closed document
        """
        defaults = {
            key[8:]: value
            for key, value in self.env.context.items()
            if key.startswith("default_")
        }
        self._check_form_links(defaults)
        self._check_form_links(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_form_links(self, vals):
        """Raise AccessError unless the user may read all our documents that ``vals`` names."""
        if self.env.su:
            return
        for name, value in vals.items():
            field = self._fields.get(name)
            if (
                not value
                or field is None
                or not (field.comodel_name or "").startswith("hr.skp")
            ):
                continue
            comodel = self.env[field.comodel_name]
            ids, nested = self._get_form_links(value)
            for line in nested:
                if isinstance(comodel, HrSkpGuard):
                    comodel._check_form_links(line)
            comodel.browse(ids).exists().check_access("read")

    @api.model
    def _get_form_links(self, value):
        """Return (ids, dicts of nested values) in the value of one relational field."""
        ids, nested = set(), []
        if isinstance(value, int):
            ids.add(value)
        elif isinstance(value, dict):
            ids.add(value.get("id"))
            nested.append(value)
        else:
            for item in value:
                parts = item if isinstance(item, list | tuple) else [item]
                for part in parts[1:] if len(parts) > 1 else parts:
                    if isinstance(part, dict):
                        nested.append(part)
                    else:
                        ids.update(part if isinstance(part, list | tuple) else [part])
        return [id_ for id_ in ids if isinstance(id_, int) and id_], nested

    def copy_data(self, default=None):
        """Leave guarded values out of a copy: the new document earns its own."""
        guarded = self._get_skp_guarded()
        return [
            {name: value for name, value in vals.items() if name not in guarded}
            for vals in super().copy_data(default)
        ]

    @api.model_create_multi
    def create(self, vals_list):
        self._check_skp_guarded(
            {name for vals in vals_list for name in vals}
            | {key[8:] for key in self.env.context if key.startswith("default_")}
        )
        prepared = self._prepare_guarded_vals(vals_list)
        # What the application gives itself goes before what would follow.
        return super().create(
            [
                {**extra, **vals} if self.env.su else {**vals, **extra}
                for vals, extra in zip(vals_list, prepared, strict=True)
            ]
        )

    def write(self, vals):
        self._check_skp_guarded(vals.keys())
        done = super().write(vals)
        if not self.env.su and not self._skp_reach.isdisjoint(vals):
            # Odoo looks at a row as it was: nobody moves one out of his own reach.
            self.check_access("write")
        return done

    def unlink(self):
        if not self.env.su and self.env.context.get(MODULE_UNINSTALL_FLAG):
            # The flag that lets an uninstallation pass checks is but a context key.
            self = self.with_context(**{MODULE_UNINSTALL_FLAG: False})
        return super().unlink()

    @api.model
    def _check_skp_guarded(self, names):
        """Raise AccessError when a person, not the application, sets a guarded field."""
        if self.env.su:
            return
        if refused := self._get_skp_guarded().intersection(names):
            raise AccessError(
                self.env._(
                    "%(document)s: %(fields)s cannot be typed. Use the buttons of the document.",
                    document=self.env["ir.model"]._get(self._name).name,
                    fields=", ".join(
                        sorted(
                            self._fields[name]._description_string(self.env)
                            for name in refused
                        )
                    ),
                )
            )

    @api.model
    def _check_known(self, records):
        """Raise AccessError unless the user may read all these documents.

        In the same words for what is closed to him and for what is not there: so a
        refusal tells nobody what exists. To be asked before a refusal that names them.
        """
        if not self.env.su and records - records.exists()._filtered_access("read"):
            raise AccessError(
                self.env._(
                    "%(document)s: what you name is not there, or it is not open to you.",
                    document=self.env["ir.model"]._get(records._name).name,
                )
            )

    @api.model
    def _fill_default(self, vals_list, name):
        """Return the values with what a default gives for one field, as if it were typed.

        Whatever looks at the values beforehand then sees what will be written.
        """
        if all(name in vals for vals in vals_list):
            return vals_list
        default = self.default_get([name]).get(name)
        return [{name: default, **vals} if default else vals for vals in vals_list]

    def _touch(self):
        """Let a step taken beside this change fail and be tried again.

        A transaction sees the rows as they were when it began. Writing these, without
        changing them, keeps two from going on at once, each unaware of the other: a
        seal holds what the document holds.
        """
        if self.ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET write_date = write_date WHERE id = ANY(%s)",
                    SQL.identifier(self._table),
                    list(self.ids),
                )
            )

    def _raise_refusals(self, refusals, error=UserError):
        """Raise ``error`` naming every record that refuses.

        :param dict refusals: {record: sentence that says why not and the way out}
        """
        if refusals:
            raise error(
                "\n".join(
                    f"{record.display_name}: {reason}"
                    for record, reason in refusals.items()
                )
            )
