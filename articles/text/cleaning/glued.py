"""Junk glued to words: labels of icons, tags, a program's word for "nothing".

No list of junk is kept. An ending is junk when the text itself shows it: it clings to several different words, and
these words also stand clean in the same text.
"""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..tellings.common_words import COMMON, EMPTY
from .attribution import says_where_from
from .edits import Change, Reason
from .lines import cut, filled, lines_of

# A run of letters and digits with inner hyphens or underscores: as long as any ending that could cling to a word.
_RUN = re.compile(r"(?<![\w#@/&=.-])[^\W\d_]\w*(?:[-_]\w+)*")
_LONGEST = 60
_TAGGED = re.compile(r"(?<![\w#@/&-])([^\W\d_]*[a-zà-ÿ]{2})([A-Z]{2,4})(?![\w-])")
_LABEL = re.compile(r"[^\W\d_]{2,20}(?:[-_][^\W\d_]{2,20}){1,3}")
_PLAIN = re.compile(r"[a-z]{4,20}")
_WORD_ENDINGS = re.compile(
    r"(?:a?tion|ment|ness|ship|hood|land|like|wise|ward|wards|less|able|ible|fully|fulness|tional|tional|tions|ments|ships|ists?|isms?|"
    r"work|works|worker|workers|book|books|time|times|side|line|lines|man|men|woman|women|person|people|house|houses|room|"
    r"place|places|way|ways|ball|board|light|port|ports|maker|makers|making|holder|holders|field|ground|head|shire|stan|istan|berg|"
    r"burg|ville|town|ford|isation|ization|ology|graphy|ers|ing|ings|ingly|edly|ably|ical|ically|ality|wide|free|proof|based|style)"
)
# The first half of a label must not be an ending of English itself: warm-ing-up, six-teen-year-old.
_ENDING_BEFORE_HYPHEN = frozenset(
    "ing ings ed er ers est ly al ial ic ical ty teen th st nd rd ive ous ity ful ism ist ists ary ory ent ant ence ance".split()
)
_NULL_LINE = re.compile(r"none|null|nan|NaN|undefined|None|NULL|\[object Object\]")
_NULL_GLUED = re.compile(r"(?<=[^\W\d_]{4})(?:none|null|undefined)$")


def glued_labels(text: str) -> Iterator[Change]:
    """Takes off endings that cling to at least three different words of which two or more also stand clean."""
    junk = _junk_endings(text)
    if not junk:
        return
    longest = max(map(len, junk))
    for match in _RUN.finditer(text):
        run = match.group()
        if len(run) > 4 * _LONGEST:
            continue
        reach = 1
        for start in range(2, len(run)):
            if start < reach:
                continue
            ending = next(
                (
                    run[start:end]
                    for end in range(min(len(run), start + longest), start, -1)
                    if _closes(run, start, end) in junk
                ),
                "",
            )
            if ending:
                yield Change(match.start() + start, match.start() + start + len(ending), "", Reason.GLUED)
                reach = start + len(ending)


def _closes(run: str, start: int, end: int) -> str:
    """`run[start:end]` if it stands between a letter and the end of a word."""
    inner = run[start - 1].isalpha() and run[start].isalpha() and (end == len(run) or not run[end].isalnum())
    return run[start:end] if inner else ""


def _junk_endings(text: str) -> set[str]:
    runs = Counter(match.group() for match in _RUN.finditer(text))
    clean = {run.casefold() for run in runs}
    stems: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        if not 6 <= len(run) <= _LONGEST:
            continue
        low = run.casefold() if len(run.casefold()) == len(run) else run
        for start in range(2, len(run) - 3):
            if low[:start] in clean and run[start].isalpha() and run[start - 1].isalpha():
                stems[run[start:]].add(run[:start])
                cut_at = re.search(r"[-_][^-_]+$", run[start:])
                if cut_at and cut_at.start() > 3:  # "oil" + "info-icon" + "-workers"
                    stems[run[start : start + cut_at.start()]].add(run[:start])
    hopeful = {
        ending for ending, words in stems.items() if len({w.casefold() for w in words}) >= 2 and _could_be_junk(ending)
    }
    if not hopeful:
        return set()
    hosts: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        for start in range(2, len(run) if len(run) <= _LONGEST else 0):
            if run[start:] in hopeful and run[start - 1].isalpha():
                hosts[run[start:]].add(run[:start].casefold())
    junk = {ending for ending in hopeful if _is_junk(ending, stems[ending], hosts[ending])}
    # Behind plurals the ending seems to begin with their "s": what ends in another ending is that one with such a letter.
    return {ending for ending in junk if not any(ending[start:] in junk for start in range(1, len(ending)))}


def _could_be_junk(ending: str) -> bool:
    if _LABEL.fullmatch(ending):
        first = re.split("[-_]", ending)[0]
        return len(first) >= 3 and first not in _ENDING_BEFORE_HYPHEN and not _WORD_ENDINGS.fullmatch(first)
    return bool(_PLAIN.fullmatch(ending) and not _WORD_ENDINGS.fullmatch(ending))


def _is_junk(ending: str, stems: set[str], hosts: set[str]) -> bool:
    """A label with a hyphen must cling to three words; one without to four, names and common words among them.

    (Word endings of English cling to common words or to names, hardly to both: friend-ship, Uzbek-istan.)
    """
    if _LABEL.fullmatch(ending):
        return len(hosts | {stem.casefold() for stem in stems}) >= 3
    names = sum(stem[0].isupper() for stem in stems)
    return len(hosts) >= 4 and len({stem.casefold() for stem in stems}) >= 3 and 0 < names < len(stems)


def glued_tags(text: str) -> Iterator[Change]:
    """Takes off short tags in capitals ("riverABC") where the word, written just so, stands clean inside a sentence,
    or is a common English word in small letters.

    One tag seen once needs three capitals and a word of five letters; a tag on two different words is surer.
    Brand names (a tag that recurs on one word, or stands for itself elsewhere) are left.
    """
    tagged = [match for match in _TAGGED.finditer(text) if not re.search("[A-Z].*[A-Z]", match.group(1))]
    if not tagged:
        return
    inside = {match.group(1) for match in re.finditer(r"(?<=[^\W\d_,;][ ])([^\W\d_]{3,})(?![\w-])", text)}
    alone = set(re.findall(r"(?<!\w)[A-Z]{2,4}(?!\w)", text))
    stems: dict[str, Counter[str]] = defaultdict(Counter)
    for match in tagged:
        stems[match.group(2)][match.group(1)] += 1
    for match in tagged:
        stem, tag = match.groups()
        words = [word for word in stems[tag] if word in inside or word in EMPTY or word in COMMON]
        certain = len(words) >= 2 or (len(tag) >= 3 and len(stem) >= 5 and stems[tag][stem] == 1)
        known = stem in inside or stem in EMPTY or stem in COMMON
        if known and certain and tag not in alone:
            yield Change(match.start(2), match.end(2), "", Reason.GLUED)


def null_words(text: str) -> Iterator[Change]:
    """A program's "none" or "null" that stands as a paragraph of its own, or clings to the last word of the text."""
    lines = lines_of(text)
    full = filled(lines)
    taken = set()
    for place, line in enumerate(full[1:], start=1):
        before = full[place - 1]
        last = place == len(full) - 1
        apart = line.number - before.number > 1 or last
        if (
            _NULL_LINE.fullmatch(line.text)
            and apart
            and not before.text.endswith((":", "?", "-"))
            and len(before.text) > 20
        ):
            taken.add(line.number)
            yield from _glued_null(text, before.start, before.end, witness=True)
            yield Change(*cut(line, text), "", Reason.NULL_WORD)
    rest = [line for line in full if line.number not in taken]
    if rest and len(taken) < len(full) and rest[-1] is full[-1]:
        yield from _glued_null(text, rest[-1].start, rest[-1].end, witness=False)


def _glued_null(text: str, start: int, end: int, *, witness: bool) -> Iterator[Change]:
    line = text[start:end].rstrip()
    match = _NULL_GLUED.search(line)
    if not match:
        return
    word = re.search(r"[^\W\d_]+$", line[: match.start()])
    stem = word.group() if word else ""
    stands = re.search(rf"(?<!\w){re.escape(stem)}(?!\w)", text[:start] + line[: match.start() - len(stem)])
    told = says_where_from(line[: match.start()])
    if stem and (witness or stands or told or stem[0].isupper()):
        yield Change(start + match.start(), start + match.end(), "", Reason.NULL_WORD)
