"""A test fails when Odoo logs a warning or an error that it does not expect.

Expected ones are caught with ``assertLogs`` or ``mute_logger``; neither lets them reach
the handler below.
"""

import logging

import pytest


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
