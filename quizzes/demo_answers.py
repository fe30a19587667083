"""How the students of the demo class answer: like a class, some surer than others, most stumbling over the same thing.

Answers go through the same door as everybody's (`quizzes.delivery`), so that marks, progress and reviews are worked out
and not made up. Everything follows from one seeded generator.
"""

from __future__ import annotations

import math
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from articles.models import Concept
from quizzes import delivery
from quizzes.models import Assignment, Attempt, Question

SECONDS_AN_ANSWER = (18, 80)
STUMBLE = 0.35
"""The one question of a quiz that the class does not get is answered right this much more rarely."""
POPULAR = 0.65
"""Of those who get a question wrong, this share falls for the same wrong option."""


@dataclass
class DemoClass:
    """What each student can do (0: an even chance at a middling question), and the generator of all chance."""

    chance: random.Random
    abilities: dict[int, float]
    stumbles: dict[int, int] = field(default_factory=dict)

    def ability(self, student: User) -> float:
        return self.abilities[student.pk]


def sit(members: DemoClass, assignment: Assignment, student: User, *, started: datetime, share: float = 1.0) -> Attempt:
    """One sitting that begins at `started`: `share` of the questions answered, and handed in if that is all of them."""
    attempt = delivery.start(quiz=assignment.quiz, user=student, assignment=assignment, at=started)
    return answer_through(members, attempt, student, started=started, share=share)


def practise_missed(members: DemoClass, attempt: Attempt, student: User, *, started: datetime) -> Attempt | None:
    """She comes back for what she missed, and knows more of it than before; None when she missed nothing."""
    try:
        again = delivery.retry(attempt=attempt, user=student, at=started)
    except delivery.Refused:
        return None
    return answer_through(members, again, student, started=started, better=1.5)


def answer_through(
    members: DemoClass,
    attempt: Attempt,
    student: User,
    *,
    started: datetime,
    share: float = 1.0,
    better: float = 0.0,
) -> Attempt:
    at = started
    wanted = max(1, round(len(attempt.plan) * share))
    questions = delivery.questions_with_answers().in_bulk([step["question"] for step in attempt.plan])
    for step in attempt.plan[:wanted]:
        at += timedelta(seconds=members.chance.randint(*SECONDS_AN_ANSWER))
        question = questions[step["question"]]
        is_right = members.chance.random() < likelihood(members, attempt, question, student, better=better)
        given = answer(members.chance, question, step, is_right=is_right)
        if attempt.quiz.asks_for_evidence and question.kind != Question.Kind.EVIDENCE:
            given["sentence"] = chosen_sentence(members.chance, question, is_right=is_right)
        delivery.record(attempt=attempt, question_id=question.pk, given=given, token=token(members.chance), at=at)
    if wanted == len(attempt.plan):
        delivery.hand_in(attempt=attempt, at=at + timedelta(seconds=20))
    return attempt


def likelihood(
    members: DemoClass, attempt: Attempt, question: Question, student: User, *, better: float = 0.0
) -> float:
    """How likely she gets it right: a logistic curve of what she can do against how hard the question is."""
    hard = 3 * (question.difficulty - 0.4)
    chance = 1 / (1 + math.exp(hard - members.ability(student) - better))
    plan = attempt.plan
    stumbling = members.stumbles.setdefault(attempt.quiz_id, plan[len(plan) // 2]["question"])
    return chance * STUMBLE if question.pk == stumbling and not better else chance


def answer(chance: random.Random, question: Question, step: Mapping[str, Any], *, is_right: bool) -> dict[str, Any]:
    """What she gives: the key, or what somebody who got it wrong would give."""
    options = list(question.options.all())
    if question.kind == Question.Kind.ORDER:
        order = [option.pk for option in sorted(options, key=lambda option: option.position)]
        if not is_right:
            place = chance.randrange(len(order) - 1)
            order[place], order[place + 1] = order[place + 1], order[place]
        return {"order": order}
    if options:
        key = next(option.pk for option in options if option.is_key)
        wrong = [option.pk for option in options if not option.is_key]
        if is_right or not wrong:
            return {"option": key}
        popular = wrong[question.pk % len(wrong)]
        return {"option": popular if chance.random() < POPULAR else chance.choice(wrong)}
    accepted = [accepted.text for accepted in question.accepted_answers.all()]
    return {"text": accepted[0] if is_right else wrong_words(chance, question, accepted)}


def wrong_words(chance: random.Random, question: Question, accepted: list[str]) -> str:
    """Something else that the text speaks of."""
    named = Concept.objects.filter(mentions__sentence__section__edition=question.edition_id).distinct().order_by("name")
    known = {answer.casefold() for answer in accepted}
    others = [name for name in named.values_list("name", flat=True)[:40] if name.casefold() not in known]
    return chance.choice(others) if others else "I do not know"


def chosen_sentence(chance: random.Random, question: Question, *, is_right: bool) -> int | None:
    """The sentence she chooses as the one that shows it: most often the right one when her answer was right."""
    proof = next((piece.sentence for piece in question.evidence.all() if piece.sentence), None)
    if proof is None:
        return None
    if chance.random() < (0.85 if is_right else 0.4):
        return proof.pk
    around = list(proof.section.sentences.exclude(pk=proof.pk).order_by("position").values_list("pk", flat=True))
    return chance.choice(around) if around else proof.pk


def token(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
