"""Two tellings of one story of our own, the second of which bends it, taken in as a teacher would."""

# The texts stand as they are given: a paragraph is a line.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from articles.ingest import ingest
from articles.models import Article, Edition

FIRST = """The mill on the Tekes

In 1912 the miller Erlan Sadykov built a water mill on the river Tekes. Farmers from eleven villages brought their wheat, and Sadykov kept 10% of the flour.

The mill may have fed 4,000 people in its best year. When the river was dammed in 1957, the wheel stood still. Sadykov did not leave the valley.

His granddaughter Aigul reopened the building as a museum in the late 1990s. About 6,000 visitors came in the first summer, and 54% of them were children. The museum shared second place in a national contest in 2008.

The council pays 300,000 tenge a year for the roof. Visitors grind barley by hand and take the flour home.

What comes next

A second wheel lies under the sand near the old bridge. Divers from Almaty want to raise it before winter.
"""

SECOND = """The mill on the Tekes

In 1912 the miller Erlan Sadykov constructed a water mill at the river Tekes. Farmers of eleven villages carried their wheat there, and Sadykov kept 12% of the flour.

The mill fed 4,000 people in its best year. When the river was dammed in 1957, the wheel stopped. Sadykov left the valley.

Aigul, his granddaughter, opened the building again as a museum in the early 1990s. About 6,000 visitors came in the first summer, and 54 per cent of them were children. The museum was ranked second in a national contest in 2008.

The council pays 300,000 tenge each year for the roof. Visitors grind barley by hand and take the flour home.
"""


MORE_FIRST = """The town of Kegen paid for the roof in 1984, and 25 masons from Almaty worked on it. The museum keeps 340 tools of the old millers in Kegen. The school of Kegen sent 90 children to the mill in 2016. The new bridge over the Tekes opened in 1971.

"""
MORE_SECOND = """The town of Kegen paid for the roof in 1994, and 52 masons from Almaty worked on it. The museum keeps 430 tools of the old millers in Kegen. The school of Kegen sent 60 children to the mill in 2016. The new bridge over the Tekes opened in 1979.

"""


@dataclass
class Told:
    teacher: User
    article: Article
    first: Edition
    second: Edition


def make_told(teacher: User, **more: Any) -> Told:
    return taken_in(teacher, FIRST, SECOND, **more)


def make_longer_told(teacher: User) -> Told:
    """The same with a paragraph in which the tellings part four times more."""
    place = "The council pays"
    return taken_in(teacher, FIRST.replace(place, MORE_FIRST + place), SECOND.replace(place, MORE_SECOND + place))


def taken_in(teacher: User, one: str, other: str, **more: Any) -> Told:
    first = ingest(data=one, source_name="mill-first.txt", owner=teacher, **more).edition
    second = ingest(data=other, source_name="mill-second.txt", owner=teacher, article=first.article).edition
    return Told(teacher, first.article, first, second)
