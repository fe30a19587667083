"""Short forms that an article spells out once, "the River Trust (RT)", and what they are short for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree

SHORT = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")
LINKING = frozenset({"of", "for", "and", "on", "in", "the", "to", "&"})
WELL_KNOWN = frozenset({"EU", "UK", "US", "USA", "UN", "UAE", "BBC", "DNA", "HIV", "NATO", "UNESCO", "WHO"})


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """The long form, whether it takes "the", and where the article gives it."""

    full: str
    the: bool
    section: int
    sentence: int


class Abbreviations:
    """The short forms of one article."""

    def __init__(self, article: Article) -> None:
        self.known: dict[str, Abbreviation] = {}
        for tree in article.trees:
            for token in tree.tokens[2:-1]:
                between = tree.tokens[token.index - 1].text == "(" and tree.tokens[token.index + 1].text == ")"
                if between and SHORT.fullmatch(token.text) and token.text not in self.known | dict.fromkeys(WELL_KNOWN):
                    found = _before(tree, token.index)
                    if found is not None:
                        self.known[token.text] = found

    def swaps(self, tree: Tree, tokens: Sequence[int], swapped: Collection[int]) -> tuple[dict[int, str], set[int]]:
        """The long form for the first use of each short one among the tokens, unless it is among them as well, and the
        sentences of this passage that give it."""
        text = tree.say(list(tokens))
        found: dict[int, str] = {}
        sources: set[int] = set()
        done: set[str] = set()
        for i in tokens:
            short = tree.tokens[i].text
            known = self.known.get(short)
            if known is None or short in done or known.section != tree.section or known.full.lower() in text.lower():
                continue
            bare = i == 0 or tree.word(i - 1) != "the" or i - 1 not in tokens
            if tree.dep(i) in {"compound", "amod"} or i in swapped:
                continue  # "the RT report" stays short
            found[i] = f"the {known.full}" if known.the and bare else known.full
            sources.add(known.sentence)
            done.add(short)
        return found, sources


def _before(tree: Tree, short: int) -> Abbreviation | None:
    """The words before a bracket whose first letters the short form has, in order."""
    letters = tree.tokens[short].text.rstrip("s").lower()
    first = tree.sentences[tree.tokens[short].sentence].first
    i, left = short - 2, len(letters)
    start = i + 1
    while i >= first and left and short - i < 14:
        parts = [p for p in re.split(r"[-–]", tree.word(i)) if p]
        if tree.tokens[i].pos == "PUNCT" and tree.tokens[i].text not in {"-", "–"}:
            return None
        if tree.tokens[i].text not in {"-", "–"}:
            initials = "".join(p[0] for p in parts)
            if letters[:left].endswith(initials):
                left -= len(initials)
                start = i
            elif letters[:left].endswith(initials[0]):
                left -= 1
                start = i
            elif tree.word(i) not in LINKING:
                return None
        i -= 1
    if left or start > short - 2:
        return None
    full = tree.say(range(start, short - 1))
    the = start > first and tree.word(start - 1) == "the"
    return Abbreviation(full, the, tree.section, tree.tokens[short].sentence)
