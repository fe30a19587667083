"""A small school for tests: two teachers who must not see each other's work, their students, and the site's own texts.

Everything that belongs to the other teacher carries the word STRANGE in every name, title and sentence, so that a test
can say of any page whether something leaked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.models import (
    Article,
    ArticleConcept,
    Concept,
    Doubt,
    Edition,
    Mention,
    Note,
    Removal,
    Revision,
    Section,
    Sentence,
)
from articles.notes.keeping import keep
from quizzes.models import (
    Accommodation,
    Assignment,
    Attempt,
    Classroom,
    ConceptProgress,
    Evidence,
    Membership,
    Option,
    Question,
    Quiz,
    QuizItem,
    Regrade,
    RegradedMark,
    Response,
    ReviewCard,
)
from quizzes.people import TEACHERS

STRANGE = "Zzyzx"
PASSWORD = "four-quiet-steppe-foxes"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make_article(title: str, owner: User | None, *, status: str = "published", word: str = "Lake") -> Article:
    """An article with one telling, two sections, four sentences, a concept, a removal and a doubt."""
    article = Article.objects.create(title=title, owner=owner, status=status, summary=f"About {word}.")
    edition = Edition.objects.create(article=article, label="Original", title=title, word_count=40)
    given = f"{word} info-icon"
    Revision.objects.create(edition=edition, number=1, given=given.encode(), digest=digest(given), given_by=owner)
    for number, heading in enumerate(("", f"Why {word} matters"), 1):
        first = f"{word} {number} has been measured by two patient surveyors."
        second = f"In 19{number}2 the people of {word} {number} built a bridge of stone."
        section = Section.objects.create(
            edition=edition, position=number, heading=heading, text=f"A short opening line.\n\n{first} {second}"
        )
        start = section.text.index(first)
        add_sentence(section, 1, first, start)
        add_sentence(section, 2, second, start + len(first) + 1)
    concept = Concept.objects.create(name=f"{word} of {title}", kind=Concept.Kind.PLACE)
    ArticleConcept.objects.create(tag=concept, content_object=article, salience=0.8)
    sentence = Sentence.objects.filter(section__edition=edition).earliest("pk")
    Mention.objects.create(concept=concept, sentence=sentence, start=0, end=len(word))
    Removal.objects.create(edition=edition, start=5, end=15, at=5, removed=f"{word}-icon", reason="glued")
    Doubt.objects.create(edition=edition, start=0, end=4, text=word, message=f"{word} stands there twice.")
    return article


def add_sentence(section: Section, position: int, text: str, start: int) -> Sentence:
    return Sentence.objects.create(
        section=section,
        paragraph=2,
        position=position,
        start=start,
        end=start + len(text),
        text=text,
        digest=digest(text),
    )


def make_question(edition: Edition, stem: str, *, ready: bool = True, word: str = "Lake") -> Question:
    """A choice question of three options; its evidence stands in the telling's last sentence."""
    question = Question.objects.create(
        edition=edition, kind=Question.Kind.CHOICE, stem=stem, origin=Question.Origin.GENERATED, score=0.7
    )
    for position, text in enumerate((f"A bridge in {word}", f"A tower in {word}", f"A canal in {word}"), 1):
        Option.objects.create(
            question=question, position=position, text=text, is_key=position == 1, rationale=f"{word} says so."
        )
    sentence = Sentence.objects.filter(section__edition=edition).latest("pk")
    quote = sentence.text
    Evidence.objects.create(
        question=question, sentence=sentence, start=0, end=len(quote), quote=quote, digest=digest(quote)
    )
    if ready:
        question.publish()
    return question


def make_quiz(title: str, owner: User | None, questions: list[Question], **more: Any) -> Quiz:
    quiz = Quiz.objects.create(title=title, owner=owner, edition=questions[0].edition, status=Quiz.Status.READY, **more)
    for position, question in enumerate(questions, 1):
        QuizItem.objects.create(quiz=quiz, question=question, position=position)
    return quiz


def make_attempt(quiz: Quiz, student: User | None, assignment: Assignment | None = None, *, number: int = 1) -> Attempt:
    """A whole sitting: each question answered with its key, handed in."""
    now = timezone.now()
    attempt = Attempt.objects.create(
        quiz=quiz,
        student=student,
        guest_key="" if student else f"guest-{quiz.pk}",
        assignment=assignment,
        number=number,
        started_at=now - timedelta(minutes=9),
        handed_in_at=now,
    )
    for item in quiz.items.select_related("question"):
        options = list(item.question.options.all())
        Response.objects.create(
            attempt=attempt,
            question=item.question,
            shown={
                "stem": item.question.stem,
                "kind": item.question.kind,
                "options": [{"id": option.pk, "text": option.text} for option in options],
            },
            given={"option": options[0].pk},
            mark=1.0,
        )
        attempt.plan.append({"question": item.question_id, "options": [option.pk for option in options]})
    attempt.save(update_fields=["plan"])
    return attempt


@dataclass
class Side:
    """What one teacher has."""

    teacher: User
    student: User
    article: Article
    edition: Edition
    draft: Question
    ready: Question
    quiz: Quiz
    classroom: Classroom
    assignment: Assignment
    attempt: Attempt
    regrade: Regrade
    concept: Concept
    note: Note


@dataclass
class School:
    own: Side
    other: Side
    site: Article
    site_edition: Edition
    site_question: Question
    site_quiz: Quiz
    operator: User
    people: dict[str, User | None] = field(default_factory=dict)


def make_side(name: str, word: str, teacher: User) -> Side:
    student = User.objects.create_user(f"{name}-student", first_name=word)
    article = make_article(f"{word} in the morning", teacher, status="draft", word=word)
    edition = article.editions.get()
    draft = make_question(edition, f"What was drafted of {word}?", ready=False, word=word)
    ready = make_question(edition, f"What was built in {word}?", word=word)
    quiz = make_quiz(f"{word} quiz", teacher, [ready])
    classroom = Classroom.objects.create(name=f"{word} class")
    classroom.teachers.add(teacher)
    Membership.objects.create(classroom=classroom, student=student, name=f"{word} Serikova")
    assignment = Assignment.objects.create(quiz=quiz, classroom=classroom)
    Accommodation.objects.create(assignment=assignment, student=student, extra_minutes=10)
    attempt = make_attempt(quiz, student, assignment)
    regrade = Regrade.objects.create(
        question=ready, made_by=teacher, before={"key": 2}, after={"key": 1}, note=f"{word} note"
    )
    RegradedMark.objects.create(regrade=regrade, response=attempt.responses.get(), before=0.0, mark=1.0)
    concept = Concept.objects.get(article_links__content_object=article)
    ConceptProgress.objects.create(
        student=student, concept=concept, mastery=0.6, answers=3, right=2, last_answer_at=timezone.now()
    )
    ReviewCard.objects.create(student=student, question=ready, due_at=timezone.now())
    sentence = Sentence.objects.filter(section__edition=edition).latest("pk")
    note = keep(student=student, sentence=sentence, start=0, end=len(sentence.text), text=f"My thoughts on {word}")
    return Side(
        teacher, student, article, edition, draft, ready, quiz, classroom, assignment, attempt, regrade, concept, note
    )


def make_teacher(name: str, word: str = "") -> User:
    teacher = User.objects.create_user(name, is_staff=True, last_name=word)
    teacher.groups.add(Group.objects.get(name=TEACHERS))
    return teacher


def make_school() -> School:
    own = make_side("own", "Saryarka", make_teacher("own-teacher"))
    other = make_side(f"{STRANGE}-other", STRANGE, make_teacher(f"{STRANGE}-teacher", STRANGE))
    site = make_article("The site's own lake", None, word="Balkhash")
    site_edition = site.editions.get()
    site_question = make_question(site_edition, "What was built at Balkhash?", word="Balkhash")
    make_question(site_edition, "A draft of the site?", ready=False, word="Balkhash")
    site_quiz = make_quiz("Try Balkhash", None, [site_question], is_open=True)
    operator = User.objects.create_superuser("operator")
    return School(
        own=own,
        other=other,
        site=site,
        site_edition=site_edition,
        site_question=site_question,
        site_quiz=site_quiz,
        operator=operator,
        people={
            "guest": None,
            "student": own.student,
            "other student": other.student,
            "teacher": own.teacher,
            "other teacher": other.teacher,
            "operator": operator,
        },
    )
