"""Reading: the library, an article, a concept."""

from django.urls import URLPattern

app_name = "articles"

urlpatterns: list[URLPattern] = []
