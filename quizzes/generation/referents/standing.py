"""Whether a piece of text stands on its own, away from its paragraph.

Pronouns, pointing words, deictic times and definite phrases that only the paragraph resolves are found and named;
short names of people are filled out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizzes.generation.english import words
from quizzes.generation.english.pointing import (
    AWAITING,
    COLLECTIVE,
    OPENERS,
    PLACES,
    RELATIVE_TIME,
    SET_PHRASES,
)
from quizzes.generation.grammar.article import NAMED_BODIES, TITLES, Article
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.bound import bound_within
from quizzes.generation.referents.definites import loose_phrase
from quizzes.generation.referents.deixis import pointing, tokens_end


class Standing:
    """Checks pieces of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def swaps(self, tree: Tree, tokens: Sequence[int]) -> dict[int, str]:
        """Replacements that fill out short names of people at their first mention in the piece."""
        found: dict[int, str] = {}
        done: set[str] = set()
        inside = set(tokens)
        for entity in tree.reading.entities:
            if str(entity.label).lower() != "person" or not inside.issuperset(range(entity.first, entity.last + 1)):
                continue
            span = list(range(entity.first, entity.last + 1))
            parts = [i for i in span if tree.word(i).strip(".") not in TITLES]
            if len(parts) != 1:
                done.add(tree.tokens[entity.last].text)
                continue
            short = tree.tokens[parts[0]].text
            full = self.article.people.get(short)
            if full and short not in done:
                for i in span:
                    found[i] = ""
                found[parts[0]] = full
                done.add(short)
        for i in tokens:
            if tree.tokens[i].tag not in {"NN", "NNP"}:
                continue
            named = self._full_name(tree, i, inside)
            if named:
                found[i] = named
            holder = self._holder(tree, i, inside) if tree.tokens[i].tag == "NN" else None
            if holder and holder not in done:
                first = i - len(tree.office(i).split())
                for k in range(first, i):
                    found[k] = ""
                found[i] = holder
        return found

    def _full_name(self, tree: Tree, i: int, inside: set[int]) -> str | None:
        """The one name of the section that "the committee" or "the Accord" is short for."""
        named = self.article.bodies.get(tree.word(i))
        if named is None or not (self._bare_definite(tree, i, inside) or self._short_name(tree, i, inside)):
            return None
        return named if self._source(tree, named) is not None else None

    @staticmethod
    def _short_name(tree: Tree, i: int, inside: set[int]) -> bool:
        """Whether the token is "the" and one capitalised common noun of an organisation or a paper: "the Accord"."""
        token = tree.tokens[i]
        if tree.word(i) not in NAMED_BODIES or not token.text[:1].isupper() or token.text.isupper():
            return False
        after = tree.tokens[i + 1] if i + 1 < len(tree.tokens) else token
        goes_on = after.text[:1].isupper() or after.text in {"of", "for", "on"}
        return i - 1 in inside and tree.word(i - 1) == "the" and not goes_on

    @staticmethod
    def _source(tree: Tree, named: str) -> int | None:
        """The first sentence of the section with the name in it."""
        return next((s.index for s in tree.sentences if named in s.text), None)

    def sources(self, tree: Tree, swaps: Mapping[int, str], own: int) -> set[int]:
        """Sentences that a reader needs to see who is meant; none where a name was only filled out ("the Congress")."""
        found = set()
        for i, text in swaps.items():
            short = tree.tokens[i].text[:1].isupper() and tree.tokens[i].text in text.split()
            said_here = not text or short or text in tree.sentences[own].text
            where = None if said_here else self._source(tree, text)
            if where is not None:
                found.add(where)
        return found

    def _holder(self, tree: Tree, i: int, inside: set[int]) -> str | None:
        """The person meant by "the prime minister" when the article names just one."""
        if self._before_its_name(tree, i):
            return None
        office = tree.office(i)
        holder = self.article.titles.get(office)
        first = i - len(office.split())
        kids = [k for k in tree.kids(i) if tree.tokens[k].pos != "PUNCT" and k not in range(first, i)]
        bare = all(tree.dep(k) in {"case", "cop", "nsubj", "det"} for k in kids)
        if holder is None or self._source(tree, holder) is None:
            return None
        if first not in inside or tree.word(first) != "the" or not bare:
            return None
        return holder

    @staticmethod
    def _before_its_name(tree: Tree, i: int) -> bool:
        """Whether the name stands right there: "the pilot Yuri Gagarin", however the parse joins them."""
        head = tree.tokens[i].head
        return head == i + 1 and tree.tokens[head].pos == "PROPN" and str(tree.tokens[head].kind).lower() == "person"

    @staticmethod
    def _bare_definite(tree: Tree, i: int, inside: set[int]) -> bool:
        """Whether the token is "the + noun" with nothing else to it."""
        kids = [
            k for k in tree.kids(i) if tree.tokens[k].pos != "PUNCT" and tree.dep(k) not in {"case", "cop", "nsubj"}
        ]
        return [tree.word(k) for k in kids] == ["the"] and i - 1 in inside and tree.word(i - 1) == "the"

    def problem(
        self, tree: Tree, tokens: Sequence[int], subject: int | None = None, within: Sequence[int] | None = None
    ) -> tuple[str, int] | None:
        """The first thing that does not stand alone, as (filter name, token), or None.

        `within` is the whole piece where `tokens` leaves out what has been spelled out in it.
        """
        inside = set(tokens if within is None else within)
        text = tree.say(sorted(tokens))
        if RELATIVE_TIME.search(text):
            return "relative_time", tokens[0]
        for i in tokens:
            name = self.fault(tree, i, tokens, inside, subject)
            if name:
                return name, i
        return None

    def fault(
        self, tree: Tree, i: int, tokens: Sequence[int], inside: set[int], subject: int | None = None
    ) -> str | None:
        """The name of the filter that one token of a piece does not pass, or None."""
        return (
            pointing(tree, i, inside)
            or self._pronoun(tree, i, tokens, inside, subject)
            or self._definite(tree, i, inside)
        )

    def _pronoun(self, tree: Tree, i: int, tokens: Sequence[int], inside: set[int], subject: int | None) -> str | None:
        token = tree.tokens[i]
        word = tree.word(i)
        if token.tag not in {"PRP", "PRP$"} and word not in words.PRONOUNS_THIRD:
            return None
        if word in words.PRONOUNS_FIRST_SECOND:
            return "first_person"
        gender = words.PRONOUNS_THIRD.get(word)
        if gender is None or token.dep == "expl":
            return None
        if word == "it" and (self._expletive(tree, i) or tree.lemma(token.head) == "come"):
            return None
        apart = self.not_itself(tree, i)
        fits = [k for k in tokens if k < i and k not in apart and self.could_be(tree, k, gender, i)]
        if len(fits) == 1 or bound_within(tree, i, inside, fits, subject):
            return None
        if subject in apart or (not fits and token.dep.startswith("nsubj")):
            return "unclear_pronoun" if fits else "pronoun"
        own = subject is not None and subject in inside and self.could_be(tree, subject, gender, i)
        bound = token.tag == "PRP$" or word.endswith(("self", "selves"))
        if own and (not fits or (bound and subject in fits)):
            same = tree.tokens[subject].kind if subject is not None else None
            rivals = [k for k in fits if k != subject and tree.tokens[k].kind == same]
            return "unclear_pronoun" if rivals else None
        return "pronoun" if not fits else "unclear_pronoun"

    @staticmethod
    def not_itself(tree: Tree, i: int) -> set[int]:
        """The subject a plain object pronoun cannot mean: "the birds followed them" is about others than the birds."""
        token = tree.tokens[i]
        if token.tag != "PRP" or tree.word(i).endswith(("self", "selves")) or tree.dep(i) not in {"obj", "iobj", "obl"}:
            return set()
        verb = token.head
        for _ in range(4):
            own = tree.kids(verb, "nsubj")
            if own or tree.dep(verb) not in {"xcomp", "advcl", "conj", "acl"} or tree.tokens[verb].head == verb:
                return set(own)
            verb = tree.tokens[verb].head
        return set()

    def _expletive(self, tree: Tree, i: int) -> bool:
        """Whether "it" only stands in for a clause that follows: "it is clear that", "makes it possible to"."""
        head = tree.tokens[i].head
        if i + 2 < len(tree.tokens) and tree.tokens[i + 1].pos == "ADJ" and tree.word(i + 2) in {"to", "that"}:
            return True  # "makes it possible to"
        ends = tokens_end(tree, i)
        if tree.dep(i) == "obj" and tree.lemma(head) in {"make", "find", "think", "consider"}:
            return i + 1 < ends and tree.word(i + 1) in AWAITING
        if tree.tokens[head].pos != "ADJ":
            return False
        if tree.kids(head, "ccomp", "csubj", "xcomp", "advcl"):
            return True
        return tree.word(head) in AWAITING and any(tree.word(k) in OPENERS for k in range(head + 1, ends))

    def could_be(self, tree: Tree, k: int, gender: str, pronoun: int) -> bool:
        """Whether a pronoun of a gender ("m", "f", "n", "p" for many) could mean the noun, going by form and kind."""
        token = tree.tokens[k]
        if token.pos not in {"NOUN", "PROPN"} or tree.dep(k) in {"compound", "flat", "amod", "nmod:unmarked"}:
            return False
        if pronoun in set(tree.subtree(k)):
            return False
        kind = str(token.kind).lower() if token.kind is not None else ""
        plural = token.tag in {"NNS", "NNPS"} or bool(tree.kids(k, "conj"))
        lemma = tree.lemma(k)
        if gender in "mf":
            return kind in {"person", ""} and not plural
        if gender == "n" and tree.tokens[pronoun].tag == "PRP" and tree.dep(k) == "nmod":
            return False
        if gender == "p":
            return plural or lemma in COLLECTIVE
        acronym = token.text.isupper() and len(token.text) > 2
        return not plural and (kind != "person" or acronym) and kind != "time"

    def _definite(self, tree: Tree, i: int, inside: set[int]) -> str | None:
        token = tree.tokens[i]
        if token.pos == "PROPN" and self._short_name(tree, i, inside) and not self._full_name(tree, i, inside):
            return "definite_without_referent"
        if token.pos not in {"NOUN", "ADJ", "NUM"}:
            return None
        if not any(tree.word(k) == "the" and k in inside for k in tree.kids(i, "det")):
            return None
        if " ".join(tree.word(k) for k in range(max(0, i - 2), i + 1)) in SET_PHRASES:
            return None
        if any(tree.lemma(k) in words.DEICTIC_ORDER for k in tree.kids(i, "amod") if k in inside):
            return None if self._dated(tree, i, inside) else "definite_without_referent"
        parts = [k for k in tree.kids(i, "nmod", "acl") if k in inside]
        if parts and not (tree.lemma(i) in PLACES and all(self._counts_only(tree, k) for k in parts)):
            return None
        mods = [k for k in tree.kids(i, "amod", "compound", "flat", "appos") if k in inside]
        lemma = tree.lemma(i)
        if any(tree.tokens[k].tag == "JJR" and tree.dep(k) == "amod" for k in mods):
            return "definite_without_referent"
        best = any(tree.tokens[k].tag in {"JJS", "RBS"} or tree.word(k) in {"only", "main", "most"} for k in mods)
        best = best or any(tree.tokens[k].tag == "RBS" for m in mods for k in tree.kids(m))
        if best and lemma in words.LIGHT_NOUNS:
            return "definite_without_referent"
        if best or any(tree.tokens[k].pos == "PROPN" for k in mods):
            return None
        if self._holder(tree, i, inside):
            return None
        if self._full_name(tree, i, inside):
            return None
        if lemma in words.LIGHT_NOUNS and all(tree.dep(m) == "compound" and not tree.named(m) for m in mods):
            return "definite_without_referent"
        if lemma in words.UNNAMED_NOUNS and not self._told_apart(tree, mods):
            return "definite_without_referent"
        if lemma in words.UNIQUE_NOUNS or tree.word(i) in words.UNIQUE_NOUNS or self.article.topical(lemma):
            return None
        if lemma in self.article.protagonists and not mods:
            return None
        if mods and (self._known(tree, i, mods) or self._told_apart(tree, mods)):
            return None
        return "definite_without_referent" if loose_phrase(tree, i, inside, {}) else None

    @staticmethod
    def _counts_only(tree: Tree, part: int) -> bool:
        """Whether "of 7,000 people" tells how big a place is, not which one."""
        span = tree.subtree(part)
        return any(tree.tokens[i].pos == "NUM" for i in span) and not any(tree.tokens[i].pos == "PROPN" for i in span)

    @staticmethod
    def _dated(tree: Tree, i: int, inside: set[int]) -> bool:
        """Whether "the last congress" has a year or a whole beside it that tells which one is meant."""
        parts = [k for k in tree.kids(i, "nmod", "acl") if k in inside]
        return any(tree.named(x) or tree.tokens[x].pos == "NUM" for k in parts for x in tree.subtree(k) if x in inside)

    def leaning(self, tree: Tree, tokens: Sequence[int]) -> int:
        """How many bare definite phrases lean on what the article says elsewhere."""
        inside = set(tokens)
        return sum(
            tree.tokens[i].pos == "NOUN"
            and self._bare_definite(tree, i, inside)
            and tree.lemma(i) not in words.UNIQUE_NOUNS
            and tree.word(i) not in self.article.bodies
            for i in tokens
        )

    @staticmethod
    def _told_apart(tree: Tree, mods: Sequence[int]) -> bool:
        """Whether a modifier says which one is meant (the naming law, the electric shock), not just how it is."""
        return any(
            tree.dep(m) == "compound" or (tree.dep(m) == "amod" and tree.lemma(m) not in words.PLAIN_ADJECTIVES)
            for m in mods
        )

    def _known(self, tree: Tree, i: int, mods: Sequence[int]) -> bool:
        """Whether a modifier of a definite phrase is topical or a name (the naming law, the tiger survey)."""
        return any(self.article.topical(tree.lemma(m)) or tree.named(m) for m in mods)
