"""Two verbs that two tellings use of the same thing: "the share had soared", "the share had risen"."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.generation.grammar.tree import Tree
from quizzes.generation.tellings.contrasts import Told
from quizzes.generation.tellings.topics import Voice

SAME_STEM = 4  # letters at which two forms of one verb are alike
FEWEST = 2  # words of the thing that both verbs are used of


@dataclass(frozen=True, slots=True)
class Verbs:
    """The loaded verb and the other telling's verb, each with its helping verbs."""

    own: str
    other: str


def verb_beside(voice: Voice, told: Told, other: Voice, beside: Told) -> Verbs | None:
    """The verbs that two sentences use of the same thing; None where the marked word is no verb, the thing cannot be
    named, or the other sentence uses another form of the same verb."""
    tree, inside = voice.tokens_of(told)
    if tree is None or len(told.spans) != 1:
        return None
    start, end = (told.start + at for at in told.spans[0])
    verb = next((i for i in inside if start <= tree.tokens[i].start < end and tree.tokens[i].pos == "VERB"), None)
    there, around = other.tokens_of(beside)
    if verb is None or there is None:
        return None
    for dep in ("obj", "nsubj"):
        thing = tree.kid(verb, dep)
        name = _name(tree, thing)
        if thing is None or len(name.split()) < FEWEST or (dep == "nsubj" and tree.kid(verb, "obj") is not None):
            continue
        for k in around:
            same = there.tokens[k].pos == "VERB" and _name(there, there.kid(k, dep)).lower() == name.lower()
            if same and there.lemma(k)[:SAME_STEM] != tree.lemma(verb)[:SAME_STEM]:
                return Verbs(_with_helpers(tree, verb), _with_helpers(there, k))
    return None


def _with_helpers(tree: Tree, verb: int) -> str:
    """ "had risen": a verb with its helping verbs."""
    return tree.say([*tree.kids(verb, "aux"), verb])


def _name(tree: Tree, noun: int | None) -> str:
    """A noun with all that belongs to it; "" where there is none, or a pronoun in it points elsewhere."""
    if noun is None:
        return ""
    inside = tree.subtree(noun)
    return "" if any(tree.tokens[i].pos == "PRON" for i in inside) else tree.say(inside)
