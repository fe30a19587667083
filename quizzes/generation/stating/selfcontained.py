"""Whether a statement means the same away from its text: nothing that only the paragraph explains, nothing cut away
that it turned on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quizzes.generation.english import words
from quizzes.generation.english.lists import listed
from quizzes.generation.english.numbers import YEAR
from quizzes.generation.english.pointing import RELATIVE_TIME
from quizzes.generation.english.wholes import OF_A_COUNTRY, OF_WHAT, SOURCES
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.definites import names_a_place
from quizzes.generation.referents.whereabouts import Whereabouts, is_place_noun
from quizzes.generation.stating.anchors import content_words, names_in, plain_words, shifted, unexplained, unmet
from quizzes.generation.stating.statements import Statement

VAGUE = listed("some many several most few lots various countless numerous")
LEANING_ADJECTIVES = listed("local rival further nearby neighbouring")
PLAIN_SAYING = frozenset({"say", "predict", "warn", "claim", "believe", "argue", "estimate", "insist", "explain"})
AHEAD = frozenset({"could", "can", "may", "might", "will", "should"})
NEEDED = frozenset({"because", "if", "unless", "until", "since"})
SPEAKING = words.REPORTING | {"ask"}
# "So far" and "at the moment" of an unknown day; numbers of what, pace with what.
POINTS_BACK = re.compile(
    r"\bso far\b|\bat the moment\b|\b(?:increase|rise|fall|drop|decline|growth) in (?:numbers|figures)\b(?! of)"
    r"|\b(?:keep|keeps|kept|keeping) (?:pace|up)\b(?! with)|\b(?:catch|caught|catching) up\b(?! with)",
    re.IGNORECASE,
)
FEWEST_CONTENT_WORDS = 3
FEWEST_PLAIN_WORDS = 2


def lack(article: Article, statement: Statement) -> str | None:
    """What keeps a statement from standing alone, as the name of a reason; None when nothing does."""
    tree = statement.tree
    if unmet(article, statement):
        return "definite_without_referent"
    if half_compared(statement):
        return "compared"
    if shifted(statement, told=True):
        return "shifted_tense"
    if source_cut(statement) or turn_cut(statement) or condition_cut(statement) or conditional(statement):
        return "cut_short"
    if of_what(statement) or only_in_passing(statement):
        return "unanchored"
    if leaning_adjective(statement) and not statement.opening:
        return "unanchored"
    if not statement.opening and (nameless(article, statement) or happened_somewhere(statement)):
        return "unanchored"
    if POINTS_BACK.search(statement.text):
        return "pointing_word"
    bare = not set(statement.subject_tokens) & set(statement.swaps)
    if bare and tree.lemma(statement.fact.head) in SPEAKING and unnamed_source(tree, statement.subject_tokens):
        return "unanchored"
    if job_label(statement) or says_little(statement):
        return "truism"
    return None


def placed(whereabouts: Whereabouts, statement: Statement) -> Statement:
    """The statement with the article's one place in front, where it names none and its own words call for one."""
    tree, fact = statement.tree, statement.fact
    place = whereabouts.here(tree, fact.sentence)
    if place is None or fact.reporting is not None or statement.lead or fact.kind == "relative":
        return statement
    if names_in(statement) or names_a_place(tree, set(statement.tokens)) or is_place_noun(tree, fact.subject):
        return statement
    if not (indefinite(statement) or there_is(statement)) or tree.lemma(fact.head) in SPEAKING:
        return statement
    if fact.sentence < place.sentence:
        return statement
    return replace(statement, opening=f"In {place.name},")


def indefinite(statement: Statement) -> bool:
    """Whether the subject is people or things without a name, an article "the" or an owner."""
    tree, head = statement.tree, statement.fact.subject
    filled = statement.swaps.get(head, "")
    if filled:
        return filled == filled.lower() and not filled.startswith("the ")
    if tree.tokens[head].pos not in {"NOUN", "NUM"}:
        return False
    return not any(
        tree.word(k) == "the" or tree.tokens[k].tag == "PRP$" or (tree.dep(k) == "nmod" and k < head)
        for k in tree.kids(head)
    )


def there_is(statement: Statement) -> bool:
    """Whether the statement says that there is something."""
    return statement.tree.tokens[statement.fact.subject].tag == "EX"


def half_compared(statement: Statement) -> bool:
    """Whether "much more" or "as exciting" has lost what it compares with."""
    tree, inside = statement.tree, set(statement.tokens)
    for i in statement.tokens:
        after = [tree.word(k) for k in statement.tokens if k > i]
        stronger = tree.tokens[i].tag in {"JJR", "RBR"} and any(
            tree.word(k) in {"much", "far", "even"} and k in inside for k in tree.kids(i, "advmod")
        )
        ahead = _ahead(tree, i)
        if stronger and "than" not in after and not ahead:
            return True
        as_much = tree.word(i) == "as" and tree.dep(i) == "advmod" and tree.tokens[tree.tokens[i].head].pos == "ADJ"
        second = any(tree.word(k) == "as" and tree.dep(k) in {"case", "mark"} for k in statement.tokens if k > i)
        if as_much and not second:
            return True
    return False


def _ahead(tree: Tree, i: int) -> bool:
    """Whether a comparative stands in a clause of what may, will or should be: more than now."""
    while tree.tokens[i].head != i and not tree.kids(i, "aux", "cop") and tree.tokens[i].pos != "VERB":
        i = tree.tokens[i].head
    modals = {tree.word(k) for k in tree.kids(i, "aux")}
    return bool(modals & AHEAD) or tree.lemma(i) in {"need", "want", "demand"}


def _left_out(statement: Statement) -> list[int]:
    tree = statement.tree
    s = tree.sentences[statement.fact.sentence]
    inside = set(statement.tokens)
    return [i for i in range(s.first, s.last + 1) if i not in inside]


def source_cut(statement: Statement) -> bool:
    """Whether the sentence gives a source ("according to …", ", figures indicate") that the statement has lost."""
    tree, fact = statement.tree, statement.fact
    if fact.reporting is not None:
        return False
    out = _left_out(statement)
    if any(tree.word(i) == "according" for i in out):
        return True
    if fact.mark is not None and tree.word(fact.mark) == "that" and fact.kind == "coordinate":
        return True
    last = statement.tokens[-1]
    tagged = [
        i for i in out if i > last and tree.lemma(i) in words.REPORTING and tree.tokens[i].tag in {"VBP", "VBZ", "VBD"}
    ]
    return fact.kind != "relative" and any(
        tree.dep(i) == "parataxis" or (tree.dep(i) == "root" and tree.dep(fact.head) in {"ccomp", "parataxis"})
        for i in tagged
    )


def turn_cut(statement: Statement) -> bool:
    """Whether a "but" that limits what is said right before it was cut off."""
    tree, fact = statement.tree, statement.fact
    out = set(_left_out(statement))
    for k in tree.kids(fact.head, "conj"):
        turned = any(tree.word(c) in {"but", "yet"} for c in tree.kids(k, "cc"))
        own = tree.kid(k, "nsubj", "expl")
        others = own is not None and tree.word(own) in {"he", "she", "they", "i", "we"}
        if turned and k in out and own is not None and not others and k > fact.head and tree.lemma(k) not in SPEAKING:
            return True
    return False


def condition_cut(statement: Statement) -> bool:
    """Whether a reason, a condition, an aim or a comparison of the clause was cut off."""
    tree, fact = statement.tree, statement.fact
    inside = set(statement.tokens)
    for k in _left_out(statement):
        if tree.word(k) == "compared" and k > fact.head:
            return True
        if tree.tokens[k].head not in inside or tree.dep(k) not in {"obl", "advcl", "advmod", "xcomp", "acl", "nmod"}:
            continue
        marks = {tree.word(c) for c in tree.kids(k, "case", "mark")}
        if marks & NEEDED and tree.tokens[k].head == fact.head:
            return True
        timed = fact.modal == "will" or {"will"} & {tree.word(c) for c in fact.group}
        if timed and tree.dep(k) == "obl" and RELATIVE_TIME.search(tree.say(tree.subtree(k))):
            return True
        if tree.lemma(k) in {"compare", "compared"} or (tree.tokens[k].tag == "VBG" and tree.lemma(k) in SPEAKING):
            return True
        if "to" in marks and tree.tokens[k].tag == "VB" and k > fact.head:
            return True
    return False


def of_what(statement: Statement) -> bool:
    """Whether a noun such as "example" or "target" does not say of what or for what."""
    tree, inside = statement.tree, set(statement.tokens)
    for i in statement.tokens:
        if tree.tokens[i].pos != "NOUN" or tree.lemma(i) not in OF_WHAT:
            continue
        parts = [k for k in tree.kids(i, "nmod", "acl", "compound", "nmod:poss") if k in inside]
        telling = [
            k
            for k in parts
            if any(tree.tokens[x].pos in {"NOUN", "PROPN", "VERB"} for x in tree.subtree(k) if x in inside)
            and not _measure(tree, k)
        ]
        after = tree.word(i + 1) if i + 1 in inside else ""
        if not telling and after not in {"for", "of", "to"} and not tree.kids(i, "nsubj", "ccomp"):
            return True
        if not telling and after == "of" and any(tree.tokens[k].pos == "NUM" for k in (i + 2, i + 3) if k in inside):
            return True
    return False


def _measure(tree: Tree, k: int) -> bool:
    """Whether a part is only a figure: "of 20–30%"."""
    return any(tree.tokens[x].pos in {"NUM", "SYM"} for x in tree.subtree(k)) or tree.lemma(k) in {"%", "percent"}


def only_in_passing(statement: Statement) -> bool:
    """Whether "only" narrows a subject whose own clause lies elsewhere in its sentence."""
    tree, fact = statement.tree, statement.fact
    return (fact.kind == "relative" and any(tree.word(i) == "only" for i in statement.subject_tokens)) or (
        fact.kind == "relative"
        and statement.swaps.get(fact.subject, "").lower().startswith(("only ", "most ", "some "))
    )


def leaning_adjective(statement: Statement) -> bool:
    """Whether something is called local or a rival and the statement does not say to where or to what."""
    tree, inside = statement.tree, set(statement.tokens)
    if str(tree.tokens[statement.fact.subject].kind).lower() == "person" and tree.named(statement.fact.subject):
        return False
    found = [i for i in statement.tokens if tree.word(i) in LEANING_ADJECTIVES and tree.dep(i) == "amod"]
    return (
        bool(found)
        and not names_a_place(tree, inside)
        and not any(tree.tokens[x].pos == "PROPN" for x in statement.tokens if x > found[0])
    )


def nameless(article: Article, statement: Statement) -> bool:
    """Whether "some roads" or "many residents" stands with no name, time or place that says which or where."""
    tree, head, inside = statement.tree, statement.fact.subject, set(statement.tokens)
    if (
        names_in(statement)
        or tree.tokens[head].pos not in {"NOUN", "ADJ", "PRON"}
        or statement.fact.reporting is not None
    ):
        return False
    if statement.lead:
        return False
    if there_is(statement):
        head = statement.fact.head
        head = next(iter(tree.kids(head, "nsubj")), head)
        if tree.lemma(head) == "lot":
            return True
    loose = [k for k in tree.kids(head) if tree.word(k) in VAGUE and k in inside]
    told = [k for k in tree.kids(head, "nmod", "acl", "compound") if k in inside]
    return bool(loose) and not told


def happened_somewhere(statement: Statement) -> bool:
    """Whether an event of the past happens to nobody in particular, nowhere and at no time."""
    tree, fact = statement.tree, statement.fact
    named = names_in(statement) or any(tree.tokens[i].text[1:2].isupper() for i in statement.subject_tokens)
    if fact.reporting is not None or fact.copular or named or not indefinite(statement):
        return False
    first = tree.tokens[fact.group[0] if fact.group else fact.head]
    timed = any(YEAR.match(tree.word(i)) or str(tree.tokens[i].kind).lower() == "time" for i in statement.tokens)
    return (first.tag == "VBD" and not timed) or unexplained(statement)


def shifted_by(statement: Statement) -> str:
    """The verb of the speaker, "said", where it has moved the clause's tense back ("it would rain", "it had rained");
    "according to" would leave that tense hanging. "" where it has not."""
    tree, fact = statement.tree, statement.fact
    verb = fact.reporting
    if verb is None or fact.quoted or not fact.group or tree.tokens[verb].tag != "VBD":
        return ""
    first = tree.word(fact.group[0])
    second = tree.word(fact.group[1]) if len(fact.group) > 1 else ""
    if first != "had" and not (first == "would" and second != "have"):
        return ""
    return tree.word(verb) if tree.lemma(verb) in PLAIN_SAYING else "said"


def unnamed_source(tree: Tree, speaker: Sequence[int]) -> bool:
    """Whether a speaker is "a senior researcher" or "ministers": somebody whom only a name would make a source."""
    head = next((i for i in speaker if tree.tokens[i].head not in speaker), speaker[-1])
    if tree.tokens[head].pos != "NOUN" or names_a_place(tree, speaker):
        return False
    one = any(tree.word(k) in {"a", "an", "one"} for k in tree.kids(head, "det", "nummod"))
    told = tree.kids(head, "nmod", "nmod:poss", "acl")
    return (one and not told and tree.lemma(head) in SOURCES) or (
        tree.lemma(head) in OF_A_COUNTRY and not told and not one
    )


def job_label(statement: Statement) -> bool:
    """Whether the statement only says where or with whom somebody works."""
    tree, fact = statement.tree, statement.fact
    person = tree.named(fact.subject) or fact.kind == "relative"
    return (
        person and tree.lemma(fact.head) == "work" and not fact.parts("advcl", "xcomp") and len(statement.tokens) < 14
    )


def attempt(statement: Statement) -> bool:
    """Whether somebody is only said to be trying to do something, neither how nor why."""
    tree, fact = statement.tree, statement.fact
    trying = tree.lemma(fact.head) == "try" and tree.tokens[fact.head].tag == "VBG"
    return trying and sum(tree.tokens[i].pos != "PUNCT" for i in statement.tokens) < 12


def conditional(statement: Statement) -> bool:
    """Whether the text itself says what would have been, and the condition stands elsewhere."""
    tree, fact = statement.tree, statement.fact
    group = [tree.word(i) for i in fact.group]
    return fact.reporting is None and group[:2] == ["would", "have"] and "if" not in map(tree.word, statement.tokens)


def says_little(statement: Statement) -> bool:
    """Whether hardly a word besides names carries meaning."""
    figures = any(statement.tree.tokens[i].pos == "NUM" for i in statement.tokens)
    filled = sum(len(text) > 3 for words_in in statement.swaps.values() for text in words_in.split())
    told = content_words(statement) + figures + filled + (1 if statement.opening else 0)
    if attempt(statement):
        return True
    return told < FEWEST_CONTENT_WORDS or plain_words(statement) + filled < FEWEST_PLAIN_WORDS
