"""Different names of one thing put together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.concepts.keys import key_of_words
from articles.concepts.lexicon import DESIGNATORS, LAWS, ORGANISATIONS
from articles.concepts.types import ConceptKind, Spot
from articles.language import Reading

_IN_BRACKETS = re.compile(r"\s*\(\s*(?:the\s+)?([A-Z][A-Za-z]*[A-Z]s?)\s*[,;)]")
_PLAIN_BODIES = frozenset({"government", "parliament", "police", "army", "court", "ministry", "president"})
# A sea, river or desert may go by its first word alone: the Aral, the Sahara.
_NATURAL = frozenset({"sea", "ocean", "river", "desert", "steppe", "mountains", "valley", "canal"})
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "&"})


@dataclass(slots=True)
class Group:
    """All the spots of one concept. `key` is that of its longest clear form."""

    key: str
    kind: ConceptKind
    spots: list[Spot] = field(default_factory=list)

    @property
    def surfaces(self) -> Counter[str]:
        return Counter(spot.surface for spot in self.spots)


def join(spots: Sequence[Spot], readings: Sequence[Reading]) -> list[Group]:
    """Groups of spots that name one thing, in the order in which they first appear."""
    groups: dict[str, Group] = {}
    for spot in spots:
        groups.setdefault(spot.key, Group(spot.key, spot.kind)).spots.append(spot)
    for group in groups.values():
        group.kind = _voted_kind(group)
    _drop_plain_bodies(groups)
    _join_acronyms(groups, readings)
    _join_persons(groups)
    _join_designated(groups)
    _join_short_organisations(groups)
    _join_laws(groups)
    _join_same(groups)
    return sorted(groups.values(), key=lambda g: min((s.section, s.first) for s in g.spots))


def _drop_plain_bodies(groups: dict[str, Group]) -> None:
    """ "the government" is no concept of its own beside the Kazakh government."""
    plain = {key for key in groups if key in _PLAIN_BODIES}
    for key in plain:
        if any(other.endswith(key) and other != key for other in groups):
            del groups[key]


def _voted_kind(group: Group) -> ConceptKind:
    """The kind that its places say, the telling ones counting more; a kind goes before no kind."""
    votes: Counter[ConceptKind] = Counter()
    for spot in group.spots:
        votes[spot.kind] += spot.weight
    named = {kind: count for kind, count in votes.items() if kind != ConceptKind.IDEA}
    if named and 3 * sum(named.values()) >= sum(votes.values()):
        return max(named, key=lambda kind: (named[kind], -list(ConceptKind).index(kind)))
    return votes.most_common(1)[0][0]


def _merge(groups: dict[str, Group], short: str, full: str) -> None:
    if short == full or short not in groups or full not in groups:
        return
    gone = groups.pop(short)
    groups[full].spots = sorted(groups[full].spots + gone.spots, key=lambda s: (s.section, s.first))


def _words(group: Group) -> list[str]:
    """The words of a group's longest surface."""
    longest = max(group.surfaces, key=lambda surface: (len(surface.split()), len(surface)))
    return [word for word in re.split(r"[\s-]+", longest.replace("’", "'")) if word]


def initials(words: Sequence[str]) -> str:
    """The first letters of a name's words, small words left out."""
    return "".join(word[0] for word in words if word.lower() not in _SMALL).upper()


def _join_acronyms(groups: dict[str, Group], readings: Sequence[Reading]) -> None:
    """United Nations (UN), and an acronym that fits one full name of the text only."""
    by_initials: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        words = _words(group)
        if len([w for w in words if w.lower() not in _SMALL]) > 1 and group.kind != ConceptKind.DATE:
            if any(word[0].isupper() for word in words):
                by_initials[initials(words)].add(key)
            for spot in group.spots:
                text = readings[spot.section].text
                defined = _IN_BRACKETS.match(text, readings[spot.section].tokens[spot.last].end)
                if defined and words[0][0].upper() == defined[1][0] and len(words) >= len(defined[1].rstrip("s")) - 1:
                    by_initials[defined[1].rstrip("s")] = {key}
    for key in list(groups):
        short = groups.get(key)
        surface = next(iter(short.surfaces)) if short else ""
        plain = surface.replace(".", "")
        if short and 1 < len(plain) <= 6 and plain.isupper() and len(fits := by_initials.get(plain, set())) == 1:
            _merge(groups, key, next(iter(fits)))


def _join_persons(groups: dict[str, Group]) -> None:
    """A surname, or a given name, joins the full name that it fits when only one does."""
    full: dict[str, set[str]] = defaultdict(set)
    first_names: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        words = _words(group)
        if group.kind == ConceptKind.PERSON and len(words) > 1:
            for size in range(1, len(words)):
                full[key_of_words(words[-size:])].add(key)
            first_names[key_of_words(words[:1])].add(key)
            full[key_of_words([words[0], words[-1]])].add(key)
    for key in sorted(groups, key=len):
        short = groups.get(key)
        if short is None or short.kind not in {
            ConceptKind.PERSON,
            ConceptKind.IDEA,
            ConceptKind.ORGANISATION,
            ConceptKind.PLACE,
        }:
            continue
        one_word = len(_words(short)) == 1
        if (not one_word and short.kind != ConceptKind.PERSON) or not next(iter(short.surfaces))[0].isupper():
            continue
        fits = {k for k in full.get(key, set()) if k in groups and k != key}
        if not fits and short.kind == ConceptKind.PERSON:
            fits = {k for k in first_names.get(key, set()) if k in groups and k != key}
        if len(fits) == 1 and (short.kind == ConceptKind.PERSON or _later(short, groups[next(iter(fits))])):
            _merge(groups, key, next(iter(fits)))


def _later(short: Group, full: Group) -> bool:
    """A short form that the reader took for something else is the person's only after the full name was given."""
    at = (short.spots[0].section, short.spots[0].first)
    return at > (full.spots[0].section, full.spots[0].first)


def _join_designated(groups: dict[str, Group]) -> None:
    """Zhanaozen city, the city of Zhanaozen and Zhanaozen are one place; so are the Aral Sea and the Aral."""
    for key in list(groups):
        group = groups.get(key)
        if group is None or group.kind != ConceptKind.PLACE:
            continue
        words = _words(group)
        rest: list[str] = []
        if len(words) > 1 and words[-1].lower() in DESIGNATORS:
            rest = words[:-1]
        elif len(words) > 2 and words[0].lower() in DESIGNATORS and words[1].lower() == "of":
            rest = words[2:]
        plain = key_of_words(rest)
        if len(words) == 2 and words[-1].lower() in _NATURAL and not rest:
            short, fits = key_of_words(words[:1]), [k for k, g in groups.items() if _words(g)[0] == words[0]]
            if len(fits) == 2 and short in fits:
                _merge(groups, short, key)
        if rest and plain in groups and groups[plain].kind == ConceptKind.PLACE:
            _merge(groups, key, plain)


def _join_short_organisations(groups: dict[str, Group]) -> None:
    """ "the Commission", written with a capital, is the one body of the text whose name ends or begins so."""
    for key in list(groups):
        group = groups.get(key)
        if group is None or group.kind not in {ConceptKind.ORGANISATION, ConceptKind.IDEA}:
            continue
        words = _words(group)
        if len(words) != 1 or words[0].lower() not in ORGANISATIONS or not words[0][0].isupper():
            continue
        fits = [
            k
            for k, other in groups.items()
            if k != key
            and other.kind == ConceptKind.ORGANISATION
            and words[0] in {_words(other)[-1], _words(other)[0]}
            and len(_words(other)) > 1
        ]
        if len(fits) == 1:
            _merge(groups, key, fits[0])


def _join_laws(groups: dict[str, Group]) -> None:
    """The Communications Law is the 2014 Communications Law when the text knows one only."""
    for key in list(groups):
        group = groups.get(key)
        if group is None or group.kind != ConceptKind.LAW:
            continue
        words = _words(group)
        if words[0].isdigit() or words[-1].lower() not in LAWS:
            continue
        plain = [word.lower() for word in words]
        fits = [
            k
            for k, other in groups.items()
            if other.kind == ConceptKind.LAW
            and (their := [word.lower() for word in _words(other)])[0].isdigit()
            and their[1:] == plain
        ]
        if len(fits) == 1:
            _merge(groups, key, fits[0])


def _join_same(groups: dict[str, Group]) -> None:
    """What is written alike is one, whether the reader took it for a name here and for a noun there."""
    seen: dict[str, str] = {}
    for key in list(groups):
        for surface in list(groups[key].surfaces):
            other = seen.setdefault(surface.casefold(), key)
            if other != key:
                _merge(groups, key, other)
                break
