"""The names of an article sorted by what they name, for questions that ask for one name among others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizzes.generation.english.lists import listed
from quizzes.generation.english.places import sort_of_place
from quizzes.generation.grammar.article import BODIES, OFFICES, ROLES, TITLES, Article
from quizzes.generation.grammar.tree import Tree

SORTS = listed(
    """
    company firm charity organisation organization agency app website newspaper magazine party union court agreement
    law treaty project programme program scheme country city town region island university institute museum club team
    airline bank award prize park river lake airport school hospital committee commission ministry parliament festival
    village district province state county campaign hotel restaurant
    """
)
AFTER = listed("app scheme project award prize website programme program law newspaper magazine campaign charity union")
"""Nouns that tell what the name right before them names; "the Google team" does not make Google a team."""
AGREEMENTS = frozenset({"accord", "agreement", "treaty", "convention", "protocol", "charter"})
SPELT = {"organization": "organisation", "program": "programme", "firm": "company"}
WIDER = {"commission": "organisation", "ministry": "ministry", "agency": "organisation", "institute": "organisation"}
ONE_LAND = (
    frozenset({"uk", "britain", "great britain", "united kingdom", "england", "scotland", "wales", "northern ireland"}),
    frozenset({"us", "usa", "united states", "america", "north america"}),
    frozenset({"malaya", "malaysia"}),
)
"""Names of countries of which one lies in the other, or is the other."""
WITH_THE = listed(
    """
    uk us usa states kingdom netherlands philippines bahamas gambia maldives seychelles islands republic emirates
    """
)
UNIONS = frozenset({"EU", "UN", "European Union", "United Nations", "NATO", "World Bank"})
CITIES = listed(
    """
    London Paris Berlin Madrid Barcelona Rome Milan Lisbon Vienna Athens Dublin Edinburgh Glasgow Cardiff Brussels
    Amsterdam Copenhagen Stockholm Oslo Helsinki Reykjavik Warsaw Prague Budapest Moscow Kiev Istanbul Geneva Zurich
    Munich Hamburg Lyon Manchester Liverpool Birmingham Leeds Bristol Toronto Montreal Ottawa Vancouver Edmonton Calgary
    Chicago Seattle Boston Houston Dallas Miami Philadelphia Washington Sydney Melbourne Brisbane Perth Auckland
    Wellington Tokyo Osaka Kyoto Seoul Beijing Shanghai Shenzhen Bangkok Hanoi Jakarta Manila Delhi Mumbai Calcutta
    Kolkata Chennai Bangalore Dhaka Karachi Lahore Kabul Tehran Baghdad Damascus Beirut Jerusalem Cairo Lagos Abuja
    Nairobi Kampala Accra Dakar Johannesburg Durban Khartoum Casablanca Lima Bogotá Bogota Santiago Quito Caracas
    Havana Montevideo
    """
) | {"Los Angeles", "New York", "San Francisco", "Cape Town", "Buenos Aires", "Rio de Janeiro", "Mexico City"}
COMPANIES = listed(
    "Google Facebook Twitter Uber Microsoft Apple Amazon Walmart Samsung Toyota Nestlé Netflix Sony Ikea"
)
OFFICE_WORDS = frozenset(
    {"office", "department", "bureau", "board", "authority", "council", "group", "centre", "center"}
)
OWN_SORT = listed("court ministry parliament university party union bank museum park award prize")
BROAD = frozenset({"organisation", "company", "charity", "agency", "service", "union", "bank", "committee"})
BODILY = BROAD | {"court", "agreement"}
PLACES = listed(
    "country continent city town region island village district province state county park river lake place"
)
JOINED = frozenset({"of", "for", "and", "on", "&", "the"})
BRACKETED = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)")
AT = frozenset({"in", "from", "to", "at", "near", "across", "outside"})
OWNED = re.compile(r"[’']s [A-Z]")  # two names, the one of whom the other is


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the sort of thing it names: person, group, country, continent, place, or a noun such as "charity".

    `the` tells whether the text says "the" before it.
    """

    text: str
    sort: str
    the: bool = False

    @property
    def printed(self) -> str:
        """The name as an option or an answer."""
        return f"The {self.text}" if self.the else self.text

    @property
    def asked_as(self) -> str:
        """The words that ask for it as a subject: "Who", "Which country", "Which organisation"."""
        if self.sort in {"person", "group"}:
            return "Who"
        if self.sort == "continent":
            return "Which region" if " " in self.text else "Which continent"
        words = [w.lower() for w in self.text.split() if w[:1].isupper()]
        if len(words) <= 2 and self.sort in words:
            return "Who" if self.sort in OWN_SORT - {"award", "prize", "park"} else "What"
        return f"Which {self.sort}"

    def like(self, other: Named) -> bool:
        """Whether both could stand in one list of options."""
        return self.sort == other.sort or {self.sort, other.sort} <= BROAD


class Names:
    """Every name of one article with its sort, where the text or the name itself shows it."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def runs(self) -> list[tuple[Tree, int, int]]:
        """Runs of names in the text as (tree, first, last): "World Bank", "Alliance for Bangladesh Worker Safety"."""
        return [run for tree in self.article.trees for run in _runs(tree)]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What a name was read as most often: person, organisation or place."""
        counted: dict[str, Counter[str]] = {}
        for e in self.article.entities():
            counted.setdefault(bare(e.text), Counter())[str(e.label).lower()] += 1
        return {text: labels.most_common(1)[0][0] for text, labels in counted.items()}

    @cached_property
    def all(self) -> list[Named]:
        """Each name of a known sort once, in the order of the text, people in full."""
        found: dict[str, Named] = {}
        for tree, first, last in self.runs:
            made = self.named(tree.say(range(first, last + 1)))
            if made is not None:
                found.setdefault(made.text, made)
        return list(found.values())

    def named(self, text: str) -> Named | None:
        """A name by its text, "the" left aside; None where nothing tells what it names."""
        text = bare(text)
        if not text or not text[:1].isupper() or OWNED.search(text):
            return None
        if text.split()[0] in {"Justice", "Judge"}:
            return Named(text, "judge")
        full = "" if text in self._landmarks else self.person(text)
        if full:
            return Named(full, "person")
        sort = self._sort(text)
        agreed = sort == "agreement" and (" on " in text or " for " in text)
        the = (agreed or text.partition(" in ")[0] in self._with_the) and text not in COMPANIES
        if sort in {"country", "continent", "city"}:
            the = text.split()[-1].lower() in WITH_THE
        return Named(text, sort, the) if sort else None

    def person(self, text: str) -> str:
        """A person's full name; "" for anything else or a person of whom only one name is given."""
        parts = [w for w in text.split() if w.lower().strip(".") not in TITLES | ROLES]
        if not parts or any(w.lower() in OFFICES | BODIES for w in text.split()):
            return ""
        full = self.article.people.get(parts[-1], "")
        if not full or (len(parts) > 1 and parts[-1] != full.split()[-1]):
            return ""
        full = " ".join(w for w in full.split() if w.lower().strip(".") not in TITLES | ROLES)
        if full in self._visited or any(not w[:1].isupper() for w in (full.split()[0], full.split()[-1])):
            return ""
        known = len(full.split()) > 1 and not any(w.lower() in BODIES | SORTS or w.isupper() for w in full.split())
        return full if known and sort_of_place(text) == "town" else ""

    @cached_property
    def _with_the(self) -> frozenset[str]:
        """Names that the text uses with "the" as long as no noun follows, as one does in "the Google team"."""
        found = set()
        for tree, first, last in self.runs:
            alone = last + 1 >= len(tree.tokens) or tree.tokens[last + 1].pos not in {"NOUN", "ADJ"}
            if _says_the(tree, first) and alone and tree.tokens[last].text[:1] != "’":
                found.add(bare(tree.say(range(first, last + 1))))
        return frozenset(found)

    @cached_property
    def _landmarks(self) -> dict[str, str]:
        """Names to the sort that a longer form of them shows: "Doñana" to "national park"."""
        found: dict[str, str] = {}
        for tree, first, last in self.runs:
            text = bare(tree.say(range(first, last + 1)))
            for ending, sort in ((" National Park", "national park"), (" River", "river"), (" Island", "island")):
                if text.endswith(ending):
                    found[text.removesuffix(ending)] = sort
        return found

    def _sort(self, text: str) -> str:
        place = sort_of_place(text)
        if place in {"country", "continent"}:
            return place
        if re.fullmatch(r"[A-Z]{2,}s", text) or (text.endswith("s") and text[:-1] in self._surnames):
            return "group"
        if text in self._landmarks or text in CITIES:
            return self._landmarks.get(text, "city")
        if text in UNIONS:
            return "organisation"
        words = [w.lower() for w in text.split()]
        if any(w in AGREEMENTS for w in words):
            return "agreement"
        told = self._told.get(text, "")
        if told:
            return told
        own = next((w for w in reversed(words) if w in BODIES | SORTS), "")
        if own and len(words) > 1:
            return own if own in OWN_SORT else "organisation"
        if text in COMPANIES or text.removesuffix("s") in COMPANIES:
            return "company"
        if re.fullmatch(r"[A-Z]{3,6}", text):
            return "organisation"
        label = self.labels.get(text, "")
        if label == "organisation" and len(words) <= 6 and not (len(words) > 1 and text.split()[-1].isupper()):
            return "organisation"
        return "place" if label == "place" and text in self._visited else ""

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(w for e in self.article.entities("person") for w in [e.text.split()[-1]] if w[:1].isupper())

    @cached_property
    def _visited(self) -> frozenset[str]:
        """Names after "in", "from", "to" and the like: places without doubt."""
        found = set()
        for tree, first, last in self.runs:
            before = first - 1 - (first > 0 and tree.word(first - 1) == "the")
            if before >= 0 and tree.word(before) in AT:
                found.add(bare(tree.say(range(first, last + 1))))
        return frozenset(found)

    @cached_property
    def _told(self) -> dict[str, str]:
        """What the text calls a name: "the charity Oxfam", "apps like Waze", "Lima, the city", "the Waze app"."""
        found: dict[str, str] = {}
        for tree, first, last in self.runs:
            text = bare(tree.say(range(first, last + 1)))
            for i in _told_by(tree, first, last):
                noun = tree.lemma(i)
                if noun in SORTS and text not in found:
                    noun = SPELT.get(noun, noun)
                    found[text] = WIDER.get(noun, noun)
        return found

    @cached_property
    def _acting(self) -> frozenset[str]:
        """People who do or say something, or are introduced, in full."""
        found = set()
        for tree in self.article.trees:
            for e in tree.reading.entities:
                span = range(e.first, e.last + 1)
                head = next((k for k in span if tree.tokens[k].head not in span), e.last)
                if str(e.label).lower() == "person" and tree.dep(head) in {"nsubj", "appos"}:
                    found.add(self.person(bare(e.text)))
        return frozenset(found)

    def short_forms(self, name: Named) -> tuple[str, ...]:
        """What a reader may also type for a name: with and without "the", a surname, initials that the text uses."""
        the = name.the or name.sort == "group" or (" " in name.text and name.sort in BODILY)
        forms = {name.text, f"the {name.text}"} if the else {name.text}
        others = {n.text for n in self.all if n.text != name.text}
        whole = name.text.partition(" in ")[0]
        forms |= {whole, f"the {whole}"} if whole != name.text else set()
        texts = " ".join(tree.reading.text for tree in self.article.trees)
        shorts = [word.capitalize() for word, long in self.article.bodies.items() if long == name.text]
        forms |= {f for word in shorts if f"he {word}" in texts for f in (word, f"the {word}")}
        sort = self._landmarks.get(name.text, "")
        forms |= {f"{name.text} {sort.title()}", f"the {name.text} {sort.title()}"} if sort else set()
        longer = [n for n in others if n.endswith(f" of the {name.text}")]
        forms |= {f for n in longer for f in (n, f"the {n}")}
        others -= {*longer, *self.initials}
        if name.sort in {"person", "judge"}:
            forms.add(name.text.split()[-1])
        for short, long in self.initials.items():
            if name.text == short:
                forms |= {long, f"the {long}"}
            if name.text.partition(" in ")[0] == long:
                forms |= {short, f"the {short}"}
        loose = {f for f in forms if f.lower().removeprefix("the ") in BODIES | SORTS | OFFICE_WORDS}
        return tuple(sorted(forms - others - loose - {name.printed}))

    @cached_property
    def initials(self) -> dict[str, str]:
        """Initials that the text uses to the longer name whose capitals they are."""
        texts = {bare(t.say(range(a, b + 1))) for t, a, b in self.runs}
        shorts = {t for t in texts if re.fullmatch(r"[A-Z]{2,6}", t)}
        shorts |= {m for tree in self.article.trees for m in BRACKETED.findall(tree.reading.text)}
        longer: dict[str, set[str]] = {}
        for text in texts:
            caps = "".join(w[0] for w in text.split() if w[:1].isupper())
            if len(text.split()) > 1 and caps in shorts:
                longer.setdefault(caps, set()).add(text)
        return {short: next(iter(found)) for short, found in longer.items() if len(found) == 1}

    def rivals(self, name: Named, taken: str) -> list[Named]:
        """Other names that could stand beside a name as options: none that shares a word with it or with `taken`."""
        mine = {w.lower() for w in name.text.split() if w[:1].isupper()}
        mine |= {w.lower().strip(".,?“”’‘").removesuffix("’s") for w in taken.split()}
        land = next((lands for lands in ONE_LAND if name.text.lower() in lands), frozenset({""}))
        found: list[Named] = []
        for other in self.all:
            theirs = {w.lower().removesuffix("’s") for w in other.text.split() if w[:1].isupper()}
            short = self.initials.get(other.text, "") == name.text or self.initials.get(name.text, "") == other.text
            if other.text == name.text or short or not name.like(other) or other.text.lower() in land:
                continue
            shared = theirs & mine
            if shared and (name.sort not in BROAD or shared in (mine, theirs) or theirs <= mine):
                continue
            if name.sort == "person" and other.text not in self._acting:
                continue
            if not any({other.text.lower(), f.text.lower()} <= lands for f in found for lands in ONE_LAND):
                found.append(other)
        return sorted(found, key=lambda n: (n.text.isupper() != name.text.isupper(), n.sort != name.sort))


def bare(text: str) -> str:
    """A name without its article and without a possessive."""
    text = text.removeprefix("the ").removeprefix("The ")
    return re.sub(r"['’]s?$", "", text).strip(" ,.")


def _says_the(tree: Tree, first: int) -> bool:
    return tree.word(first) == "the" or (first > 0 and tree.word(first - 1) == "the")


def _runs(tree: Tree) -> Iterator[tuple[Tree, int, int]]:
    """Names in one passage: capitals in a row, joined by "of", "for" and "and" inside the name of a body."""
    for sentence in tree.sentences:
        i = sentence.first
        while i <= sentence.last:
            if not _named(tree, i):
                i += 1
                continue
            last = _run_end(tree, i, sentence.last)
            yield tree, i, last
            i = last + 1


def _named(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if not token.text[:1].isupper() or token.pos not in {"PROPN", "ADJ"}:
        return False
    follows = tree.tokens[i + 1] if i + 1 < len(tree.tokens) else token
    opening = i == tree.sentences[token.sentence].first
    return token.pos == "PROPN" or (not opening and follows.pos == "PROPN" and follows.text[:1].isupper())


def _run_end(tree: Tree, first: int, end: int) -> int:
    last = i = first
    body = False
    while i <= end:
        if _named(tree, i):
            body = body or tree.word(i) in BODIES | AGREEMENTS | {"alliance", "panel", "society", "ministry"}
            last = i
        elif not (body and tree.word(i) in JOINED and i < end and _opens_name(tree, i + 1)):
            break
        i += 1
    return last


def _opens_name(tree: Tree, i: int) -> bool:
    return _named(tree, i) or (tree.word(i) == "the" and _named(tree, min(i + 1, len(tree.tokens) - 1)))


def _told_by(tree: Tree, first: int, last: int) -> Sequence[int]:
    """Nouns that say what a name is."""
    found = []
    if first > 0 and tree.tokens[first - 1].tag == "NN":
        found.append(first - 1)
    after = last + 1
    if after < len(tree.tokens) and tree.tokens[after].text in AFTER and tree.tokens[last].space_after:
        found.append(after)
    span = range(first, last + 1)
    head = next((k for k in span if tree.tokens[k].head not in span), last)
    found += [k for k in tree.kids(head, "appos") if tree.tokens[k].tag == "NN" and k > last]
    if first > 1 and tree.word(first - 1) in {"like", "as"}:
        before = first - 2 - (tree.word(first - 2) == "such")
        if before >= 0 and tree.tokens[before].tag == "NNS":
            found.append(before)
    return found
