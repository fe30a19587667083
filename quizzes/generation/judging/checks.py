"""Checks of a finished draft that need no reader, and solvers that try to answer it without understanding.

All work on the plain values of the contract (`quizzes.contract.draft_file`), so that they judge exactly what leaves
the house. Each check takes one file's draft and gives the numbers of the items that fail, from 1.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from quizzes.generation.english.lists import listed

Drafted = dict[str, Any]
Check = Callable[[Drafted], list[int]]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
FINITE = listed(
    """
    is are was were has have had do does did can could will would may might must should isn't aren't wasn't weren't
    doesn't don't didn't can't won't hasn't haven't
    """
)
PRONOUNS = re.compile(r"^(He|She|It|They|This|These|Those|Here|There it)\b")
TEXT_SAYS = re.compile(r"\b(the (text|passage|author|writer) (say|state|mention)s?)\b", re.IGNORECASE)
LONGEST_TO_SHORTEST = 2.0
STOP = listed(
    "a an the of to in on at by for with from and or as is are was were be been it its they their that which who"
)


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.lower())


def telling(text: str) -> set[str]:
    """The words that carry meaning."""
    return {w for w in words(text) if w not in STOP}


def numbered(drafted: Drafted) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(drafted["items"], start=1))


def wrong_options(item: dict[str, Any]) -> list[str]:
    return [o["text"] for o in item["options"] if not o["is_key"]]


def evidence_resolves(drafted: Drafted) -> list[int]:
    """Each quote stands in its section at its offsets."""
    texts = {s["position"]: s["text"] for s in drafted["sections"]}
    return [
        n
        for n, item in numbered(drafted)
        if not item["evidence"]
        or any(texts.get(e["section"], "")[e["start"] : e["end"]] != e["quote"] for e in item["evidence"])
    ]


def key_supported(drafted: Drafted) -> list[int]:
    """Most of the key's telling words, or their beginnings, stand in the evidence."""
    failed = []
    for n, item in numbered(drafted):
        if item["kind"] in {"true_false", "evidence", "order"}:
            continue
        quote = {w[:4] for e in item["evidence"] for w in words(e["quote"])}
        key = [w for w in telling(item["answer"]) if w not in {"because", "he", "she"}]
        if key and sum(w[:4] in quote for w in key) < 0.5 * len(key):
            failed.append(n)
    return failed


def one_key(drafted: Drafted) -> list[int]:
    """Where there is something to choose exactly one option is the key, and it is the answer."""
    return [
        n
        for n, item in numbered(drafted)
        if item["options"]
        and item["kind"] != "order"
        and [o["text"] for o in item["options"] if o["is_key"]] != [item["answer"]]
    ]


def options_apart(drafted: Drafted) -> list[int]:
    """No option equals, contains or is contained in another."""
    failed = []
    for n, item in numbered(drafted):
        low = [o["text"].lower().strip(" .") for o in item["options"]]
        if item["kind"] != "true_false" and any(a in b for i, a in enumerate(low) for j, b in enumerate(low) if i != j):
            failed.append(n)
    return failed


def options_alike_in_length(drafted: Drafted) -> list[int]:
    """The longest option is at most twice the shortest (a few letters more are allowed between short ones)."""
    failed = []
    for n, item in numbered(drafted):
        lengths = [len(o["text"]) for o in item["options"]]
        if item["kind"] == "choice" and lengths:
            long = max(lengths) > LONGEST_TO_SHORTEST * min(lengths) and max(lengths) - min(lengths) > 6
            failed += [n] if long else []
    return failed


def stem_ends(drafted: Drafted) -> list[int]:
    """A question ends in a question mark, a statement in a full stop."""
    asks = {"choice", "short", "evidence", "order"}
    return [
        n
        for n, item in numbered(drafted)
        if not item["stem"].endswith("?" if item["kind"] in asks else (".", ".”", ".'", '."', "!"))
    ]


def stem_verb(drafted: Drafted) -> list[int]:
    """A question has a finite verb, and no past form follows "did"."""
    failed = []
    for n, item in numbered(drafted):
        if item["kind"] not in {"choice", "short"}:
            continue
        said = words(item["stem"])
        opener = re.match(r"^(?:.*, )?(?:which|who|whose|what|how)\b", item["stem"], re.IGNORECASE)
        if (not opener and not set(said) & FINITE) or re.search(
            r"\bdid (?:(?!that )\w+ ){1,4}(?:was|were|had|did)\b", item["stem"]
        ):
            failed.append(n)
    return failed


def stem_stands_alone(drafted: Drafted) -> list[int]:
    """No stem opens with a pronoun or speaks of "the text"."""
    return [n for n, item in numbered(drafted) if PRONOUNS.match(item["stem"]) or TEXT_SAYS.search(item["stem"])]


def stem_short_enough(drafted: Drafted) -> list[int]:
    """No stem runs past about 25 words."""
    return [n for n, item in numbered(drafted) if len(item["stem"].split()) > 28]


def stem_hides_key(drafted: Drafted) -> list[int]:
    """The stem does not hold the key."""
    return [
        n
        for n, item in numbered(drafted)
        if item["kind"] not in {"true_false", "evidence"}
        and telling(item["answer"])
        and telling(item["answer"]) <= telling(item["stem"])
    ]


def asked_once(drafted: Drafted) -> list[int]:
    """No two items ask the same thing."""
    failed = []
    seen: list[tuple[str, set[str]]] = []
    for n, item in numbered(drafted):
        said = telling(f"{item['stem']} {item['answer']}")
        if any(k == item["kind"] and len(said & s) > 0.8 * len(said | s) for k, s in seen):
            failed.append(n)
        seen.append((item["kind"], said))
    return failed


def gives_nothing_away(drafted: Drafted) -> list[int]:
    """No item prints another's typed answer together with most of what that one asks."""
    failed = []
    for n, item in numbered(drafted):
        if item["options"] or not telling(item["answer"]):
            continue
        for m, other in numbered(drafted):
            shown = telling(" ".join([other["stem"], other["answer"], *wrong_options(other)]))
            stem = telling(item["stem"])
            if n != m and telling(item["answer"]) <= shown and len(stem & shown) >= max(2, round(0.6 * len(stem))):
                failed.append(n)
                break
    return failed


CHECKS: dict[str, Check] = {
    f.__name__: f
    for f in (
        evidence_resolves,
        key_supported,
        one_key,
        options_apart,
        options_alike_in_length,
        stem_ends,
        stem_verb,
        stem_stands_alone,
        stem_short_enough,
        stem_hides_key,
        asked_once,
        gives_nothing_away,
    )
}


# Solvers: each gives the chance (ties shared) of picking the key without understanding.


def _share(scores: Sequence[float], key: int) -> float:
    best = max(scores)
    return (scores[key] == best) / sum(s == best for s in scores)


def longest_option(item: dict[str, Any], text: str) -> float:
    """Takes the longest option."""
    return _share([len(o["text"]) for o in item["options"]], _key(item))


def most_agreeing_option(item: dict[str, Any], text: str) -> float:
    """Takes the option that shares most words with the others."""
    bags = [telling(o["text"]) for o in item["options"]]
    scores = [sum(len(a & b) / len(a | b) for j, b in enumerate(bags) if i != j and a | b) for i, a in enumerate(bags)]
    return _share([round(s, 6) for s in scores], _key(item))


def sliding_window(item: dict[str, Any], text: str) -> float:
    """Takes the option whose words, with the stem's, gather most densely in one place of the text.

    The sliding-window baseline of MCTest (Richardson, Burges & Renshaw 2013): words weigh by inverse count.
    """
    passage = words(text)
    counts = Counter(passage)
    weight = {w: math.log(1 + 1 / c) for w, c in counts.items()}
    stem = set(words(item["stem"]))
    scores = []
    for option in item["options"]:
        wanted = stem | set(words(option["text"]))
        size = max(1, len(wanted))
        hits = [weight[w] if w in wanted else 0.0 for w in passage]
        running = sum(hits[:size])
        best = running
        for i in range(size, len(hits)):
            running += hits[i] - hits[i - size]
            best = max(best, running)
        scores.append(round(best, 6))
    return _share(scores, _key(item))


def _key(item: dict[str, Any]) -> int:
    return next(i for i, o in enumerate(item["options"]) if o["is_key"])


SOLVERS: dict[str, tuple[Callable[[dict[str, Any], str], float], float]] = {
    "longest_option": (longest_option, 0.30),
    "most_agreeing_option": (most_agreeing_option, 0.33),
    "sliding_window": (sliding_window, 0.45),
}


def solvable(item: dict[str, Any]) -> bool:
    """Whether the solvers can try an item: more than two options."""
    return len(item["options"]) > 2


def copied_word_for_word(item: dict[str, Any], text: str) -> bool:
    """Whether the key stands in the text letter for letter."""
    flat = " ".join(text.split()).lower()
    return item["answer"].lower().rstrip(".") in flat


def asks_why_or_how(item: dict[str, Any]) -> bool:
    """Whether the stem asks for a reason or a manner ("how many" does not)."""
    return bool(re.search(r"\bwhy\b|\bhow\b(?! (many|much|long|old|far|often))", item["stem"].lower()))
