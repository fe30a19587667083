"""What an experienced item writer would say about a question while it is being written. Pure: words in, advice out.

The rules are those of Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing guidelines",
Applied Measurement in Education 15(3), as far as a program can see them. Advice never forbids anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LONGEST_STEM = 25
MUCH_LONGER = 1.5
UNEVEN = 2.0
ABSOLUTE = {"always", "never", "all", "none", "only", "every", "completely", "entirely", "nobody", "everybody"}
NEGATIVE = re.compile(r"\b(not|except|n[’']t|never|least likely)\b", re.IGNORECASE)
WHOLE_LIST = re.compile(r"\b(all|none|both|neither) of (the )?(above|these|them)\b", re.IGNORECASE)
OF_THE_TEXT = re.compile(
    r"\b(the|this) (text|passage|article|author|writer) (says?|states?|mentions?|tells)\b|according to (the|this) text",
    re.IGNORECASE,
)
POINTING = {"he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "their", "its", "him", "them"}
COMMON = frozenset(
    """a an the and or but if of in on at by for to from with as is are was were be been being has have had do does did
    will would can could may might must shall should not no it its he she they his her their them this that these those
    who whom whose which what where when why how many much than then there here into over under after before about
    because so such more most some any each other one two between during until while also very first last new""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Advice:
    """`field` is where it belongs: stem, options, evidence or accepted."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as it stands on the page, finished or not. `options` are (text, is the key)."""

    kind: str
    stem: str
    options: tuple[tuple[str, bool], ...] = ()
    accepted: tuple[str, ...] = ()
    evidence: str = ""


def advise(draft: Draft) -> tuple[Advice, ...]:
    """Advice on `draft`, the stem's first."""
    return (*_on_stem(draft), *_on_options(draft), *_on_evidence(draft))


def words(text: str) -> list[str]:
    return [match.group().casefold().replace("’", "'") for match in WORD.finditer(text)]


def content(text: str) -> set[str]:
    """The words that carry meaning, in a rough stem, so that "laws" and "law" are one."""
    return {re.sub(r"(ies|es|s|ed|ing)$", "", word) for word in words(text) if word not in COMMON and len(word) > 2}


def _on_stem(draft: Draft) -> Iterator[Advice]:
    stem = draft.stem.strip()
    found = words(stem)
    if not found:
        return
    if len(found) > LONGEST_STEM:
        yield Advice("stem", f"The question has {len(found)} words. Under {LONGEST_STEM} is easier to hold in mind.")
    if draft.kind != "true_false" and found[0] in POINTING:
        yield Advice("stem", f"“{stem.split()[0]}” points at something outside the question. Name it.")
    if OF_THE_TEXT.search(stem):
        yield Advice("stem", "“The text says” can go: every question here is about the text.")
    if draft.kind in {"choice", "short"}:
        if not stem.endswith(("?", "…", ":", "___")):
            yield Advice("stem", "End the question with a question mark.")
        if negative := NEGATIVE.search(stem):
            yield Advice("stem", f"“{negative.group()}” is easily overlooked. Ask it positively if you can.")
    if draft.kind == "cloze" and "___" not in stem:
        yield Advice("stem", "Show the gap by three underscores: ___")
    answers = [text for text, is_key in draft.options if is_key] + list(draft.accepted[:1])
    for answer in answers:
        if draft.kind not in {"true_false", "order"} and len(answer) > 2 and _holds(stem, answer):
            yield Advice("stem", f"The answer “{answer}” already stands in the question.")


def _holds(text: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part.strip())}(?!\w)", text, re.IGNORECASE) is not None


def _on_options(draft: Draft) -> Iterator[Advice]:
    options = [(text.strip(), is_key) for text, is_key in draft.options if text.strip()]
    if draft.kind == "true_false" or draft.kind == "order" or len(options) < 2:
        return
    texts = [text for text, _ in options]
    yield from _on_pairs(texts)
    if whole := next((match.group() for text in texts if (match := WHOLE_LIST.search(text))), ""):
        yield Advice("options", f"“{whole}” tests logic more than reading. Write an option of its own.")
    keys = [text for text, is_key in options if is_key]
    if len(options) < 3:
        yield Advice("options", "With two options every second guess is right. Three or four are better.")
    if len(keys) == 1:
        yield from _on_key(draft.stem, keys[0], [text for text, is_key in options if not is_key])
    yield from _on_shape(texts)


def _on_pairs(texts: Sequence[str]) -> Iterator[Advice]:
    for one, other in combinations(texts, 2):
        if " ".join(words(one)) == " ".join(words(other)):
            yield Advice("options", f"Two options say the same: “{one}”.")
        elif _holds(one, other) or _holds(other, one):
            yield Advice("options", f"“{min(one, other, key=len)}” is part of another option: both could be defended.")


def _on_key(stem: str, key: str, others: Sequence[str]) -> Iterator[Advice]:
    longest = max(len(text) for text in others)
    if len(key) > MUCH_LONGER * longest and len(key) > 12:
        yield Advice("options", "The right answer is much longer than the others, and the longest is the first guess.")
    shared = content(stem) & content(key)
    clang = sorted(word for word in shared if not any(word in content(text) for text in others))
    if clang and len(others) > 1:
        spelled = next((w for w in words(key) if w.startswith(clang[0])), clang[0])
        yield Advice("options", f"Only the right answer repeats “{spelled}” from the question, which gives it away.")
    loud = sorted({word for text in others for word in words(text)} & ABSOLUTE - set(words(key)))
    if loud:
        yield Advice("options", f"“{loud[0]}” in a wrong option often gives it away as wrong.")


def _on_shape(texts: Sequence[str]) -> Iterator[Advice]:
    lengths = [len(text) for text in texts]
    if max(lengths) > UNEVEN * min(lengths) and max(lengths) > 20:
        yield Advice("options", "Options of much the same length give nothing away. These differ by more than twice.")
    with_digits = sum(any(c.isdigit() for c in text) for text in texts)
    if len(texts) > 2 and with_digits in (1, len(texts) - 1):
        yield Advice("options", "One option is the odd one out: only some hold a number.")
    ends = {text[-1] == "." for text in texts}
    if len(ends) > 1:
        yield Advice("options", "Some options end with a full stop and others do not.")


def _on_evidence(draft: Draft) -> Iterator[Advice]:
    answers = [text for text, is_key in draft.options if is_key] or list(draft.accepted[:1])
    if not draft.evidence or draft.kind in {"true_false", "order"} or len(answers) != 1:
        return
    plain = set(words(draft.evidence))
    # The first word's capital says nothing; a number anywhere and a name further in must be found.
    facts = [
        word
        for place, word in enumerate(WORD.findall(answers[0]))
        if any(sign.isdigit() for sign in word) or (place and word[0].isupper())
    ]
    missing = [word for word in facts if word.casefold().replace("’", "'") not in plain]
    if missing:
        yield Advice("evidence", f"The sentence you chose does not mention “{missing[0]}”. Does it prove the answer?")
