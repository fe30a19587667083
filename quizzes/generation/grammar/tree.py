"""A reading as a tree that can be cut and said aloud again.

`Tree` indexes the children of every token once, marks what stands inside quotation marks, and turns any list of
tokens back into text with the spaces of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from articles.language.lexicon import is_word
from quizzes.generation.english.irregular import BASE_OF
from quizzes.generation.english.lists import listed
from quizzes.generation.types import Passage

if TYPE_CHECKING:
    from articles.language import Token

OPENING = {"“": "”", "‘": "’", '"': '"', "«": "»"}
FUNCTION_WORDS = listed(
    """
    the a an this that these those his her its their our your my some any many most few several all both each
    every no another other such more less in on at by for with from to of about after before during since
    until when while if although though because as where there he she it they we you one two three four five
    six seven eight nine ten according despite among between under over through without within
    """
)
NO_SPACE_BEFORE = re.compile(r"^([,.;:!?%)\]”]|['’](s|S|re|ve|ll|d|m)?$|n['’]t$)")
TIDY = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\(\s*\)"), ""),
    (re.compile(r"\s+([,.;:!?])"), r"\1"),
    (re.compile(r"(?<=\d)\s*([–-])\s+(?=\d)|(?<=\d)\s+([–-])(?=\d)"), r"\1\2"),
    (re.compile(r"(?<=[a-z])- (?!(?:and|or|to)\b)(?=[a-z])"), "-"),
    (re.compile(r"([,;:–—-]\s?)+([,;])"), r"\2"),
    (re.compile(r"\s[–—-]\s(?=[,.;]|$)"), " "),
    (re.compile(r"[,;:]+([.?!])"), r"\1"),
    (re.compile(r"\s+"), " "),
)


def base_dep(dep: str) -> str:
    """The relation without its subtype: `nsubj:pass` gives `nsubj`."""
    return dep.partition(":")[0]


def tidy(text: str) -> str:
    """Mend the spaces and commas that cutting leaves behind."""
    for pattern, mended in TIDY:
        text = pattern.sub(mended, text)
    return text.strip(" ,;:–—")


def capital(text: str) -> str:
    """The text with a capital first letter; names such as `e-cigarette` or `iPhone` included."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """What closes a printed sentence: nothing where a quotation closes with its own stop."""
    return "" if text.endswith((".”", '."', ".’")) else "."


class Tree:
    """One passage's reading with its children indexed; token numbers are those of the reading."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.reading = passage.reading
        self.tokens = passage.reading.tokens
        self.sentences = passage.reading.sentences
        self.section = passage.position
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                kids[token.head].append(token.index)
        self._kids = kids

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children in order; with relation names only those (a bare name also matches its subtypes)."""
        if not deps:
            return self._kids[index]
        return [k for k in self._kids[index] if self.tokens[k].dep in deps or base_dep(self.tokens[k].dep) in deps]

    def kid(self, index: int, *deps: str) -> int | None:
        """The first child with one of the relations, or None."""
        found = self.kids(index, *deps)
        return found[0] if found else None

    def subtree(self, index: int, without: Iterable[int] = ()) -> list[int]:
        """The tokens of a subtree in order, leaving out the subtrees whose heads are in `without`."""
        cut = set(without)
        found: list[int] = []
        stack = [index]
        while stack:
            i = stack.pop()
            if i in cut and i != index:
                continue
            found.append(i)
            stack.extend(self._kids[i])
        return sorted(found)

    def dep(self, index: int) -> str:
        return base_dep(self.tokens[index].dep)

    def lemma(self, index: int) -> str:
        """The base form in lower case; an irregular past form the reader left as it was is looked up."""
        return self.lemmas[index]

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        return tuple(self._base_form(token) for token in self.tokens)

    @staticmethod
    def _base_form(token: Token) -> str:
        lemma = token.lemma.lower()
        if token.tag in {"VBD", "VBN"} and lemma == token.text.lower():
            return BASE_OF.get(lemma, lemma)
        if token.pos == "VERB" and not is_word(lemma):
            if is_word(lemma + "e"):
                return lemma + "e"
            if lemma.endswith("e") and is_word(lemma[:-1]):
                return lemma[:-1]
        return lemma

    def word(self, index: int) -> str:
        return self.tokens[index].text.lower()

    def office(self, index: int) -> str:
        """A noun with the nouns right before it in lower case: "prime minister"."""
        first = index
        while first > 0 and self.tokens[first - 1].pos == "NOUN" and self.dep(first - 1) == "compound":
            first -= 1
        if first > 0 and self.word(first - 1) == "prime":  # an adjective to the reader
            first -= 1
        return " ".join(self.word(i) for i in range(first, index + 1))

    def named(self, index: int) -> bool:
        """Whether the token belongs to a name."""
        return self.tokens[index].pos == "PROPN" or index in self.in_entity

    @cached_property
    def in_entity(self) -> frozenset[int]:
        return frozenset(i for e in self.reading.entities for i in range(e.first, e.last + 1))

    @cached_property
    def always_capital(self) -> frozenset[str]:
        """Words that are written with a capital in the middle of sentences too: names and what is made from them."""
        firsts = {s.first for s in self.sentences}
        return frozenset(
            t.text for t in self.tokens if t.text[:1].isupper() and t.index not in firsts and not self._opens(t.index)
        )

    def _opens(self, i: int) -> bool:
        """Whether a token comes right after a quotation mark or a colon."""
        return i > 0 and self.tokens[i - 1].text in {"“", '"', "‘", ":", "”"}

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each token whether it stands inside double quotation marks; a new paragraph may reopen a quotation."""
        flags = [False] * len(self.tokens)
        inside = False
        paragraph = -1
        for sentence in self.sentences:
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                inside = False
            for i in range(sentence.first, sentence.last + 1):
                text = self.tokens[i].text
                if text in {"“", "``"} or (text == '"' and not inside):
                    inside = True
                    flags[i] = True
                elif text in {"”", "''"} or (text == '"' and inside):
                    inside = False
                    flags[i] = True
                else:
                    flags[i] = inside
        return tuple(flags)

    def say(self, indexes: Sequence[int], swaps: Mapping[int, str] | None = None) -> str:
        """The text of the tokens in the given order; `swaps` replaces a token's text ("" leaves it out)."""
        swaps = swaps or {}
        out: list[str] = []
        previous: int | None = None
        for i in indexes:
            text = swaps.get(i, self.tokens[i].text)
            if not text:
                previous = i
                continue
            if out:
                text = self.lowered(i, text)
                out.append(self._gap(previous, i, text))
            out.append(text)
            previous = i
        return tidy("".join(out))

    def _gap(self, previous: int | None, i: int, text: str) -> str:
        if previous is not None and i == previous + 1:
            return " " if self.tokens[previous].space_after else ""
        return "" if NO_SPACE_BEFORE.match(text) else " "

    @cached_property
    def written_small(self) -> frozenset[str]:
        """Words that the passage also writes without a capital, in one form or another."""
        return frozenset(t.text for t in self.tokens if t.text.islower() and t.text.isalpha() and len(t.text) > 2)

    def _name_goes_on(self, i: int) -> bool:
        """Whether the word after a token has a capital too: "British American Tobacco", "Real Driving Emissions"."""
        follows = self.tokens[i + 1].text if i + 1 < len(self.tokens) and self.tokens[i].space_after else ""
        return follows[:1].isupper() and follows[1:2].islower() and follows != "I"

    def lowered(self, i: int, text: str) -> str:
        """A text that opens with token i as it is written in the middle of a sentence."""
        token = self.tokens[i]
        word = text.partition(" ")[0]
        if not text[:1].isupper():
            return text
        if word.lower() in FUNCTION_WORDS and word != "I":
            return text[:1].lower() + text[1:]
        common = word.lower() in self.written_small
        opening = i == self.sentences[token.sentence].first or self._opens(i)
        if not opening or (token.pos == "PROPN" and not common) or word == "I" or self._name_goes_on(i):
            return text
        if common:
            return text[:1].lower() + text[1:]
        if word in self.always_capital:
            return text
        if token.pos == "ADJ" and token.lemma[:1].isupper() and not is_word(word.lower()):
            return text
        if word[1:] != word[1:].lower() or i in self.in_entity or token.text != word:
            return text
        return text[:1].lower() + text[1:]
