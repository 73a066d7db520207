from collections import defaultdict

from odoo import api, models


class HrSkpEmployeeImport(models.Model):
    """Units of the agency's list: known by their path, or by its end where it is clear."""

    _inherit = "hr.skp.employee.import"

    @api.model
    def _get_unit_key(self, path):
        return tuple(part.casefold() for part in path)

    @api.model
    def _get_units(self):
        """Return {path in small letters: id} of the agency's units."""
        units = self.env["hr.department"].search(
            [("company_id", "in", [self.env.company.id, False])]
        )
        names = {unit.id: unit.name.casefold() for unit in units}
        return {
            tuple(
                names.get(int(part), "") for part in unit.parent_path.split("/")[:-1]
            ): unit.id
            for unit in units
        }

    @api.model
    def _resolve_units(self, people, errors):
        """Give each person the full path of the unit; its end is enough where it is clear."""
        known = {key: key for key in self._get_units()}
        endings = defaultdict(set)

        def learn(key):
            for start in range(len(key)):
                endings[key[start:]].add(key)

        for key in known:
            learn(key)
        paths = {person["unit"] for person in people if person["unit"]}
        for path in sorted(paths, key=len, reverse=True):
            if endings.get(self._get_unit_key(path)):
                continue
            path = self._complete_unit_path(path, known, endings)
            key = self._get_unit_key(path)
            for depth in range(1, len(path) + 1):
                known.setdefault(key[:depth], path[:depth])
                learn(key[:depth])
        for index, person in enumerate(people):
            if not person["unit"]:
                continue
            key = self._get_unit_key(person["unit"])
            found = {key} if key in known else endings[key]
            if len(found) > 1:
                message = self.env._(
                    "Several units are called “%(unit)s”. Write the path, for "
                    "example “Agency / Division / Section”.",
                    unit=" / ".join(person["unit"]),
                )
                errors.append((index, self._name_error(person["name"], None, message)))
            else:
                person["unit"] = known[next(iter(found))]

    @api.model
    def _complete_unit_path(self, path, known, endings):
        """Put the path of a new unit below the one known unit that its beginning names."""
        for depth in range(len(path) - 1, 0, -1):
            found = endings.get(self._get_unit_key(path[:depth]), ())
            if len(found) == 1:
                return known[next(iter(found))] + path[depth:]
        return path

    @api.model
    def _make_units(self, paths):
        """Return {path: id}, making the units that are missing, the upper ones first."""
        known = self._get_units()
        wanted = {
            path[:depth] for path in paths if path for depth in range(1, len(path) + 1)
        }
        by_key = {self._get_unit_key(path): path for path in wanted}
        missing = [path for key, path in by_key.items() if key not in known]
        for depth in sorted({len(path) for path in missing}):
            level = [path for path in missing if len(path) == depth]
            made = self.env["hr.department"].create(
                [
                    {
                        "name": path[-1],
                        "parent_id": known.get(self._get_unit_key(path[:-1])),
                        "company_id": self.env.company.id,
                    }
                    for path in level
                ]
            )
            known.update(zip(map(self._get_unit_key, level), made.ids, strict=True))
        return {path: known[self._get_unit_key(path)] for path in wanted}
