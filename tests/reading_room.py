"""A small world for the student's pages: a text of our own in two tellings, a ready question of every kind, a class."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles.models import Article, ArticleConcept, Concept, Edition, Mention, Section, Sentence
from quizzes.models import (
    AcceptedAnswer,
    Assignment,
    Classroom,
    Evidence,
    Membership,
    Option,
    Question,
    Quiz,
    QuizItem,
)
from quizzes.people import STUDENTS, TEACHERS

PASSWORD = "seven grey herons"
SECRET = "Zq-7"
"""Stands in every explanation and every reason, so that a test can say of any page whether one leaked."""

LAKE = [
    (
        "",
        [
            [
                "In spring the herons came back to Lake Tobyl.",
                "Nobody in the village had seen one there since 1987.",
            ],
            ["The lake had shrunk to a third of its size when farmers led its river into their fields."],
        ],
    ),
    (
        "A small dam",
        [
            [
                "In 2011 forty volunteers from the village built a low dam of clay and reeds.",
                "It held the meltwater of April long enough to fill the old bed.",
            ],
            [
                "The engineers in the district office did not believe that clay would last.",
                "They gave the dam two years, but it has stood for twelve.",
            ],
        ],
    ),
    (
        "What returned",
        [
            [
                "First the reeds grew along the western shore.",
                "Then small fish spread from the springs, and in 2014 the first herons followed them.",
                "Last of all came the visitors, who now pay to sleep in the old fishing houses.",
            ],
            ["The village school counts the nests every May and sends the number to the museum in Kostanay."],
        ],
    ),
]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make_edition(article: Article, label: str, outline: list[Any], *, position: int = 1, **more: Any) -> Edition:
    edition = Edition.objects.create(
        article=article, label=label, position=position, **{"title": article.title, **more}
    )
    sections, stored = [], []
    for number, (heading, paragraphs) in enumerate(outline, start=1):
        text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
        section = Section(edition=edition, position=number, heading=heading, text=text)
        sections.append(section)
        at = place = 0
        for paragraph, sentences in enumerate(paragraphs, start=1):
            for sentence in sentences:
                place += 1
                start = text.index(sentence, at)
                at = start + len(sentence)
                stored.append(
                    Sentence(
                        section=section,
                        paragraph=paragraph,
                        position=place,
                        start=start,
                        end=at,
                        text=sentence,
                        digest=digest(sentence),
                    )
                )
    Section.objects.bulk_create(sections)
    Sentence.objects.bulk_create(stored)
    edition.word_count = sum(len(sentence.text.split()) for sentence in stored)
    edition.save(update_fields=["word_count"])
    return edition


def make_concept(article: Article, name: str, *, salience: float = 0.5, **more: Any) -> Concept:
    """A concept of the article, with a mention wherever a sentence holds its name."""
    concept, _ = Concept.objects.get_or_create(name=name, defaults=more)
    ArticleConcept.objects.get_or_create(tag=concept, content_object=article, defaults={"salience": salience})
    there = set(concept.mentions.values_list("sentence", "start"))
    found = [
        Mention(concept=concept, sentence=sentence, start=start, end=start + len(name))
        for sentence in Sentence.objects.filter(section__edition__article=article)
        if (start := sentence.text.find(name)) >= 0 and (sentence.pk, start) not in there
    ]
    Mention.objects.bulk_create(found)
    return concept


@dataclass
class Asked:
    """What a ready question is made of; the key is written first, as people and programs like to do."""

    kind: str
    stem: str
    quote: str
    options: list[str] = field(default_factory=list)
    key: int | None = 0
    accepted: list[str] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    understanding: str = Question.Understanding.FIND


def make_question(edition: Edition, kind: str, stem: str, quote: str, **more: Any) -> Question:
    return make_questions(edition, [Asked(kind, stem, quote, **more)])[0]


def make_questions(edition: Edition, all_asked: list[Asked]) -> list[Question]:
    """Ready questions in few statements: most tests begin with some. The database's own guards see each of them."""
    sentences = list(Sentence.objects.filter(section__edition=edition))
    questions, options, accepted, evidence, concepts = [], [], [], [], []
    for asked in all_asked:
        question = Question(
            edition=edition,
            kind=asked.kind,
            stem=asked.stem,
            explanation=f"{SECRET} explains: {asked.quote}",
            understanding=asked.understanding,
        )
        questions.append(question)
        options += options_of(question, asked)
        accepted += [
            AcceptedAnswer(question=question, position=position, text=text)
            for position, text in enumerate(asked.accepted, start=1)
        ]
        (sentence,) = (each for each in sentences if asked.quote in each.text)
        start = sentence.text.index(asked.quote)
        end = start + len(asked.quote)
        evidence.append(
            Evidence(
                question=question,
                sentence=sentence,
                start=start,
                end=end,
                quote=asked.quote,
                digest=digest(asked.quote),
            )
        )
        concepts += [Question.concepts.through(question=question, concept=concept) for concept in asked.concepts]
    for rows in (questions, options, accepted, evidence, concepts):
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
    for question in questions:
        question.status = Question.Status.READY
        question.reviewed_at = timezone.now()
    Question.objects.bulk_update(questions, ["status", "reviewed_at"])
    return questions


def options_of(question: Question, asked: Asked) -> list[Option]:
    made = []
    for position, text in enumerate(asked.options, start=1):
        is_key = asked.key is not None and position == asked.key + 1
        role = "" if asked.key is None else "key" if is_key else "misread"
        rationale = "" if is_key else f"{SECRET} reason for {text}"
        made.append(
            Option(question=question, position=position, text=text, is_key=is_key, role=role, rationale=rationale)
        )
    return made


def questions_of_every_kind(edition: Edition, lake: Concept, dam: Concept) -> list[Question]:
    kind = Question.Kind
    all_asked = [
        Asked(
            kind.CHOICE,
            "Who built the dam at Lake Tobyl in 2011?",
            "forty volunteers from the village",
            options=["Volunteers from the village", "Engineers of the district", "Farmers up the river", "Pupils"],
            concepts=[dam],
        ),
        Asked(
            kind.TRUE_FALSE,
            "The district engineers expected the dam to last twelve years.",
            "They gave the dam two years",
            options=["False", "True"],
            concepts=[dam],
        ),
        Asked(
            kind.CLOZE,
            "The dam was made of clay and ____.",
            "a low dam of clay and reeds",
            accepted=["reeds"],
            concepts=[dam],
        ),
        Asked(
            kind.SHORT,
            "Since which year had nobody in the village seen a heron?",
            "since 1987",
            accepted=["1987"],
            concepts=[lake],
        ),
        Asked(
            kind.ORDER,
            "In which order did life come back to the lake?",
            "First the reeds grew",
            options=["Reeds grew on the shore", "Fish spread", "Herons followed", "Visitors came"],
            key=None,
            concepts=[lake],
        ),
        Asked(
            kind.EVIDENCE,
            "Which sentence shows why the lake had become small?",
            "farmers led its river into their fields",
            options=[
                "The lake had shrunk to a third of its size when farmers led its river into their fields.",
                "In spring the herons came back to Lake Tobyl.",
                "It held the meltwater of April long enough to fill the old bed.",
            ],
            concepts=[lake],
            understanding=Question.Understanding.REASON,
        ),
    ]
    return make_questions(edition, all_asked)


@dataclass
class Room:
    """The world with its people. `right` gives the right answer to each question as `delivery.record` takes it."""

    teacher: User
    other_teacher: User
    student: User
    other_student: User
    stranger: User
    article: Article
    edition: Edition
    easier: Edition
    draft: Article
    lake: Concept
    dam: Concept
    questions: list[Question]
    quiz: Quiz
    test_quiz: Quiz
    closed_quiz: Quiz
    classroom: Classroom
    assignment: Assignment

    def right(self, question: Question) -> dict[str, Any]:
        if question.kind == Question.Kind.ORDER:
            return {"order": list(question.options.order_by("position").values_list("pk", flat=True))}
        if question.options.exists():
            return {"option": question.options.get(is_key=True).pk}
        return {"text": question.accepted_answers.all()[0].text}

    def wrong(self, question: Question) -> dict[str, Any]:
        if question.kind == Question.Kind.ORDER:
            return {"order": list(question.options.order_by("-position").values_list("pk", flat=True))}
        if question.options.exists():
            return {"option": question.options.filter(is_key=False).order_by("position")[0].pk}
        return {"text": "a camel"}


def make_quiz(title: str, edition: Edition, questions: list[Question], **more: Any) -> Quiz:
    quiz = Quiz.objects.create(title=title, edition=edition, status=Quiz.Status.READY, **more)
    QuizItem.objects.bulk_create(
        QuizItem(quiz=quiz, question=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    return quiz


def make_person(name: str, group: str, *, is_staff: bool = False) -> User:
    user = User(username=name.lower(), first_name=name, is_staff=is_staff)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def make_room() -> Room:
    teacher = make_person("Saule", TEACHERS, is_staff=True)
    other_teacher = make_person("Marat", TEACHERS, is_staff=True)
    student = make_person("Aru", STUDENTS)
    other_student = make_person("Dias", STUDENTS)
    stranger = make_person("Nurlan", STUDENTS)
    article = Article.objects.create(
        title="The lake that came back",
        summary="How a village, some clay and a little patience brought the herons home.",
        status=Article.Status.PUBLISHED,
        owner=teacher,
    )
    edition = make_edition(article, "original", LAKE, attribution="Written for this site.")
    easier = make_edition(
        article,
        "easier",
        [("", [["The birds are back at the lake.", "People built a small dam in 2011."]])],
        position=2,
        kind=Edition.Kind.EASIER,
        title="The lake is full again",
    )
    draft = Article.objects.create(title="A text nobody may see yet", owner=teacher)
    make_edition(draft, "original", [("", [["This sentence is still a secret."]])])
    lake = make_concept(article, "Lake Tobyl", kind=Concept.Kind.PLACE, gloss="A steppe lake.", salience=0.9)
    dam = make_concept(article, "dam", kind=Concept.Kind.IDEA, gloss="A wall that holds water back.", salience=0.7)
    questions = questions_of_every_kind(edition, lake, dam)
    classroom = Classroom.objects.create(name="7 B", join_code="KX7M4P")
    classroom.teachers.add(teacher)
    for user in (student, other_student):
        Membership.objects.create(classroom=classroom, student=user, name=user.first_name)
    quiz = make_quiz("The lake, read closely", edition, questions, owner=teacher, is_open=True)
    test_quiz = make_quiz("The lake: a test", edition, questions[:3], owner=teacher, mode=Quiz.Mode.TEST)
    closed_quiz = make_quiz("Nobody was given this", edition, questions[:2], owner=other_teacher)
    assignment = Assignment.objects.create(quiz=quiz, classroom=classroom)
    return Room(
        teacher=teacher,
        other_teacher=other_teacher,
        student=student,
        other_student=other_student,
        stranger=stranger,
        article=article,
        edition=edition,
        easier=easier,
        draft=draft,
        lake=lake,
        dam=dam,
        questions=questions,
        quiz=quiz,
        test_quiz=test_quiz,
        closed_quiz=closed_quiz,
        classroom=classroom,
        assignment=assignment,
    )
