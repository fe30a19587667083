"""The refusals of the rubric as named filters: each looks at a finished candidate and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from quizzes.generation.asking.options import LONGEST_TO_SHORTEST, bag
from quizzes.generation.candidates import Candidate
from quizzes.generation.english.lists import listed
from quizzes.generation.types import ItemKind

Filter = Callable[[Candidate], bool]

LONGEST_LEAD = 5
NAMES = frozenset({"who_said"})  # how long somebody's name is tells nothing
MUCH_LONGER = 1.2
DOUBLED = re.compile(r"\b(\w+) (?!(?-i:[A-Z]))\1\b", re.IGNORECASE)
SAID_TWICE = re.compile(r"\b(\w+(?: \w+){1,3}) \1\b")
ODD = re.compile(r"[\[\]{}<>|\\^~]|\s[,.;:?!]|,,|\(\s|\s\)|[a-z]- [a-z]|#|@|https?:|www\.")
NAME = re.compile(r"\b[A-Z][\w’']+(?: [A-Z][\w’']+)+")
OPENERS = listed(
    """
    where which who whom whose that what why how when
    """
)
DANGLING = listed(
    """
    the a an of to in on at by for with from and or as than is are was were be that which
    """
)


def long_stem(c: Candidate) -> bool:
    """A stem past about 25 words (28 for a statement)."""
    return len(c.stem.split()) > (26 if c.kind in {ItemKind.TRUE_FALSE, ItemKind.CLOZE} else 25)


def short_stem(c: Candidate) -> bool:
    """A stem that asks nothing in particular."""
    return len(c.stem.split()) < 4


def holds_key(c: Candidate) -> bool:
    """The stem already says the key."""
    if c.kind in {ItemKind.TRUE_FALSE, ItemKind.EVIDENCE}:
        return False
    key, stem = bag(c.answer), bag(c.stem)
    return bool(key) and len(key & stem) >= max(1, round(0.6 * len(key)))


def odd_marks(c: Candidate) -> bool:
    """Marks, doubled words or spaces no editor would print."""
    return any(ODD.search(t) or DOUBLED.search(t) or SAID_TWICE.search(t) for t in texts(c))


def dangling(c: Candidate) -> bool:
    """An option or stem that stops in the middle of a phrase."""
    return any(t.rstrip(".?! ").split()[-1].lower() in DANGLING for t in texts(c) if t.split())


def loose_end(c: Candidate) -> bool:
    """A question that ends in a limiting phrase which belonged somewhere else: "… at least?"."""
    return c.stem.endswith(("at least?", "in particular?", "for example?", "for instance?", "as well?", "too?"))


def inner_clause(c: Candidate) -> bool:
    """A remark such as "it became clear" between subject and verb without both its commas."""
    return any(re.search(r"[^,] it (?:became|is|was|seems|seemed) \w+, ", t) for t in texts(c))


def half_a_pair(c: Candidate) -> bool:
    """ "Either" without "or", or "at all" and "not even" left over where nothing is denied any more."""
    for t in texts(c):
        low = f" {t.lower()} "
        denied = re.search(r"\b(not|no|never|hardly|nobody|nothing|without|if|any)\b|n[’']t\b", low)
        if (" either " in low and " or " not in low and not denied) or (" at all" in low and not denied):
            return True
    return False


def opens_badly(c: Candidate) -> bool:
    """A statement that begins like a relative clause."""
    if c.kind is ItemKind.TRUE_FALSE or c.template.startswith("gap_"):
        return c.stem.split()[0].lower() in OPENERS
    return any(t.split()[0].lower() in OPENERS | {"of"} for t in texts(c)[1:] if t.split())


def unlike_lengths(c: Candidate) -> bool:
    """Options of very different length."""
    if c.kind is not ItemKind.CHOICE:
        return False
    lengths = [len(t) for t in (c.answer, *(w.text for w in c.wrong))]
    return max(lengths) > LONGEST_TO_SHORTEST * min(lengths) and max(lengths) - min(lengths) > 6


def key_sticks_out(c: Candidate) -> bool:
    """A key clearly longer than every other option: who takes the longest would be right."""
    longest = max((len(w.text) for w in c.wrong), default=999)
    return c.kind is ItemKind.CHOICE and c.template not in NAMES and len(c.answer) > MUCH_LONGER * longest


def repeated_options(c: Candidate) -> bool:
    """Two options that say the same, or one inside the other."""
    if not c.wrong or c.kind is ItemKind.TRUE_FALSE:
        return False
    low = [t.lower().strip(". ") for t in (c.answer, *(w.text for w in c.wrong))]
    return any(a in b for i, a in enumerate(low) for j, b in enumerate(low) if i != j)


def unbalanced(c: Candidate) -> bool:
    """A quotation mark or bracket without its partner."""
    return any(t.count("“") != t.count("”") or t.count('"') % 2 or t.count("(") != t.count(")") for t in texts(c))


def opens_with_digits(c: Candidate) -> bool:
    """A statement whose first word is a figure: no editor begins a sentence so."""
    return c.kind is ItemKind.TRUE_FALSE and c.stem[:1].isdigit()


def long_lead(c: Candidate) -> bool:
    """A question that opens with more than a short phrase before it asks ("In the spirit of …, how many …?")."""
    lead, comma, _ = c.stem.partition(", ")
    asks = c.kind in {ItemKind.CHOICE, ItemKind.SHORT}
    opened = lead.lower().startswith(("according to", "what", "who", "which", "why", "how", "when", "where", "in what"))
    return asks and bool(comma) and not opened and len(lead.split()) > LONGEST_LEAD


def names_twice(c: Candidate) -> bool:
    """A name of two words or more that a statement says twice: the second time an editor would say "she" or "it"."""
    return any(len(set(found)) < len(found) for t in texts(c) if (found := NAME.findall(t)))


def stray_comma(c: Candidate) -> bool:
    """A single comma right before the verb of a short text, the trace of a cut."""
    return any(re.search(r"^\S+(?: \S+){0,3}, (?:is|are|was|were|has|have|had|can|will)\b", t) for t in texts(c))


FILTERS: dict[str, Filter] = {
    f.__name__: f
    for f in (
        long_stem,
        short_stem,
        holds_key,
        odd_marks,
        dangling,
        opens_badly,
        unlike_lengths,
        key_sticks_out,
        repeated_options,
        unbalanced,
        stray_comma,
        opens_with_digits,
        long_lead,
        loose_end,
        inner_clause,
        half_a_pair,
        names_twice,
    )
}


def texts(c: Candidate) -> list[str]:
    """Stem, key and wrong options as they will be printed."""
    options = [] if c.kind is ItemKind.TRUE_FALSE else [c.answer, *(w.text for w in c.wrong)]
    return [c.stem, *options]


def refused(c: Candidate, names: Iterable[str] = FILTERS) -> str | None:
    """The name of the first filter that refuses the candidate, or None."""
    return next((name for name in names if FILTERS[name](c)), None)
