"""Which sentences of a telling can be quoted in a question: short enough, and understood without their neighbours."""

from __future__ import annotations

import re

from quizzes.generation.english.lists import listed
from quizzes.generation.options import bag

SHORT_SENTENCE = 34  # words that a quoted sentence may have
SHORT_OPTION = 27
EXCERPT = 26  # a longer sentence is cut where a clause ends
AGAIN = 0.45
LEAST = 11  # words that an excerpt has
NEARLY_SAME_LENGTH = 1.7
CLAUSE = listed("without if unless because while when which who where as but so although whereas in")
LEANING = listed(
    "he she it they this these that those his her their its but and so also however then instead therefore yet for "
    "such as there of one or nor meanwhile otherwise rather"
)
LINKS = re.compile(r"\b(?:he|she|they|it|this|these|those|them|though|however|the aim|the latter|since then)\b")
BARE = re.compile(
    r"^(?:few|some|many|most|others|both|all)(?:,| (?:are|were|have|had|can|will|would|do|did|say|said)\b)",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]our)\b")
OPENING = re.compile(
    r"(?:in order|after|before|when|while|if|as|because|although|since|to)\b",
    re.IGNORECASE,
)
POINTING = re.compile(r"\b(?:for (?:example|instance)|however)\b|\b(?:that|this)\.$")
QUOTED = re.compile(r"“[^“”]*”")


def fits(text: str) -> bool:
    """Whether a stem can quote it whole."""
    return len(text.split()) <= SHORT_SENTENCE and "“" not in text


def is_short(text: str) -> bool:
    """Whether an option can be made of it."""
    return 4 <= len(text.split()) <= SHORT_OPTION


def excerpt(text: str, start: int, end: int) -> str:
    """A sentence cut where a clause ends after the fact at `start` to `end`; whole when it is short, and "" when it is
    long and cannot be cut well."""
    if len(text.split()) <= EXCERPT:
        return text
    if len(text.split()) > SHORT_SENTENCE and OPENING.match(text):
        return ""
    for match in re.finditer(r"[,;:]? (?=(\S+))", text):
        count = len(text[: match.start()].split())
        if count > EXCERPT:
            break
        ends = match[0].strip() or match[1].lower() in CLAUSE
        if (
            count >= LEAST
            and match.start() >= end
            and ends
            and text.count("(", 0, match.start()) == text.count(")", 0, match.start())
        ):
            return f"{text[: match.start()]} …"
    return text if len(text.split()) <= SHORT_SENTENCE else ""


def clipped(text: str) -> str:
    """A quoted sentence, its marks of quotation single inside the double ones."""
    opened = re.sub(r'(?<![^\s(])"', "‘", text.strip())
    return opened.replace("“", "‘").replace("”", "’").replace('"', "’")


def clearly_other(mine: str, theirs: str) -> bool:
    """Whether two values differ in more than order or in words before or behind: not 2011-2012 and 2012-2011."""
    one, other = (set(re.findall(r"[^\W_]+(?:[.,][^\W_]+)*", text.casefold())) for text in (mine, theirs))
    return not (one <= other or other <= one)


def as_long(one: str, other: str) -> bool:
    """Whether two options are of comparable length."""
    shorter, longer = sorted((len(one), len(other)))
    return longer <= NEARLY_SAME_LENGTH * shorter


def says_again(text: str, sentence: str) -> bool:
    """Whether a text has so many of a sentence's telling words that it may say the same."""
    own = bag(sentence)
    return len(own & bag(text)) >= AGAIN * len(own)


def has_detail_of_its_own(sentence: str, text: str) -> bool:
    """Whether it has a name or a number that a text, the whole other telling, has nowhere."""
    inside = re.sub(r"^\W*\w+", "", sentence)
    known = set(re.findall(r"\w+", text.casefold()))
    return any(word.casefold() not in known for word in re.findall(r"\b(?:[A-Z]\w+|\d+)", inside))


def good_sentences(text: str) -> list[str]:
    """The sentences of a passage that can be read alone, those that say one plain thing first."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", text.strip())
    good = [sentence for sentence in sentences if is_short(sentence) and stands_alone(sentence)]
    return sorted(good, key=lambda sentence: bool(re.search(r"[:;“]", sentence)))


def stands_alone(text: str) -> bool:
    """Whether it is one whole sentence that names what it speaks of: it opens with no pronoun, no link and no
    quotation, asks nothing and is no part of what somebody says."""
    opening = re.match(r"\W*(\w+)", text)
    first = opening[1].lower() if opening else ""
    plain = QUOTED.sub("", text)
    if first in LEANING or not re.search(r"[.!]”?$", text.rstrip()) or re.search(r"[“”]|[.!?] [A-Z]", plain):
        return False
    if text.startswith("“") or BARE.match(text) or POINTING.search(text):
        return False
    return not FIRST_PERSON.search(plain) and not LINKS.search(" ".join(text.lower().split()[:6]))
