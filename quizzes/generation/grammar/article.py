"""An article as a whole: its trees, its names in full, what it keeps talking about, its numbers and dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from quizzes.generation.english.lists import listed
from quizzes.generation.english.words import LIGHT_NOUNS, UNNAMED_NOUNS
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.types import Passage

if TYPE_CHECKING:
    from articles.language import Entity

# What makes a noun one that a reader of the article cannot lose sight of: among so many most used ones, used so often,
# with "the" at least in this share; people, animals and events only ("the map" and "the law" could be others).
LEADING = 8
PRESENT = 4
MOSTLY_DEFINITE = 0.4

TITLES = listed(
    """
    mr mrs ms miss dr prof professor president sir lord lady minister
    """
)
ROLES = listed("president mayor king queen premier judge report law study survey court minister")
BODIES = listed(
    """
    committee registry commission council agency association university institute organisation organization
    party court parliament assembly bank ministry department foundation charity panel union congress senate
    authority centre center institution board federation league museum zoo university park office
    """
)
PAPERS = listed(
    "accord alliance agreement treaty convention protocol act law charter programme project plan fund report"
)
NAMED_BODIES = BODIES | PAPERS
GROUPS = listed("team project survey experiment group campaign")
NOT_IN_OFFICE = frozenset({"former", "ex", "deputy", "vice", "acting", "first"})
INNER = frozenset(["and", "of", "for", "in", "on", "the", "&"])
OFFICES = frozenset({"president", "minister", "mayor", "king", "queen", "premier", "chancellor", "governor"})
NOMINAL = frozenset({"NOUN", "PROPN"})


class Article:
    """The passages of one article, indexed once for every kind of question."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.trees = tuple(Tree(p) for p in passages)

    @cached_property
    def people(self) -> dict[str, str]:
        """Short names of people, last or first, to the one full name that has them; ambiguous ones are left out."""
        full: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities("person"):
            words = [w for w in entity.text.split() if w.lower().strip(".") not in TITLES]
            if len(words) >= 2 and all(w[:1].isupper() for w in words[-1:]):
                full[words[-1]].add(" ".join(words))
                if words[0].isalpha() and words[0].istitle():
                    full[words[0]].add(" ".join(words))
        return {short: next(iter(names)) for short, names in full.items() if len(names) == 1}

    def entities(self, *labels: str) -> list[Entity]:
        """Named entities in order; labels compare by the kind's value (`person`, `organisation`, `place`)."""
        return [e for tree in self.trees for e in tree.reading.entities if not labels or str(e.label).lower() in labels]

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Short forms to the one longer name they stand for: "committee" to "Icelandic Naming Committee".

        A name that begins with the noun counts too ("Accord on Fire Safety"), and a group that has one name ("Google
        team"); a noun with two such names is left out.
        """
        names: dict[str, set[str]] = defaultdict(set)
        for tree in self.trees:
            tokens = tree.tokens
            for t in tokens:
                word = t.text
                if not word[:1].isupper() or not word.isalpha() or t.index == tree.sentences[t.sentence].first:
                    continue
                if t.index + 1 < len(tokens) and tokens[t.index + 1].text[:1].isupper():
                    continue
                first = t.index
                while first > tree.sentences[t.sentence].first and (
                    tokens[first - 1].text[:1].isupper() and tokens[first - 1].text.lower() not in {"the", "a", "an"}
                ):
                    first -= 1
                if first < t.index and first > tree.sentences[t.sentence].first:
                    names[word.lower()].add(" ".join(x.text for x in tokens[first : t.index + 1]))
        for tree in self.trees:
            for t in tree.tokens:
                if t.text[:1].isupper() and t.text.lower() in NAMED_BODIES:
                    longer = self._name_from(tree, t.index)
                    if longer:
                        names[t.text.lower()].add(longer)
                elif t.tag == "NN" and t.text in GROUPS:
                    for k in tree.kids(t.index, "compound", "nmod:poss"):
                        if tree.tokens[k].pos == "PROPN":
                            names[t.text].add(f"{tree.tokens[k].text} {t.text}" if k == t.index - 1 else "")
        return {
            w: next(iter(n)) for w, n in names.items() if len(n) == 1 and "" not in n and w in NAMED_BODIES | GROUPS
        }

    @staticmethod
    def _name_from(tree: Tree, first: int) -> str:
        """The longer name that begins with a token, "Accord on Fire Safety in Bangladesh", or ""."""
        tokens = tree.tokens
        end = tree.sentences[tokens[first].sentence].last
        last = first
        if first + 1 > end or tokens[first + 1].text not in {"on", "of", "for"}:
            return ""
        i = first + 1
        while i <= end and (tokens[i].text[:1].isupper() or tokens[i].text in INNER):
            if tokens[i].text[:1].isupper():
                last = i
            i += 1
        return tree.say(range(first, last + 1)) if last > first + 1 else ""

    @cached_property
    def titles(self) -> dict[str, str]:
        """What a person is called by office ("prime minister", "mayor") to the one person of the article so called."""
        found: dict[str, set[str]] = defaultdict(set)
        for tree in self.trees:
            for entity in tree.reading.entities:
                if str(entity.label).lower() != "person":
                    continue
                name = " ".join(w for w in entity.text.split() if w.lower().strip(".") not in TITLES)
                full = self.people.get(name.split()[-1], name) if name else ""
                for office in self._offices(tree, entity):
                    found[office].add(full)
                for office in self._titled(tree, entity):
                    found[office].add(full)
        open_ones = {o.strip() for o in found if o.endswith(" ")}
        return {
            o: next(iter(n))
            for o, n in found.items()
            if len(n) == 1 and len(next(iter(n)).split()) > 1 and o not in open_ones
        }

    @staticmethod
    def _titled(tree: Tree, entity: Entity) -> list[str]:
        """The title that stands in or right before a name: "President Omarov", "the former prime minister Omarov"."""
        start = tree.sentences[tree.tokens[entity.first].sentence].first
        if entity.first > start and _not_in_office(tree, entity.first - 1):
            return []
        near = [tree.word(i).strip(".") for i in range(max(start, entity.first - 1), entity.last)]
        whole = " ".join(tree.word(i) for i in range(max(start, entity.first - 2), entity.last))
        return [w for w in near if w in TITLES | ROLES] + [o for o in ("prime minister",) if o in whole]

    @staticmethod
    def _offices(tree: Tree, entity: Entity) -> list[str]:
        span = range(entity.first, entity.last + 1)
        head = next((k for k in span if tree.tokens[k].head not in span), entity.last)
        nouns = [k for k in tree.kids(head, "appos") if tree.tokens[k].pos in NOMINAL]
        if tree.dep(head) == "appos":
            nouns.append(tree.tokens[head].head)
        nouns = [k for k in nouns if not _not_in_office(tree, k)]
        named = [tree.office(k) for k in nouns if tree.tokens[k].tag in {"NN", "NNP"} and k not in span]
        before = entity.first - 1
        inner = [tree.word(k) for k in span if tree.word(k) in OFFICES]
        beside = before >= 0 and tree.tokens[before].pos in NOMINAL and tree.tokens[before].space_after
        if beside and not _not_in_office(tree, before):
            inner.append(tree.office(before))
        # "the president of Uzbekistan, X" does not make X "the president"; but it leaves that open.
        return [*named, *inner, *(f"{o} " for k in nouns if tree.kids(k, "nmod") for o in [tree.office(k)])]

    @cached_property
    def lemma_counts(self) -> Counter[str]:
        """How often each noun or name is used as the head of a phrase or inside one."""
        return Counter(
            t.lemma.lower() for tree in self.trees for t in tree.tokens if t.pos in NOMINAL and len(t.text) > 2
        )

    @cached_property
    def content_counts(self) -> Counter[str]:
        return Counter(
            t.lemma.lower()
            for tree in self.trees
            for t in tree.tokens
            if t.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and len(t.text) > 2
        )

    @cached_property
    def modified(self) -> dict[str, Counter[tuple[str, ...]]]:
        """For each noun lemma the sets of modifiers it is used with and how often."""
        table: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for tree in self.trees:
            for t in tree.tokens:
                if t.pos == "NOUN":
                    mods = tuple(tree.lemma(k) for k in tree.kids(t.index, "amod", "compound", "nmod", "nummod", "acl"))
                    table[t.lemma.lower()][mods] += 1
        return dict(table)

    @cached_property
    def heading_lemmas(self) -> frozenset[str]:
        words = {w.strip(",.:;!?'’\"").lower() for p in self.passages for w in p.heading.split()}
        return frozenset(words | {w[:-1] for w in words if w.endswith("s")})

    def salience(self, lemma: str) -> float:
        """How much the article is about the word, 0 to 1."""
        most = max(self.content_counts.values(), default=1)
        share = self.content_counts[lemma] / most
        return min(1.0, share + (0.3 if lemma in self.heading_lemmas else 0.0))

    @cached_property
    def _sorts(self) -> dict[str, tuple[int, int, int, set[str]]]:
        """For each noun: singular and plural uses, uses with "another" and the like, names beside it."""
        table: dict[str, tuple[int, int, int, set[str]]] = {}
        for tree in self.trees:
            for t in tree.tokens:
                if t.pos != "NOUN" or tree.dep(t.index) in {"compound", "amod"}:
                    continue
                one, many, other, marks = table.get(t.lemma.lower(), (0, 0, 0, set()))
                kids = tree.kids(t.index)
                names = {tree.lemma(k) for k in kids if tree.tokens[k].pos == "PROPN"}
                names |= {tree.lemma(k) for k in kids if tree.tokens[k].text[:1].isupper() and tree.dep(k) == "amod"}
                different = any(tree.word(k) in {"another", "second", "each", "every"} for k in kids)
                plural = t.tag == "NNS"
                table[t.lemma.lower()] = (one + (not plural), many + plural, other + different, marks | names)
        return table

    def consistent(self, lemma: str) -> bool:
        """Whether every use of the noun can mean the same thing: one number, no "another", hardly any names."""
        if lemma in LIGHT_NOUNS:
            return False
        one, many, other, names = self._sorts.get(lemma, (0, 0, 0, set()))
        total = one + many
        return total >= 3 and not other and len(names) <= 2 and min(one, many) <= total // 5

    @cached_property
    def protagonists(self) -> frozenset[str]:
        """The people, animals and events that the article never stops talking about with "the" before them: everybody
        who has read a text on two mice in a box knows "the mice", as nobody knows "the results"."""
        uses: Counter[str] = Counter()
        definite: Counter[str] = Counter()
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for tree in self.trees:
            for t in tree.tokens:
                if t.pos == "NOUN":
                    lemma = t.lemma.lower()
                    uses[lemma] += 1
                    kinds[lemma][str(t.kind).lower()] += 1
                    definite[lemma] += any(tree.word(k) == "the" for k in tree.kids(t.index, "det"))
        found = set()
        for lemma, count in uses.most_common(LEADING):
            alive = sum(kinds[lemma][kind] for kind in ("person", "animal", "event"))
            several = len(self._sorts.get(lemma, (0, 0, 0, set()))[3]) > 1  # the British and the Kenyan government
            often = count >= PRESENT and definite[lemma] >= count * MOSTLY_DEFINITE
            if often and 2 * alive >= count and not several:
                found.add(lemma)
        return frozenset(found - LIGHT_NOUNS - UNNAMED_NOUNS)

    def topical(self, lemma: str) -> bool:
        """Whether "the + lemma" alone names one thing throughout: used often, with hardly any telling modifiers."""
        uses = self.modified.get(lemma)
        if not uses or lemma in LIGHT_NOUNS:
            return False
        total = sum(uses.values())
        kinds = [m for m in uses if m]
        steady = (total >= 4 and len(kinds) <= 1) or (lemma in self.heading_lemmas and total >= 3)
        return steady or self.consistent(lemma)


def _not_in_office(tree: Tree, noun: int) -> bool:
    """Whether "former", "deputy" or the like stands before an office: its holder is not "the minister" alone."""
    first = tree.sentences[tree.tokens[noun].sentence].first
    return any(tree.word(i) in NOT_IN_OFFICE for i in range(max(first, noun - 2), noun))
