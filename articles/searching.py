"""Full-text search over articles: FTS5 on SQLite, text search vectors on PostgreSQL, behind `Article.objects.matching`.

Every word must begin some word of the article: of its title, its summary, a section or the name of a concept. What
stands between words means nothing, so no input can be a wrong query.

SQLite keeps the words in a virtual table beside the articles (sqlite.org/fts5.html). Triggers keep it in step, whoever
writes; like the guards of quizzes they are lowered before every migration and raised again after it, when the table is
filled anew. PostgreSQL reads the words out of the rows themselves (postgresql.org/docs/current/textsearch.html).
"""

# ruff: noqa: S608, S611 - only names of our own stand in the statements, words travel as parameters

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connections
from django.db.models import Exists, F, FloatField, Max, OuterRef, Q, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from articles.models import ArticleQuerySet

MOST_WORDS = 8
LONGEST_WORD = 60
WORD = re.compile(r"[^\W_]+")
TABLE = "articles_search"
# A hit in the title outweighs one in the summary, and that one in the text.
WEIGHTS = "0, 8.0, 4.0, 1.0"
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(article_id UNINDEXED, title, summary, body, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)
# An article is the row with minus its id, a section the row with its own id.
ARTICLE_ROW = f"INSERT INTO {TABLE} (rowid, article_id, title, summary, body) "
SECTION_ROW = f"INSERT INTO {TABLE} (rowid, article_id, title, summary, body) "
ARTICLE_OF = "(SELECT article_id FROM articles_edition WHERE id = NEW.edition_id)"
ADD_ARTICLE = ARTICLE_ROW + "VALUES (-NEW.id, NEW.id, NEW.title, NEW.summary, '');"
ADD_SECTION = SECTION_ROW + f"VALUES (NEW.id, {ARTICLE_OF}, '', '', NEW.heading || ' ' || NEW.text);"
TRIGGERS = {
    "search_article_added": f"AFTER INSERT ON articles_article BEGIN {ADD_ARTICLE} END",
    "search_article_changed": (
        "AFTER UPDATE OF title, summary ON articles_article BEGIN "
        f"DELETE FROM {TABLE} WHERE rowid = -OLD.id; {ADD_ARTICLE} END"
    ),
    "search_article_gone": f"AFTER DELETE ON articles_article BEGIN DELETE FROM {TABLE} WHERE rowid = -OLD.id; END",
    "search_section_added": f"AFTER INSERT ON articles_section BEGIN {ADD_SECTION} END",
    "search_section_changed": (
        "AFTER UPDATE OF heading, text, edition_id ON articles_section BEGIN "
        f"DELETE FROM {TABLE} WHERE rowid = OLD.id; {ADD_SECTION} END"
    ),
    "search_section_gone": f"AFTER DELETE ON articles_section BEGIN DELETE FROM {TABLE} WHERE rowid = OLD.id; END",
}
FILL = (
    ARTICLE_ROW + "SELECT -id, id, title, summary, '' FROM articles_article",
    SECTION_ROW + "SELECT s.id, e.article_id, '', '', s.heading || ' ' || s.text "
    "FROM articles_section s JOIN articles_edition e ON e.id = s.edition_id",
)


def lower(*, using: str, **kwargs: Any) -> None:
    """Take the triggers away, so that a migration may rebuild the tables."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS oqu_{name}")


def raise_(*, using: str, **kwargs: Any) -> None:
    """Fill the table anew and put the triggers up; harmless when they are up, and before the first migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if connection.vendor != "sqlite" or not {"articles_article", "articles_edition", "articles_section"} <= tables:
        return
    lower(using=using)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(CREATE)
        for statement in FILL:
            cursor.execute(statement)
        for name, body in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER oqu_{name} {body}")


def searched_words(words: str) -> list[str]:
    """The words that count, at most MOST_WORDS."""
    return [word[:LONGEST_WORD] for word in WORD.findall(words)[:MOST_WORDS]]


def matching(articles: ArticleQuerySet, words: str) -> ArticleQuerySet:
    """`articles` in which each of `words` begins a word, the best first by `relevance`.

    All of them when nothing was typed, none when it was only signs.
    """
    if not words.strip():
        return articles
    found = searched_words(words)
    if not found:
        return articles.none()
    return (on_sqlite if connections[articles.db].vendor == "sqlite" else on_postgresql)(articles, found)


def named(word: str) -> Exists:
    """The article has a concept in whose name a word begins with `word`."""
    from articles.models import ArticleConcept

    links = ArticleConcept.objects.filter(content_object=OuterRef("pk"))
    return Exists(links.filter(Q(tag__name__istartswith=word) | Q(tag__name__icontains=f" {word}")).order_by())


def on_sqlite(articles: ArticleQuerySet, words: list[str]) -> ArticleQuerySet:
    for word in words:
        hits = RawSQL(f"SELECT article_id FROM {TABLE} WHERE {TABLE} MATCH %s", [f'"{word}"*'])
        articles = articles.filter(Q(pk__in=hits) | named(word))
    # LIMIT keeps the inner query apart: bm25 works only where the table itself is read.
    ranked = RawSQL(
        f"(SELECT -sum(hit) FROM (SELECT article_id AS of, bm25({TABLE}, {WEIGHTS}) AS hit FROM {TABLE} "
        f"WHERE {TABLE} MATCH %s LIMIT -1) WHERE of = articles_article.id)",
        [" OR ".join(f'"{word}"*' for word in words)],
        output_field=FloatField(),
    )
    return articles.annotate(relevance=Coalesce(ranked, Value(0.0))).order_by("-relevance", "title", "pk")


def on_postgresql(articles: ArticleQuerySet, words: list[str]) -> ArticleQuerySet:
    from articles.models import Section

    head = SearchVector("title", weight="A", config="simple") + SearchVector("summary", weight="B", config="simple")
    body = SearchVector("heading", "text", config="simple")
    sections = Section.objects.filter(edition__article=OuterRef("pk")).order_by().annotate(words=body)
    articles = articles.annotate(words=head)
    for word in words:
        begun = SearchQuery(f"{word}:*", search_type="raw", config="simple")
        articles = articles.filter(Q(words=begun) | Exists(sections.filter(words=begun)) | named(word))
    any_word = SearchQuery(" | ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    of_article = sections.filter(words=any_word).values("edition__article")
    best = of_article.annotate(best=Max(SearchRank(F("words"), any_word))).values("best")
    relevance = SearchRank(F("words"), any_word) + Coalesce(Subquery(best, output_field=FloatField()), Value(0.0))
    return articles.annotate(relevance=relevance).order_by("-relevance", "title", "pk")
