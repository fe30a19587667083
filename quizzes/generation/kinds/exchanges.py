"""The places of a term where a sibling can be put for what stands there, and the text that this makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.soundness import VOWEL_SOUND
from quizzes.generation.kinds.nominals import Nominal
from quizzes.generation.siblings import Family, adjectives, known

PEOPLE = frozenset({"person", "organisation"})
# Words before a noun that say nothing of what sort of thing it is: they may stay before another noun.
OPEN = listed(
    """
    small large big huge little tiny great old young modern ancient local national international foreign british
    european american african asian chinese german french russian spanish italian japanese indian public private famous
    rich poor nearby rare expensive cheap good bad beautiful black white red blue green brown grey false special wild
    wealthy major traditional professional
    """
)
ALIKE = frozenset({"fish", "sheep", "deer", "reindeer", "aircraft", "bison"})  # one and many
TIED = frozenset({"to", "of", "about", "against", "between"})  # what they open may belong to the noun before them


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a term: what stands there, its siblings, what makes the text with one of them (None where that would
    be no English), and whether words before it stay."""

    family: Family
    was: str
    put: Callable[[str], str | None]
    kept: bool


def places(key: Nominal) -> Iterator[Place]:
    """The noun of a term, with the words before it that belong to its name; then each word before the noun."""
    after = key.tokens[-1] + 1
    tied = after < len(key.tree.tokens) and key.tree.word(after) in TIED
    if not tail(key) and not tied:
        yield from _nouns(key)
    yield from _before(key)


def core(key: Nominal) -> list[int]:
    """The tokens of a term up to its noun, without the article."""
    tokens = [i for i in key.tokens if i <= key.head]
    return tokens[1:] if key.opening else tokens


def tail(key: Nominal) -> str:
    """What is said of the noun after it, with a space in front; "" where nothing is."""
    tokens = [i for i in key.tokens if i > key.head]
    return " " + key.tree.say(tokens) if tokens else ""


def _nouns(key: Nominal) -> Iterator[Place]:
    """The longest name that has siblings: "cargo bicycles" before "bicycles"; what is left before it must be open."""
    tree, tokens = key.tree, core(key)
    for n in range(len(tokens)):
        left, right = tokens[:n], tokens[n:]
        if not all(tree.word(i) in OPEN for i in left):
            continue
        lead = tree.say(left) + " " if left else ""
        text = tree.lowered(right[0], tree.say(right)).lower()
        base = " ".join([*(tree.word(i) for i in right[:-1]), tree.lemma(right[-1])]).replace(" - ", "-")
        found = [Place(f, base, partial(_counted, key, lead), bool(left)) for f in _countable(key, base)]
        sorts = () if key.opening == "a" else ("mass",) if key.opening else ("mass", "plural")
        found += [Place(f, text, partial(_uncounted, key, lead), bool(left)) for s in sorts for f in known(s, text)]
        if found:
            yield from found
            return


def _countable(key: Nominal, base: str) -> tuple[Family, ...]:
    """The families of a noun that is counted here: persons are put for persons, things for things."""
    if not (key.plural or key.opening):
        return ()
    if key.kind == "person":
        return known("people", base)
    return known("count", base) or (known("people", base) if key.kind in PEOPLE else ())


def _before(key: Nominal) -> Iterator[Place]:
    tree, tokens = key.tree, core(key)
    for n, i in enumerate(tokens[:-1]):
        if any(tree.tokens[k].text[:1].isupper() for k in (*tokens[:n], *tokens[n + 1 :])):
            continue  # part of a longer name: "African American"
        word, noun = tree.word(i), tree.lemma(key.head)
        found = [f for f in known("before", word) if not f.nouns or noun in f.nouns] or list(adjectives(tree, i))
        lead = tree.say(tokens[:n]) + " " if n else ""
        follow = " " + tree.say(tokens[n + 1 :]) + tail(key)
        for family in found:
            yield Place(family, word, partial(_around, key, lead, follow), bool(n))


def _counted(key: Nominal, lead: str, word: str) -> str:
    return with_article(key, lead + in_number(word, key.plural))


def _uncounted(key: Nominal, lead: str, word: str) -> str | None:
    """The text with a word that is not counted: a subject has a verb that agrees with it, and "the" or an adjective
    stands before single words only."""
    if key.work == "nsubj" and word.split()[-1].endswith("s") != key.plural:
        return None
    return None if " " in word and (lead or key.opening) else with_article(key, lead + word)


def _around(key: Nominal, lead: str, follow: str, word: str) -> str:
    return with_article(key, lead + word + follow)


def with_article(key: Nominal, text: str) -> str:
    """A phrase with the key's article."""
    if key.opening == "a":
        return f"{'an' if VOWEL_SOUND.match(text) else 'a'} {text}"
    return f"{key.opening} {text}".strip()


def in_number(word: str, plural: bool) -> str:
    """A noun, the last word of an expression, in the singular or the plural."""
    if not plural:
        return word
    from lemminflect import getInflection  # loads its tables when first asked

    first, _, last = word.rpartition(" ")
    if last in ALIKE:
        return word
    made = getInflection(last, "NNS")
    return " ".join(filter(None, (first, made[0] if made else last)))
