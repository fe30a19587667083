"""What a statement is anchored to: names and the article's own topics; and whether it says enough to be worth asking.

A question stands alone only if its reader can tell what it is about. "Some roads are made of ice" names no place; "The
trip is a partnership" no trip. Such statements are refused, or count for less, however sound their grammar is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from quizzes.generation.candidates import Candidate
from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import PORTIONS, YEAR
from quizzes.generation.grammar.article import NOMINAL, Article
from quizzes.generation.grammar.quantities import MONTHS, figure
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.definites import loose_phrases
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind

VAGUE_DETERMINERS = listed("some many several a an another most few lots one")
RELATIONAL = listed(
    "concentration number amount level rate share proportion percentage total majority figure effect result part rest"
)
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
TOPICAL = 0.5
SIZES = listed("smaller larger bigger greater wider longer shorter higher lower older younger newer")
WORLDWIDE = re.compile(r"\b(?:world|worldwide|global(?:ly)?|humans?|earth|1[5-9]\d\d|20\d\d)\b", re.IGNORECASE)
LEANING = re.compile(r"\b(the (city|town|country|region|government)(’s|'s)?|so far)\b(?! (of|in|at)\b)", re.IGNORECASE)
FEWEST_CONTENT_WORDS = 4
FEWEST_PLAIN_WORDS = 3
MOST_TOKENS_ROUND_A_YEAR = 14
DEEPEST_FIGURE = 4


def names_in(statement: Statement) -> int:
    """How many names of people, places, bodies and works a statement holds, filled-out ones included."""
    tree, inside = statement.tree, set(statement.tokens)
    entities = sum(
        any(i in inside and tree.tokens[i].pos == "PROPN" for i in range(e.first, e.last + 1))
        for e in tree.reading.entities
        if str(e.label).lower() != "time"
    )
    lone = sum(
        tree.tokens[i].pos == "PROPN" and i not in tree.in_entity and tree.tokens[i].text[:1].isupper()
        for i in statement.tokens
    )
    filled = sum(1 for i, text in statement.swaps.items() if i in inside and text[:1].isupper())
    return max(entities, filled) + min(lone, 1)


def capitals_in(stem: str) -> int:
    """How many words after a stem's first are written with a capital, as names are."""
    return sum(word.strip("“‘(\"'")[:1].isupper() for word in stem.split()[1:])


def topics_in(article: Article, tree: Tree, tokens: Sequence[int]) -> int:
    """How many different nouns among the tokens name what the article keeps talking about."""
    nouns = {tree.lemma(i) for i in tokens if tree.tokens[i].pos in NOMINAL and len(tree.tokens[i].text) > 2}
    return sum(article.salience(n) >= TOPICAL and n not in words.LIGHT_NOUNS for n in nouns)


def vague_subject(article: Article, statement: Statement) -> bool:
    """Whether the subject is some, many or a thing that nothing tells apart, or a lone pronoun such as "many"."""
    tree, fact = statement.tree, statement.fact
    head = fact.subject
    if tree.word(head) in PORTIONS and tree.kids(head, "nmod"):
        return False  # "one third of the farmland" is about the farmland
    if tree.tokens[head].pos in {"PRON", "ADJ", "DET"}:
        return True
    if tree.tokens[head].pos != "NOUN":
        return False
    inside = set(statement.subject_tokens)
    kids = [k for k in tree.kids(head) if k in inside and tree.tokens[k].pos != "PUNCT"]
    told = [k for k in kids if tree.tokens[k].pos not in {"DET", "ADV"} and tree.word(k) not in VAGUE_DETERMINERS]
    loose = [k for k in kids if tree.word(k) in VAGUE_DETERMINERS]
    return bool(loose) and not told and article.salience(tree.lemma(head)) < TOPICAL


def content_words(statement: Statement, tokens: Sequence[int] | None = None) -> int:
    """How many words of the statement carry meaning; "be" and "have" do not."""
    tree = statement.tree
    chosen = statement.tokens if tokens is None else tokens
    return sum(tree.tokens[i].pos in CONTENT and tree.lemma(i) not in {"be", "have", "do"} for i in chosen)


def centrality(article: Article, tree: Tree, tokens: Sequence[int]) -> float:
    """How much of the article's talk a sentence shares, 0 to 1: the mean over its nouns and verbs of log counts."""
    most = math.log(1 + max(article.content_counts.values(), default=1))
    lemmas = {tree.lemma(i) for i in tokens if tree.tokens[i].pos in {"NOUN", "PROPN", "VERB"}} - words.LIGHT_NOUNS
    if not lemmas:
        return 0.0
    return sum(math.log(1 + article.content_counts[lemma]) for lemma in lemmas) / (len(lemmas) * most)


def plain_words(statement: Statement) -> int:
    """How many words other than names carry meaning: "X and Y are fine" has one."""
    tree = statement.tree
    told = [i for i in statement.tokens if tree.tokens[i].pos in CONTENT - {"PROPN"} and i not in statement.swaps]
    return content_words(statement, told)


def loose_definites(statement: Statement) -> int:
    """How many phrases with "the" only the paragraph explains."""
    return len(loose_phrases(statement.tree, statement.tokens, statement.swaps))


def unmet(article: Article, statement: Statement) -> list[int]:
    """The heads of the phrases with "the" that neither the statement nor the whole article's talk makes clear."""
    tree = statement.tree
    loose = loose_phrases(tree, statement.tokens, statement.swaps)
    return [i for i in loose if tree.lemma(i) not in article.protagonists or tree.kids(i, "amod", "compound")]


def unexplained(statement: Statement) -> bool:
    """Whether something "was done" in the past with neither who, when, where nor how."""
    fact = statement.fact
    past = bool(fact.group) and statement.tree.word(fact.group[0]) in {"was", "were"}
    return past and fact.passive and not fact.parts("obl", "advcl", "xcomp", "ccomp") and not statement.lead


def of_what(statement: Statement) -> bool:
    """Whether the subject is a noun such as "concentrations" that must say of what, and does not."""
    tree, head, inside = statement.tree, statement.fact.subject, set(statement.tokens)
    told = [k for k in tree.kids(head, "nmod", "compound", "acl", "nmod:poss") if k in inside]
    return tree.lemma(head) in RELATIONAL and not told


def figure_asked(c: Candidate) -> str:
    """What the figure that the question turns on counts: year, day, percent, money or count; "" for none."""
    tree = c.statement.tree
    found = [figure(tree, i) for i in c.asked if tree.tokens[i].pos == "NUM"] if len(c.asked) < 6 else []
    kinds = [f.counts for f in found if f is not None]
    if not kinds:
        return ""
    return kinds[0] if kinds[0] in {"year", "day", "percent", "money"} else "count"


def depth_of(statement: Statement, token: int) -> int:
    """How many steps lie between a token and the statement's verb: a small detail hangs far down."""
    tree, steps = statement.tree, 0
    while token != statement.fact.head and tree.tokens[token].head != token:
        token = tree.tokens[token].head
        steps += 1
    return steps


def shifted(statement: Statement, *, told: bool) -> bool:
    """Whether the clause is in the past perfect, which leans on a later past that its paragraph tells of; a statement
    that is `told` may give that past itself, a question would sound odd even so."""
    tree, fact = statement.tree, statement.fact
    dated = any(YEAR.match(tree.word(i)) or tree.word(i) in {"before", "when", "until"} for i in statement.tokens)
    return bool(fact.group) and tree.word(fact.group[0]) == "had" and fact.reporting is None and not (dated and told)


def compared(statement: Statement) -> bool:
    """Whether a noun is called smaller, larger and the like, and "than" what is not said."""
    tree = statement.tree
    said = {tree.word(i) for i in statement.tokens}
    return "than" not in said and any(
        tree.word(i) in SIZES and tree.dep(i) == "amod" and tree.tokens[i].tag == "JJR" for i in statement.tokens
    )


def cut_time(statement: Statement) -> bool:
    """Whether a statement in the past has lost the time or the cause that its clause gave ("a hundred years ago")."""
    fact, tree, inside = statement.fact, statement.tree, set(statement.tokens)
    first = fact.group[0] if fact.group else fact.head
    lost = [k for k in tree.kids(fact.head, "obl", "advmod", "advcl") if k not in inside]
    for k in lost:
        phrase = [tree.word(t) for t in tree.subtree(k)]
        timed = "ago" in phrase or any(YEAR.match(w) for w in phrase) or bool({"century", "decade"} & set(phrase))
        if timed and tree.tokens[first].tag == "VBD":
            return True
    return False


def incidental(c: Candidate) -> bool:
    """Whether the question turns on a day, on a year in a long sentence or on a figure that hangs far down in it."""
    asked, tree = figure_asked(c), c.statement.tree
    if c.template == "true_statement":
        return False  # the whole statement is judged
    if c.template == "changed_family" and any(tree.word(i) in MONTHS for i in c.asked):
        return True
    if not asked:
        return False
    deepest = max(depth_of(c.statement, i) for i in c.asked if tree.tokens[i].pos == "NUM")
    long = len(c.statement.tokens) > MOST_TOKENS_ROUND_A_YEAR
    return asked == "day" or (asked == "year" and (long or c.kind is ItemKind.CLOZE)) or deepest > DEEPEST_FIGURE


def problem(article: Article, c: Candidate) -> str | None:
    """Why a question would not stand alone or not be worth asking, as the name of a reason; None when it would."""
    statement = c.statement
    if c.kind is ItemKind.EVIDENCE or c.kind is ItemKind.ORDER:
        return None
    names = max(names_in(statement), capitals_in(c.stem))
    topics = topics_in(article, statement.tree, statement.tokens)
    spoken = statement.fact.reporting is not None
    if not names and vague_subject(article, statement):
        return "unanchored"
    if not names and not topics and not spoken and unmet(article, statement):
        return "unanchored"
    exact = c.kind is not ItemKind.CHOICE or c.template.startswith(("how_", "what_percentage"))
    if exact and (unmet(article, statement) or LEANING.search(c.stem) or unexplained(statement) or of_what(statement)):
        return "unanchored"
    if not names and figure_asked(c) and not WORLDWIDE.search(c.stem):
        return "unanchored"  # how many of whom, where?
    if compared(statement):
        return "compared"
    if c.kind is not ItemKind.CHOICE and cut_time(statement):
        return "cut_time"
    if incidental(c):
        return "incidental"
    if shifted(statement, told=c.kind in {ItemKind.TRUE_FALSE, ItemKind.CLOZE}):
        return "shifted_tense"
    told = content_words(statement) + any(statement.tree.tokens[i].pos == "NUM" for i in statement.tokens)
    if c.kind is ItemKind.TRUE_FALSE and (told < FEWEST_CONTENT_WORDS or plain_words(statement) < FEWEST_PLAIN_WORDS):
        return "truism"
    return None
