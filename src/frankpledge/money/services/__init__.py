"""Commissioned services as measures: read, protected, and set out with what nobody states.

`read_services` reads the documents of a workspace, `service_rows` gives their figures as they may
be published, with a row for everything that is asked of a service and not stated anywhere.
"""

from frankpledge.money.services.checks import check_services
from frankpledge.money.services.disclosure import hidden
from frankpledge.money.services.model import (
    ASKED,
    EXPECTED,
    Fact,
    Said,
    Service,
    ServiceFigure,
)
from frankpledge.money.services.reading import FOLDER, read_service, read_services
from frankpledge.money.services.rows import (
    COST_CAVEAT,
    ServiceRow,
    cost_of_each,
    measure_title,
    service_rows,
)

__all__ = [
    "ASKED",
    "COST_CAVEAT",
    "EXPECTED",
    "FOLDER",
    "Fact",
    "Said",
    "Service",
    "ServiceFigure",
    "ServiceRow",
    "check_services",
    "cost_of_each",
    "hidden",
    "measure_title",
    "read_service",
    "read_services",
    "service_rows",
]
