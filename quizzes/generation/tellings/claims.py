"""What a telling claims, as a clause that fits after "says that": statements, and sentences that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.language.lexicon import is_word
from quizzes.generation.grammar.tree import Tree, capital
from quizzes.generation.stating.statements import Statement
from quizzes.generation.tellings.contrasts import Told
from quizzes.generation.tellings.topics import Voice, plain

LONGEST = 24  # words of a clause inside a stem
SHORTEST = 4
LINKING = re.compile(
    r"^(?:And so|And|But|So|Yet|However|Of course|For (?:example|instance)|In (?:addition|fact)),? "
    r"(?=\w)(?!(?:that|then)\b)"
)
LEANING = re.compile(
    r"^(?:And|But|So|Or|Yet|Then|However|Also|Still|Instead|Thus|Therefore|Meanwhile|Otherwise|Another|Other|Of course|"
    r"For (?:example|instance)|In (?:addition|fact)|On the other hand)\b"
)
POINTERS = frozenset(
    "this these that those such another other others here there then now today ago same".split()  # noqa: SIM905
)
OPENED = re.compile(
    r"(?:in|by|until|during|at|on|since|after|before|through|from|with|for|over|under|as|when|if|while|although|"
    r"[a-z]+ing) "
    r"(?:[^,]|\d, \d){1,80}, "
)
UNMARKED = re.compile(r"(?:in|at|on|during|through|from|with|for|over|after|before) (?:[^\s,]+ ){3,}[^,]*$")
BROKEN = re.compile(r"[:;()…?!–—\[\]/]|\b(\w+) \1\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """`clause` is what a telling says, without its full stop, as it stands after "that"; the sentence that says it
    begins at `start` of its section. `statement` is None where the whole sentence is the claim."""

    section: int
    start: int
    end: int
    clause: str
    statement: Statement | None = None

    @property
    def text(self) -> str:
        return f"{capital(self.clause)}."

    @property
    def said(self) -> str:
        """ "that, until 1990, nobody came": the clause after "says", set off where it opens with a time or a place."""
        return f"that{',' if OPENED.match(self.clause) else ''} {self.clause}"


class Claims:
    """The claims of one telling."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    @cached_property
    def every(self) -> tuple[Claim, ...]:
        """Statements before whole sentences; nothing that somebody is quoted with."""
        stated = tuple(self._stated())
        filled = {(c.section, c.start) for c in stated if c.statement and c.statement.swaps}
        return (*stated, *(c for c in self._whole() if (c.section, c.start) not in filled))

    def of(self, told: Told, core: str = "") -> Claim | None:
        """The shortest claim of a quote that holds a value; None where there is none."""
        fit = [c for c in self.every if inside(c, told) and (not core or core in c.clause)]
        return min(fit, key=lambda c: (len(c.clause), c.clause), default=None)

    def _stated(self) -> Iterator[Claim]:
        for each in self.voice.stated:
            sentence = each.tree.sentences[each.fact.sentence]
            said = self.voice.workshop.spoken(each)
            text = plain(said)
            if not text or text.startswith("According to") or not text[0].isupper():
                continue
            if re.search(r"\bonly\b", text, re.IGNORECASE) and text.rstrip(".") not in sentence.text:
                continue
            clause = opened_small(each, text.rstrip("."))
            if SHORTEST <= len(clause.split()) <= LONGEST and not UNMARKED.match(clause):
                yield Claim(each.tree.section, sentence.start, sentence.end, clause, each)

    def _whole(self) -> Iterator[Claim]:
        for tree in self.voice.trees:
            for n, sentence in enumerate(tree.sentences):
                clause = self._alone(tree, n)
                if clause and self.voice.workshop.stater.sentence_problem(tree, n) is None:
                    yield Claim(tree.section, sentence.start, sentence.end, clause)

    def _alone(self, tree: Tree, n: int) -> str:
        """A whole sentence as a clause; "" where it leans on others, or is no plain statement."""
        sentence = tree.sentences[n]
        text = sentence.text.strip()
        linked = LINKING.match(text)
        opening = sentence.start + (linked.end() if linked else 0)
        tokens = [t.index for t in tree.tokens[sentence.first : sentence.last + 1] if t.start >= opening]
        text = capital(text[linked.end() :]) if linked else text
        if LEANING.match(text) or BROKEN.search(text) or not text.endswith(".") or not text[:1].isupper() or not tokens:
            return ""
        if UNMARKED.match(text[:1].lower() + text[1:]) or not self._stands(tree, tokens):
            return ""
        if any(tree.quoted[i] for i in tokens) and not re.search(r"[\"“][\w-]+( [\w-]+)?[\"”]", text):
            return ""
        printed = plain(text).rstrip(".")
        if not printed or not SHORTEST <= len(printed.split()) <= LONGEST:
            return ""
        small = linked and not tree.tokens[tokens[0]].text[:1].isupper()
        return printed[:1].lower() + printed[1:] if small else tree.lowered(tokens[0], printed)

    def _stands(self, tree: Tree, tokens: Sequence[int]) -> bool:
        """Whether nothing in a sentence points out of it. "The 1990s" does not, nor does "one" for people at large; a
        place or thing that the reader of both tellings knows ("left the valley") does no harm but as the subject."""
        standing, inside = self.voice.workshop.standing, set(tokens)
        verb = next((i for i in tokens if tree.tokens[i].head == i or tree.tokens[i].head not in inside), tokens[0])
        for i in tokens:
            if tree.word(i) in POINTERS or tree.tokens[i].tag == "WP":
                return False
            fault = "" if tree.word(i) == "one" else standing.fault(tree, i, tokens, inside)
            dated = any(re.search(r"\d", tree.tokens[k].text) for k in (i, i + 1, i + 2) if k in inside)
            if fault and not (fault == "definite_without_referent" and (dated or i > verb)):
                return False
        return True


def opened_small(statement: Statement, text: str) -> str:
    """The words of a statement as they stand in the middle of a sentence."""
    first = statement.tokens[0]
    filled, token = statement.swaps.get(first, ""), statement.tree.tokens[first]
    if token.tag == "NNPS" and text.startswith(token.text) and is_word(token.text.lower()):
        return text[:1].lower() + text[1:]  # a plain plural that opens a sentence, taken for a name
    if filled and filled[:1].islower() and text[:1].lower() == filled[:1]:
        return text[:1].lower() + text[1:]
    return statement.tree.lowered(first, text)


def inside(claim: Claim, told: Told) -> bool:
    """Whether a claim's sentence lies in a quote (paragraphs are joined by one space in it)."""
    return (
        claim.section == told.section and told.start <= claim.start and claim.end <= told.start + len(told.quote) + 12
    )
