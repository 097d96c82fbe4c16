"""Money: what comes in, what it is spent on, and what it buys.

Each kind of document has a room of its own, with its own index of public names: `money.budget`,
`money.spending`, `money.services`, `money.grants` and `money.directory`.
"""

__all__: list[str] = []
