"""Publishing: a release to where people read it, and back to the one before.

Every target has the same three steps: the whole release is put beside what is there, it is looked
at again, and then one pointer is moved in one step. A reader sees the old release or the new one;
a process that is killed at any moment leaves the old one standing.
"""

from __future__ import annotations

from frankpledge.releases.publishing.targets import Done, publish_to, roll_back

__all__ = ["Done", "publish_to", "roll_back"]
