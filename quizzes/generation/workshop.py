"""One article on the bench: its statements, its actions, its changes, and why clauses were refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from quizzes.generation.asking.nounphrases import Phrase, phrases
from quizzes.generation.changing.changes import Changer
from quizzes.generation.grammar.article import Article
from quizzes.generation.grammar.attribution import SAYING, spoke_last, vouches
from quizzes.generation.grammar.facts import Fact, facts
from quizzes.generation.grammar.quantities import Quantities
from quizzes.generation.grammar.tree import Tree, capital, full_stop
from quizzes.generation.referents.definites import loose_phrases
from quizzes.generation.stating.actions import Action, actions, complete
from quizzes.generation.stating.selfcontained import lack, placed, shifted_by, unnamed_source
from quizzes.generation.stating.statements import Statement, Stater, UnfitError
from quizzes.generation.types import Passage, Refusal

REASONS = {
    "too_short": "The clause is too short to carry a question.",
    "misspelt": "A word of the sentence seems misspelt.",
    "bent_verb": "A verb of the sentence stands in a form that cannot be right.",
    "tangled": "Words such as “he which” stand together that cannot; the sentence may be broken.",
    "ends_open": "The sentence stops before it is complete.",
    "cut_by_next": "The sentence seems to go on in the next one; a full stop may stand in the wrong place.",
    "two_verbs": "The sentence has two main verbs that nothing joins; it may be broken.",
    "wrong_article": "An article (a, an) does not fit the word after it; the sentence may be broken.",
    "doubled_words": "Words are said twice in a row; the sentence may be broken.",
    "too_long": "The clause is too long to be asked about in one question.",
    "no_full_stop": "The line does not end like a sentence; it may be a heading or a caption.",
    "capitals": "The line is mostly in capitals.",
    "starts_small": "The sentence does not begin with a capital; it may be a fragment.",
    "other_language": "The sentence is not in English letters.",
    "fragment": "The sentence has no subject with a finite verb that the reader could find; it may be broken.",
    "question": "The sentence is itself a question.",
    "first_person": "The sentence speaks as I, we or you.",
    "pronoun": "A pronoun points to something outside the sentence.",
    "unclear_pronoun": "A pronoun could stand for more than one thing.",
    "subject_is_a_pronoun": "The subject is a pronoun that names nothing by itself.",
    "demonstrative": "This, that or such points to another sentence.",
    "pointing_word": "A word such as here, then or another leans on the sentences around it.",
    "relative_time": "A time such as last year depends on when the text was written.",
    "definite_without_referent": "A phrase with “the” is only explained elsewhere in the text.",
    "bare_number": "A number stands without the thing it counts.",
    "split_quotation": "A quotation would be torn apart.",
    "punctuation": "The sentence is cut up by colons, dashes or semicolons.",
    "points_elsewhere": "Too much of the clause leans on other sentences.",
    "contraction": "A contraction hides the verb.",
    "verb_form": "The verb's form is uncertain.",
    "shared_object": "Two verbs share an object, so that neither stands alone.",
    "stem_too_long": "The question would be too long.",
    "negated": "The clause is negative, and the question would lose that.",
    "too_few_options": "The article offers too few wrong answers of the same kind.",
    "quoted": "The sentence is somebody's own words without a certain speaker.",
    "hedged": "The clause says this only with reservations.",
    "unanchored": "The clause does not name what it is about; away from its paragraph nobody could tell.",
    "shifted_tense": "The clause tells what had happened before something else that only the paragraph tells.",
    "opens_with_digits": "A sentence should not begin with a figure.",
    "long_lead": "The question would open with a long phrase before it asks.",
    "incidental": "The question would turn on a day, a year or a figure that is not what the sentence is about.",
    "loose_end": "The question would end in a phrase that belongs somewhere else.",
    "half_a_pair": "One half of a pair such as “either … or” is missing.",
    "names_twice": "A name would be said twice in one statement.",
    "compared": "A comparison does not say with what.",
    "cut_time": "The clause would lose the time that makes it true.",
    "key_sticks_out": "The right option would be clearly longer than the others.",
    "inner_clause": "A remark inside the clause has lost a comma.",
    "truism": "What is left of the clause says little that a reader could not have guessed.",
    "thin": "What is left of the clause says too little.",
    "no_clear_lead": "No one statement clearly sums the passage up better than the others.",
    "cut_short": "The clause would lose its source, or a “but” that it turns on.",
    "no_key": "No part of the clause answers this kind of question.",
}


OPENING_WORDS = frozenset({"What", "Why", "How", "Who", "Which", "In", "When", "Where", "For"})


DOCUMENTS = frozenset(
    {
        "report", "study", "research", "survey", "figure", "statistic", "data", "poll", "paper", "article", "law",
        "review", "analysis", "wisdom", "record", "industry", "official", "source", "rule", "agreement", "plan",
    }
)  # fmt: skip
VAGUE = frozenset({"some", "many", "one", "we", "i", "you", "who", "which"})
CERTAIN = frozenset({"clear", "certain", "true", "obvious", "evident", "said", "mean", "means"})
STATING_MARKS = frozenset({"because", "although", "though", "whereas"})


def states(fact: Fact) -> bool:
    """Whether the text states the clause as a fact: main clauses, reasons and concessions, added relative clauses."""
    if fact.kind in {"main", "coordinate"}:
        return True
    if fact.kind == "adverbial":
        return fact.mark is not None and (
            fact.tree.word(fact.mark) in STATING_MARKS | {"so"}
            or _contrasts(fact, fact.mark)
            or _happened(fact, fact.mark)
        )
    return fact.kind == "relative" and fact.tree.tokens[fact.subject].tag in {"WP", "WDT"}


def _contrasts(fact: Fact, mark: int) -> bool:
    """Whether ", while …" after the main clause sets a second fact beside the first."""
    tree = fact.tree
    late = tree.tokens[fact.head].head < mark and tree.tokens[mark - 1].text == ","
    return tree.word(mark) == "while" and late and tree.tokens[fact.head].tag != "VBG"


def _happened(fact: Fact, mark: int) -> bool:
    """Whether "after …" tells in the past tense what came first."""
    first = fact.tree.tokens[min([*fact.group, fact.head])]
    return fact.tree.word(mark) == "after" and first.tag == "VBD"


def told(fact: Fact) -> bool:
    """Whether a speaker states the clause: what is said, and the reasons and additions inside it, no condition."""
    return (fact.kind in {"complement", "aside"} and _vouched(fact)) or states(fact)


def _vouched(fact: Fact) -> bool:
    """Whether nothing weaker stands between the speaker and the clause: "the results seem to imply that …"."""
    tree, i = fact.tree, fact.head
    while tree.dep(i) == "conj":
        i = tree.tokens[i].head
    above = tree.tokens[i].head
    return tree.lemma(above) in SAYING or tree.word(above) in CERTAIN or tree.dep(i) == "parataxis"


def able_to_say(fact: Fact) -> bool:
    """Whether a speaker is somebody or a document: not "people", not "a closer look at the plan"."""
    tree, inside = fact.tree, set(fact.speaker)
    head = next((i for i in fact.speaker if tree.tokens[i].head not in inside), None)
    if head is None:
        return False
    if tree.lemma(head) in {"people", "person", "other"} and len(fact.speaker) == 1:
        return False
    kind = str(tree.tokens[head].kind).lower()
    return kind in {"person", "organisation", "place"} or tree.named(head) or tree.lemma(head) in DOCUMENTS


class Workshop:
    """Everything the kinds of question share for one article."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.article = Article(passages)
        self.stater = Stater(self.article)
        self.standing = self.stater.standing
        self.quantities = Quantities(self.article)
        self.changer = Changer(self.article, self.quantities)
        self.refusals: list[Refusal] = []
        self.facts: list[Fact] = [f for tree in self.article.trees for f in facts(tree)]
        self._stated: dict[tuple[int, int], Statement | str] = {}

    def statement(self, fact: Fact) -> Statement | None:
        """The fact as a statement, or None; the reason is kept for the report."""
        key = (fact.tree.section, fact.head)
        if key not in self._stated:
            try:
                self._stated[key] = self.stater.state(fact)
            except UnfitError as unfit:
                self._stated[key] = unfit.reason
                self.refuse(fact.tree, fact.sentence, "any", unfit.reason)
        made = self._stated[key]
        return made if isinstance(made, Statement) else None

    @cached_property
    def statements(self) -> list[Statement]:
        """All statements that the text itself makes, in order: no hearsay, nothing said inside quotation marks."""
        made = [self.statement(f) for f in self.facts if f.reporting is None and not f.quoted and states(f)]
        return [alone for s in made if s is not None for alone in self._standing_alone(s)]

    def _standing_alone(self, statement: Statement) -> list[Statement]:
        """The statement, with the article's place in front where that is needed, if it means the same away from its
        text; the reason is noted where it does not."""
        whole = placed(self.stater.references.whereabouts, statement)
        reason = lack(self.article, whole)
        if reason is None:
            return [whole]
        self.refuse(statement.tree, statement.fact.sentence, "any", reason)
        return []

    @cached_property
    def reported(self) -> list[Statement]:
        """Statements that somebody in the text makes; each has its speaker."""
        made = [self.statement(f) for f in self.facts if f.reporting is not None and told(f)]
        return [alone for s in made if s is not None for alone in self._standing_alone(s)]

    @cached_property
    def sayable(self) -> list[Statement]:
        """Facts whose predicate stands alone, whether or not their subject does: a stock of wrong options."""
        found = []
        for fact in self.facts:
            tree = fact.tree
            if fact.kind == "relative" or fact.quoted or tree.tokens[fact.subject].pos not in {"NOUN", "PROPN"}:
                continue
            if self.stater.sentence_problem(tree, fact.sentence):
                continue
            predicate = fact.predicate
            if self.standing.problem(tree, predicate) is None and complete(tree, predicate):
                found.append(Statement(fact, fact.tokens, self.standing.swaps(tree, predicate), (fact.sentence,)))
        return found

    @cached_property
    def told(self) -> list[Statement]:
        """What the text states and what named or otherwise certain speakers state in it."""
        seen: set[str] = set()
        found = []
        for s in [*self.statements, *(s for s in self.reported if self.voice(s))]:
            text = self.spoken(s)
            if text not in seen:  # "Oxfam said that …" is told by the main clause and by the clause inside it
                seen.add(text)
                found.append(s)
        return found

    def voice(self, statement: Statement) -> str:
        """ "according to X" for what somebody says; "" for the text's own statements or an uncertain speaker."""
        fact = statement.fact
        if fact.reporting is None or fact.tree.word(fact.speaker[0] if fact.speaker else 0) in VAGUE:
            return ""
        if not able_to_say(fact) or not vouches(fact.tree, fact.reporting):
            return ""
        speaker = self.speaker(fact)
        if speaker and speaker[0].lower() in statement.text.lower():
            return ""  # "according to Jensen, Jensen moved": hers to say, but no claim to put to her name
        return f"according to {speaker[0]}" if speaker else ""

    def speaker(self, fact: Fact) -> tuple[str, tuple[int, ...]] | None:
        """Who says a clause, in full, and the sentences that say who; None when that is uncertain."""
        tree = fact.tree
        if not fact.speaker or len(fact.speaker) > 10:
            return None
        where = fact.sentence if fact.reporting is None else tree.tokens[fact.reporting].sentence
        if len(fact.speaker) == 1 and tree.word(fact.speaker[0]) in {"he", "she"}:
            judged = self.stater.antecedents.judged
            found = (
                self.stater.person_before(tree, tree.sentences[where])
                or self._last_speaker(tree, where, tree.word(fact.speaker[0]))
                or judged.person(tree, fact.speaker[0])
            )
            if found and judged.against(tree, fact.speaker[0], found[0]):
                return None
            return (found[0], (found[1], where)) if found else None
        if len(fact.speaker) == 1 and tree.word(fact.speaker[0]) in {"they", "it"}:
            return self._same_as_told(fact)
        holder = self._beside(tree, fact.speaker)
        if holder:
            return holder, (where,)
        filled = self.stater.references.fill_phrase(tree, fact.speaker)
        left = [i for i in fact.speaker if i not in filled.swaps]
        if tree.tokens[fact.speaker[-1]].pos == "PRON" or (left and self.standing.problem(tree, left)):
            return None
        if any(tree.tokens[i].tag in {"WDT", "WP"} for i in fact.speaker) or unnamed_source(tree, fact.speaker):
            return None
        if len(fact.speaker) <= 2 and tree.word(fact.speaker[-1]).startswith("spokes"):
            return None
        known = {**self.standing.swaps(tree, fact.speaker), **filled.swaps}
        if loose_phrases(tree, fact.speaker, known):
            return None
        text = tree.say(fact.speaker, known)
        text = self.article.people.get(text, text)
        return tree.lowered(fact.speaker[0], text), tuple(sorted({where, *filled.sources.values()}))

    def _same_as_told(self, fact: Fact) -> tuple[str, tuple[int, ...]] | None:
        """Who "they" are in "they said that …": whoever the statement of the saying itself names."""
        saying = next((f for f in self.facts if f.tree is fact.tree and f.head == fact.reporting), None)
        stated = self.statement(saying) if saying is not None and saying.subject == fact.speaker[0] else None
        name = stated.swaps.get(fact.speaker[0], "") if stated is not None else ""
        return (name, stated.sentences) if stated is not None and name else None

    def _beside(self, tree: Tree, speaker: Sequence[int]) -> str:
        """The name that stands beside an office, "the mayor, Anna Berzina, said"; "" where none does."""
        head = next((i for i in speaker if tree.tokens[i].head not in speaker), speaker[-1])
        beside = tree.kids(head, "appos") if tree.tokens[head].pos == "NOUN" else []
        for e in tree.reading.entities:
            if str(e.label).lower() == "person" and any(e.first <= k <= e.last for k in beside):
                return self.article.people.get(e.text.split()[-1], e.text)
        return ""

    def _last_speaker(self, tree: Tree, where: int, pronoun: str) -> tuple[str, int] | None:
        """The full name of whoever spoke last before a sentence, and the sentence that names her."""
        found = spoke_last(tree, where, pronoun)
        if found is None:
            return None
        name = self.article.people.get(found[0].split()[-1], found[0])
        return (name, found[1]) if len(name.split()) > 1 else None

    def grounds(self, statement: Statement) -> tuple[int, ...]:
        """The sentences a question on the statement rests on: its own and the one that names its speaker."""
        fact = statement.fact
        if fact.reporting is None:
            return statement.sentences
        speaker = self.speaker(fact)
        return tuple(sorted({*statement.sentences, *(speaker[1] if speaker else ())}))

    def spoken(self, statement: Statement, swaps: Mapping[int, str] | None = None) -> str:
        """A statement as a printed sentence, with its speaker in front where it is somebody's."""
        body = statement.say(swaps=swaps).rstrip(".")
        voice = self.voice(statement)
        said = shifted_by(statement) if voice else ""
        if said:
            body = statement.tree.lowered(statement.tokens[0], body)
            return capital(f"{voice.removeprefix('according to ')} {said} that {body}") + full_stop(body)
        if voice:
            body = f"{voice}, {statement.tree.lowered(statement.tokens[0], body)}"
        return capital(body) + full_stop(body)

    def voiced(self, statement: Statement, stem: str) -> str:
        """The stem with its speaker in front, where the statement is somebody's."""
        voice = self.voice(statement)
        if not voice:
            return stem
        first, _, rest = stem.partition(" ")
        first = first[:1].lower() + first[1:] if first in OPENING_WORDS else first
        asked = f"{voice[:1].upper()}{voice[1:]}, {first} {rest}"
        if len(asked.split()) > 26:
            raise UnfitError("stem_too_long")
        return asked

    @cached_property
    def actions(self) -> list[Action]:
        found = (a for tree in self.article.trees for a in actions(tree, self.standing))
        return [a for a in found if self.stater.sentence_problem(a.tree, a.sentence) is None]

    @cached_property
    def phrases(self) -> list[Phrase]:
        return [p for tree in self.article.trees for p in phrases(tree, self.standing)]

    def refuse(self, tree: Tree, sentence: int, template: str, reason: str) -> None:
        """Note why a sentence gave no question of a template."""
        s = tree.sentences[sentence]
        self.refusals.append(
            Refusal(tree.section, s.start, s.end, s.text, template, reason, REASONS.get(reason, reason))
        )
