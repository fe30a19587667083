"""Whether a sentence is whole: texts arrive with misspelt words, bent verbs, and sentences broken by stray stops.

A question made from such a sentence would be nonsense, so each fault is found, named, and the sentence refused. Every
test leans on evidence inside the text itself or on the dictionary of lemminflect; none knows a particular text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from articles.language import Reading, Token
from articles.language.lexicon import is_word
from quizzes.generation.english.lists import listed

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWEL_SOUND = re.compile(
    r"^(?!eu|uni(?!n|m)|use|usu|uti|ura|one|once|ubiq|uk|ufo|uto|u[.-]|unan)[aeiou]", re.IGNORECASE
)
CLOSING = frozenset({"all", "both", "each", "this", "that", "these", "those", "either", "some", "any"})
ENDS_OPEN = listed("the a an and or of with from among about into than for by at between")
FINITE = {"VBD", "VBZ", "VBP", "MD"}
BE = {"be", "is", "are", "was", "were", "been", "being", "am", "’s", "'s", "’re", "'re"}
SHORTEST_MISSPELT = 6
GLUED_ENDS = ("the", "that", "this", "from", "with", "and", "for")


def unsound(reading: Reading, index: int) -> str | None:
    """The name of what is broken in a sentence of the reading, or None when it seems whole.

    Names: "misspelt", "bent_verb", "ends_open", "cut_by_next", "two_verbs", "wrong_article", "doubled_words",
    "tangled".
    """
    sentence = reading.sentences[index]
    tokens = reading.tokens[sentence.first : sentence.last + 1]
    words = [t for t in tokens if t.pos not in {"PUNCT", "SYM"}]
    if not words:
        return None
    if ends_open(words):
        return "ends_open"
    if any(doubled(a, b) for a, b in pairwise(tokens)) or doubled_run(words):
        return "doubled_words"
    tangled = (a.tag == "PRP" and a.text.lower() != "mine" and b.tag in {"WDT", "WP"} for a, b in pairwise(words))
    if any(tangled) or tangled_do(words):
        return "tangled"
    if any(bent_verb(reading, t) for t in words):
        return "bent_verb"
    if any(wrong_article(a, b) for a, b in pairwise(tokens)):
        return "wrong_article"
    if any(two_verbs(reading, t) for t in words):
        return "two_verbs"
    if any(misspelt(t) and not repeated(reading, t) for t in words):
        return "misspelt"
    return "cut_by_next" if cut_by_next(reading, index) else None


def ends_open(words: list[Token]) -> bool:
    """The last word wants another one after it: an article, "and", a preposition without its noun."""
    last = words[-1]
    if last.text.lower() in ENDS_OPEN:
        return True
    stranded = last.pos in {"ADP", "SCONJ"} and last.dep.partition(":")[0] in {"case", "mark", "cc"}
    return (stranded and words[-1].dep != "compound:prt") or (
        last.pos == "DET" and last.tag == "DT" and last.text.lower() not in CLOSING
    )


def doubled(first: Token, second: Token) -> bool:
    """The same word twice in a row, but for "had had", "that that", numbers, and names such as "Baden Baden"."""
    same = first.text.lower() == second.text.lower() and first.end < second.start
    if same and first.text[:1].isupper() and first.text == second.text:
        return False
    return same and first.text.isalpha() and first.text.lower() not in {"had", "that", "very", "really"}


def tangled_do(words: list[Token]) -> bool:
    """ "do not to" where "do not" wants its verb."""
    return any(
        a.pos == "AUX"
        and b.text.lower() in {"not", "n’t", "n't"}
        and c.text.lower() == "to"
        and a.lemma.lower() == "do"
        for a, b, c in zip(words, words[1:], words[2:], strict=False)
    )


def doubled_run(words: list[Token]) -> bool:
    """A phrase of three words said twice in a row: "the number of the number of"."""
    low = [t.text.lower() for t in words]
    return any(low[i : i + 3] == low[i + 3 : i + 6] for i in range(len(low) - 5))


def bent_verb(reading: Reading, token: Token) -> bool:
    """A verb in a form that its auxiliary does not take: "were crush", "was rank", "to improved", "can improved"."""
    if not token.text.isalpha():
        return False
    if token.pos in {"NOUN", "ADJ"}:
        return bent_predicate(reading, token)
    if token.pos != "VERB":
        return False
    auxiliaries = [t for t in children(reading, token) if t.dep.startswith("aux") and t.index < token.index]
    if not auxiliaries:
        return False
    nearest = auxiliaries[-1]
    low, form = token.text.lower(), nearest.text.lower()
    if nearest.dep == "aux:pass" or form in BE:
        return not (low.endswith("ing") or low in participles(low, token.lemma.lower()))
    if nearest.tag == "MD" or form in {"do", "does", "did", "don’t", "didn’t"}:
        return low not in {token.lemma.lower(), "be", "have", "do"} and is_inflected(low) and not is_base(low)
    return False


def bent_predicate(reading: Reading, token: Token) -> bool:
    """A bare verb, read as a noun, where "be" and an adverb want its participle: "were brutally crush"."""
    low = token.text.lower()
    before = reading.tokens[token.index - 1] if token.index else None
    after = reading.tokens[token.index + 1].text.lower() if token.index + 1 < len(reading.tokens) else ""
    linked = any(t.dep == "cop" for t in children(reading, token))
    if not linked or before is None:
        return False
    pushed = before.tag == "RB" and before.text.endswith("ly")
    placed = before.text.lower() in BE and after in {"first", "second", "third", "by"}
    if not pushed and not placed:
        return False
    return is_base(low) and (placed or not lemmas(low, "ADJ")) and low not in inflections(low, "VBN")


def wrong_article(first: Token, second: Token) -> bool:
    """ "a" before a vowel sound or "an" before a plain consonant, among words the dictionary knows."""
    if first.pos != "DET" or second.start - first.end != 1 or not second.text.isalpha() or second.text.isupper():
        return False
    low = second.text.lower()
    if first.text.lower() == "a":
        return bool(VOWEL_SOUND.match(low)) and is_word(low)
    return first.text.lower() == "an" and low[0] in "bcdfgjklmnpqrstvwxyz" and is_word(low)


def two_verbs(reading: Reading, token: Token) -> bool:
    """A second finite verb that nothing ties to the first: "The market was opened changed the way …"."""
    if token.tag not in FINITE - {"MD"} or token.pos not in {"VERB", "AUX"}:
        return False
    relation = token.dep.partition(":")[0]
    if relation not in {"ccomp", "advcl", "acl", "parataxis", "xcomp", "dep"} or token.dep == "acl:relcl":
        return False
    around = children(reading, token)
    tied = any(t.dep.partition(":")[0] in {"nsubj", "csubj", "mark", "expl", "cc", "aux"} for t in around)
    asking = any(t.tag in {"WDT", "WP", "WRB", "WP$"} for t in around)
    head = reading.tokens[token.head]
    between = reading.tokens[min(token.index, head.index) + 1 : max(token.index, head.index)]
    return not tied and not asking and not any(t.pos == "PUNCT" for t in between)


def misspelt(token: Token) -> bool:
    """A word the dictionary does not know, one letter away from one that it knows well."""
    word = token.text
    if re.fullmatch(r"[a-z]{3,}\d+", word) or glued(word):
        return True
    if token.pos not in {"NOUN", "VERB", "ADJ", "ADV"} or not word.isalpha() or len(word) < SHORTEST_MISSPELT:
        return False
    low = word.lower()
    if word not in {low, low.capitalize()}:
        return False
    return not is_word(low) and not any(is_word(stem) for stem in stems(low)) and near_known(low)


def repeated(reading: Reading, token: Token) -> bool:
    """Whether the passage writes a word twice: a term that the dictionary lacks, not a slip."""
    return sum(t.lemma.lower() == token.lemma.lower() for t in reading.tokens) > 1


def glued(word: str) -> bool:
    """Two words without the space between them: "hopethe"."""
    if not word.isalpha() or not word.islower() or len(word) < SHORTEST_MISSPELT or is_word(word):
        return False
    return any(word.endswith(end) and is_word(word[: -len(end)]) for end in GLUED_ENDS)


def cut_by_next(reading: Reading, index: int) -> bool:
    """The next sentence of the paragraph has no finite verb with a subject and begins like the rest of this one."""
    if index + 1 >= len(reading.sentences):
        return False
    here, then = reading.sentences[index], reading.sentences[index + 1]
    if here.paragraph != then.paragraph:
        return False
    tokens = reading.tokens[then.first : then.last + 1]
    words = [t for t in tokens if t.pos != "PUNCT"]
    if not words or tokens[-1].text in {"?", "!"} or any(t.text in '“”"‘' for t in tokens[:1]):
        return False
    if words[0].text[:1].islower() and words[0].text.isalpha():
        return True
    finite = any(t.tag in FINITE for t in words)
    subject = any(t.dep.startswith(("nsubj", "csubj", "expl")) for t in words)
    if not finite and not subject:
        return words[0].pos in {"ADP", "NOUN", "VERB", "ADJ", "DET", "SCONJ", "PART", "PROPN"} and len(words) > 3
    opens = words[0].pos in {"ADP", "CCONJ"} or words[0].tag in {"VBD", "VBN", "VBG"}
    return opens and not subject


def children(reading: Reading, token: Token) -> list[Token]:
    return [reading.tokens[i] for i in reading.children(token.index)]


def participles(word: str, lemma: str) -> set[str]:
    """The past participles of the verbs that a form could belong to."""
    forms = {lemma, word, *lemmas(word, "VERB")}
    return {form for base in forms for form in inflections(base, "VBN")}


def is_inflected(word: str) -> bool:
    return any(word != base for base in lemmas(word, "VERB"))


def is_base(word: str) -> bool:
    return word in lemmas(word, "VERB")


@lru_cache(maxsize=8192)
def lemmas(word: str, pos: str) -> tuple[str, ...]:
    """The base forms that the dictionary gives for a word, none when it does not know the word."""
    from lemminflect import getAllLemmas  # loads its table once, when first asked

    return tuple(getAllLemmas(word, upos=pos).get(pos, ()))


@lru_cache(maxsize=8192)
def inflections(base: str, tag: str) -> tuple[str, ...]:
    from lemminflect import getInflection

    return tuple(getInflection(base, tag=tag, inflect_oov=True))


# An ending, and after the plus what takes its place.
ENDINGS = listed(
    """
    ly ness less like ers+e er+e er ers able able+e ish s ing ing+e ed ed+e ity ity+e ism ist ists ite ites
    """
)
BEGINNINGS = listed(
    """
    un re pre anti non over under super inter co de dis mis out sub multi micro macro eco bio geo cyber tele auto
    """
)


def stems(word: str) -> list[str]:
    """What is left of a word without a common ending or beginning, for words made on the spot."""
    found = []
    for written in ENDINGS:
        ending, _, instead = written.partition("+")
        if word.endswith(ending) and len(word) - len(ending) > 2:
            found.append(word[: len(word) - len(ending)] + instead)
    found += [word[len(b) :] for b in BEGINNINGS if word.startswith(b) and len(word) - len(b) > 3]
    found += [word[i:] for i in range(4, len(word) - 3) if is_word(word[:i]) and is_word(word[i:])]
    return found


@lru_cache(maxsize=4096)
def near_known(word: str) -> bool:
    """Whether one letter more, less, other or swapped makes a word of the dictionary (Damerau 1964)."""
    from lemminflect import getAllLemmas

    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    near = {a + b[1:] for a, b in splits if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    near |= {a + c + b[1:] for a, b in splits if b for c in LETTERS}
    near |= {a + c + b for a, b in splits for c in LETTERS}
    return any(getAllLemmas(candidate) for candidate in near - {word})
