"""Who understood what, mending a key, questions in and out: part of the desk's addresses."""

from django.urls import path

from quizzes.desk import exchange, regrading, reports
from quizzes.student.views.summary import student_summary

urlpatterns = [
    path("classes/<int:pk>/report/", reports.class_report, name="class-report"),
    path("classes/<int:pk>/concepts/", reports.class_concepts, name="class-concepts"),
    path("classes/<int:pk>/students/<int:student>/report/", reports.student_report, name="student-report"),
    path("classes/<int:pk>/students/<int:student>/summary/", student_summary, name="student-summary"),
    path("assignments/<int:pk>/report/", reports.assignment_report, name="assignment-report"),
    path("assignments/<int:pk>/text/", reports.assignment_text, name="assignment-text"),
    path("questions/<int:pk>/regrade/", regrading.question_regrade, name="question-regrade"),
    path("questions/<int:pk>/regrade/apply/", regrading.question_regrade_apply, name="question-regrade-apply"),
    path("regrades/<int:pk>/", regrading.regrade_detail, name="regrade-detail"),
    path("quizzes/<int:pk>/export/", exchange.quiz_export, name="quiz-export"),
    path("texts/<int:pk>/questions/import/", exchange.question_import, name="question-import"),
    path("question-files/<int:pk>/", exchange.question_file, name="question-file"),
    path("question-files/<int:pk>/take-in/", exchange.question_file_take_in, name="question-file-take-in"),
    path("question-files/<int:pk>/rest/", exchange.question_file_rest, name="question-file-rest"),
]
