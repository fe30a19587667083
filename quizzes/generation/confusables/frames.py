"""How a word is used where it stands: the frames of the lexicon, and the noun that belongs to the word."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.confusables.lexicon import Use
from quizzes.generation.english.lists import listed
from quizzes.generation.grammar.tree import Tree

NOUNS = frozenset({"NOUN", "PROPN"})
TIES = listed("to from with into of as for")
CLASSES = {
    "law": listed("law rule ban regulation act tax policy agreement treaty measure limit order bill restriction"),
    "money": listed("money fund cost price budget tax fine debt loan income profit wage salary dollar pound euro"),
    "quantity": listed("number amount rate level price cost emission share size speed demand supply risk pressure"),
    "thing": frozenset({"thing", "substance", "plant", "idea"}),
}


def verb_uses(tree: Tree, i: int) -> Iterator[tuple[str, int | None]]:
    """The frames of a verb, each with the noun its condition is about (object, passive subject, or what follows the
    preposition): obj, none, to, obj+to, that, ing, prep-for and so on."""
    kids = tree.kids(i)
    if any(tree.tokens[k].dep == "compound:prt" for k in kids):
        return
    passive = any(tree.tokens[k].dep in {"aux:pass", "nsubj:pass"} for k in kids)
    obj = tree.kid(i, "obj") if not passive else tree.kid(i, "nsubj")
    reduced = tree.dep(i) == "acl" and tree.tokens[i].tag == "VBN"
    if obj is None and reduced:
        obj = tree.tokens[i].head
    clause = tree.kid(i, "ccomp")
    action = tree.kid(i, "xcomp")
    if obj is not None or passive:
        if tied(tree, i):
            return
        if action is None and clause is None and not tree.kids(i, "iobj"):
            yield "obj", obj
        elif action is not None and any(tree.word(k) == "to" for k in tree.kids(action, "mark")):
            yield "obj+to", obj
        return
    if action is not None and tree.tokens[action].pos in {"VERB", "AUX", "NOUN", "ADJ"}:
        if tree.tokens[action].tag == "VBG":
            yield "ing", None
        elif any(tree.word(k) == "to" for k in tree.kids(action, "mark")):
            yield "to", None
        return
    if clause is not None:
        if any(tree.word(k) == "that" for k in tree.kids(clause, "mark")):
            yield "that", None
        return
    bound = [k for k in tree.kids(i, "obl") if k > i and tree.kids(k, "case")]
    for k in bound[:1]:
        if tree.kids(k, "case")[0] == i + 1:  # what follows at once belongs to the verb: "remain inside the union"
            yield f"prep-{tree.word(i + 1)}", k
            return
    yield "none", tree.kid(i, "nsubj")


def tied(tree: Tree, verb: int) -> bool:
    """Whether a preposition after the verb belongs to it, and would not to another: "sold it to", "kept it from"."""
    return any(tree.word(c) in TIES for k in tree.kids(verb, "obl") if k > verb for c in tree.kids(k, "case"))


def adjective_use(tree: Tree, i: int) -> tuple[str, int | None] | None:
    """ "attr" or "pred" and the noun that an adjective describes; None for any other use."""
    if tree.dep(i) == "amod" and tree.tokens[i].head > i:
        return "attr", tree.tokens[i].head
    if tree.kids(i, "cop"):
        return "pred", tree.kid(i, "nsubj")
    return None


def fits(tree: Tree, use: Use, frame: str, noun: int | None) -> bool:
    """Whether a use of the lexicon holds for a frame and the noun that belongs to the word."""
    if use.frame not in {"", frame}:
        return False
    if not use.bound:
        return True
    if noun is None:
        return False
    return tree.lemma(noun) in use.lemmas or (
        tree.tokens[noun].pos in NOUNS and any(of_class(tree, noun, name) for name in use.classes)
    )


def of_class(tree: Tree, noun: int, name: str) -> bool:
    """Whether a noun is of one of the lexicon's classes: the reader's kinds, and laws, money and quantities."""
    kind = str(tree.tokens[noun].kind).lower()
    if name == "thing":
        return kind in CLASSES["thing"] and not tree.named(noun)
    return kind == name or tree.lemma(noun) in CLASSES.get(name, frozenset())
