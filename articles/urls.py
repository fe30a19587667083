"""Reading: the library, an article, a concept."""

from django.urls import path

from articles import ledger_views, views

app_name = "articles"

urlpatterns = [
    path("library/", views.library, name="library"),
    path("read/<slug:slug>/", views.article_detail, name="article-detail"),
    path("read/<slug:slug>/compared/", ledger_views.article_ledger, name="article-ledger"),
    path("concepts/<str:slug>/", views.concept_detail, name="concept-detail"),
    path("text-size/", views.text_size, name="text-size"),
]
