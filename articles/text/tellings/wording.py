"""How sure a sentence is, what it denies, who does what in it, whom it names as its source, which words take sides."""

# Tables of words read best as running text.
# ruff: noqa: SIM905, E501

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from articles.language.reading import Reading, Token

from .common_words import EMPTY
from .fingerprint import stem
from .lines import Line, Telling
from .synonyms import LOADED, groups, opposed, same_meaning


class Certainty(StrEnum):
    """How a text stands to what it says."""

    PLAIN = "stated plainly"
    OPEN = "left open"  # can, could, would: agrees with plain, possible and likely alike
    POSSIBLE = "possible"
    LIKELY = "likely"
    REPORTED = "only reported"
    REQUIRED = "required"


HEDGES = {
    **dict.fromkeys(("may", "might", "perhaps", "maybe", "possibly"), Certainty.POSSIBLE),
    **dict.fromkeys(("probably", "likely", "presumably"), Certainty.LIKELY),
    **dict.fromkeys(("reportedly", "allegedly", "apparently", "supposedly", "seemingly"), Certainty.REPORTED),
    **dict.fromkeys(("must", "should", "ought", "shall"), Certainty.REQUIRED),
    **dict.fromkeys(("can", "could", "would"), Certainty.OPEN),
}
PLAIN_HEDGES = frozenset(
    word for word, level in HEDGES.items() if level in {Certainty.POSSIBLE, Certainty.LIKELY, Certainty.REPORTED}
)
# Words outside of the verb group by which a sentence is no less guarded.
GUARDED = {
    Certainty.POSSIBLE: "expect expects expected anticipate anticipated may might perhaps maybe possibly possible potential potentially could probably likely chance if would can",
    Certainty.LIKELY: "anticipate anticipated forecast predict predicted probably likely presumably expect expected think thought may might could probable should",
    Certainty.REPORTED: (
        "reportedly allegedly apparently supposedly seemingly seem seems seemed appear appears appeared alleged report reports "
        "reported claim claims claimed say says said according think thought believe believed suggest suggests"
    ),
    Certainty.REQUIRED: (
        "must should ought shall need needs needed have has had require requires required necessary essential obliged compulsory "
        "important vital forced urge urges urged let"
    ),
}
GUARDS = {level: frozenset(words.split()) for level, words in GUARDED.items()}

NEGATIVE = frozenset(
    "not n't n’t never no nobody none nothing neither nor nowhere without cannot hardly barely scarcely".split()
)
# Words that deny without a negative word, so that one may stand where the other telling says "not".
DENYING = frozenset(
    """
    fail refuse lack deny unable impossible rarely seldom few little stop prevent avoid reject wrong false mistaken untrue absent
    missing without instead rather except unlike decline ban forbid prohibit lose
    ignore neglect overlook cease
    """.split()
)
NEGATIVE_PREFIX = re.compile(r"^(?:un|in|im|il|ir|dis|non|mis)-?[a-z]{4,}$")
REPORTING = frozenset(
    "say tell report claim argue state announce declare explain warn insist maintain suggest estimate admit add believe "
    "think note write describe find show reveal accuse allege acknowledge confirm predict call hope".split()
)
ACCORDING = re.compile(r"\b(?:according to|in the words of|reports? by|[’”\"]\s|“)", re.IGNORECASE)
CAUSES = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|caused?|causes|causing|therefore|consequently)\b", re.I
)
WEAK_CAUSES = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|caus|therefore|consequently|so|since|as|for|by|from|lead|leads|led|result|"
    r"mean|means|meant|why|reason|after|when|with|make|makes|made|bring|brought|driv|blame|fuel|through|if)",
    re.IGNORECASE,
)


NEARLY_EQUAL = 0.75  # share of words in common from which two wordings are compared word by word
SHORT_EDIT = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters in a line's text."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verb:
    """A predicate with its certainty, its polarity and the stems of its doers and of what is done to."""

    line: int
    place: int
    short: str
    lemma: str
    finite: bool
    certainty: Certainty
    cue: Spot | None
    negative: Spot | None
    doers: frozenset[str]
    objects: frozenset[str]
    near: frozenset[str]
    place_spot: Spot
    doer_spot: Spot | None
    object_spot: Spot | None


def verbs_of(telling: Telling, line: Line) -> tuple[Verb, ...]:
    """The predicates of a line: verbs, and what is said with "be"."""
    reading = telling.reading(line)
    found = []
    for index in line.range:
        token = reading.tokens[index]
        has_copula = any(reading.tokens[c].dep == "cop" for c in reading.children(index))
        if token.pos == "VERB" or has_copula:
            found.append(_verb(reading, line, token))
    return tuple(found)


def _verb(reading: Reading, line: Line, token: Token) -> Verb:
    children = [reading.tokens[c] for c in reading.children(token.index)]
    certainty, cue = Certainty.PLAIN, None
    for child in children:
        level = HEDGES.get(child.text.lower())
        if (
            level
            and (child.dep.startswith("aux") or child.pos == "ADV")
            and certainty in {Certainty.PLAIN, Certainty.OPEN}
        ):
            certainty, cue = level, child
    if cue is None and token.dep == "conj" and not any(child.dep.startswith(("nsubj", "aux")) for child in children):
        certainty, cue = _inherited(reading, line, token)
    required = _have_to(reading, token)
    if required is not None:
        certainty, cue = Certainty.REQUIRED, required
    negative = next((child for child in children if is_negative(reading, child)), None)
    passive = any(child.dep == "nsubj:pass" for child in children)
    subjects = [child for child in children if child.dep.startswith("nsubj")]
    objects = [child for child in children if child.dep in {"obj", "iobj"}]
    agents = [child for child in children if child.dep == "obl:agent" or _is_agent(reading, child, passive)]
    doers, patients = (agents, subjects) if passive else (subjects, objects)
    return Verb(
        line=line.index,
        place=token.index,
        short=stem(token.lemma.lower()),
        lemma=token.lemma.lower(),
        finite=token.tag in {"VBD", "VBZ", "VBP"} or any(child.dep.startswith(("aux", "cop")) for child in children),
        certainty=certainty,
        cue=spot(line, cue) if cue else None,
        negative=spot(line, negative) if negative else None,
        doers=_stems(doers),
        objects=_stems(patients),
        near=frozenset(
            stem(reading.tokens[i].lemma.lower())
            for i in reading.subtree(token.index)
            if reading.tokens[i].pos in {"NOUN", "PROPN", "ADJ", "NUM"} and abs(i - token.index) <= 8
        ),
        place_spot=spot(line, token),
        doer_spot=spot(line, doers[0]) if doers else None,
        object_spot=spot(line, patients[0]) if patients else None,
    )


def _inherited(reading: Reading, line: Line, token: Token) -> tuple[Certainty, Token | None]:
    """What stands before the first of joined verbs holds for the others: should support and (should) ignore."""
    for child in reading.children(token.head):
        other = reading.tokens[child]
        level = HEDGES.get(other.text.lower())
        if level and other.dep.startswith("aux") and line.first <= child < token.index:
            return level, other
    return Certainty.PLAIN, None


def _have_to(reading: Reading, token: Token) -> Token | None:
    """The "have" or "need" that a verb hangs on as what must be done."""
    head = reading.tokens[token.head]
    marked = any(reading.tokens[c].text.lower() == "to" for c in reading.children(token.index))
    if token.dep == "xcomp" and marked and head.lemma.lower() in {"have", "need"}:
        return head
    return None


def _is_agent(reading: Reading, child: Token, passive: bool) -> bool:
    return (
        passive
        and child.dep == "obl"
        and any(reading.tokens[c].text.lower() == "by" for c in reading.children(child.index))
    )


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(stem(token.lemma.lower()) for token in tokens if token.pos in {"NOUN", "PROPN"})


def is_negative(reading: Reading, token: Token) -> bool:
    """Whether a word denies; "not only … but also" does not."""
    if token.text.lower() not in NEGATIVE:
        return False
    after = reading.tokens[token.index + 1].text.lower() if token.index + 1 < len(reading.tokens) else ""
    return after not in {"only", "just", "merely", "simply", "solely", "least"}


def negatives(telling: Telling, lines: Sequence[int]) -> int:
    """How many denying words some lines have."""
    return sum(
        is_negative(telling.reading(line), token)
        for line in (telling.lines[index] for index in lines)
        for token in telling.tokens(line)
    )


def cues(telling: Telling, lines: Sequence[int], wanted: frozenset[str]) -> list[tuple[str, Spot]]:
    """The words of a list that some lines have, with where they stand; "not only" is no denial."""
    found = []
    for line in (telling.lines[index] for index in lines):
        reading = telling.reading(line)
        for token in telling.tokens(line):
            small = token.text.lower()
            before = reading.tokens[token.index - 1].text.lower() if token.index > line.first else ""
            if small == "likely" and before in {"more", "less", "as", "most", "least"}:
                continue
            if small in wanted and (small not in NEGATIVE or is_negative(reading, token)):
                found.append((small, spot(line, token)))
    return found


def common_share(left: Telling, right: Telling, lines: tuple[Sequence[int], Sequence[int]]) -> float:
    """How many of the content words of the side that has fewer stand, or have a synonym, on the other, 0 to 1."""
    sides = [
        {
            stem(token.lemma.lower())
            for index in indexes
            for token in told.tokens(told.lines[index])
            if _is_content(token)
        }
        for told, indexes in zip((left, right), lines, strict=True)
    ]
    few, many = sorted(sides, key=len)
    known = set(many).union(*(groups(short) for short in many))
    return sum(short in known or bool(groups(short) & known) for short in few) / max(1, len(few))


def _is_content(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and token.text.lower() not in EMPTY


def same_verb(one: Verb, other: Verb) -> float:
    """How sure it is that two predicates say the same thing of the same thing, 0 to 1."""
    if one.short != other.short and not groups(one.short) & groups(other.short):
        return 0.0
    shared = len(one.near & other.near - {one.short})
    total = max(1, min(len(one.near), len(other.near)))
    return (0.5 if one.short == other.short else 0.3) + 0.5 * min(1.0, shared / total) if shared else 0.0


def words(telling: Telling, lines: Sequence[int]) -> frozenset[str]:
    """The small words and lemmas of some lines."""
    tokens = [token for index in lines for token in telling.tokens(telling.lines[index])]
    return frozenset(token.text.lower() for token in tokens) | frozenset(token.lemma.lower() for token in tokens)


def is_guarded(said: frozenset[str], level: Certainty) -> bool:
    """Whether words that only one side has make it guarded in this way."""
    return bool(said & GUARDS.get(level, frozenset()))


def denies(said: frozenset[str]) -> bool:
    """Whether words that only one side has deny anything, openly or not."""
    return bool(said & (NEGATIVE | DENYING)) or any(NEGATIVE_PREFIX.match(word) for word in said)


def swapped(one: Verb, other: Verb) -> bool:
    """Whether who does it and whom it is done to have changed places."""
    if not (one.doers and one.objects and other.doers and other.objects) or one.short != other.short:
        return False
    return one.doers == other.objects and one.objects == other.doers and one.doers != one.objects


def opposites(left: Telling, right: Telling, lines: tuple[Sequence[int], Sequence[int]]) -> Iterator[tuple[Spot, Spot]]:
    """Words of matched lines that turn the meaning round: neither stands on the other side as well."""
    sides = []
    for told, indexes in zip((left, right), lines, strict=True):
        sides.append([(told.lines[i], token) for i in indexes for token in told.tokens(told.lines[i])])
    said = [{token.lemma.lower() for _, token in side} | {token.text.lower() for _, token in side} for side in sides]
    for line, token in sides[0]:
        if token.lemma.lower() in said[1] or token.pos not in {"VERB", "NOUN", "ADJ", "ADV", "ADP"}:
            continue
        for other_line, other in sides[1]:
            if other.lemma.lower() in said[0] or other.pos != token.pos or other.text.lower() in said[0]:
                continue
            turned = opposed(token.lemma.lower(), other.lemma.lower()) or opposed(
                token.text.lower(), other.text.lower()
            )
            if turned and _same_place(left, right, (line, token), (other_line, other)):
                yield spot(line, token), spot(other_line, other)
                break


def _same_place(left: Telling, right: Telling, one: tuple[Line, Token], other: tuple[Line, Token]) -> bool:
    """Whether two words stand beside words that mean the same: their governors, or what hangs on them."""
    near = []
    for told, (line, token) in ((left, one), (right, other)):
        tokens = told.reading(line).tokens
        indexes = {token.head, *told.reading(line).children(token.index), token.index - 1, token.index + 1} - {
            token.index
        }
        found = {stem(tokens[i].lemma.lower()) for i in indexes if line.first <= i <= line.last}
        near.append({short for short in found if short not in EMPTY and len(short) > 2})
    return any(same_meaning(a, b) for a in near[0] for b in near[1])


def loaded_words(telling: Telling, lines: Sequence[int]) -> list[tuple[str, Spot]]:
    """Words that take sides, with where they stand."""
    return [
        (stem(token.lemma.lower()), spot(telling.lines[i], token))
        for i in lines
        for token in telling.tokens(telling.lines[i])
        if (token.lemma.lower() in LOADED or token.text.lower() in LOADED) and token.pos != "PROPN"
    ]


def source_spot(telling: Telling, lines: Sequence[int]) -> Spot | None:
    """Where some lines name a source for what they say: the reporting verb, or "according to"."""
    for index in lines:
        line = telling.lines[index]
        reading = telling.reading(line)
        for token in telling.tokens(line):
            if token.text.lower() == "according":
                return spot(line, token)
            if (
                token.pos == "VERB"
                and token.lemma.lower() in {"say", "report", "claim", "allege", "argue"}
                and any(reading.tokens[c].dep.startswith("nsubj") for c in reading.children(token.index))
            ):
                return spot(line, token)
    return None


def names_source(said: frozenset[str], text: str) -> bool:
    """Whether some lines name any source, however weakly."""
    return bool(said & REPORTING) or bool(ACCORDING.search(text)) or "according" in said


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that one side has and the other has not, or has others for, between words that are the same."""

    left: tuple[tuple[Line, Token], ...]
    right: tuple[tuple[Line, Token], ...]


def edits(left: Telling, right: Telling, lines: tuple[Sequence[int], Sequence[int]]) -> tuple[Edit, ...]:
    """How two nearly equal wordings differ, word by word; nothing for wordings that differ in much."""
    sides = [
        [(told.lines[i], token) for i in indexes for token in told.tokens(told.lines[i]) if token.pos != "PUNCT"]
        for told, indexes in zip((left, right), lines, strict=True)
    ]
    small = [[token.text.lower() for _, token in side] for side in sides]
    matcher = SequenceMatcher(None, small[0], small[1], autojunk=False)
    if matcher.real_quick_ratio() < NEARLY_EQUAL or matcher.ratio() < NEARLY_EQUAL:
        return ()
    return tuple(
        Edit(tuple(sides[0][a:b]), tuple(sides[1][c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal" and b - a <= SHORT_EDIT and d - c <= SHORT_EDIT
    )


def spot(line: Line, token: Token) -> Spot:
    """Where a token stands in its line."""
    return Spot(line.index, token.start - line.start, token.end - line.start)
