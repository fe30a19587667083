"""Two tellings held against each other, fact by fact: what agrees, what differs, what only one of them says.

Nothing here says who is right. A row is a place to look at; another wording of the same fact gives no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from . import wording
from .alignment import Match, align, unmatched
from .facts import Fact, Sort, facts_of
from .lines import Telling
from .naming import Names
from .pairing import Values, cancelled, equal_number, less_exact, paired, same
from .rows import IMPORTANCE, Ledger, Row, RowKind, Status
from .wording import Certainty, Spot, Verb, verbs_of

SAME_STORY_SHARE = 0.2  # of the shorter telling's sentences that must have a counterpart
SAID_OF_THE_SAME = 2.0  # shared context from which two values are said of one thing, whatever stands around
NEAR = 2  # sentences around a match in which a fact may have gone


LIKELY = 0.5  # of a match whose names are held against each other
SURE_ENOUGH = 0.9  # of a match whose sentences are held against each other as a whole
NEARLY_ALL = 0.8  # of the content words of the shorter side, for a lone "not" to mean something
SMALL_WORDS = ((RowKind.NEGATION, wording.NEGATIVE), (RowKind.CERTAINTY, wording.PLAIN_HEDGES))


def compare(left: Telling, right: Telling) -> Ledger:
    """The ledger of two tellings, its rows most important first."""
    matches = align(left, right)
    told = sum(len(match.left) for match in matches if match.sure >= 0.5)
    told_right = sum(len(match.right) for match in matches if match.sure >= 0.5)
    share = max(told / max(1, len(left.lines)), told_right / max(1, len(right.lines)))
    if share < SAME_STORY_SHARE:
        return Ledger(False, matches, ())
    rows = _Book(left, right, matches).rows()
    return Ledger(True, matches, tuple(sorted(rows, key=_order)))


def _order(row: Row) -> tuple[object, ...]:
    agreeing = row.status is Status.AGREES
    return agreeing, -row.importance * (0.5 + 0.5 * row.sure), row.left or (1 << 30,), row.right, row.kind


class _Book:
    """Writes the rows of one pair of tellings."""

    def __init__(self, left: Telling, right: Telling, matches: Sequence[Match]) -> None:
        self.left, self.right, self.matches = left, right, matches
        self.facts = (facts_of(left), facts_of(right))
        self.values = (Values(self.facts[0]), Values(self.facts[1]))
        self.names = Names(left, right)

    @cached_property
    def verbs(self) -> tuple[tuple[tuple[Verb, ...], ...], ...]:
        return tuple(tuple(verbs_of(told, line) for line in told.lines) for told in (self.left, self.right))

    def rows(self) -> Iterator[Row]:
        for match in self.matches:
            if self._identical(match):
                yield from self._agreeing(match)
                if match.moved:
                    yield self._moved(match)
                continue
            for judge in JUDGES:
                yield from judge(self, match)
            if match.moved:
                yield self._moved(match)
        yield from self._only()

    def _identical(self, match: Match) -> bool:
        one = " ".join(self.left.lines[i].text for i in match.left)
        other = " ".join(self.right.lines[j].text for j in match.right)
        return one.split() == other.split()

    def _row(
        self,
        match: Match,
        status: Status,
        kind: RowKind,
        spots: tuple[Sequence[Spot], Sequence[Spot]],
        *,
        sure: float = 1.0,
        weight: float = 1.0,
        note: str = "",
    ) -> Row:
        return Row(
            status=status,
            kind=kind,
            left=match.left,
            right=match.right,
            left_spots=tuple(spots[0]),
            right_spots=tuple(spots[1]),
            sure=round(match.sure * sure, 3),
            importance=round(IMPORTANCE[kind] * weight, 3),
            note=note,
        )

    def _near(self, match: Match) -> tuple[list[int], list[int]]:
        """The matched lines with their neighbours."""
        return (
            _around(match.left, len(self.left.lines)),
            _around(match.right, len(self.right.lines)),
        )

    def _said(self, side: int, lines: Sequence[int]) -> frozenset[str]:
        return wording.words((self.left, self.right)[side], lines)

    # Amounts and times ------------------------------------------------------------------------------------------------

    def _agree(self, match: Match, one: Fact, other: Fact) -> Iterator[Row]:
        if not self._dull(one):
            yield self._row(match, Status.AGREES, _kind(one), (_spots(one), _spots(other)))

    def _agreeing(self, match: Match) -> Iterator[Row]:
        for one in (fact for i in match.left for fact in self.facts[0][i]):
            for other in (fact for j in match.right for fact in self.facts[1][j]):
                if same(one, other):
                    yield from self._agree(match, one, other)
                    break

    def _values(self, match: Match) -> Iterator[Row]:
        mine = [fact for i in match.left for fact in self.facts[0][i]]
        theirs = [fact for j in match.right for fact in self.facts[1][j]]
        mine, theirs, agreeing = cancelled(mine, theirs)
        for one, other in agreeing:
            yield from self._agree(match, one, other)
        pairs, mine, theirs = paired(mine, theirs, SAID_OF_THE_SAME)
        left_near, right_near = self._near(match)
        mine = [fact for fact in mine if not self._told(fact, 1, right_near, agreeing)]
        theirs = [fact for fact in theirs if not self._told(fact, 0, left_near, agreeing)]
        more, mine, theirs = paired(mine, theirs, 0.5 if len(mine) == len(theirs) == 1 else 1.0)
        pairs += more
        for one, other, sure in pairs:
            exact = less_exact(one, other)
            weight = 0.75 if exact and not (one.part or other.part) else 0.92 if exact else 1.0
            yield self._row(
                match,
                Status.DIFFERS,
                _kind(one),
                (_spots(one), _spots(other)),
                sure=sure,
                weight=weight,
                note=f"{one.text} / {other.text}",
            )
        for side, facts in enumerate((mine, theirs)):
            for fact in facts:
                if not self._dull(fact) and not self._anywhere(fact, 1 - side):
                    spots = (_spots(fact), ()) if side == 0 else ((), _spots(fact))
                    status = (Status.ONLY_LEFT, Status.ONLY_RIGHT)[side]
                    yield self._row(match, status, _kind(fact), spots, sure=0.9, weight=0.6, note=fact.text)

    def _told(self, fact: Fact, side: int, near: Sequence[int], agreeing: Sequence[tuple[Fact, Fact]]) -> bool:
        """Whether the other telling has the value right beside the match, or says once what this one says twice."""
        if any(same(fact, other) for index in near for other in self.facts[side][index]):
            return True
        return any(equal_number(fact, pair[1 - side]) for pair in agreeing)

    def _anywhere(self, fact: Fact, side: int) -> bool:
        return any(same(fact, other) for other in self.values[side].near(fact))

    def _dull(self, fact: Fact) -> bool:
        if fact.sort is Sort.TIME:
            return not fact.periods
        return all(each.number in {0.0, 1.0, 2.0} for each in fact.amounts) or fact.family == "rank"

    # Names ------------------------------------------------------------------------------------------------------------

    def _named(self, match: Match) -> Iterator[Row]:
        if match.sure < LIKELY:
            return
        for pair in self.names.pairs(match.left, match.right, self._near(match)):
            kind = RowKind.SPELLING if pair.spelling else RowKind.NAME
            spots = tuple((Spot(name.line, name.start, name.end),) for name in (pair.left, pair.right))
            note = f"{pair.left.text} / {pair.right.text}"
            yield self._row(match, Status.DIFFERS, kind, (spots[0], spots[1]), sure=pair.sure, note=note)

    # Predicates -------------------------------------------------------------------------------------------------------

    def _predicates(self, match: Match) -> Iterator[Row]:
        mine = [verb for i in match.left for verb in self.verbs[0][i]]
        free = [verb for j in match.right for verb in self.verbs[1][j]]
        pairs = sorted(
            ((wording.same_verb(a, b), x, y) for x, a in enumerate(mine) for y, b in enumerate(free)),
            key=lambda found: (-found[0], found[1], found[2]),
        )
        used: tuple[set[int], set[int]] = (set(), set())
        judged: set[RowKind] = set()
        for sure, x, y in pairs:
            if sure < 0.5 or x in used[0] or y in used[1]:
                continue
            used[0].add(x)
            used[1].add(y)
            for row in self._verb_rows(match, mine[x], free[y], sure):
                if row.kind not in judged:
                    judged.add(row.kind)
                    yield row
        yield from self._small_words(match, judged)
        yield from self._whole_sentences(match, judged)

    def _whole_sentences(self, match: Match, judged: set[RowKind]) -> Iterator[Row]:
        """A denial or a "probably" that has nothing like it in the whole of the other side's words."""
        if match.sure < SURE_ENOUGH:
            return
        words = (self._said(0, match.left), self._said(1, match.right))
        for kind, cues in SMALL_WORDS:
            found = (wording.cues(self.left, match.left, cues), wording.cues(self.right, match.right, cues))
            if kind in judged or bool(found[0]) == bool(found[1]):
                continue
            speaking = 0 if found[0] else 1
            alike = kind is not RowKind.NEGATION or self._tells_the_same(match)
            if alike and self._alone(match, kind, [word for word, _ in found[speaking]], words, speaking):
                judged.add(kind)
                spots = tuple([spot for _, spot in side] for side in found)
                yield self._row(match, Status.DIFFERS, kind, (spots[0], spots[1]), sure=0.6, weight=0.6)

    def _small_words(self, match: Match, judged: set[RowKind]) -> Iterator[Row]:
        """A "not" or a "probably" too many in wordings that are otherwise nearly the same."""
        words = (self._said(0, match.left), self._said(1, match.right))
        for edit in wording.edits(self.left, self.right, (match.left, match.right)):
            for kind, cues in SMALL_WORDS:
                sides = [[word for word in side if word[1].text.lower() in cues] for side in (edit.left, edit.right)]
                if kind in judged or bool(sides[0]) == bool(sides[1]):
                    continue
                speaking = 0 if sides[0] else 1
                if not self._alone(match, kind, [t.text.lower() for _, t in sides[speaking]], words, speaking):
                    continue
                judged.add(kind)
                spots = tuple([wording.spot(line, token) for line, token in side] for side in sides)
                yield self._row(match, Status.DIFFERS, kind, (spots[0], spots[1]), sure=0.85)

    def _alone(
        self, match: Match, kind: RowKind, cues: Sequence[str], words: tuple[frozenset[str], ...], speaking: int
    ) -> bool:
        """Whether the other side has nothing that says the same as these small words."""
        own, other = words[speaking] - words[1 - speaking], words[1 - speaking] - words[speaking]
        if kind is RowKind.NEGATION:
            # Denying what is denied already ("not one was unaffected") says it plainly.
            twice = wording.denies(own - wording.NEGATIVE)
            return self._unequally_denied(match) and not twice and not wording.denies(other)
        return not any(wording.is_guarded(other, wording.HEDGES[cue]) for cue in cues)

    def _tells_the_same(self, match: Match) -> bool:
        """Whether two sentences say so much the same that a lone "not" means something."""
        if len(match.left) > 1 or len(match.right) > 1:
            return False
        return wording.common_share(self.left, self.right, (match.left, match.right)) >= NEARLY_ALL

    def _verb_rows(self, match: Match, one: Verb, other: Verb, sure: float) -> Iterator[Row]:
        words = (self._said(0, match.left), self._said(1, match.right))
        said = (words[0] - words[1], words[1] - words[0])
        if wording.swapped(one, other):
            spots = (_some(one.doer_spot, one.object_spot), _some(other.doer_spot, other.object_spot))
            yield self._row(match, Status.DIFFERS, RowKind.ROLES, spots, sure=sure)
        if bool(one.negative) != bool(other.negative) and self._unequally_denied(match):
            side = 1 if one.negative else 0
            if not wording.denies(said[side]):
                spots = (_some(one.negative, one.place_spot), _some(other.negative, other.place_spot))
                yield self._row(match, Status.DIFFERS, RowKind.NEGATION, spots, sure=sure)
        if self._unequally_sure(one, other, said):
            spots = (_some(one.cue, one.place_spot), _some(other.cue, other.place_spot))
            note = f"{one.certainty.value} / {other.certainty.value}"
            yield self._row(match, Status.DIFFERS, RowKind.CERTAINTY, spots, sure=sure, note=note)

    def _unequally_denied(self, match: Match) -> bool:
        return wording.negatives(self.left, match.left) != wording.negatives(self.right, match.right)

    def _unequally_sure(self, one: Verb, other: Verb, said: tuple[frozenset[str], frozenset[str]]) -> bool:
        levels = {one.certainty, other.certainty}
        if len(levels) == 1 or not (one.finite and other.finite):
            return False
        if Certainty.OPEN in levels and not levels & {Certainty.REQUIRED, Certainty.REPORTED}:
            return False
        # The level that one of them has must be missing from the whole of the other's words.
        special = [(0, one.certainty), (1, other.certainty)]
        return all(
            level in {Certainty.PLAIN, Certainty.OPEN} or not wording.is_guarded(said[1 - side], level)
            for side, level in special
        )

    def _words(self, match: Match) -> Iterator[Row]:
        turned = (
            () if self._unequally_denied(match) else wording.opposites(self.left, self.right, (match.left, match.right))
        )
        for one, other in turned:
            if not self._in_value(0, one) and not self._in_value(1, other):
                yield self._row(match, Status.DIFFERS, RowKind.MEANING, ((one,), (other,)), sure=0.8)
        loaded = (wording.loaded_words(self.left, match.left), wording.loaded_words(self.right, match.right))
        said = ({short for short, _ in loaded[0]}, {short for short, _ in loaded[1]})
        if bool(loaded[0]) != bool(loaded[1]):
            spots = tuple([spot for short, spot in loaded[side] if short not in said[1 - side]] for side in (0, 1))
            yield self._row(match, Status.DIFFERS, RowKind.LOADED, (spots[0], spots[1]), sure=0.7)

    def _in_value(self, side: int, spot: Spot) -> bool:
        """Whether a word belongs to a value, which is compared as a whole: late 1990s, more than 300."""
        return any(fact.start <= spot.start < fact.end for fact in self.facts[side][spot.line])

    def _sources(self, match: Match) -> Iterator[Row]:
        near = self._near(match)
        found = (wording.source_spot(self.left, match.left), wording.source_spot(self.right, match.right))
        if (found[0] is None) == (found[1] is None):
            return
        silent = 0 if found[0] is None else 1
        told = (self.left, self.right)[silent]
        text = " ".join(told.lines[index].text for index in near[silent])
        if not wording.names_source(self._said(silent, near[silent]), text):
            spots = (_some(found[0]), _some(found[1]))
            yield self._row(match, Status.DIFFERS, RowKind.SOURCE, spots, sure=0.7)

    def _causes(self, match: Match) -> Iterator[Row]:
        for silent in (0, 1):
            speaking, quiet = (self.right, self.left) if silent == 0 else (self.left, self.right)
            loud_lines, quiet_lines = (match.right, match.left) if silent == 0 else (match.left, match.right)
            text = " ".join(quiet.lines[index].text for index in _around(quiet_lines, len(quiet.lines)))
            if wording.WEAK_CAUSES.search(text):
                continue
            for index in loud_lines:
                if cue := wording.CAUSES.search(speaking.lines[index].text):
                    spot = (Spot(index, cue.start(), cue.end()),)
                    spots = ((), spot) if silent == 0 else (spot, ())
                    yield self._row(match, Status.DIFFERS, RowKind.CAUSE, spots, sure=0.6)
                    break

    # Passages ---------------------------------------------------------------------------------------------------------

    def _moved(self, match: Match) -> Row:
        whole = tuple(
            [Spot(index, 0, len(told.lines[index].text)) for index in lines]
            for told, lines in ((self.left, match.left), (self.right, match.right))
        )
        return self._row(match, Status.DIFFERS, RowKind.ORDER, (whole[0], whole[1]))

    def _only(self) -> Iterator[Row]:
        """Runs of sentences, section by section, that the other telling does not have."""
        missing = unmatched(self.matches, len(self.left.lines), len(self.right.lines))
        for side, told in enumerate((self.left, self.right)):
            for run in _runs(missing[side], told):
                spots = tuple(Spot(index, 0, len(told.lines[index].text)) for index in run)
                words = sum(len(told.lines[index].text.split()) for index in run)
                yield Row(
                    status=(Status.ONLY_LEFT, Status.ONLY_RIGHT)[side],
                    kind=RowKind.PASSAGE,
                    left=run if side == 0 else (),
                    right=run if side == 1 else (),
                    left_spots=spots if side == 0 else (),
                    right_spots=spots if side == 1 else (),
                    sure=0.9,
                    importance=round(min(0.86, 0.3 + 0.012 * words), 3),
                    note=told.headings[told.lines[run[0]].section],
                )


JUDGES: tuple[Callable[[_Book, Match], Iterator[Row]], ...] = (
    _Book._values,
    _Book._named,
    _Book._predicates,
    _Book._words,
    _Book._sources,
    _Book._causes,
)


def _around(lines: Sequence[int], count: int) -> list[int]:
    return list(range(max(0, lines[0] - NEAR), min(count, lines[-1] + NEAR + 1)))


def _runs(indexes: Sequence[int], told: Telling) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for index in indexes:
        if run and (index != run[-1] + 1 or told.lines[index].section != told.lines[run[-1]].section):
            yield tuple(run)
            run = []
        run.append(index)
    if run:
        yield tuple(run)


def _kind(fact: Fact) -> RowKind:
    if fact.sort is Sort.TIME:
        return RowKind.DATE
    return RowKind.RANK if fact.family == "rank" else RowKind.NUMBER


def _spots(fact: Fact) -> tuple[Spot, ...]:
    return (Spot(fact.line, fact.start, fact.end),)


def _some(*spots: Spot | None) -> tuple[Spot, ...]:
    return tuple(sorted((spot for spot in spots if spot is not None), key=lambda spot: (spot.line, spot.start)))
