"""Which telling of an article is which: kinds guessed from the texts themselves, and labels that keep them apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from articles.models import Article, Edition, Sentence
from articles.studying import Studied

# Sentences this much shorter, on average, make an easier telling of it.
EASIER = 0.85


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells tellings apart: words per sentence, all words, and whether it says where it first appeared."""

    sentence_length: float
    words: int
    attributed: bool

    @classmethod
    def of(cls, studied: Studied) -> Telling:
        return cls(studied.sentence_length, studied.word_count, bool(studied.prepared.attribution))

    @classmethod
    def stored(cls, edition: Edition) -> Telling:
        sentences = Sentence.objects.filter(section__edition=edition).aggregate(n=Count("pk"))["n"]
        return cls(edition.word_count / max(1, sentences), edition.word_count, bool(edition.attribution))

    def is_easier_than(self, other: Telling) -> bool:
        return self.sentence_length < EASIER * other.sentence_length and self.words < 1.1 * other.words

    def comes_before(self, other: Telling) -> bool:
        """Whether this is the original and the other a telling of it: it is the one that says where it appeared, or the
        other is plainly an easier one."""
        if self.attributed != other.attributed:
            return self.attributed
        return other.is_easier_than(self)


def kind_beside(article: Article, told: Telling) -> str:
    """The kind of a text that joins the tellings of `article`."""
    original = _original(article)
    if original is None:
        return Edition.Kind.ORIGINAL if not article.editions.exists() else Edition.Kind.RETELLING
    stored = Telling.stored(original)
    if _is_automatic(original) and told.comes_before(stored):
        return Edition.Kind.ORIGINAL
    return Edition.Kind.EASIER if told.is_easier_than(stored) else Edition.Kind.RETELLING


def settle_kinds(article: Article, told: Telling, kind: str) -> None:
    """When the newcomer is the original, what passed for the original so far is a telling of it."""
    original = _original(article)
    if kind != Edition.Kind.ORIGINAL or original is None:
        return
    stored = Telling.stored(original)
    original.kind = Edition.Kind.EASIER if stored.is_easier_than(told) else Edition.Kind.RETELLING
    original.label = tell_apart(article, "", original.kind, but=original)
    original.save(update_fields=["kind", "label", "updated_at"])


def _original(article: Article) -> Edition | None:
    return article.editions.filter(kind=Edition.Kind.ORIGINAL).order_by("position", "pk").first()


def _is_automatic(edition: Edition) -> bool:
    """Nobody gave it a label of its own."""
    return edition.label == Edition.Kind(edition.kind).label


def tell_apart(article: Article, label: str, kind: str, *, but: Edition | None = None) -> str:
    """A label that no other telling of `article` has: the one wished for, or the kind's name, numbered if need be."""
    wanted = (label or str(Edition.Kind(kind).label))[:110].strip()
    others = article.editions.exclude(pk=but.pk) if but else article.editions.all()
    taken = {str(other).casefold() for other in others.values_list("label", flat=True)}
    if wanted.casefold() not in taken:
        return wanted
    return next(name for n in range(2, len(taken) + 3) if (name := f"{wanted} {n}").casefold() not in taken)
