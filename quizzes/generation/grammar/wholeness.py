"""Whether a whole sentence of the text can give anything at all."""

from __future__ import annotations

import re

from quizzes.generation.grammar.clauses import finite, own_or_shared_subject
from quizzes.generation.grammar.soundness import unsound
from quizzes.generation.grammar.tree import Tree


def sentence_problem(tree: Tree, sentence: int) -> str | None:
    """Why a whole sentence gives nothing: a fragment, a heading, a question, a list, broken quotation marks."""
    s = tree.sentences[sentence]
    tokens = tree.tokens[s.first : s.last + 1]
    text = s.text.strip()
    if len(tokens) < 5:
        return "too_short"
    if len(tokens) > 60:
        return "too_long"
    if not re.search(r"[.!][”\"'’)]*$", text):
        return "no_full_stop"
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) > 0.4 * len(letters):
        return "capitals"
    if not text.lstrip("“\"'‘(#")[:1].isupper() and not text[:1].isdigit() and not text.lstrip("“\"'‘")[:2].istitle():
        return "starts_small"
    if sum(ord(c) > 0x24F and c.isalpha() for c in text) > 2:
        return "other_language"
    if not finite(tree, s.root) or own_or_shared_subject(tree, s.root) is None:
        roots = list(tree.kids(s.root, "ccomp", "parataxis", "conj", "expl", "csubj"))
        if not roots:
            return "fragment"
    return unsound(tree.reading, s.index)
