"""Whether a text is known: a new revision of a telling, or another telling of an article."""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import datetime
from typing import Any

from articles.models import Article, Edition, Section
from articles.text.tellings import Fingerprint, fingerprint, nearest

_WORD = re.compile(r"\w+")
# Runs of this many words are hardly ever shared by two texts that were written apart.
_RUN = 4
# The share of the shorter text's runs that a revision keeps at least.
_KEPT = 0.08
# Below so many runs nothing can be said, and the name decides.
_FEWEST = 60
# Fingerprints of stored texts, so that loading a thousand texts does not read each a thousand times; about 15 MB.
_REMEMBERED = 2000
_prints: OrderedDict[tuple[int, datetime], Fingerprint] = OrderedDict()


def is_revision_of(old: str, new: str) -> bool:
    """Whether `new`, which came under the same name, is `old` as somebody changed it, and not another text."""
    ours, theirs = _runs(old), _runs(new)
    fewest = min(len(ours), len(theirs))
    return fewest < _FEWEST or len(ours & theirs) >= _KEPT * fewest


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return set(zip(*(words[k:] for k in range(_RUN)), strict=False))


def find_telling(text: str, owner: Any) -> Article | None:
    """The owner's article that `text` tells another time, the likest if there are several; None if there is none."""
    best = nearest(fingerprint(text), _stored(owner))
    return Article.objects.get(pk=best[0]) if best else None


def _stored(owner: Any) -> list[tuple[int, Fingerprint]]:
    """The article and fingerprint of every telling that the owner has (None: the site's own)."""
    editions = list(
        Edition.objects.filter(article__owner=owner).order_by("pk").values_list("pk", "updated_at", "article")
    )
    unknown = [pk for pk, changed, _ in editions if (pk, changed) not in _prints]
    texts: dict[int, list[str]] = {}
    for start in range(0, len(unknown), 500):
        sections = Section.objects.filter(edition__in=unknown[start : start + 500]).order_by("edition", "position")
        for pk, text in sections.values_list("edition_id", "text"):
            texts.setdefault(pk, []).append(text)
    found = []
    for pk, changed, article in editions:
        known = _prints.get((pk, changed))
        if known is None:
            known = fingerprint("\n\n".join(texts.get(pk, ())))
            _prints[pk, changed] = known
            while len(_prints) > _REMEMBERED:
                _prints.popitem(last=False)
        found.append((article, known))
    return found
