"""What a teacher is told of her class: read models, each made by a fixed number of queries however big the class is.

Nothing here decides who may see it: the caller loads the class, the assignment or the student through `taught_by`.
"""

from quizzes.reports.classroom import ClassReport, class_report
from quizzes.reports.concepts import ConceptGrid, concept_grid
from quizzes.reports.questions import AssignmentReport, assignment_report
from quizzes.reports.student import StudentReport, student_report
from quizzes.reports.stumbling import LitText, lit_text

__all__ = [
    "AssignmentReport",
    "ClassReport",
    "ConceptGrid",
    "LitText",
    "StudentReport",
    "assignment_report",
    "class_report",
    "concept_grid",
    "lit_text",
    "student_report",
]
