"""Verb forms by rule and a table of exceptions."""

from __future__ import annotations

from quizzes.generation.english.irregular import DOUBLING, IRREGULAR

VOWELS = "aeiou"
SPECIAL_GERUND = {
    "be": "being",
    "die": "dying",
    "lie": "lying",
    "tie": "tying",
    "see": "seeing",
    "flee": "fleeing",
    "agree": "agreeing",
    "free": "freeing",
    "dye": "dyeing",
    "age": "ageing",
    "guarantee": "guaranteeing",
}
SPECIAL_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled before -ing and -ed (stop, refer; not open, visit)."""
    if base in DOUBLING:
        return True
    if len(base) < 3 or base[-1] in VOWELS + "wxy" or base[-2] not in VOWELS or base[-3] in VOWELS:
        return False
    return sum(1 for i, c in enumerate(base) if c in VOWELS + "y" and (i == 0 or base[i - 1] not in VOWELS)) == 1


def gerund(base: str) -> str:
    """The -ing form of a base form: `make` gives `making`."""
    if base in SPECIAL_GERUND:
        return SPECIAL_GERUND[base]
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    if base.endswith("c"):
        return base + "king"
    return base + base[-1] + "ing" if _doubles(base) else base + "ing"


def third(base: str) -> str:
    """The third person singular of the present: `carry` gives `carries`."""
    if base in SPECIAL_THIRD:
        return SPECIAL_THIRD[base]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    if base.endswith("c"):
        return base + "ked"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def past(base: str, plural: bool = False) -> str:
    """The simple past: `rise` gives `rose`; for `be` the number decides."""
    if base == "be":
        return "were" if plural else "was"
    return IRREGULAR[base][0] if base in IRREGULAR else _regular_past(base)


def participle(base: str) -> str:
    """The past participle: `rise` gives `risen`."""
    return IRREGULAR[base][1] if base in IRREGULAR else _regular_past(base)


def present(base: str, plural: bool) -> str:
    """The simple present that agrees with a singular or plural third person."""
    if base == "be":
        return "are" if plural else "is"
    return base if plural else third(base)


def agrees(base: str, form: str, tag: str) -> bool:
    """Whether a form with its Penn tag can come from the base form: a guard against wrong lemmas."""
    form = form.lower()
    if (base.endswith("ing") and len(base) > 6) or (base.endswith("ll") and len(base) > 6 and base not in LONG_L):
        return False
    made = {"VBD": past, "VBN": participle, "VBG": gerund, "VBZ": third}.get(tag)
    if base == "be" or made is None:
        return base == "be" or form == base
    if form == made(base):
        return True
    if base.endswith("l") and form == base + {"VBD": "ed", "VBN": "ed", "VBG": "ing"}.get(tag, ""):
        return True
    if base.endswith("l") and form == base + "l" + {"VBD": "ed", "VBN": "ed", "VBG": "ing"}.get(tag, "-"):
        return True
    return form in ALSO.get(base, ())


LONG_L = frozenset({"install", "reinstall", "enthrall", "appall"})
ALSO = {
    "burn": ("burnt",),
    "learn": ("learnt",),
    "spell": ("spelt",),
    "dream": ("dreamt",),
    "prove": ("proven",),
    "show": ("showed",),
    "get": ("gotten",),
    "spill": ("spilt",),
    "bear": ("born",),
    "light": ("lighted",),
    "age": ("aging",),
    "speed": ("speeded",),
    "focus": ("focussed", "focussing", "focusses"),
    "benefit": ("benefitted", "benefitting"),
    "strive": ("strived",),
    "wake": ("waked",),
    "lie": ("lied",),
    "hang": ("hanged",),
    "forecast": ("forecasted",),
    "knit": ("knitted",),
}


class Inflected(str):
    """A verb form that is put in for another; `base` is its base form, for phrases that say it in other forms."""

    __slots__ = ("base",)
    base: str


def inflected(base: str, tag: str) -> Inflected:
    """The form of a base form ("give up" too) that a PTB verb tag asks for."""
    first, _, rest = base.partition(" ")
    forms = {"VBD": past, "VBN": participle, "VBG": gerund, "VBZ": third}
    made = Inflected(" ".join(filter(None, (forms[tag](first) if tag in forms else first, rest))))
    made.base = base
    return made
