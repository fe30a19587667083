"""An attempt as its pages show it. What may be known before an answer and what only after it is decided here, once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404

from articles.models import Sentence
from articles.passages import Passage, laid_out
from kzproject.statements import Statement
from quizzes import delivery, progress
from quizzes.models import Attempt, Evidence, Option, Question, Response
from quizzes.regrading import Note, notes_for

MOST_HINTS = 2
ANSWERED = Statement(
    lambda attempt: Response.objects.filter(attempt=attempt).order_by().values_list("question"), attempt=-1
)
READY = Statement(
    lambda question: Question.objects.ready().filter(pk=question).order_by().values_list("pk"), question=-1
)
STILL_OPEN = Statement(
    lambda attempt, question: (
        Question.objects.ready()
        .filter(~Exists(Response.objects.filter(attempt=attempt, question=OuterRef("pk")).order_by()), pk=question)
        .order_by()
        .values_list("pk")
    ),
    attempt=-1,
    question=-2,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question's place in an attempt, without the question."""

    number: int
    question_id: int
    is_flagged: bool
    hints: int
    points: int
    response: Response | None

    @property
    def is_answered(self) -> bool:
        return self.response is not None

    @property
    def mark(self) -> float:
        return float(self.response.counted_mark) if self.response is not None else 0.0  # type: ignore[attr-defined]

    @property
    def is_right(self) -> bool:
        return self.mark >= progress.RIGHT_FROM


@dataclass(frozen=True, slots=True)
class Asked:
    """A question before its answer: nothing in here tells which option is right."""

    question_id: int
    kind: str
    stem: str
    options: tuple[Option, ...]
    sentences: tuple[Sentence, ...]
    token: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def is_order(self) -> bool:
        return self.kind == Question.Kind.ORDER

    @property
    def is_cloze(self) -> bool:
        return self.kind == Question.Kind.CLOZE

    @property
    def is_evidence(self) -> bool:
        return self.kind == Question.Kind.EVIDENCE

    @property
    def places(self) -> range:
        return range(1, len(self.options) + 1)


@dataclass(frozen=True, slots=True)
class Told:
    """One option after the answer."""

    text: str
    is_key: bool
    is_chosen: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence of the text with the words in it that prove the answer; `is_gone` when the text has changed since."""

    before: str
    quote: str
    after: str
    sentence_id: int | None
    section: str
    edition_id: int | None = None

    @property
    def is_gone(self) -> bool:
        return self.sentence_id is None


@dataclass(frozen=True, slots=True)
class Feedback:
    """A question after its answer."""

    entry: Entry
    stem: str
    kind: str
    options: tuple[Told, ...]
    given: str
    answer: str
    explanation: str
    reason: str
    proofs: tuple[Proof, ...]
    right_order: tuple[str, ...] = ()
    given_order: tuple[tuple[str, bool], ...] = ()
    note: Note | None = None

    @property
    def points_before(self) -> float:
        """What her answer was worth before its mark was corrected; meaningful where there is a note."""
        return self.note.before * self.entry.points if self.note else 0.0

    @property
    def points_now(self) -> float:
        return self.note.after * self.entry.points if self.note else 0.0

    @property
    def is_right(self) -> bool:
        return self.entry.is_right

    @property
    def is_partly_right(self) -> bool:
        return 0 < self.entry.mark < progress.RIGHT_FROM

    @property
    def explanation_only_quotes(self) -> bool:
        """Whether the explanation says nothing that the lit sentences below it do not show once more."""
        quoted = " … ".join(proof.quote for proof in self.proofs)
        return bool(quoted) and self.explanation == f"The text says: “{quoted}”"

    @property
    def evidence_is_right(self) -> bool | None:
        response = self.entry.response
        if response is None or response.evidence_mark is None:
            return None
        return response.evidence_mark >= progress.RIGHT_FROM


def entries(attempt: Attempt) -> list[Entry]:
    """The questions of an attempt in order. One that was withdrawn since is left out unless it was answered.

    Two queries.
    """
    newest = {row.question_id: row for row in progress.newest_with_marks(attempt=attempt)}
    asked = [step["question"] for step in attempt.plan]
    ready = set(Question.objects.ready().filter(pk__in=asked).values_list("pk", flat=True))
    return [
        Entry(
            number=number,
            question_id=step["question"],
            is_flagged=bool(step.get("flagged")),
            hints=int(step.get("hints", 0)),
            points=int(step.get("points", 1)),
            response=newest.get(step["question"]),
        )
        for number, step in enumerate(attempt.plan, start=1)
        if step["question"] in ready or step["question"] in newest
    ]


def entry_at(listed: Iterable[Entry], number: int) -> Entry:
    for entry in listed:
        if entry.number == number:
            return entry
    raise Http404("No such question in this attempt.")


def question_at(attempt: Attempt, number: int) -> int:
    """The id of the question that stands at `number`; 404 where none does."""
    if not 1 <= number <= len(attempt.plan):
        raise Http404("No such question in this attempt.")
    return int(attempt.plan[number - 1]["question"])


def next_open(listed: list[Entry], after: int = 0) -> Entry | None:
    """The next question without an answer, beginning behind number `after` and going round once."""
    later = [entry for entry in listed if entry.number > after and not entry.is_answered]
    return later[0] if later else next((entry for entry in listed if not entry.is_answered), None)


def next_unanswered(attempt: Attempt, after: int = 0) -> int | None:
    """The number of the next question without an answer, as `next_open` finds it, without reading all of them. One
    query where the very next is open; otherwise two more, and one for each question on the way that was withdrawn."""
    numbered = list(enumerate((step["question"] for step in attempt.plan), start=1))
    for number, pk in numbered[after : after + 1]:
        if STILL_OPEN.rows(attempt=attempt.pk, question=pk):
            return number
    answered = {pk for (pk,) in ANSWERED.rows(attempt=attempt.pk)}
    for number, pk in numbered[after:] + numbered[:after]:
        if pk not in answered and READY.rows(question=pk):
            return number
    return None


def load_question(question_id: int) -> Question:
    """With all that its page tells. 404 when it is gone."""
    question = delivery.questions_with_answers().filter(pk=question_id).order_by().first()
    if question is None:
        raise Http404("This question is no longer there.")
    return question


def load_to_mark(question_id: int) -> Question:
    """With what marking an answer to it needs. One query; 404 when it is gone."""
    try:
        return delivery.question_to_mark(question_id)
    except Question.DoesNotExist:
        raise Http404("This question is no longer there.") from None


def load_questions(listed: Iterable[Entry]) -> dict[int, Question]:
    """The questions of these entries with their answers, by id, in four queries."""
    rows = delivery.questions_with_answers().filter(pk__in=[entry.question_id for entry in listed])
    return {question.pk: question for question in rows}


def asked(attempt: Attempt, question: Question, by_section: Mapping[int, list[Sentence]] | None = None) -> Asked:
    """The question as it may be shown before its answer; `by_section` spares a query where there are many."""
    step = delivery.step_of(attempt, question.pk)
    by_id = {option.pk: option for option in question.options.all()}
    planned = [by_id[pk] for pk in step["options"] if pk in by_id]
    added = [option for pk, option in by_id.items() if pk not in step["options"]]
    return Asked(
        question_id=question.pk,
        kind=question.kind,
        stem=question.stem,
        options=(*planned, *added),
        sentences=sentences_to_choose(attempt, question, by_section),
    )


def sentences_to_choose(
    attempt: Attempt, question: Question, by_section: Mapping[int, list[Sentence]] | None = None
) -> tuple[Sentence, ...]:
    """In a two-part question, the sentences of the section that holds the proof; otherwise none."""
    if not attempt.quiz.asks_for_evidence or question.kind == Question.Kind.EVIDENCE:
        return ()
    section = proving_section(question)
    if section is None:
        return ()
    if by_section is not None:
        return tuple(by_section.get(section, ()))
    return tuple(Sentence.objects.filter(section=section).order_by("position"))


def sentences_by_section(attempt: Attempt, questions: Mapping[int, Question]) -> dict[int, list[Sentence]]:
    """For two-part questions the sentences of every section that holds a proof. One query, or none."""
    if not attempt.quiz.asks_for_evidence:
        return {}
    found: dict[int, list[Sentence]] = {}
    sections = {proving_section(question) for question in questions.values()}
    for sentence in Sentence.objects.filter(section__in=sections - {None}).order_by("section", "position"):
        found.setdefault(sentence.section_id, []).append(sentence)
    return found


def proving_sentence(question: Question) -> Sentence | None:
    return next((piece.sentence for piece in question.evidence.all() if piece.sentence), None)


def proving_section(question: Question) -> int | None:
    sentence = proving_sentence(question)
    return sentence.section_id if sentence else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the passage opens: a section, and a paragraph of it unless that would answer the question."""

    section: int | None = None
    paragraph: int | None = None


def place_of(question: Question) -> Place:
    sentence = proving_sentence(question)
    if sentence is None:
        return Place()
    return Place(sentence.section_id, None if question.kind == Question.Kind.EVIDENCE else sentence.paragraph)


def hint_spans(question: Question) -> dict[int, list[tuple[int, int]]]:
    """The whole sentences that prove it, for a reader who asked to be shown."""
    proving = [piece.sentence for piece in question.evidence.all() if piece.sentence]
    return {sentence.pk: [(0, len(sentence.text))] for sentence in proving}


def evidence_spans(question: Question) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for piece in question.evidence.all():
        if piece.sentence_id is not None:
            spans.setdefault(piece.sentence_id, []).append((piece.start, piece.end))
    return spans


def passage_of(attempt: Attempt, lit: Mapping[int, list[tuple[int, int]]] | None = None) -> Passage:
    return laid_out(attempt.quiz.edition, lit=lit)


def feedback(entry: Entry, question: Question | None, note: Note | None = None) -> Feedback:
    """What an answered question teaches. The caller has made sure that it may be told now.

    The words are those that stood on the screen; what counts as right is what counts now.
    """
    shown: Mapping[str, Any] = entry.response.shown if entry.response else {}
    given: Mapping[str, Any] = entry.response.given if entry.response else {}
    stored = {option.pk: option for option in question.options.all()} if question else {}
    texts = {option["id"]: option["text"] for option in shown.get("options", ())} or {
        pk: option.text for pk, option in stored.items()
    }
    kind = shown.get("kind") or (question.kind if question else "")
    told = tuple(
        Told(
            text=text,
            is_key=pk in stored and stored[pk].is_key,
            is_chosen=given.get("option") == pk,
            rationale=stored[pk].rationale if pk in stored else "",
        )
        for pk, text in texts.items()
    )
    accepted = [answer.text for answer in question.accepted_answers.all()] if question else []
    is_order = kind == Question.Kind.ORDER
    right_order = tuple(pk for pk in sorted(stored, key=lambda pk: stored[pk].position)) if is_order else ()
    return Feedback(
        entry=entry,
        stem=shown.get("stem") or (question.stem if question else ""),
        kind=kind,
        options=() if is_order else told,
        given=str(given.get("text", "")) or next((option.text for option in told if option.is_chosen), ""),
        answer=next((option.text for option in told if option.is_key), accepted[0] if accepted else ""),
        explanation=question.explanation if question else "",
        reason=next((option.rationale for option in told if option.is_chosen and not option.is_key), ""),
        proofs=proofs(question, shown),
        right_order=tuple(stored[pk].text for pk in right_order),
        given_order=tuple(
            (texts.get(pk, ""), place < len(right_order) and right_order[place] == pk)
            for place, pk in enumerate(given.get("order", ()))
        ),
        note=note,
    )


def proofs(question: Question | None, shown: Mapping[str, Any]) -> tuple[Proof, ...]:
    if question is None:
        return tuple(Proof("", piece["quote"], "", None, "") for piece in shown.get("evidence", ()))
    return tuple(proof(piece) for piece in question.evidence.all())


def proof(piece: Evidence) -> Proof:
    sentence = piece.sentence
    if sentence is None or sentence.text[piece.start : piece.end] != piece.quote:
        return Proof("", piece.quote, "", None, "")
    return Proof(
        before=sentence.text[: piece.start],
        quote=piece.quote,
        after=sentence.text[piece.end :],
        sentence_id=sentence.pk,
        section=sentence.section.heading,
        edition_id=sentence.section.edition_id,
    )


def load_feedback(attempt: Attempt, listed: list[Entry]) -> list[Feedback]:
    """Feedback on every question of an attempt and what became of its mark, in five queries however many there are."""
    questions = load_questions(listed)
    notes = notes_for(attempt)
    return [feedback(entry, questions.get(entry.question_id), notes.get(entry.question_id)) for entry in listed]


def stems(listed: list[Entry]) -> dict[int, str]:
    """The words of every question of an attempt: as they were shown where it was answered. One query."""
    made = dict(Question.objects.filter(pk__in=[e.question_id for e in listed]).values_list("pk", "stem"))
    made.update({e.question_id: e.response.shown.get("stem", "") for e in listed if e.response is not None})
    return made
