"""A teacher's changes to a stored text: what they would touch, said before they are saved; its history; going back.

A changed text goes the same way as a new one: it is put together again and taken in as the next revision of its
telling, so that sentences whose words stay keep their rows, and whoever leans on one that changes is told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from articles.ingest import Ingested, ingest, known_edits
from articles.matching import match
from articles.models import Article, ArticleConcept, Edition, Revision, Section, Sentence
from articles.studying import study
from articles.tellings import tell_apart
from articles.text.decoding import decode

WORD = re.compile(r"\s+|[^\s]+")
# A paragraph that shares fewer of its words with another is no rewording of it.
STILL_THE_SAME = 0.4


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as the teacher wants it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: `sign` is "-" for what goes, "+" for what comes, "=" for what stays."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What saving would do. `changing` are the stored sentences whose words change or go; `result` is what will be
    stored, after cleaning; `differences` compare it with what stands, a tuple for each paragraph that differs."""

    given: str
    changing: tuple[Sentence, ...]
    result: tuple[SectionText, ...]
    differences: tuple[tuple[Change, ...], ...]
    cleaned: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        return not self.differences


def sections_of(edition: Edition) -> list[SectionText]:
    return [SectionText(section.heading, section.text) for section in edition.sections.order_by("position")]


def compose(title: str, sections: Sequence[SectionText]) -> str:
    """One text out of a title and sections, headings marked as in Markdown so that they are found again."""
    parts = [f"# {' '.join(title.split())}"] if title.strip() else []
    for section in sections:
        if heading := " ".join(section.heading.split()):
            parts.append(f"## {heading}")
        parts.append(section.text.strip())
    return "\n\n".join(part for part in parts if part) + "\n"


def plan(edition: Edition, sections: Sequence[SectionText]) -> Plan:
    """What saving `sections` as the text of `edition` would do; writes nothing, and reads the text anew (a second for
    1,000 words). Raises UnreadableText, a sentence for a teacher, when nothing would be left."""
    given = compose(edition.title, sections)
    studied = study(given.encode(), name=edition.source_name, known=known_edits(edition))
    rows = list(
        Sentence.objects.filter(section__edition=edition).order_by("section__position", "section_id", "position")
    )
    matched = match([row.text for row in rows], [sentence.text for sentence in studied.sentences])
    result = tuple(SectionText(section.heading, section.text) for section in studied.prepared.sections)
    return Plan(
        given=given,
        changing=tuple(rows[i] for i in sorted([*matched.gone, *(i for i, _ in matched.reworded)])),
        result=result,
        differences=differences(sections_of(edition), result),
        cleaned=tuple(edit.removed for edit in studied.prepared.edits if edit.removed.strip()),
    )


def save(edition: Edition, sections: Sequence[SectionText], *, by: User) -> Ingested:
    """Take the changed text in as the next revision of `edition`. Raises UnreadableText."""
    return ingest(data=compose(edition.title, sections), edition=edition, by=by)


def restore(revision: Revision, *, by: User) -> Ingested:
    """The text as it was given then, as the newest revision; what came after it stays in the history."""
    return ingest(data=bytes(revision.given), edition=revision.edition, by=by)


def kept_text(revision: Revision) -> list[SectionText]:
    """A revision's text as it is kept after cleaning."""
    from articles.text.preparing import prepare

    prepared = prepare(decode(bytes(revision.given)).text.replace("\x00", ""), name=revision.edition.source_name)
    return [SectionText(section.heading, section.text) for section in prepared.sections]


# Differences ----------------------------------------------------------------------------------------------------------


def differences(old: Sequence[SectionText], new: Sequence[SectionText]) -> tuple[tuple[Change, ...], ...]:
    """The paragraphs and headings that differ, word by word within those that were reworded."""
    before, after = _blocks(old), _blocks(new)
    found: list[tuple[Change, ...]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        if act == "equal":
            continue
        gone, come = before[i1:i2], after[j1:j2]
        for place in range(max(len(gone), len(come))):
            one = gone[place] if place < len(gone) else ""
            other = come[place] if place < len(come) else ""
            found.append(word_by_word(one, other))
    return tuple(found)


def _blocks(sections: Sequence[SectionText]) -> list[str]:
    blocks: list[str] = []
    for section in sections:
        blocks += [section.heading] if section.heading else []
        blocks += [block for block in section.text.split("\n\n") if block.strip()]
    return blocks


def word_by_word(old: str, new: str) -> tuple[Change, ...]:
    """Two wordings of a paragraph as runs of words; quite different ones are shown whole, the old before the new."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    alike = difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
    if alike < STILL_THE_SAME:
        return tuple(Change(sign, text) for sign, text in (("-", old), ("+", new)) if text)
    runs: list[Change] = []
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        if act == "equal":
            runs.append(Change("=", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append(Change("-", "".join(before[i1:i2])))
        if j2 > j1:
            runs.append(Change("+", "".join(after[j1:j2])))
    return tuple(runs)


# Where a telling belongs ----------------------------------------------------------------------------------------------


def set_apart(edition: Edition, *, owner: User) -> Article:
    """Make a telling an article of its own. One that stands alone already stays where it is."""
    old = edition.article
    if not old.editions.exclude(pk=edition.pk).exists():
        return old
    article = Article(title=edition.title, owner=owner)
    article.save()
    _move(edition, article, kind=Edition.Kind.ORIGINAL)
    return article


def put_beside(edition: Edition, article: Article, *, kind: str = Edition.Kind.RETELLING) -> None:
    """Make it a telling of `article`; the article that it leaves empty behind goes."""
    old = edition.article
    if old.pk == article.pk:
        return
    _move(edition, article, kind=kind)
    if not old.editions.exists():
        old.delete()


def _move(edition: Edition, article: Article, *, kind: str) -> None:
    """Tags go with the text: what the telling mentions is tied to its new article."""
    links = ArticleConcept.objects.filter(
        content_object=edition.article_id, tag__mentions__sentence__section__edition=edition
    ).distinct()
    known = set(article.concept_links.values_list("tag", flat=True))
    ArticleConcept.objects.bulk_create(
        [
            ArticleConcept(tag_id=link.tag_id, content_object=article, salience=link.salience, is_manual=link.is_manual)
            for link in links
            if link.tag_id not in known
        ]
    )
    edition.kind = kind
    edition.position = article.editions.count() + 1
    edition.label = tell_apart(article, "", kind, but=edition)
    edition.article = article
    edition.save(update_fields=["kind", "position", "label", "article", "updated_at"])


def section_texts(edition: Edition, changed: Section, heading: str, text: str) -> list[SectionText]:
    """The edition's sections with one of them changed; one left without text goes."""
    sections = [
        SectionText(heading, text) if section.pk == changed.pk else SectionText(section.heading, section.text)
        for section in edition.sections.order_by("position")
    ]
    return [section for section in sections if section.text.strip()]
