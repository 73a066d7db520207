from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

# Uploads a list, as a person does, and reads what the screen answers.
UPLOAD = """
(async () => {
    const wait = async (find, what) => {
        for (let turn = 0; turn < 600; turn++) {
            const found = find();
            if (found) {
                return found;
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error(`not seen: ${what}`);
    };
    const button = (label) =>
        [...document.querySelectorAll(".o_control_panel button")].find(
            (node) => node.textContent.trim() === label
        );
    const template = await wait(
        () => document.querySelector("a[href*='hr_skp_employee_import.xlsx']"), "template"
    );
    const answer = await fetch(template.href);
    if (!answer.ok) {
        throw new Error("the template cannot be downloaded");
    }
    const upload = async (text) => {
        const input = await wait(() => document.querySelector("input[type=file]"), "upload");
        const files = new DataTransfer();
        files.items.add(new File([text], "pegawai.csv", { type: "text/csv" }));
        input.files = files.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
        await wait(
            () =>
                !document.querySelector(".o_blockUI") &&
                !document.querySelector(".o_import_data_content .alert-danger") &&
                document.querySelectorAll(".o_import_file_column_cell").length === 8,
            "columns"
        );
    };
    await upload(WRONG);
    (await wait(() => button("Test"), "test button")).click();
    const report = await wait(() => {
        const text = document.querySelector(".o_import_data_content").textContent;
        return text.includes("row 3") && text;
    }, "errors");
    for (const part of ["Orang Dua", "Z/9", "row 4", "Orang Tiga", "neither in the list"]) {
        if (!report.includes(part)) {
            throw new Error(`not on the screen: ${part} in ${report}`);
        }
    }
    await upload(RIGHT);
    (await wait(() => button("Import"), "import button")).click();
    await wait(
        () => document.querySelectorAll(".o_list_view .o_data_row").length === 3, "imported list"
    );
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""
HEAD = "NIP,Nama,Status,Golongan,Jabatan,Unit,NIP Atasan,Email\\n"
RIGHT = HEAD + (
    "199001012015011001,Orang Satu,PNS,IV/a,Kepala Bidang,Bidang Layar,,\\n"
    "199001012015011002,Orang Dua,PNS,III/a,Analis,Bidang Layar,199001012015011001,\\n"
    "199001012015011003,Orang Tiga,PNS,III/b,Analis,Bidang Layar,199001012015011001,\\n"
)
WRONG = RIGHT.replace("III/a", "Z/9").replace(
    "III/b,Analis,Bidang Layar,199001012015011001",
    "III/b,Analis,Bidang Layar,199001012015011999",
)


@tagged("standard", "post_install", "-at_install")
class TestPeopleScreen(HttpCase):
    def test_import_screen(self):
        user = new_test_user(self.env, "uji_layar", "hr_skp.group_hr_skp_manager")
        action = self.env.ref("hr_skp.hr_skp_employee_import_action_load")
        # Odoo's own upload passes arguments that its own controller does not take.
        with mute_logger("odoo.http"):
            self.browser_js(
                f"/odoo/action-{action.id}",
                f'const WRONG = "{WRONG}"; const RIGHT = "{RIGHT}"; {UPLOAD}',
                ready="!!document.querySelector('a[href*=hr_skp_employee_import]')",
                login=user.login,
            )
        people = self.env["hr.employee"].search(
            [("nip", "=like", "19900101201501100_")]
        )
        self.assertEqual(len(people), 3)
        self.assertEqual(set(people.parent_id.mapped("name")), {"Orang Satu"})

    def test_repair_in_the_row(self):
        """An officer without any right on employees mends a NIP in the list of defects."""
        unit = self.env["hr.department"].create({"name": "Bidang Layar"})
        person = self.env["hr.employee"].create(
            {"name": "Orang Satu", "department_id": unit.id, "asn_status": "pns"}
        )
        user = new_test_user(self.env, "uji_layar", "hr_skp.group_hr_skp_officer")
        user.skp_department_ids = unit
        action = self.env.ref("hr_skp.hr_skp_defect_action")
        self.browser_js(
            f"/odoo/action-{action.id}",
            """
            (async () => {
                const wait = async (find, what) => {
                    for (let turn = 0; turn < 600; turn++) {
                        const found = find();
                        if (found) {
                            return found;
                        }
                        await new Promise((resolve) => setTimeout(resolve, 50));
                    }
                    throw new Error(`not seen: ${what}`);
                };
                const row = document.querySelector(".o_data_row");
                if (!row.textContent.includes("NIP missing")) {
                    throw new Error(row.textContent);
                }
                row.querySelector("td[name=nip]").click();
                const input = await wait(
                    () => document.querySelector(".o_selected_row td[name=nip] input"), "input"
                );
                input.value = "19850315 201001 2 004";
                input.dispatchEvent(new Event("input", { bubbles: true }));
                input.dispatchEvent(new Event("change", { bubbles: true }));
                const save = ".o_list_button_save:not([disabled])";
                (await wait(() => document.querySelector(save), "save")).click();
                await wait(
                    () => {
                        const text = document.querySelector(".o_data_row").textContent;
                        return (
                            !document.querySelector(".o_selected_row") &&
                            text.includes("198503152010012004") &&
                            !text.includes("NIP missing")
                        );
                    },
                    "repaired row"
                );
                console.log("test successful");
            })().catch((error) => console.error(error.message));
            """,
            ready="!!document.querySelector('.o_data_row td[name=nip]')",
            login=user.login,
        )
        self.assertEqual(person.nip, "198503152010012004")
