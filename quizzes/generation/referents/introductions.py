"""Which one "the study" or "this law" means: the phrase or name by which the text brought it in, where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzes.generation.english import words
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.definites import loose_phrase

if TYPE_CHECKING:
    from quizzes.generation.referents.standing import Standing

NAMING = frozenset(["call", "name", "title", "entitle"])
TELLING_CASES = frozenset(["of", "by", "from", "on", "for", "against", "between", "about", "in", "at", "to"])
APART = frozenset(["another", "other", "second", "third", "each", "every", "separate", "several", "many", "some"])
LONGEST = 9
# Adjectives that say how a thing is thought of, not which one it is.
PRAISING = frozenset(
    ["average", "available", "leading", "famous", "popular", "beautiful", "dramatic", "special", "main"]
)
# How many sentences back an adjective alone may have told the thing apart.
NEAR = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """One use of a noun with what tells it apart: words before it, the tokens of a phrase after it, or a name."""

    noun: int
    sentence: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    name: str
    indefinite: bool

    @property
    def described(self) -> bool:
        return bool(self.before or self.after or self.name)


class Introductions:
    """Looks back over one passage for what a bare definite or pointing phrase means."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self._mentions: dict[tuple[int, str, bool], list[Mention]] = {}

    def resolve(self, tree: Tree, noun: int, *, well: bool = False) -> tuple[dict[int, str], int] | None:
        """Replacements that spell the phrase out, and the sentence that brought the thing in; None when uncertain.

        `well` asks for more than an adjective: a name, a noun before it ("traffic app") or a phrase after it.
        """
        det = self._determiner(tree, noun)
        if det is None or tree.tokens[noun].pos != "NOUN":
            return None
        here = tree.tokens[noun].sentence
        plural = tree.tokens[noun].tag == "NNS"
        earlier = [m for m in self.mentions(tree, tree.lemma(noun), plural) if m.noun < det]
        if tree.word(det) != "the":
            return self._pointed(tree, noun, det, [m for m in earlier if here - m.sentence <= 1])
        known = [m for m in earlier if m.described]
        if not known or not self._one_thing(tree, noun, earlier, known):
            return None
        if tree.lemma(noun) in words.LIGHT_NOUNS:
            known = [m for m in known if m.name or any(tree.dep(i) == "compound" for i in m.before)]
            if not known or known[0] is not earlier[0]:
                return None
        named = {m.name for m in known if m.name}
        chosen = next((m for m in known if m.name), known[0]) if len(named) == 1 else known[0]
        if well:
            chosen = next((m for m in known if self._well(tree, m)), chosen)
            if not self._well(tree, chosen):
                return None
        return self._spelled(tree, noun, det, chosen)

    def named(self, tree: Tree, noun: int) -> tuple[str, int] | None:
        """The one name by which a noun goes before a token, without its "the", and the sentence that gives it."""
        earlier = [m for m in self.mentions(tree, tree.lemma(noun), False) if m.noun < noun and m.described]
        found: dict[str, int] = {}
        for m in earlier:
            name = m.name.removeprefix("the ")
            if not name and any(tree.tokens[i].text[:1].isupper() for i in m.before):
                name = tree.say([*m.before, m.noun])
            if name:
                found.setdefault(name, m.sentence)
        longest = max(found, key=len, default="")
        whole = all(other.split()[-2:] == longest.split()[-2:] for other in found)
        return (longest, found[longest]) if longest and whole and longest.lower().endswith(tree.word(noun)) else None

    @staticmethod
    def _well(tree: Tree, m: Mention) -> bool:
        """Whether a mention tells which one is meant by a name, a noun before it or a phrase after it."""
        strong = any(tree.dep(i) == "compound" or tree.tokens[i].text[:1].isupper() for i in m.before)
        return bool(m.name or m.after or strong)

    def _pointed(self, tree: Tree, noun: int, det: int, near: list[Mention]) -> tuple[dict[int, str], int] | None:
        """What "this law" means when the sentence before speaks of exactly one law and describes it."""
        same = (
            near and tree.sentences[near[0].sentence].paragraph == tree.sentences[tree.tokens[noun].sentence].paragraph
        )
        if len(near) != 1 or not same or not near[0].described or tree.lemma(noun) in words.LIGHT_NOUNS:
            return None
        return self._spelled(tree, noun, det, near[0])

    def _spelled(self, tree: Tree, noun: int, det: int, chosen: Mention) -> tuple[dict[int, str], int] | None:
        text = self._told(tree, chosen)
        far = tree.tokens[noun].sentence - chosen.sentence > NEAR
        plain = all(tree.dep(i) == "amod" and not tree.tokens[i].text[:1].isupper() for i in chosen.before)
        lightly = not chosen.name and plain and not chosen.after
        unexplained = not (chosen.indefinite or chosen.name) and loose_phrase(
            tree, chosen.noun, set(tree.subtree(chosen.noun)), {}
        )
        if text is None or (far and lightly) or unexplained:
            return None
        if chosen.indefinite and tree.tokens[noun].tag == "NNS" and tree.word(det) in {"these", "those", "such"}:
            bare = not tree.kids(chosen.noun, "nummod", "det")
            text = text.removeprefix("the ") if bare else text
        return {**dict.fromkeys(range(det, noun), ""), noun: text}, chosen.sentence

    @staticmethod
    def _determiner(tree: Tree, noun: int) -> int | None:
        """The "the" or "this" right before a noun that nothing else describes, or None."""
        inner = [
            k
            for k in tree.kids(noun, "det", "amod", "compound", "nmod", "nummod", "acl", "appos", "flat")
            if not (tree.dep(k) == "acl" and tree.tokens[noun + 1].text == ",")
        ]
        if len(inner) != 1 or inner[0] != noun - 1 or tree.kids(noun, "conj"):
            return None
        word = tree.word(inner[0])
        pointing = word in {"the", "this", "that", "these", "those"}
        return inner[0] if pointing or (word == "such" and tree.tokens[noun].tag == "NNS") else None

    def mentions(self, tree: Tree, lemma: str, plural: bool) -> list[Mention]:
        """Every use of the noun in the passage, in order."""
        key = (tree.section, lemma, plural)
        if key not in self._mentions:
            self._mentions[key] = [
                self._mention(tree, t.index)
                for t in tree.tokens
                if (t.pos == "NOUN" or (t.pos == "PROPN" and t.text.islower()))
                and tree.lemma(t.index) == lemma
                and (t.tag == "NNS") == plural
                and tree.dep(t.index) not in {"compound", "amod", "flat"}
            ]
        return self._mentions[key]

    def _mention(self, tree: Tree, noun: int) -> Mention:
        telling = [
            k
            for k in tree.kids(noun, "compound", "amod", "nmod:poss")
            if k < noun and (tree.dep(k) != "amod" or self._tells(tree, k))
        ]
        before = tuple(i for k in telling for i in tree.subtree(k))
        while before and tree.tokens[before[0]].pos == "ADP":  # "burst at Nile mine": the preposition is the mine's
            before = before[1:]
        after: tuple[int, ...] = ()
        part = next((k for k in tree.kids(noun, "nmod") if k > noun), None)
        if part is not None and tree.word(tree.subtree(part)[0]) in TELLING_CASES:
            after = tuple(tree.subtree(part))
        articles = {tree.word(k) for k in tree.kids(noun, "det")}
        bare = tree.tokens[noun].tag == "NNS" and not articles and not tree.kids(noun, "nmod:poss")
        indefinite = bool(articles & {"a", "an"}) or bare
        return Mention(noun, tree.tokens[noun].sentence, before, after, self._name(tree, noun), indefinite)

    @staticmethod
    def _tells(tree: Tree, k: int) -> bool:
        plain = {tree.lemma(k), tree.word(k)} & (words.PLAIN_ADJECTIVES | PRAISING) or tree.word(k + 1) == ","
        return not plain and tree.tokens[k].tag not in {"JJR", "JJS"}

    def _name(self, tree: Tree, noun: int) -> str:
        """The name that the text gives the thing right there: in apposition, after "called", "the town of X"."""
        if tree.tokens[noun].tag == "NNS" or str(tree.tokens[noun].kind).lower() == "person":
            return ""
        if tree.tokens[noun].pos == "PROPN":  # "the Blue River mine", read as one name
            first = noun
            while first > 0 and tree.tokens[first - 1].pos == "PROPN":
                first -= 1
            return f"the {tree.say(range(first, noun + 1))}" if first < noun else ""
        heads = [k for k in tree.kids(noun, "appos") if tree.tokens[k].pos == "PROPN"]
        up = tree.tokens[noun].head
        if tree.dep(noun) == "appos" and tree.tokens[up].pos == "PROPN":
            heads.append(up)
        if tree.kids(noun, "cop"):
            heads += [k for k in tree.kids(noun, "nsubj") if tree.tokens[k].pos == "PROPN"]
        for k in tree.kids(noun, "acl"):
            if tree.lemma(k) in NAMING:
                heads += [x for x in tree.kids(k, "xcomp", "obj") if tree.tokens[x].pos == "PROPN"]
        for k in tree.kids(noun, "nmod"):
            close = [tree.word(i) for i in range(noun + 1, tree.subtree(k)[0] + 1)] == ["of"]
            if close and tree.tokens[k].pos == "PROPN" and str(tree.tokens[k].kind).lower() == "place":
                heads += [k] if tree.lemma(noun) in {"town", "city", "village", "island", "district"} else []
        names = {self._entity(tree, h) for h in heads}
        return next(iter(names)) if len(names) == 1 else ""

    @staticmethod
    def _entity(tree: Tree, head: int) -> str:
        """The name that holds a token, with the "the" before it; "" for a person."""
        for e in tree.reading.entities:
            if e.first <= head <= e.last:
                if str(e.label).lower() in {"person", "time"}:
                    return ""
                the = (
                    e.first > 0
                    and tree.word(e.first - 1) == "the"
                    and tree.tokens[e.first - 1].head in range(e.first, e.last + 1)
                )
                return ("the " if the else "") + e.text
        first = last = head
        while first > 0 and tree.tokens[first - 1].pos == "PROPN":
            first -= 1
        while last + 1 < len(tree.tokens) and tree.tokens[last + 1].pos == "PROPN":
            last += 1
        return tree.say(range(first, last + 1)) if last > first else ""

    def _one_thing(self, tree: Tree, noun: int, earlier: list[Mention], known: list[Mention]) -> bool:
        """Whether every use so far can mean the same thing: one introduction, descriptions that go together."""
        if len({m.name for m in known if m.name}) > 1:
            return False
        new = [m for m in earlier if m.indefinite]
        if len(new) > 1 or (new and new[0] is not earlier[0]):
            return False
        ties = [frozenset(tree.lemma(i) for i in m.before if tree.tokens[i].pos != "PUNCT") for m in known if m.before]
        tails = {tuple(tree.lemma(i) for i in m.after) for m in known if m.after and not m.name}
        if len(tails) > 1 or any(not (a <= b or b <= a) for a in ties for b in ties):
            return False
        whole = self.mentions(tree, tree.lemma(noun), tree.tokens[noun].tag == "NNS")
        if any(
            tree.word(k) in APART for m in whole if m.noun < noun for k in tree.kids(m.noun, "amod", "det", "nummod")
        ):
            return False
        others = self.mentions(tree, tree.lemma(noun), tree.tokens[noun].tag != "NNS")
        named = any(tree.named(i) for m in known for i in m.before)
        return tree.tokens[noun].tag == "NNS" or named or not [m for m in others if m.noun < noun]

    def _told(self, tree: Tree, chosen: Mention) -> str | None:
        """The shortest phrase that tells which one is meant; None when that leans on other sentences itself."""
        if chosen.name:
            return chosen.name
        span = [*chosen.before, chosen.noun] if chosen.before else [chosen.noun, *chosen.after]
        if len(span) > LONGEST or self.standing.problem(tree, span):
            return None
        text = tree.say(span, self.standing.swaps(tree, span))
        owned = any(tree.dep(k) == "nmod" and k < chosen.noun for k in tree.kids(chosen.noun))
        text = tree.lowered(span[0], text)
        return text if owned else f"the {text}"
