"""The tables of what is asked, answered and learnt, one room each."""

from quizzes.models.attempt import Attempt, Regrade, RegradedMark, Response
from quizzes.models.classroom import Accommodation, Assignment, Classroom, Membership
from quizzes.models.drafting import Drafting
from quizzes.models.exchange import QuestionFile
from quizzes.models.one_time import OneTimePassword
from quizzes.models.progress import ConceptProgress, ProgressMark, ReviewCard
from quizzes.models.question import AcceptedAnswer, Evidence, Option, Question
from quizzes.models.quiz import Quiz, QuizItem

__all__ = [
    "AcceptedAnswer",
    "Accommodation",
    "Assignment",
    "Attempt",
    "Classroom",
    "ConceptProgress",
    "Drafting",
    "Evidence",
    "Membership",
    "OneTimePassword",
    "Option",
    "ProgressMark",
    "Question",
    "QuestionFile",
    "Quiz",
    "QuizItem",
    "Regrade",
    "RegradedMark",
    "Response",
    "ReviewCard",
]
