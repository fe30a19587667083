"""What a value in a telling is the value of, in words that an editor would print.

"Internet use stood at 3% in 2005" gives "What was internet use in 2005" to ask with, and "what internet use was in
2005" to name among other points. Nothing is asked of a sentence that the reader could not take apart for certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.language.reading import Kind
from quizzes.generation.asking.questions import ask, ask_subject
from quizzes.generation.grammar.facts import facts
from quizzes.generation.grammar.tree import Tree, capital, tidy
from quizzes.generation.stating.statements import Statement, UnfitError
from quizzes.generation.tellings.contrasts import Told
from quizzes.generation.tellings.events_named import event_named
from quizzes.generation.types import Passage
from quizzes.generation.workshop import Workshop, states, told

WHEN = {"in": "when", "at": "when", "on": "when", "around": "when", "since": "since when", "until": "when"}
STANDING = frozenset("hover stand be lie remain stay".split())  # noqa: SIM905
RISING = frozenset("rise fall increase decrease grow drop climb decline skyrocket soar".split())  # noqa: SIM905
AMOUNTS = frozenset({"%", "percent", "per cent"})
POINTING = frozenset({"PRP", "PRP$", "WP", "WDT"})
LONGEST = 20  # words of a point among others
SHORTEST = 4
OFTEN = 4  # times that a telling names the place it is about
FEWEST = 8  # words of a statement
QUOTED = re.compile(r"(?<!\w)[\"“]([^\"“”]+)[\"”]")
LENGTH = re.compile(r"[\w.]+[ -](?:day|week|month|year|decade|hour)", re.IGNORECASE)
DATED = re.compile(r"\b(?:1\d|20)\d\d\b")
EMPTY_LEAD = re.compile(r"^In (?:their|his|her|its|the) (?:work|study|experiment|research), (\w)")
UNFIT = (
    re.compile(r"^According to .*\bwould\b"),  # a future told from the past, which the present before it does not fit
    re.compile(r"^According to (?:the|these|those|some) [a-z ]+,"),  # speakers whom only the text names
    re.compile(r"\b(?:since|until|by|in) (?:January|February|March|April|May|June|July|August|September|October|"
               r"November|December)\b(?! (?:of )?\d{4})"),
    re.compile(r"\bthe (\w+)['’]s\b.* an? \1\b"),  # one and the same, first known and then not
)  # fmt: skip
TIMED = re.compile(r"\b(?:since|until|before|after|when|while)\b")  # a second time in the clause
MARKS = re.compile(r"[#“”\"()…]")


@dataclass(frozen=True, slots=True)
class Topic:
    """`question` asks for the value, without its question mark; `point` names it inside a sentence; `noun` is the thing
    that a year belongs to ("the Communications Law"), "" where the value belongs to a whole clause."""

    question: str
    point: str
    noun: str = ""

    @property
    def asked(self) -> str:
        """What is asked for: "year" of a thing, "when" a thing happened, "count" of things or a share of them, or a
        "figure" that a thing stood at."""
        if self.noun:
            return "year"
        if self.point.startswith(("when ", "since when ")):
            return "when"
        if self.point.startswith("how long "):
            return "length"
        return "count" if self.point.startswith(("how many ", "what share ")) else "figure"

    @property
    def event(self) -> str:
        """ "The museum opened" of "when the museum opened", in small letters; "" for other topics."""
        return self.point.removeprefix("when ") if self.point.startswith("when ") else ""


class Voice:
    """One telling, read: what its sentences state and what its values are the values of."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.workshop = Workshop(passages)

    @cached_property
    def stated(self) -> list[Statement]:
        """What the telling states itself or lets somebody say. It need not be clear away from the text, as elsewhere:
        whoever compares two tellings has them before her."""
        shop = self.workshop
        own = [f for f in shop.facts if f.reporting is None and not f.quoted and states(f)]
        said = [f for f in shop.facts if f.reporting is not None and told(f)]
        made = [shop.statement(f) for f in (*own, *said)]
        return [s for s in made if s is not None and (s.fact.reporting is None or shop.voice(s))]

    @cached_property
    def statements(self) -> list[tuple[int, int, int, str]]:
        """Section, start and end of the sentence, and what it states in one plain short sentence."""
        found = []
        for each in self.stated:
            sentence = each.tree.sentences[each.fact.sentence]
            text = plain(self.workshop.spoken(each))
            moved = re.search(r"\bonly\b", text, re.IGNORECASE) and text.rstrip(".") not in sentence.text
            if text and text[0].isupper() and not moved:
                found.append((each.tree.section, sentence.start, sentence.end, text))
        return found

    def sentences(self, section: int) -> list[tuple[int, int, str]]:
        """The sentences of a section: where they begin and end, and their text."""
        return [(s.start, s.end, s.text) for tree in self.trees if tree.section == section for s in tree.sentences]

    @property
    def trees(self) -> tuple[Tree, ...]:
        return self.workshop.article.trees

    def topic(self, told: Told) -> Topic | None:
        """What the one value of a quote is the value of; None where that is not certain."""
        tree = next((t for t in self.trees if t.section == told.section), None)
        if tree is None or len(told.spans) != 1:
            return None
        core = told.spans[0][1] - len(told.core)
        value = _tokens(tree, told.start + core, told.core)
        if not value:
            return None
        year = next((i for i in value if re.fullmatch(r"(?:1\d|20)\d\d", tree.tokens[i].text)), None)
        if year is not None and len(value) == 1 and (noun := self._year_of(tree, year)):
            return Topic(f"How does each telling date {noun}", f"the year of {noun}", noun)
        if (name := event_named(tree, value)) and (found := _of_event(tree.say(value), name)):
            return found
        where = tree.tokens[value[0]].sentence
        for each in [*self.stated, *_as_they_stand(tree, where)]:
            if each.tree is tree and each.fact.sentence == where:
                try:
                    found = _clause_topic(each, value, self._where(tree, where))
                except UnfitError:
                    continue
                if found is not None and not MARKS.search(found.point):
                    return found
        return None

    def _year_of(self, tree: Tree, year: int) -> str:
        """ "the Communications Law" for "the 2014 Communications Law"; "" where the year does not open a name."""
        noun = tree.tokens[year].head
        if noun == year - 2 and tree.word(year - 1) == "of" and tree.tokens[noun].pos == "PROPN":
            inside = [i for i in range(max(0, noun - 4), noun + 1) if i >= (tree.subtree(noun)[0])]
            named = tree.say(inside)
            return f"the {named[4:]}" if named.lower().startswith("the ") else ""
        if noun <= year or noun - year > 3 or tree.tokens[noun].pos not in {"NOUN", "PROPN"}:
            return ""
        rest = range(year + 1, noun + 1)
        owner = tree.word(year - 1) if year else ""
        after = tree.say([*rest, *self._of(tree, noun)])
        if owner == "the" and any(tree.tokens[i].text[:1].isupper() for i in rest):
            return f"the {after}"
        if owner not in {"his", "her", "its"}:
            return ""
        sentence = tree.tokens[year].sentence
        for each in self.stated:
            if each.tree is tree and each.fact.sentence == sentence and each.fact.subject > noun:
                subject = tree.say(each.subject_tokens)  # as the sentence names the person, not as the rest does
                if tree.tokens[each.fact.subject].pos == "PROPN" and len(subject.split()) <= 4:
                    return f"{subject}{'’' if subject.endswith('s') else '’s'} {after}"
        return ""

    def tokens_of(self, told: Told) -> tuple[Tree | None, list[int]]:
        """The tree of a quote's section, and the tokens that the quote covers."""
        tree = next((t for t in self.trees if t.section == told.section), None)
        if tree is None:
            return None, []
        return tree, [t.index for t in tree.tokens if told.start <= t.start < told.start + len(told.quote)]

    def event(self, told: Told) -> str:
        """What happened in the year that a quote gives, as a clause without the year; "" where that is not certain."""
        ending = re.compile(rf",? (?:as early as|in) {re.escape(told.core)}\.$")
        tree, inside = self.tokens_of(told)
        for section, start, end, text in self.statements:
            clause = ending.sub("", text)
            within = section == told.section and told.start <= start and end <= told.start + len(told.quote) + 12
            if within and clause != text and tree is not None:
                opening = next((i for i in inside if tree.tokens[i].text == clause.split()[0]), None)
                clause = clause.replace(" was the first ", " became the first ")
                return tree.lowered(opening, clause) if opening is not None else ""
        return self._begun(told)

    def _begun(self, told: Told) -> str:
        """ "Minister Omarov's blog was launched" for "his blog, launched in 2005", where one person alone is named."""
        tree, inside = self.tokens_of(told)
        at = told.start + told.spans[0][1] - len(told.core)
        year = next((i for i in inside if tree is not None and tree.tokens[i].start == at), None)
        if tree is None or year is None:
            return ""
        verb = tree.tokens[year].head
        thing, owner = tree.tokens[verb].head, tree.kid(tree.tokens[verb].head, "nmod:poss")
        people = [e for e in tree.reading.entities if e.first in inside and e.label == Kind.PERSON]
        if tree.tokens[verb].tag != "VBN" or tree.dep(verb) != "acl" or owner is None or len(people) != 1:
            return ""
        if tree.word(owner) not in {"his", "her"} or people[0].first > owner or tree.tokens[thing].tag != "NN":
            return ""
        own = [i for i in tree.subtree(people[0].last) if i >= people[0].first or tree.tokens[i].text[:1].isupper()]
        name = tree.say(own)
        owned = tree.say([*tree.kids(thing, "compound"), thing])  # each telling describes it in its own way
        return f"{name}{'’' if name.endswith('s') else '’s'} {owned} was {tree.word(verb)}"

    @cached_property
    def _country(self) -> str:
        """The place that the telling is about: named far more often than any other; "" where there is none."""
        named = Counter(e.text for tree in self.trees for e in tree.reading.entities if e.label == Kind.PLACE)
        ranked = [*named.most_common(2), ("", 0), ("", 0)]
        return ranked[0][0] if ranked[0][1] >= max(OFTEN, 2 * ranked[1][1]) else ""

    def _where(self, tree: Tree, sentence: int) -> str:
        """ "in Kazakhstan" for a sentence that names no place, which the reader of a question would miss."""
        inside = [e for e in tree.reading.entities if tree.tokens[e.first].sentence == sentence]
        return f"in {self._country}" if self._country and not any(e.label == Kind.PLACE for e in inside) else ""

    @staticmethod
    def _of(tree: Tree, noun: int) -> list[int]:
        """The few words after a noun that say whom it was for ("to the nation")."""
        for k in tree.kids(noun, "nmod"):
            tokens = tree.subtree(k)
            if tokens[0] == noun + 1 and len(tokens) <= 4:
                return tokens
        return []


def _of_event(value: str, name: str) -> Topic | None:
    """When an event was, or how long it lasted."""
    if DATED.search(value):
        what = "year" if DATED.fullmatch(value) else "date"
        return Topic(f"How does each telling date {name}", f"the {what} of {name}", name)
    return Topic(f"How long did {name} last", f"how long {name} lasted") if LENGTH.fullmatch(value) else None


def _as_they_stand(tree: Tree, sentence: int) -> list[Statement]:
    """What a sentence says of "the river", which whoever asked has read of."""
    found = [f for f in facts(tree) if f.sentence == sentence and f.kind in {"main", "coordinate"} and not f.speaker]
    return [
        Statement(f, f.tokens, {}, (sentence,))
        for f in found
        if not f.quoted
        and not any(tree.tokens[i].tag in POINTING for i in f.tokens)
        and not {tree.word(i) for i in f.tokens} & {"one", "this", "these", "that", "those", "such"}
    ]


def plain(text: str) -> str:
    """A statement as an option prints it: no stray marks, one plain sentence; "" where it cannot be one."""
    text = re.sub(r"#(?=\w)", "", text)
    text = QUOTED.sub(r"‘\1’", text)
    text = EMPTY_LEAD.sub(lambda found: found[1].upper(), text)
    words = text.split()
    if any(pattern.search(text) for pattern in UNFIT):
        return ""
    if re.match(r"An? (?:\w+ )?(?:example|issue)\b", text) or re.search(r"\ban? \d{4} (?:\S+ )?\w+s\b", text):
        return ""
    broken = re.search(r"[\"…:;()]|[“”]|\b(?:he|she|they|it|this|these|that)\b[,.]| it became ", text)
    return "" if broken or not SHORTEST <= len(words) <= LONGEST + 2 else text


def _tokens(tree: Tree, start: int, text: str) -> list[int]:
    """The tokens of a value that begins at a character, or a little behind where paragraphs part."""
    first = next((t for t in tree.tokens if start <= t.start <= start + 2 and text.startswith(t.text)), None)
    if first is None:
        return []
    return [t.index for t in tree.tokens if first.start <= t.start < first.start + len(text)]


def _clause_topic(statement: Statement, value: Sequence[int], where: str) -> Topic | None:
    """The topic of a value that stands in a clause."""
    fact, tree = statement.fact, statement.tree
    part = _part(statement, value)
    if part is None or fact.negation is not None or any(tree.word(i) == "would" for i in fact.group):
        return None
    tokens = sorted({*value, *tree.kids(part, "case", "advmod")}) if part == fact.head else tree.subtree(part)
    if set(tokens) & set(fact.subject_tokens):
        return _how_many(statement, value)
    if any(tree.word(i) in AMOUNTS for i in value):
        return _share(statement, part, value) or _level(statement, tokens, where)
    if set(fact.coordinated) & set(statement.tokens):
        return None
    if not any(re.search(r"\d{4}", tree.tokens[i].text) for i in value) or len(tokens) > len(value) + 3:
        return _how_many(statement, value)
    case = next((tree.word(k) for k in tree.kids(part, "case")), "")
    wh = WHEN.get(case)
    if wh is None or part not in value:
        return None
    return _both_ways(statement, wh, tokens)


def _both_ways(statement: Statement, wh: str, tokens: Sequence[int]) -> Topic | None:
    """The question, and the same as a point inside a sentence."""
    tree = statement.tree
    cut = set(tokens)
    question = ask(statement, capital(wh), cut).rstrip("?")
    subject = statement.say([i for i in statement.subject_tokens if i not in cut])
    subject = tree.lowered(statement.subject_tokens[0], subject)
    lead = tidy(statement.say([i for i in statement.lead if i not in cut])) if statement.lead else ""
    rest = statement.say([i for i in statement.predicate if i not in cut])
    if lead or TIMED.search(rest):
        return None
    return _topic(question, f"{wh} {subject} {rest}")


def _topic(question: str, point: str) -> Topic | None:
    question, point = (QUOTED.sub(r"‘\1’", re.sub(r"#(?=\w)", "", tidy(text))) for text in (question, point))
    if point.startswith("how many ") and ", " in point:
        return None  # a second phrase hangs loose behind the first
    return Topic(question, point) if SHORTEST <= len(point.split()) <= LONGEST else None


def _level(statement: Statement, tokens: Sequence[int], where: str) -> Topic | None:
    """ "Penetration hovered at 3% in 2005" and "by 2005 penetration had risen to 3%": penetration in 2005."""
    fact, tree = statement.fact, statement.tree
    rising = tree.lemma(fact.head) in RISING and tree.word(tokens[0]) == "to"
    if not (rising or tree.lemma(fact.head) in STANDING or (fact.copular and fact.head in tokens)):
        return None
    verb = {fact.head, *fact.group}
    if not rising and len(fact.group) > 1:
        return None
    subject = tree.lowered(statement.subject_tokens[0], statement.say(statement.subject_tokens))
    rest = statement.say([i for i in statement.predicate if i not in {*tokens, *verb}])
    lead = tidy(statement.say(statement.lead)) if statement.lead else ""
    time = re.fullmatch(r"(?:in|by) (\d{4})", lead or rest, re.IGNORECASE)
    if time is None or (lead and rest):
        return None
    point = " ".join(f"{subject} {where} in {time[1]}".split())
    return _topic(f"What figure does each telling give for {point}", point)


def _share(statement: Statement, part: int, value: Sequence[int]) -> Topic | None:
    """ "Kept 10% of the flour": what share of the flour was kept."""
    tree = statement.tree
    of = [k for k in tree.kids(part, "nmod") if "of" in {tree.word(c) for c in tree.kids(k, "case")}]
    if part not in statement.fact.parts("obj") or part not in value or len(of) != 1 or statement.lead:
        return None
    whole = tree.subtree(part)
    return _both_ways(statement, f"what share {tree.say([i for i in whole if i > value[-1]])}", whole)


def _how_many(statement: Statement, value: Sequence[int]) -> Topic | None:
    """ "16 people were killed": how many people were killed."""
    fact, tree = statement.fact, statement.tree
    number = value[0]
    noun = tree.tokens[number].head
    if tree.dep(number) != "nummod" or tree.tokens[noun].tag != "NNS" or tree.tokens[number].pos != "NUM":
        return None
    inside = [i for i in tree.subtree(noun) if i in statement.tokens]
    if tree.kids(noun, "acl") or set(fact.coordinated) & set(statement.tokens):
        return None
    counted = f"how many {tree.say([i for i in inside if i > value[-1]])}" if noun not in value else ""
    if noun in value:
        counted = f"how many {tree.say([i for i in inside if i >= noun])}"
    if noun == fact.subject:
        question = ask_subject(statement, capital(counted), singular=False).rstrip("?")
        return _topic(question, question[:1].lower() + question[1:])
    if noun in fact.parts("obj") and not statement.lead:
        return _both_ways(statement, counted, inside)
    return None


def _part(statement: Statement, value: Sequence[int]) -> int | None:
    """The part of the clause, hanging on its verb, that a value stands in."""
    tree, node = statement.tree, value[-1]
    head = statement.fact.head
    if head in value:
        return head if statement.fact.copular else None
    for _ in range(6):
        if tree.tokens[node].head == head:
            return node
        if tree.tokens[node].head == node:
            return None
        node = tree.tokens[node].head
    return None
