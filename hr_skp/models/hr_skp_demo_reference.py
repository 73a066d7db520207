from odoo import api, models

# writer, kind, unit (empty: the whole agency), document, link
REFERENCES = (
    (
        "employee_p26",
        "renstra",
        "",
        "RPJMD Kota Arunika 2025–2029 dan Renstra perangkat daerah",
        "https://arunika.example/renstra",
    ),
    (
        "employee_p26",
        "priority",
        "",
        "Arahan Wali Kota: layanan tanpa pungutan dan tanpa antre",
        "https://arunika.example/prioritas",
    ),
    (
        "employee_p12",
        "agreement",
        "department_dpmptsp",
        "Perjanjian Kinerja Kepala DPMPTSP",
        "https://dpmptsp.arunika.example/perjanjian-kinerja",
    ),
    (
        "employee_p12",
        "organization",
        "department_dpmptsp",
        "Peraturan Wali Kota tentang susunan organisasi dan tata kerja DPMPTSP",
        "",
    ),
)


class HrSkpDemo(models.Model):
    """What the demo agency's plans are drawn from."""

    _inherit = "hr.skp"

    @api.model
    def _demo_write_references(self, cycle):
        """Let the performance team and the administrator store the references."""
        for writer, kind, unit, name, url in REFERENCES:
            references = self.env["hr.skp.reference"].with_env(
                self._demo_env(self._demo_record(writer))
            )
            references.create(
                {
                    "kind": kind,
                    "name": name,
                    "url": url,
                    "cycle_id": cycle.id,
                    "department_id": self._demo_record(unit).id if unit else False,
                }
            )
