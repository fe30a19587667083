"""The student's pages."""

from django.urls import path

from quizzes.student.views import joining, offline, own_data, progress_pages, results, summary, taking

app_name = "quizzes"

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join, name="join-code"),
    path("quizzes/<int:pk>/", taking.quiz_detail, name="quiz-detail"),
    path("quizzes/<int:pk>/start/", taking.quiz_start, name="quiz-start"),
    path("assignments/<int:pk>/", taking.assignment_detail, name="assignment-detail"),
    path("assignments/<int:pk>/start/", taking.assignment_start, name="assignment-start"),
    path("attempts/<int:pk>/", taking.attempt, name="attempt"),
    path("attempts/<int:pk>/<int:number>/", taking.attempt_question, name="attempt-question"),
    path("attempts/<int:pk>/<int:number>/answer/", taking.attempt_answer, name="attempt-answer"),
    path("attempts/<int:pk>/<int:number>/flag/", taking.attempt_flag, name="attempt-flag"),
    path("attempts/<int:pk>/<int:number>/hint/", taking.attempt_hint, name="attempt-hint"),
    path("attempts/<int:pk>/all/", taking.attempt_all, name="attempt-all"),
    path("attempts/<int:pk>/overview/", taking.attempt_overview, name="attempt-overview"),
    path("attempts/<int:pk>/hand-in/", taking.attempt_hand_in, name="attempt-hand-in"),
    path("attempts/<int:pk>/result/", results.attempt_result, name="attempt-result"),
    path("attempts/<int:pk>/retry/", results.attempt_retry, name="attempt-retry"),
    path("review/", results.review_start, name="review"),
    path("my-data/", own_data.my_data, name="my-data"),
    path("my-data/everything.json", own_data.my_data_json, name="my-data-json"),
    path("my-data/answers.csv", own_data.my_data_csv, name="my-data-csv"),
    path("my-data/notes.csv", own_data.my_notes_csv, name="my-data-notes"),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("progress/", progress_pages.progress, name="progress"),
    path("progress/how/", progress_pages.progress_help, name="progress-help"),
    path("progress/summary/", summary.own_summary, name="summary"),
]
