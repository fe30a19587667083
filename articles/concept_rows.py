"""The tags of an article: concepts, how much it is about each, and where its sentences name them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from articles.concepts import TaggedConcept
from articles.models import Article, ArticleConcept, Concept, Edition, Mention, Sentence
from articles.studying import Studied

LONGEST_NAME = Concept._meta.get_field("name").max_length or 160
MOST_ALIASES = 12


@dataclass(frozen=True, slots=True)
class ConceptsWritten:
    concepts: int
    mentions: int


def write_concepts(edition: Edition, studied: Studied, rows: Sequence[Sentence]) -> ConceptsWritten:
    """Renew the mentions in `edition` and the links of its article. Call inside a transaction.

    Links that a person made stay; concepts that only other tellings name stay too. A concept that nothing names any
    more, that nobody explained and no question is tied to, goes.
    """
    article = edition.article
    known = _known(article)
    tagged = [c for c in studied.concepts if c.name.strip()]
    resolved: dict[int, tuple[Concept, float]] = {}
    wanted: set[tuple[int, int, int, int]] = set()
    for found in tagged:
        concept = _resolve(found, known)
        salience = max(found.salience, resolved[concept.pk][1] if concept.pk in resolved else 0.0)
        resolved[concept.pk] = (concept, salience)
        wanted |= _mentions(concept, found, studied, rows)
    by_hand = Concept.objects.filter(article_links__content_object=article, article_links__is_manual=True)
    for concept in by_hand.exclude(pk__in=resolved):
        wanted |= {(concept.pk, m.sentence_id, m.start, m.end) for m in mentions_by_name(concept, rows)}
    _renew_mentions(edition, wanted)
    _renew_links(article, edition, resolved)
    return ConceptsWritten(len(resolved), len(wanted))


def _known(article: Article) -> dict[str, Concept]:
    """Names and other names of the article's own concepts; a name that two of them go by is left out."""
    known: dict[str, Concept] = {}
    twice: set[str] = set()
    for concept in Concept.objects.filter(article_links__content_object=article).order_by("pk"):
        for name in {concept.name.casefold(), *(str(alias).casefold() for alias in concept.aliases)}:
            if name in known:
                twice.add(name)
            known[name] = concept
    names = {concept.name.casefold(): concept for concept in known.values()}
    return {name: concept for name, concept in known.items() if name not in twice} | names


def _resolve(found: TaggedConcept, known: dict[str, Concept]) -> Concept:
    """The row of a concept: the article's own under any of its names, the site's under this name or, where that says
    enough by itself, under another name of it, or a new one."""
    name = " ".join(found.name.split())[:LONGEST_NAME].strip()
    forms = [name.casefold(), *(alias.casefold() for alias in found.aliases)]
    concept = next((known[form] for form in forms if form in known), None)
    if concept is None:
        concept = Concept.objects.filter(name__iexact=name).order_by("pk").first() or _other_name_of(name, found)
    if concept is None:
        concept = Concept(name=name, kind=found.kind.value)
        concept.save()
    aliases = [*map(str, concept.aliases)]
    seen = {concept.name.casefold(), *(alias.casefold() for alias in aliases)}
    for alias in (name, *found.aliases):
        if alias.casefold() not in seen and len(aliases) < MOST_ALIASES:
            seen.add(alias.casefold())
            aliases.append(alias)
    if aliases != concept.aliases:
        concept.aliases = aliases
        concept.save(update_fields=["aliases"])
    known.update(dict.fromkeys(forms, concept))
    return concept


def _other_name_of(name: str, found: TaggedConcept) -> Concept | None:
    """The one concept of the site, of the same kind, that goes by `name` too.

    Texts shorten names as they like ("Serik", "the Bank"), so that a single word is trusted only for kinds that are
    seldom named after one another, and abbreviations only as such.
    """
    is_telling = " " in name or name.isupper() or found.kind.value in {Concept.Kind.PLACE, Concept.Kind.IDEA}
    if not is_telling:
        return None
    written = Cast("aliases", TextField())
    likely = Concept.objects.filter(kind=found.kind.value).annotate(written=written)
    # SQLite keeps letters beyond ASCII escaped, PostgreSQL does not.
    likely = likely.filter(Q(written__icontains=json.dumps(name)[1:-1]) | Q(written__icontains=name)).order_by("pk")
    named = [each for each in likely[:50] if name.casefold() in {str(alias).casefold() for alias in each.aliases}]
    return named[0] if len(named) == 1 else None


def _mentions(
    concept: Concept, found: TaggedConcept, studied: Studied, rows: Sequence[Sentence]
) -> set[tuple[int, int, int, int]]:
    """(concept, sentence, start, end) for each mention that lies within one sentence."""
    placed: set[tuple[int, int, int, int]] = set()
    for mention in found.mentions:
        for sentence, row in zip(studied.sentences, rows, strict=True):
            inside = sentence.start <= mention.start and mention.end <= sentence.end
            if sentence.section == mention.section_index and inside:
                placed.add((concept.pk, row.pk, mention.start - sentence.start, mention.end - sentence.start))
                break
    return placed


def mentions_by_name(concept: Concept, sentences: Iterable[Sentence]) -> list[Mention]:
    """Unsaved mentions wherever the words of a concept's name, or of another name, stand; a plural counts too."""
    names = sorted({concept.name, *map(str, concept.aliases)}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})s?(?!\w)", re.IGNORECASE)
    return [
        Mention(concept=concept, sentence=sentence, start=match.start(), end=match.end())
        for sentence in sentences
        for match in pattern.finditer(sentence.text)
    ]


def _renew_mentions(edition: Edition, wanted: set[tuple[int, int, int, int]]) -> None:
    stored = {
        (m.concept_id, m.sentence_id, m.start, m.end): m.pk
        for m in Mention.objects.filter(sentence__section__edition=edition)
    }
    Mention.objects.filter(pk__in=[pk for key, pk in stored.items() if key not in wanted]).delete()
    one_each = {key[:3]: key for key in sorted(wanted)}
    Mention.objects.bulk_create(
        [
            Mention(concept_id=concept, sentence_id=sentence, start=start, end=end)
            for concept, sentence, start, end in sorted(one_each.values())
            if (concept, sentence, start, end) not in stored
        ],
        batch_size=500,
    )


def _renew_links(article: Article, edition: Edition, resolved: dict[int, tuple[Concept, float]]) -> None:
    elsewhere = set(
        Mention.objects.filter(sentence__section__edition__article=article)
        .exclude(sentence__section__edition=edition)
        .values_list("concept_id", flat=True)
    )
    links = {link.tag_id: link for link in ArticleConcept.objects.filter(content_object=article)}
    for pk, (concept, salience) in resolved.items():
        link = links.pop(pk, None)
        if link is None:
            ArticleConcept.objects.create(tag=concept, content_object=article, salience=salience)
            continue
        wanted = max(link.salience, salience) if pk in elsewhere or link.is_manual else salience
        if link.salience != wanted:
            link.salience = wanted
            link.save(update_fields=["salience"])
    gone = [link for pk, link in links.items() if not link.is_manual and pk not in elsewhere]
    ArticleConcept.objects.filter(pk__in=[link.pk for link in gone]).delete()
    _drop_unused([link.tag_id for link in gone])


def _drop_unused(concepts: Sequence[int]) -> None:
    """Tags that nothing uses go. Rows of other apps are asked through the relations that lead to a concept."""
    unused = Concept.objects.filter(pk__in=concepts, article_links=None, mentions=None, gloss="")
    for relation in Concept._meta.related_objects:
        if relation.related_model not in {ArticleConcept, Mention}:
            name = relation.get_accessor_name() if relation.one_to_one else relation.name
            unused = unused.filter(**{f"{name}__isnull": True})
    Concept.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
