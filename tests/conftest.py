"""A test fails when Odoo logs a warning or an error that it does not expect.

Expected ones are caught with ``assertLogs`` or ``mute_logger``; neither lets them reach
the handler below.
"""

import logging
import os
import shutil
from unittest.mock import patch

import pytest

from odoo.tools import config


class Troubles(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        message = record.getMessage()
        # What a page says while its browser is being closed is no fault of anybody.
        if not message.startswith("Error received after termination"):
            self.lines.append(f"{record.levelname} {record.name}: {message}")

    def take(self):
        lines, self.lines = self.lines, []
        return lines


troubles = Troubles()


def pytest_sessionstart(session):
    logging.getLogger().addHandler(troubles)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Put what was logged on the report of the phase (setup, call, teardown)."""
    outcome = yield
    lines = troubles.take()
    report = outcome.get_result()
    if lines and report.passed:
        report.outcome = "failed"
        report.longrepr = "Unexpected in the log:\n" + "\n".join(lines)


@pytest.fixture(scope="session", autouse=True)
def own_files(load_registry):
    """Give each process of a divided run files of its own.

    The plugin lets them share a folder, where the cleaning of one database would take
    what only the other one knows.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        yield
        return
    shared = config.filestore("")
    own = f"{shared}-{worker}"
    shutil.rmtree(own, ignore_errors=True)
    if os.path.isdir(shared):
        # Odoo never changes a file in place.
        shutil.copytree(shared, own, copy_function=os.link)
    with patch.object(config, "filestore", return_value=own):
        yield
    shutil.rmtree(own, ignore_errors=True)
