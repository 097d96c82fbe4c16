"""What does not fit in the documents of services: plans, priorities and contracts by name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from frankpledge.documents import nearest
from frankpledge.money.services.model import Service
from frankpledge.plans import Plan

Found = tuple[str, str, Service, str, str]  # code, kind, service, field, message


def check_services(
    services: Sequence[Service], plans: Mapping[str, Plan], contracts: Collection[str]
) -> Iterator[Found]:
    """Names that nothing goes by (errors), and how much is not stated of each service (notes)."""
    for one in services:
        if one.plan and one.plan not in plans:
            yield "FS101", "error", one, "plan", f"no such plan; {nearest(one.plan, plans)}"
        elif one.plan:
            ids = [priority.id for priority in plans[one.plan].priorities]
            for name in one.priorities:
                if name not in ids:
                    words = f"the plan has no priority {name!r}; {nearest(name, ids)}"
                    yield "FS102", "error", one, "priorities", words
        if one.contract and one.contract not in contracts:
            near = nearest(one.contract, contracts) if contracts else "no contracts are listed"
            yield "FS103", "error", one, "contract", f"no contract {one.contract!r}; {near}"
        if one.not_stated:
            words = f"not stated: {', '.join(one.not_stated)}"
            yield "FS201", "note", one, "figures", words
