"""Checks the files of the addons that Ruff and pylint-odoo do not read.

Prints one line for each fault and fails when there is one: XML that does not parse, an
XML id that occurs twice in an addon, data files that no manifest names or that are
missing, CSV rows of the wrong length, PO files that gettext would refuse or whose
placeholders differ from the source, and an addon that depends on a stricter licence.
"""

import ast
import csv
import pathlib
import re
import sys

import polib
from lxml import etree

import odoo.addons

# A module may depend on modules of its own or of an earlier place in this list.
LICENCES = ["MIT", "BSD-2-Clause", "LGPL-3", "GPL-3", "AGPL-3"]
# %s, %(name)s, %d …; "100 % of" is none.
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]")


def read_manifest(folder):
    return ast.literal_eval((folder / "__manifest__.py").read_text("utf-8"))


def find_addon(name, ours):
    for base in [*ours, *odoo.addons.__path__, *core_paths()]:
        folder = pathlib.Path(base, name)
        if (folder / "__manifest__.py").is_file():
            return folder
    return None


def core_paths():
    """The folder addons/ beside odoo/, where Odoo keeps most of its own."""
    return [pathlib.Path(path).parents[1] / "addons" for path in odoo.addons.__path__]


def check_xml(addon):
    seen = {}
    for path in sorted(addon.rglob("*.xml")):
        try:
            tree = etree.parse(path)
        except etree.XMLSyntaxError as error:
            yield f"{path}: {error}"
            continue
        if tree.getroot().tag not in ("odoo", "openerp"):
            continue
        for element in tree.iter("record", "template", "menuitem", "report"):
            xml_id = element.get("id")
            if not xml_id or element.getparent().tag not in ("odoo", "data"):
                continue
            # Demo data may come back to a record: a unit gets its head once he exists.
            if xml_id in seen and path.parent.name != "demo":
                yield f"{path}:{element.sourceline}: {xml_id} is also in {seen[xml_id]}"
            seen[xml_id] = f"{path}:{element.sourceline}"


def check_data(addon, manifest):
    named = {*manifest.get("data", ()), *manifest.get("demo", ())}
    for name in sorted(named):
        if not (addon / name).is_file():
            yield f"{addon}/__manifest__.py: {name} does not exist"
    for path in sorted(addon.rglob("*")):
        name = path.relative_to(addon).as_posix()
        if path.suffix not in (".xml", ".csv"):
            continue
        if name.startswith(("static/", "tests/", "i18n/")):
            continue
        if name not in named:
            yield f"{path}: no manifest names this file"
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            for number, row in enumerate(rows, 2):
                if row and len(row) != len(header):
                    yield f"{path}:{number}: {len(row)} cells, the header has {len(header)}"


def check_po(addon):
    for path in sorted(addon.glob("i18n/*.po")):
        try:
            entries = polib.pofile(str(path), check_for_duplicates=True)
        except (OSError, ValueError) as error:
            yield f"{path}: {error}"
            continue
        for entry in entries:
            if not entry.msgstr or entry.obsolete:
                continue
            wanted = sorted(PLACEHOLDER.findall(entry.msgid))
            found = sorted(PLACEHOLDER.findall(entry.msgstr))
            is_code = "odoo-python" in entry.comment or "python-format" in entry.flags
            if is_code and wanted != found:
                yield f"{path}:{entry.linenum}: placeholders {found} instead of {wanted}"
            for edge in ("startswith", "endswith"):
                if getattr(entry.msgid, edge)("\n") != getattr(entry.msgstr, edge)(
                    "\n"
                ):
                    yield f"{path}:{entry.linenum}: a line break at one end only"


def check_licence(addon, manifest):
    own = LICENCES.index(manifest["license"])
    for name in manifest.get("depends", ()):
        folder = find_addon(name, [addon.parent])
        if folder is None:
            yield f"{addon}/__manifest__.py: {name} is not to be found"
            continue
        licence = read_manifest(folder).get("license", "LGPL-3")
        if licence not in LICENCES or LICENCES.index(licence) > own:
            yield (
                f"{addon}/__manifest__.py: {manifest['license']}, but depends on {name},"
                f" which is {licence}"
            )


def main(addons):
    faults = []
    for addon in map(pathlib.Path, addons):
        manifest = read_manifest(addon)
        faults += check_xml(addon)
        faults += check_data(addon, manifest)
        faults += check_po(addon)
        faults += check_licence(addon, manifest)
    for fault in faults:
        print(fault)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
