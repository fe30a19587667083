"""Words that point out of a piece of text: here, this, another, fewer than what is said only in its paragraph."""

from __future__ import annotations

from quizzes.generation.english import words
from quizzes.generation.english.pointing import WEEKDAYS
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.referents.bound import told_after

NEAR_THE_WRITER = frozenset({"here", "ago", "yesterday", "tomorrow", "tonight"})
LIKENING = frozenset({"similar", "respective", "resulting", "following", "above"})


def pointing(tree: Tree, i: int, inside: set[int]) -> str | None:
    """The name of the filter that a pointing word does not pass in a piece with the tokens `inside`, or None."""
    token, word = tree.tokens[i], tree.word(i)
    if word in {"now", "yet"} and _of_the_verb(tree, i, inside):
        return None
    if _deictic(tree, i, inside):
        return "pointing_word"
    if word in words.DEMONSTRATIVES and token.pos in {"DET", "PRON", "ADJ"} and token.tag != "WDT":
        return None if _demonstrative_is_clear(tree, i, inside) else "demonstrative"
    if word in words.OTHERS and token.pos in {"ADJ", "PRON", "NOUN", "DET"}:
        return None if _other_is_clear(tree, i, inside) else "pointing_word"
    if _counts_nothing(tree, i, inside):
        return "bare_number"
    likened = word in LIKENING and token.dep == "amod" and not (i + 1 in inside and tree.word(i + 1) == "to")
    one = token.pos == "NOUN" and word in {"one", "ones"}
    return "pointing_word" if likened or one or _compared_with_nothing(tree, i, inside) else None


def _deictic(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether an adverb or a day leans on where and when it is said, or on the sentence before: here, too, do so."""
    token, word = tree.tokens[i], tree.word(i)
    if word == "so" and i - 1 in inside and tree.lemma(i - 1) == "do":
        return True
    if word == "too" and tree.tokens[token.head].pos not in {"ADJ", "ADV"}:
        return True
    if token.pos == "ADV" and word in words.DEICTIC and word not in words.DEICTIC_HARMLESS:
        return not (word == "also" and i - 1 in inside and tree.word(i - 1) == "but")
    return word in NEAR_THE_WRITER or word in WEEKDAYS


def _demonstrative_is_clear(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether "such", "those" or "that" is told inside the piece: "such as", "those living in", "that of the town"."""
    token, word = tree.tokens[i], tree.word(i)
    if word == "such" and i + 1 in inside and tree.word(i + 1) == "as":
        return True
    if word == "those" and i + 1 in inside and tree.tokens[i + 1].tag in {"VBG", "VBN", "WP"}:
        return True
    if word == "those" and told_after(tree, i, inside):
        return True
    if word not in {"those", "that"} or token.pos != "PRON":
        return False
    relative = token.dep in {"nsubj", "obj"} and (token.tag in {"WDT", "WP"} or tree.dep(token.head) == "acl")
    return relative or any(k in inside for k in tree.kids(i, "acl", "nmod"))


def _counts_nothing(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether a number, not a year, stands for things that are not named beside it."""
    if tree.tokens[i].pos != "NUM" or words_like_year(tree.word(i)):
        return False
    part = tree.dep(i) in {"nsubj", "obj"} or (tree.dep(i) == "obl" and tree.word(i - 1) in {"to", "by"})
    return part and not any(k in inside and tree.dep(k) != "case" for k in tree.kids(i))


def _compared_with_nothing(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether "more", "fewer" or "less" does not say than what."""
    token = tree.tokens[i]
    if tree.word(i) not in {"more", "fewer", "less"} or token.dep != "amod" or token.head <= i or _of_change(tree, i):
        return False
    return not any(tree.word(k) == "than" for k in range(i, tokens_end(tree, i)) if k in inside)


def _of_the_verb(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether "now" or "yet" stands inside its clause and tells its time: "is now facing", "not yet"; opening a
    sentence it only goes on from the one before."""
    first = i == tree.sentences[tree.tokens[i].sentence].first
    return i - 1 in inside and not first and tree.tokens[i - 1].text not in {",", "“", "–"}


def _of_change(tree: Tree, i: int) -> bool:
    """Whether "more" or "less" is measured against now: in what will, may or should be, or is under way."""
    if i > 0 and tree.word(i - 1) in {"many", "much", "far", "even"}:
        return False
    k = tree.tokens[i].head
    if tree.dep(k) == "nmod" and tree.lemma(tree.tokens[k].head) in {"offer", "promise", "need", "demand", "call"}:
        return True
    while tree.tokens[k].pos in {"NOUN", "PROPN"} and tree.tokens[k].head != k:
        k = tree.tokens[k].head
    ahead = tree.tokens[k].tag in {"VB", "VBG"}
    return ahead or tree.lemma(k) in {"promise", "want", "need", "demand", "expect"}


def _other_is_clear(tree: Tree, i: int, inside: set[int]) -> bool:
    """Whether "other", "same", "both" or "each" is resolved inside the piece itself."""
    token, word = tree.tokens[i], tree.word(i)
    before = tree.word(i - 1) if i - 1 in inside else ""
    following = [tree.word(k) for k in range(i + 1, min(i + 7, len(tree.tokens))) if k in inside]
    if word == "other":
        earlier = tree.word(i - 2) if i - 2 in inside else ""
        joined = before in {"the", "some", "any", "many", "several"} and earlier in {"and", "or"}
        noun = token.head
        own = [k for k in inside if k < i and tree.tokens[k].pos == "NOUN" and tree.lemma(k) == tree.lemma(noun)]
        within = bool(own) and tree.dep(noun) not in {"nsubj"}
        return before in {"each", "and", "or", "among"} or following[:1] == ["than"] or joined or within
    if word in {"former", "latter"}:
        return word == "former" and tree.dep(i) == "amod" and token.head > i
    if word == "same":
        return "as" in following or any(tree.word(k) == "both" and tree.dep(k) == "cc" for k in inside if k < i)
    if word == "both":
        return token.dep.startswith(("cc", "det:predet")) or "and" in following or following[:1] == ["parents"]
    return word in {"each", "either", "neither"} and (token.pos == "DET" or token.dep.startswith("cc"))


def tokens_end(tree: Tree, i: int) -> int:
    """One past the last token of the sentence that holds token i."""
    return tree.sentences[tree.tokens[i].sentence].last + 1


def words_like_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()
