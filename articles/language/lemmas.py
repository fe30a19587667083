"""Lemma rules: how a lower-case form becomes its lemma, as a small closed set of edits that can be learnt.

A rule is ``case|cut|add``: keep the case of the form (``k``), lower it (``l``) or set Title case (``t``); cut so many
letters from the end; add these. Irregular pairs (``went`` → ``go``) cut the whole word: ``k|*|go``.
"""

from __future__ import annotations


def rule(form: str, lemma: str) -> str:
    """Return the rule that turns ``form`` into ``lemma``. ``apply(rule(f, l), f) == l`` always holds."""
    if lemma == form:
        return "k|0|"
    for case, cased in (("k", form), ("l", form.lower()), ("t", form[:1] + form[1:].lower())):
        if cased == lemma:
            return f"{case}|0|"
    for case, cased in (("k", form), ("l", form.lower()), ("t", form[:1] + form[1:].lower())):
        common = 0
        while common < min(len(cased), len(lemma)) and cased[common] == lemma[common]:
            common += 1
        if common >= max(2, len(cased) - 5):
            return f"{case}|{len(cased) - common}|{lemma[common:]}"
    return f"k|*|{lemma}"


def apply(rule_: str, form: str) -> str:
    """Return the lemma of ``form`` by a rule; a rule that does not fit leaves the form in lower case."""
    case, cut, add = rule_.split("|", 2)
    if cut == "*":
        return add
    cased = form if case == "k" else form.lower() if case == "l" else form[:1] + form[1:].lower()
    count = int(cut)
    if count >= len(cased) and count:
        return form.lower()
    return cased[: len(cased) - count] + add
