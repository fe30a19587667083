"""A title for a text that has none: from the file's name if it says something, else from what it speaks of most."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NAME = re.compile(r"(?<=[\w,;’”\"] )[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮІ][\w’-]+(?: [A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮІ][\w’-]+){0,3}")
_LEAD = 1500
_HEADING_WEIGHT, _LEAD_WEIGHT = 4, 2
_EMPTY_NAMES = frozenset(
    "untitled unnamed document doc text txt article file new copy scan draft final note notes download original easier "
    "retelling version seed upload pasted paste stdin tmp temp".split()
)
_COMMON = frozenset(
    "about above according across after again against almost along already also although always among another anything around "
    "away back became because become been before began being below best better between both bring brought came can cannot case "
    "come could country day days did different does doing done down during each early either else enough even ever every example "
    "fact few find first five following for former four from full gave get give given goes going good got great group had hand "
    "hard has have having her here high him his how however hundred important including instead into its itself just keep kind "
    "knew know large last late later least left less let like likely little live long made make making many may means might more "
    "most much must name near need never new next nothing now number off often old once one only other others our out over own "
    "part people per percent perhaps place point put quite rather reason recent right said same saw say says second see seem "
    "seems seen set several shall she should show side since six small some something sometimes soon still such take taken tell "
    "ten than that the their them then there these they thing things think this those though thought thousand three through thus "
    "time times today together told too took toward towards two under until upon use used using very want was way ways well went "
    "were what when where whether which while who whole whom whose why will with within without word words work world would year "
    "years yes yet you your and are but not any all old man men woman women month week hour minute state states million billion "
    "report reported reports growing increase change changed changes led control start started began called social national public "
    "local issue problem able result results level area areas person someone everyone anyone member members".split()
)


def guess_title(kept: str, headings: Sequence[str], name: str = "") -> str:
    """A title for `kept`: the file's name in words, or its chief name and subject ("Kazakhstan and the internet")."""
    return _from_name(name) or _from_subjects(kept, headings) or _from_first_words(kept)


def _from_name(name: str) -> str:
    stem = re.sub(r"(?:\.\w{1,5})+$", "", PurePath(name).name)
    words = [word for word in re.split(r"[\W_]+", stem) if word]
    telling = [word for word in words if word.isalpha() and len(word) >= 3 and word.lower() not in _EMPTY_NAMES]
    if len(telling) < 2 or len(telling) < len([word for word in words if not word.isdigit()]) / 2:
        return ""
    while words and words[0].isdigit() and len(words[0]) != 4:
        words.pop(0)
    title = " ".join(words)
    return title if title[:1].isupper() else title[:1].upper() + title[1:]


def _from_subjects(kept: str, headings: Sequence[str]) -> str:
    names = _ranked_names(kept)
    subject = _chief_subject(kept, headings, names[:1])
    if names and subject:
        return f"{names[0]} and {subject}"
    if len(names) > 1:
        return f"{names[0]} and {names[1]}"
    return names[0] if names else subject[:1].upper() + subject[1:]


def _ranked_names(kept: str) -> list[str]:
    """Capitalised phrases inside sentences, those that come often and early first."""
    counts: Counter[str] = Counter()
    for match in _NAME.finditer(kept):
        phrase = re.sub(r"[’']s?$", "", match.group())
        if phrase.lower() not in _COMMON and len(phrase) > 2:
            counts[phrase] += _LEAD_WEIGHT if match.start() < _LEAD else 1
    return [phrase for phrase, points in counts.most_common(5) if points >= 3]


def _chief_subject(kept: str, headings: Sequence[str], names: Sequence[str]) -> str:
    """The common noun, or pair of words, the text speaks of most, with its article; "" if nothing stands out."""
    taken = {word.lower() for phrase in names for word in phrase.split()}
    counts: Counter[str] = Counter()
    definite: Counter[str] = Counter()
    before = ("", "")
    for match in _WORD.finditer(kept):
        word = match.group()
        low = word.lower()
        if word.islower() and len(word) >= 4 and low not in _COMMON and not low.endswith(("ly", "ing", "ed")):
            counts[low] += _LEAD_WEIGHT if match.start() < _LEAD else 1
            definite[low] += "the" in before
        before = (before[-1], low)
    for heading in headings:
        for match in _WORD.finditer(heading):
            if match.group().lower() in counts:
                counts[match.group().lower()] += _HEADING_WEIGHT
    ranked = [word for word, points in counts.most_common(12) if points >= 4 and word not in taken]
    ranked = [word for word in ranked if not any(word.startswith(name[:5]) for name in taken)]
    if not ranked:
        return ""
    word = ranked[0]
    uses = len(re.findall(rf"\b{re.escape(word)}\b", kept))
    least = uses / 2 if word.endswith("s") else uses / 5
    return f"the {word}" if definite[word] > least else word


def _from_first_words(kept: str) -> str:
    words = kept.split()
    return " ".join(words[:8]).rstrip(".,;:!?") + ("…" if len(words) > 8 else "")
