"""The articles in the admin: texts, what cleaning did to them, and their concepts."""

from django.contrib import admin
from taggit.models import Tag

from articles.admin.cleaning import DoubtAdmin, RemovalAdmin
from articles.admin.concepts import ConceptAdmin
from articles.admin.ledgers import LedgerRowAdmin
from articles.admin.texts import ArticleAdmin, EditionAdmin, SectionAdmin, SentenceAdmin

__all__ = [
    "ArticleAdmin",
    "ConceptAdmin",
    "DoubtAdmin",
    "EditionAdmin",
    "LedgerRowAdmin",
    "RemovalAdmin",
    "SectionAdmin",
    "SentenceAdmin",
]

# The library's own tags are not used: our tags are concepts.
if admin.site.is_registered(Tag):
    admin.site.unregister(Tag)
