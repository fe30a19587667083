"""Which texts a teacher meets in the admin: her own, and to look at only, the published ones of the site."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from articles.models import Article, Person
from kzproject.admin import Theirs


def articles_for(user: Person) -> QuerySet[Article]:
    """Her own articles and the site's published ones. Another teacher's published article is read on the site."""
    return Article.objects.visible_to(user).filter(Q(owner=None) | Q(owner_id=user.pk))


class PartOfArticle(Theirs):
    """Rows that belong to an article, over `article_path`."""

    article_path = "article"

    def theirs(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(**{f"{self.article_path}__in": articles_for(user)})

    def changeable(self, rows: QuerySet[Any], user: Person) -> QuerySet[Any]:
        return rows.filter(**{f"{self.article_path}__in": Article.objects.editable_by(user)})
