"""Reading: the library, an article, a concept."""

from django.urls import path

from articles import ledger_views, views
from articles.notes import views as notes

app_name = "articles"

urlpatterns = [
    path("library/", views.library, name="library"),
    path("read/<slug:slug>/", views.article_detail, name="article-detail"),
    path("read/<slug:slug>/compared/", ledger_views.article_ledger, name="article-ledger"),
    path("concepts/<str:slug>/", views.concept_detail, name="concept-detail"),
    path("notes/", notes.note_list, name="note-list"),
    path("notes/new/<int:section>/<int:paragraph>/", notes.note_create, name="note-create"),
    path("notes/restore/", notes.note_restore, name="note-restore"),
    path("notes/<int:pk>/", notes.note_edit, name="note-edit"),
    path("notes/<int:pk>/delete/", notes.note_delete, name="note-delete"),
    path("text-size/", views.text_size, name="text-size"),
]
