"""What is read: Article ▸ Edition ▸ Section ▸ Sentence, what cleaning took out of it, and the concepts it speaks of."""

from articles.ledgers import Ledger, LedgerRow
from articles.models.article import Article, ArticleQuerySet, Person, free_slug, is_public
from articles.models.cleaning import Doubt, Removal
from articles.models.concept import ArticleConcept, Concept, ConceptQuerySet, Mention
from articles.models.edition import Edition, Revision, Section, Sentence
from articles.notes.rows import Note

__all__ = [
    "Article",
    "ArticleConcept",
    "ArticleQuerySet",
    "Concept",
    "ConceptQuerySet",
    "Doubt",
    "Edition",
    "Ledger",
    "LedgerRow",
    "Mention",
    "Note",
    "Person",
    "Removal",
    "Revision",
    "Section",
    "Sentence",
    "free_slug",
    "is_public",
]
