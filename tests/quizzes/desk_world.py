"""A small school for tests of the desk: a text, questions on it, a class, answers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.models import Article, Concept, Edition, Section, Sentence
from quizzes import delivery
from quizzes.grading import grade
from quizzes.models import (
    AcceptedAnswer,
    Assignment,
    Attempt,
    Classroom,
    Evidence,
    Membership,
    Option,
    Question,
    Quiz,
    QuizItem,
    Response,
)

SENTENCES = (
    "The old well stood at the edge of Karatal.",
    "In 1931 a dry wind filled it with sand.",
    "Two brothers dug it out again with spoons and buckets.",
    "The elder brother, Erlan, wrote down each day's depth.",
    "By autumn the water tasted sweet.",
)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def make_teacher(name: str) -> User:
    teacher = User.objects.create_user(name, is_staff=True)
    teacher.groups.add(Group.objects.get_or_create(name="Teachers")[0])
    return teacher


@dataclass
class World:
    """A teacher's class with one quiz of three questions: choice, short answer, putting in order."""

    teacher: User
    edition: Edition
    sentences: list[Sentence]
    quiz: Quiz
    choice: Question
    short: Question
    order: Question
    classroom: Classroom
    assignment: Assignment
    concepts: list[Concept]
    students: list[User] = field(default_factory=list)

    @property
    def questions(self) -> list[Question]:
        return [self.choice, self.short, self.order]

    def option(self, text: str) -> Option:
        return Option.objects.get(question__in=self.questions, text=text)

    def join(self, name: str) -> User:
        student = User.objects.create_user(f"s{len(self.students)}-{self.classroom.pk}")
        Membership.objects.create(classroom=self.classroom, student=student, name=name)
        self.students.append(student)
        return student

    def attempt(self, student: User, *, at: datetime | None = None) -> Attempt:
        return delivery.start(quiz=self.quiz, user=student, assignment=self.assignment, at=at)

    def answer(self, attempt: Attempt, question: Question, given: dict, *, at: datetime | None = None) -> Response:
        return delivery.record(
            attempt=attempt, question_id=question.pk, given=given, token=uuid.uuid4(), at=at or timezone.now()
        )

    def take(self, name: str, choice: str, short: str, *, order: tuple[int, ...] = (0, 1, 2)) -> Attempt:
        """A student who answers all three and hands in."""
        attempt = self.attempt(self.join(name))
        self.answer(attempt, self.choice, {"option": self.option(choice).pk})
        self.answer(attempt, self.short, {"text": short})
        steps = [option.pk for option in self.order.options.order_by("position")]
        self.answer(attempt, self.order, {"order": [steps[place] for place in order]})
        return delivery.hand_in(attempt=attempt)

    def take_all(self, rows: list[tuple[str, str, str]]) -> list[Attempt]:
        """Many students at once: (name, choice, short answer). What delivery would store, without going through it."""
        questions = list(delivery.questions_with_answers().filter(pk__in=[self.choice.pk, self.short.pk]))
        keys = {question.pk: delivery.answer_key(question) for question in questions}
        options = {option.text: option.pk for option in self.choice.options.all()}
        attempts = [
            Attempt(quiz=self.quiz, assignment=self.assignment, student=self.join(name), handed_in_at=timezone.now())
            for name, _, _ in rows
        ]
        for attempt in attempts:
            attempt.plan = delivery.planned(attempt)
        Attempt.objects.bulk_create(attempts)
        answers = []
        for attempt, (_, choice, short) in zip(attempts, rows, strict=True):
            for question in questions:
                given = {"option": options[choice]} if question.pk == self.choice.pk else {"text": short}
                step = delivery.step_of(attempt, question.pk)
                answers.append(
                    Response(
                        attempt=attempt,
                        question=question,
                        shown=delivery.as_shown(question, step),
                        given=given,
                        mark=grade(keys[question.pk], given),
                    )
                )
        Response.objects.bulk_create(answers)
        return attempts


def make_world(name: str = "aigul", *, mode: str = Quiz.Mode.PRACTICE) -> World:
    teacher = make_teacher(name)
    article = Article.objects.create(title=f"The Well of {name}", owner=teacher)
    article.publish()
    edition = Edition.objects.create(article=article, label="Original", title=article.title)
    section = Section.objects.create(edition=edition, position=1, heading="Sand", text=" ".join(SENTENCES))
    sentences: list[Sentence] = []
    at = 0
    for place, text in enumerate(SENTENCES, start=1):
        sentences.append(
            Sentence.objects.create(
                section=section,
                paragraph=1,
                position=place,
                start=at,
                end=at + len(text),
                text=text,
                digest=digest(text),
            )
        )
        at += len(text) + 1
    concepts = [Concept.objects.get_or_create(name=word)[0] for word in ("Karatal", "Drought")]
    choice = make_question(
        edition,
        "choice",
        "What filled the well in 1931?",
        sentences[1],
        options=[("sand", True, ""), ("water", False, "The water came back later."), ("stones", False, "Not said.")],
    )
    short = make_question(edition, "short", "Who wrote down the depth?", sentences[3], accepted=["Erlan"])
    order = make_question(
        edition,
        "order",
        "Put in order what happened.",
        sentences[2],
        options=[("The wind filled the well.", False, ""), ("They dug.", False, ""), ("It was sweet.", False, "")],
    )
    choice.concepts.set(concepts)
    short.concepts.set(concepts[:1])
    quiz = Quiz.objects.create(
        title="The well", edition=edition, owner=teacher, status=Quiz.Status.READY, mode=mode, shuffle_options=False
    )
    for place, question in enumerate((choice, short, order), start=1):
        QuizItem.objects.create(quiz=quiz, question=question, position=place, points=1)
    classroom = Classroom.objects.create(name=f"7A of {name}")
    classroom.teachers.add(teacher)
    assignment = Assignment.objects.create(quiz=quiz, classroom=classroom)
    return World(teacher, edition, sentences, quiz, choice, short, order, classroom, assignment, concepts)


def make_question(
    edition: Edition,
    kind: str,
    stem: str,
    sentence: Sentence | None,
    *,
    options: list[tuple[str, bool, str]] | None = None,
    accepted: list[str] | None = None,
) -> Question:
    question = Question.objects.create(edition=edition, kind=kind, stem=stem, explanation="See the sentence.")
    for place, (text, is_key, why) in enumerate(options or [], start=1):
        role = "key" if is_key else "misread" if kind == "choice" else ""
        Option.objects.create(question=question, position=place, text=text, is_key=is_key, role=role, rationale=why)
    for place, text in enumerate(accepted or [], start=1):
        AcceptedAnswer.objects.create(question=question, position=place, text=text)
    if sentence is not None:
        Evidence.objects.create(
            question=question,
            sentence=sentence,
            start=0,
            end=len(sentence.text),
            quote=sentence.text,
            digest=digest(sentence.text),
        )
        question.publish()
    return question


def minutes_ago(count: int) -> datetime:
    return timezone.now() - timedelta(minutes=count)
