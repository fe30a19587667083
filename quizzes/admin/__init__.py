"""Questions, quizzes, classes and answers in the admin."""

from quizzes.admin.answers import AttemptAdmin, ConceptProgressAdmin, RegradeAdmin, ResponseAdmin, ReviewCardAdmin
from quizzes.admin.classes import AssignmentAdmin, ClassroomAdmin
from quizzes.admin.people import PersonAdmin
from quizzes.admin.questions import QuestionAdmin
from quizzes.admin.quizzes import QuizAdmin
from quizzes.admin.sentences import SentenceAdmin

__all__ = [
    "AssignmentAdmin",
    "AttemptAdmin",
    "ClassroomAdmin",
    "ConceptProgressAdmin",
    "PersonAdmin",
    "QuestionAdmin",
    "QuizAdmin",
    "RegradeAdmin",
    "ResponseAdmin",
    "ReviewCardAdmin",
    "SentenceAdmin",
]
