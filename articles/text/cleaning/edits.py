"""What cleaning does to a text, kept so exactly that every bit of it can be undone.

Rules work one after another, each on the text the rules before it left. `Draft` carries their changes back to
offsets in the text as it was given, so that in the end there is one list of edits that do not overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a piece was taken out or changed; `label` says it to a teacher."""

    ADVERT = "advert"
    ATTRIBUTION = "attribution"
    BROKEN_PARAGRAPH = "broken_paragraph"
    CONTACT = "contact"
    COOKIES = "cookies"
    COPYRIGHT = "copyright"
    CREDIT = "credit"
    ENTITY = "entity"
    GLUED = "glued"
    HYPHENATION = "hyphenation"
    INVISIBLE = "invisible"
    LETTERS = "letters"
    LINE_BREAK = "line_break"
    LINE_END = "line_end"
    MAIL = "mail"
    MARKUP = "markup"
    MISSING_SPACE = "missing_space"
    MOJIBAKE = "mojibake"
    NAVIGATION = "navigation"
    NULL_WORD = "null_word"
    PAGE_NUMBER = "page_number"
    QUOTES = "quotes"
    REFERENCE = "reference"
    RELATED = "related"
    REPEATED = "repeated"
    SEPARATOR = "separator"
    SHARE = "share"
    SPACES = "spaces"
    SUBSCRIBE = "subscribe"
    TAG = "tag"
    TIMING = "timing"

    @property
    def label(self) -> str:
        """The reason as a sentence for a teacher."""
        return _LABELS[self]


_LABELS = {
    Reason.ADVERT: "An advertisement or its label, not part of the article.",
    Reason.ATTRIBUTION: "Says where the text comes from; kept with the article as its source.",
    Reason.BROKEN_PARAGRAPH: "A break in the middle of a sentence was closed.",
    Reason.CONTACT: "A note of the publisher at the foot of the page.",
    Reason.COOKIES: "A cookie notice of the web page.",
    Reason.COPYRIGHT: "A copyright line.",
    Reason.CREDIT: "The caption or credit of a picture.",
    Reason.ENTITY: "A character written in the code of web pages was turned into the character.",
    Reason.GLUED: "Junk from the web page, glued to a word.",
    Reason.HYPHENATION: "A word divided at the end of a line was joined again.",
    Reason.INVISIBLE: "An invisible character.",
    Reason.LETTERS: "Letters stored in an unusual way were written as usual.",
    Reason.LINE_BREAK: "A line break in the middle of a paragraph was closed.",
    Reason.LINE_END: "A line end of another computer system.",
    Reason.MAIL: "A line that an e-mail program added.",
    Reason.MARKUP: "A formatting mark.",
    Reason.MISSING_SPACE: "A space was missing between two sentences.",
    Reason.MOJIBAKE: "Garbled characters were turned back into what was meant.",
    Reason.NAVIGATION: "A menu or navigation line of the web page.",
    Reason.NULL_WORD: "A computer's word for “nothing”, left behind by a program.",
    Reason.PAGE_NUMBER: "A page number or page break.",
    Reason.QUOTES: "A broken quotation mark or apostrophe was mended.",
    Reason.REFERENCE: "The mark of a footnote or an edit link.",
    Reason.RELATED: "A link to another article.",
    Reason.REPEATED: "A line repeated by the page layout.",
    Reason.SEPARATOR: "A drawn line between parts.",
    Reason.SHARE: "A line for sharing or commenting on the web page.",
    Reason.SPACES: "A stray or unusual space.",
    Reason.SUBSCRIBE: "An invitation to subscribe, follow or donate.",
    Reason.TAG: "A tag of web page code.",
    Reason.TIMING: "A number or time mark of subtitles.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One rule's wish: put `inserted` where `text[start:end]` stands now."""

    start: int
    end: int
    inserted: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Edit:
    """`given[start:end] == removed` became `inserted`, which begins at offset `at` of the kept text."""

    start: int
    end: int
    removed: str
    inserted: str
    reason: Reason
    at: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that says where the text comes from: `given[start:end]`, and how it reads once cleaned."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something suspicious that was not changed: `kept[start:end] == text`, and why a teacher should look."""

    start: int
    end: int
    text: str
    message: str


Rule = Callable[[str], Iterable[Change]]


@dataclass(slots=True)
class _Span:
    """An earlier edit (offsets in the given text) or a new change, laid on the current text at `start:end`."""

    start: int
    end: int
    inserted: str
    reason: Reason
    given: tuple[int, int] | None


class Draft:
    """A text while rules work on it, and the edits so far, sorted and never overlapping."""

    def __init__(self, given: str) -> None:
        self.given = given
        self.text = given
        self.asides: list[Aside] = []
        self._done: list[tuple[int, int, str, Reason]] = []

    def apply(self, rule: Rule) -> None:
        """Let `rule` change the text; of changes that overlap the later gives way."""
        changes = _apart(self.text, rule(self.text))
        if not changes:
            return
        clusters = _clusters(self._spans(), changes)
        before = self.text
        self.text = replaced(before, [(c.start, c.end, c.inserted) for c in changes])
        self._done = self._composed(before, clusters)

    def edits(self) -> tuple[Edit, ...]:
        """All edits so far, in the order of the given text."""
        return located(self.given, self._done)

    def _spans(self) -> list[_Span]:
        """The edits so far, laid on the current text."""
        spans = []
        shift = 0
        for start, end, inserted, reason in self._done:
            at = start + shift
            spans.append(_Span(at, at + len(inserted), inserted, reason, (start, end)))
            shift += len(inserted) - (end - start)
        return spans

    def _composed(self, before: str, clusters: list[list[_Span]]) -> list[tuple[int, int, str, Reason]]:
        """Each cluster of earlier edits and new changes as one edit of the given text."""
        composed: list[tuple[int, int, str, Reason]] = []
        shift = 0  # given offset − current offset, behind all earlier edits seen so far
        for cluster in clusters:
            earlier = [span for span in cluster if span.given]
            start = min(span.start for span in cluster)
            end = max(span.end for span in cluster)
            given_start = start + shift
            if earlier and earlier[0].given and earlier[0].start == start:
                given_start = earlier[0].given[0]
            for span in earlier:
                if span.given:
                    shift = span.given[1] - span.end
            given_end = end + shift
            new = [span for span in cluster if not span.given]
            changes = [(span.start - start, span.end - start, span.inserted) for span in new]
            inserted = replaced(before[start:end], changes)
            if self.given[given_start:given_end] != inserted:
                last = composed[-1] if composed else None
                if last and last[:2] == (given_start, given_end):  # two insertions at one place are one
                    composed[-1] = (given_start, given_end, last[2] + inserted, last[3])
                else:
                    composed.append((given_start, given_end, inserted, _reason_of(cluster)))
            if new and new[0].reason is Reason.ATTRIBUTION:
                self.asides.append(Aside(given_start, given_end, before[new[0].start : new[0].end].strip()))
        return composed


def _apart(text: str, changes: Iterable[Change]) -> list[Change]:
    """Changes in order that do something and do not overlap; of a removal the part that is left is kept."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        reach = kept[-1].end if kept else 0
        if change.start < reach:
            if change.inserted or change.end <= reach:
                continue
            change = Change(reach, change.end, "", change.reason)
        if kept and (kept[-1].start, kept[-1].end) == (change.start, change.end):
            continue
        if text[change.start : change.end] != change.inserted:
            kept.append(change)
    return kept


def _reason_of(cluster: Sequence[_Span]) -> Reason:
    """The reason of the widest part, attribution before all; of equals the newest."""
    return max(
        reversed(cluster), key=lambda s: (s.reason is Reason.ATTRIBUTION, s.end - s.start, s.given is None)
    ).reason


def _clusters(spans: list[_Span], changes: list[Change]) -> list[list[_Span]]:
    """Earlier edits and new changes, sorted, those that touch the same characters together."""
    fresh = [_Span(c.start, c.end, c.inserted, c.reason, None) for c in changes]
    clusters: list[list[_Span]] = []
    reach = -1
    for span in sorted([*spans, *fresh], key=lambda s: (s.start, s.end)):
        # An insertion where an earlier rule removed something makes one replacement of the two.
        replaces = span.given is None and span.start == span.end == reach and clusters[-1][0].start == reach
        if span.start < reach or replaces:
            clusters[-1].append(span)
            reach = max(reach, span.end)
        else:
            clusters.append([span])
            reach = span.end
    return clusters


def replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each (start, end, inserted) carried out; changes sorted and not overlapping."""
    pieces = []
    position = 0
    for start, end, inserted in changes:
        pieces += [text[position:start], inserted]
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def located(given: str, edits: Iterable[tuple[int, int, str, Reason]]) -> tuple[Edit, ...]:
    """Edits with what they remove and where their replacement begins in the kept text."""
    found = []
    shift = 0
    for start, end, inserted, reason in edits:
        found.append(Edit(start, end, given[start:end], inserted, reason, start + shift))
        shift += len(inserted) - (end - start)
    return tuple(found)
