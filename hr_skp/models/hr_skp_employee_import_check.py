import re
from collections import Counter, defaultdict

from odoo import api, models
from odoo.tools import email_normalize

from .hr_employee import clean_nip
from .hr_skp_employee_import import STATUS_WORDS, TYPE_WORDS
from .hr_version import FUNCTIONAL_LEVEL

# Other words that lists use for a kind of post.
TYPE_SYNONYMS = {
    "pimpinantinggi": "executive",
    "jptutama": "executive",
    "jptmadya": "executive",
    "jptpratama": "executive",
    "jf": "functional",
    "jabatanfungsional": "functional",
    "jabatanadministrator": "administrator",
    "jabatanpengawas": "supervisor",
    "jabatanpelaksana": "operator",
}


def squeeze(text):
    """Return letters and digits only, in small letters, to compare words of lists.

    >>> squeeze("Non-ASN"), squeeze("Ahli  Pertama")
    ('nonasn', 'ahlipertama')
    """
    return re.sub(r"[\W_]", "", text or "").casefold()


def get_name_words(text):
    """Return the words of a name without degrees, to see whether two may be one person.

    >>> sorted(get_name_words("Dr. Siti Aminah, S.E., M.Si."))
    ['aminah', 'siti']
    """
    name = (text or "").split(",")[0]
    return {word for word in re.findall(r"\w+", name.casefold()) if len(word) > 2}


class HrSkpEmployeeImport(models.Model):
    """Checks of the agency's list: every row is looked at before anything is written."""

    _inherit = "hr.skp.employee.import"

    @api.model
    def _check_list(self, rows):
        """Return the people of the list, and all errors.

        :param list rows: dicts of cells
        :return: ``(people, errors)``; a person is {vals, unit path, job, superior,
            employee (empty where new)}, an error (index of the row, message)
        """
        errors = []
        words = self._get_list_words()
        people = [self._read_row(row, words) for row in rows]
        for index, person in enumerate(people):
            errors += [(index, message) for message in person.pop("errors")]
        self._resolve_units(people, errors)
        base = self._get_base()
        self._match_people(people, base, errors)
        self._match_superiors(people, base, errors)
        if not errors:
            self._check_circles(people, errors)
        return people, errors

    @api.model
    def _get_list_words(self):
        ranks = self.env["hr.skp.rank"].search([("code", "!=", False)])
        return {
            "status": {squeeze(word): key for key, word in STATUS_WORDS.items()}
            | {"noncivilservant": "non_asn", "bukanasn": "non_asn"},
            "jenis_jabatan": {squeeze(word): key for key, word in TYPE_WORDS.items()}
            | {key: key for key in TYPE_WORDS}
            | TYPE_SYNONYMS,
            "jenjang": {squeeze(word): key for key, word in FUNCTIONAL_LEVEL},
            "ranks": {(rank.kind, rank.code.casefold()): rank.id for rank in ranks},
        }

    @api.model
    def _read_row(self, row, words):
        """Return one person as far as the row alone tells."""
        errors, vals = [], {}
        name = " ".join(row["nama"].split())
        if name:
            vals["name"] = name
        else:
            errors.append(self.env._("The name is missing."))
        nip, problem = self._read_nip(row.get("nip"))
        if problem:
            errors.append(problem)
        elif nip:
            vals["nip"] = nip
        email = row.get("email")
        if email:
            vals["work_email"] = email_normalize(email) or email
            if not email_normalize(email):
                errors.append(
                    self.env._("“%(email)s” is no e-mail address.", email=email)
                )
        for column, field in (
            ("status", "asn_status"),
            ("jenis_jabatan", "position_type"),
            ("jenjang", "functional_level"),
        ):
            if text := row.get(column):
                vals[field] = words[column].get(squeeze(text))
                if not vals[field]:
                    errors.append(
                        self.env._(
                            "%(column)s “%(text)s” is not known.",
                            column=self._fields[column]._description_string(self.env),
                            text=text,
                        )
                    )
        if text := row.get("golongan"):
            self._read_rank(text, vals, words["ranks"], errors)
        return {
            "name": name,
            "vals": vals,
            "errors": [self._name_error(name, nip, message) for message in errors],
            "unit": tuple(
                " ".join(part.split())
                for part in re.split(r"\s+/\s+|\s*>\s*", row.get("unit") or "")
                if part.strip()
            ),
            "job": " ".join((row.get("jabatan") or "").split()),
            "superior_text": row.get("nip_atasan"),
            "superior": None,
            "employee": self.env["hr.employee"],
        }

    @api.model
    def _name_error(self, name, nip, message):
        """Name the person in a message: rows are counted anew when a list is sorted."""
        return f"{name or nip or '?'}: {message}"

    @api.model
    def _read_nip(self, text):
        """Return ``(NIP or False, problem or None)``."""
        nip = clean_nip((text or "").lstrip("'`"))
        if not nip:
            return False, None
        if re.fullmatch("[0-9]{15}000", nip) or re.search("[eE][+]", nip):
            return nip, self.env._(
                "The spreadsheet has rounded the NIP %(nip)s. Format the column as text "
                "and type it again.",
                nip=text,
            )
        if not re.fullmatch("[0-9]{18}", nip):
            return nip, self.env._("A NIP has 18 digits, “%(nip)s” has not.", nip=text)
        return nip, None

    @api.model
    def _read_rank(self, text, vals, ranks, errors):
        """Read a grade such as “III/d”, “Penata Tingkat I (III/d)” or “IX”."""
        if vals.get("asn_status") == "non_asn":
            vals["skp_grade_text"] = text
            return
        kinds = {"pppk": ["pppk"], "pns": ["pns"], "cpns": ["pns"]}.get(
            vals.get("asn_status"), ["pns", "pppk"]
        )
        code = re.search(r"\b([IVX]+)\s*/\s*([a-e])\b", text, re.IGNORECASE)
        code = (
            f"{code[1]}/{code[2]}"
            if code
            else re.sub(r"(?i)^gol(ongan)?\.?\s*", "", text)
        )
        for kind in kinds:
            if rank_id := ranks.get((kind, code.strip().casefold())):
                vals["rank_id"] = rank_id
                return
        errors.append(
            self.env._(
                "The grade “%(grade)s” is not known for this status. "
                "PNS have I/a to IV/e, PPPK I to XVII.",
                grade=text,
            )
        )

    # People

    @api.model
    def _get_base(self):
        """Return the agency's employees, indexed by what a list knows them by."""
        employees = (
            self.env["hr.employee"]
            .with_context(active_test=False)
            .search([("company_id", "=", self.env.company.id)])
        )
        base = {
            "all": employees,
            "nip": {},
            "email": defaultdict(list),
            "name": defaultdict(list),
        }
        for employee in employees:
            if employee.nip:
                base["nip"][employee.nip] = employee
            if not employee.active:
                continue
            if employee.work_email:
                base["email"][employee.work_email.casefold()].append(employee)
            base["name"][employee.name.casefold()].append(employee)
        base["units"] = {unit_id: key for key, unit_id in self._get_units().items()}
        return base

    @api.model
    def _match_people(self, people, base, errors):
        """Find who of the list is known already, and who stands twice in it."""
        in_file = Counter(
            person["vals"]["nip"] for person in people if person["vals"].get("nip")
        )
        owners = defaultdict(list)
        for index, person in enumerate(people):
            nip = person["vals"].get("nip")
            if nip and in_file[nip] > 1:
                message = self.env._(
                    "NIP %(nip)s stands %(count)s times in the list.",
                    nip=nip,
                    count=in_file[nip],
                )
            else:
                message = self._match_person(person, base)
                if person["employee"]:
                    owners[person["employee"]].append(index)
                elif not nip:
                    owners[self._get_person_key(person)].append(index)
            if message:
                errors.append((index, self._name_error(person["name"], nip, message)))
        for indexes in owners.values():
            if len(indexes) == 1:
                continue
            message = self.env._(
                "This person stands %(count)s times in the list.", count=len(indexes)
            )
            errors += [
                (i, self._name_error(people[i]["name"], None, message)) for i in indexes
            ]

    @api.model
    def _get_person_key(self, person):
        """Return what someone without a NIP is known by."""
        unit = self._get_unit_key(person["unit"])
        return person["vals"].get("work_email") or (person["name"].casefold(), unit)

    @api.model
    def _match_person(self, person, base):
        """Set the person's employee where known; return what is wrong, or None."""
        nip, email = person["vals"].get("nip"), person["vals"].get("work_email")
        if owner := base["nip"].get(nip) if nip else None:
            if not get_name_words(owner.name) & get_name_words(person["name"]):
                return self.env._(
                    "NIP %(nip)s belongs to %(owner)s already.",
                    nip=nip,
                    owner=owner.name,
                )
            if not owner.active:
                return self.env._(
                    "%(owner)s is archived. Restore the employee first.",
                    owner=owner.name,
                )
            person["employee"] = owner
            return None
        candidates = base["email"].get(email.casefold(), []) if email else []
        if not candidates:
            unit = self._get_unit_key(person["unit"])
            candidates = [
                employee
                for employee in base["name"].get(person["name"].casefold(), [])
                if not unit or base["units"].get(employee.department_id.id) == unit
            ]
        if nip:
            candidates = [employee for employee in candidates if not employee.nip]
        if len(candidates) > 1:
            return self.env._(
                "Several employees have this name or e-mail address. Give the NIP, or the unit."
            )
        person["employee"] = candidates[0] if candidates else self.env["hr.employee"]
        return None

    @api.model
    def _match_superiors(self, people, base, errors):
        """Find each superior in the list or among the employees, by NIP or e-mail."""
        listed = {
            person["vals"]["nip"]: person
            for person in people
            if person["vals"].get("nip")
        }
        addresses = defaultdict(list)
        for person in people:
            if email := person["vals"].get("work_email"):
                addresses[email.casefold()].append(person)
        for index, person in enumerate(people):
            text = person["superior_text"]
            if not text:
                continue
            problem = None
            if "@" in text:
                key = (email_normalize(text) or text).casefold()
                found = addresses.get(key) or base["email"].get(key, [])
                superior = found[0] if len(found) == 1 else None
            else:
                nip, problem = self._read_nip(text)
                superior = listed.get(nip) or base["nip"].get(nip)
            if not problem and not superior:
                problem = self.env._(
                    "The superior %(superior)s is neither in the list nor among the employees.",
                    superior=text,
                )
            elif not problem:
                known = superior["employee"] if isinstance(superior, dict) else superior
                if superior is person or known and known == person["employee"]:
                    problem = self.env._("Nobody is his own superior.")
                elif known and not known.active:
                    problem = self.env._(
                        "The superior %(superior)s has left.", superior=known.name
                    )
            if problem:
                errors.append((index, self._name_error(person["name"], None, problem)))
            else:
                person["superior"] = superior

    @api.model
    def _check_circles(self, people, errors):
        """Find circles of superiors that the list makes or keeps."""
        keys = [
            person["employee"].id or f"row {index}"
            for index, person in enumerate(people)
        ]
        key_of = {id(person): key for person, key in zip(people, keys, strict=True)}
        above = {
            employee.id: employee.parent_id.id for employee in self._get_base()["all"]
        }
        names = dict(zip(keys, (person["name"] for person in people), strict=True))
        for person, key in zip(people, keys, strict=True):
            if superior := person["superior"]:
                above[key] = (
                    key_of[id(superior)] if isinstance(superior, dict) else superior.id
                )
        for circle in self._find_circles(above):
            members = list(dict.fromkeys(circle))
            text = " → ".join(
                names.get(key) or self.env["hr.employee"].browse(key).name
                for key in [*members, members[0]]
            )
            for index, key in enumerate(keys):
                if key in members:
                    message = self.env._(
                        "Superiors form a circle: %(circle)s", circle=text
                    )
                    errors.append(
                        (index, self._name_error(people[index]["name"], None, message))
                    )

    @api.model
    def _find_circles(self, above):
        """Return the circles of a mapping {someone: the one above}, each as a list."""
        circles, done = [], set()
        for start in above:
            trail, place = [], {}
            key = start
            while key and key not in done and key not in place:
                place[key] = len(trail)
                trail.append(key)
                key = above.get(key)
            if key in place:
                circles.append(trail[place[key] :])
            done.update(trail)
        return circles
