"""A school in the database: one quiz, everybody to whom it is given, and what is found there afterwards."""

from __future__ import annotations

import random
import uuid
from collections import Counter

from phones import Answer, Student, check

STUDENTS, QUESTIONS = 300, 12


def build_quiz(mode: str) -> int:
    """One text, a quiz on it, a class of 300 to which it is given; returns the assignment's id."""
    from django.contrib.auth.models import Group, User

    from articles.models import Article, Concept, Edition, Section, Sentence
    from quizzes.models import Assignment, Classroom, Evidence, Membership, Option, Question, Quiz, QuizItem
    from quizzes.people import STUDENTS as GROUP

    words = [f"Well number {n} was dug by the family of shepherd {n}." for n in range(QUESTIONS)]
    article = Article.objects.create(title="The wells of the steppe", status=Article.Status.PUBLISHED)
    edition = Edition.objects.create(article=article, label="original", title=article.title, word_count=120)
    section = Section.objects.create(edition=edition, position=1, text=" ".join(words))
    concepts = [Concept.objects.create(name=f"Shepherd family {n}") for n in range(3)]
    quiz = Quiz.objects.create(title="The wells", edition=edition, status=Quiz.Status.READY, mode=mode)
    at = 0
    for n, text in enumerate(words):
        sentence = Sentence.objects.create(
            section=section, paragraph=1, position=n + 1, start=at, end=at + len(text), text=text, digest=f"{n}"
        )
        at += len(text) + 1
        question = Question.objects.create(edition=edition, kind="choice", stem=f"Who dug well number {n}?")
        for place in range(4):
            Option.objects.create(
                question=question, position=place + 1, text=f"The family of shepherd {n + place}", is_key=not place
            )
        Evidence.objects.create(question=question, sentence=sentence, start=0, end=len(text), quote=text, digest=f"{n}")
        question.concepts.set([concepts[n % 3], concepts[(n + 1) % 3]])
        question.publish()
        QuizItem.objects.create(quiz=quiz, question=question, position=n + 1)
    classroom = Classroom.objects.create(name="The whole school")
    users = User.objects.bulk_create(User(username=f"student-{n}", password="!") for n in range(STUDENTS))
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.user_set.add(*users)
    Membership.objects.bulk_create(Membership(classroom=classroom, student=u, name=u.username) for u in users)
    return Assignment.objects.create(quiz=quiz, classroom=classroom).pk


def sign_everybody_in(port: int) -> list[Student]:
    """Students with a session each, made here: checking passwords is slow on purpose and not what is measured."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    students = []
    for user in User.objects.filter(username__startswith="student-"):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        chance = random.Random(user.pk)
        answers = [Answer(n, str(uuid.uuid4()), chance.randint(1, 4)) for n in range(1, QUESTIONS + 1)]
        students.append(Student(str(session.session_key), port, answers=answers))
    return students


def stored() -> Counter[str]:
    """How often each token stands in the database."""
    from django.db import connection

    from quizzes.models import Response

    connection.close()
    return Counter(map(str, Response.objects.exclude(question=None).values_list("token", flat=True)))


def check_everything(students: list[Student]) -> None:
    """Each answer once and as it was given, nothing else."""
    from quizzes.models import Attempt, Response

    kept = stored()
    sent = {answer.token for student in students for answer in student.answers}
    check(all(count == 1 for count in kept.values()), "an answer was doubled")
    check(set(kept) == sent, f"{len(sent - set(kept))} answers are lost, {len(set(kept) - sent)} came from nowhere")
    plans = dict(Attempt.objects.values_list("pk", "plan"))
    rows = {str(row.token): row for row in Response.objects.exclude(question=None).only("token", "given", "question")}
    for student in students:
        for answer in student.answers:
            step = plans[student.attempt][answer.number - 1]
            row = rows[answer.token]
            is_same = row.question_id == step["question"] and row.given == {
                "option": step["options"][answer.choice - 1]
            }
            check(is_same, f"answer {answer.token} is kept otherwise than it was given")
    print(f"{len(kept)} answers, each kept once and as it was given")
