"""Texts on their way into the database: what is stored, what stays when they come again, what is announced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from articles.concept_rows import _resolve
from articles.concepts import TaggedConcept
from articles.concepts.types import ConceptKind
from articles.ingest import Ingested, Outcome, ingest, put_back
from articles.models import Article, ArticleConcept, Concept, Edition, Mention, Removal, Sentence
from articles.recognising import find_telling
from articles.signals import sentences_changing
from articles.text.decoding import UnreadableText
from quizzes.models import Evidence, Question

pytestmark = pytest.mark.django_db

DAM = """A dam for the small sea

In 2005 engineers closed the dam of Kokaral. It keeps the water of the Syr Darya in the northern part of the Aral Sea. \
Within a few years the water there rose by several metres.

What came back

Fishermen in the town of Aralsk caught almost nothing in the 1990s. Today they sell pike and perch again. The fish \
factory of Aralsk opened its doors in 2009.

What did not

The southern part of the Aral Sea is still drying up. The dam of Kokaral lets little water pass.
"""
EASIER_DAM = """A dam for the small sea

In 2005 a dam was closed. It is the dam of Kokaral. It keeps the water of the Syr Darya in the north of the Aral Sea. \
The water rose by several metres. It took only a few years.

What came back

Fishermen live in Aralsk. They caught almost nothing in the 1990s. Now they sell pike. They sell perch too. The fish \
factory opened in 2009.

What did not

The south of the Aral Sea is still drying up. The dam lets little water pass.
"""
HORSES = """The first riders

More than five thousand years ago people lived in a village near today's Botai. They ate the meat of horses and drank \
the milk of mares. Traces of fat in their pots gave this away.

How we know

Teeth of horses from Botai are worn down at one side. A bit does that. Some scholars doubt it, because wild horses \
have such teeth as well.
"""


@pytest.fixture
def teacher() -> User:
    return User.objects.create_user("aigul", is_staff=True)


@pytest.fixture
def announced() -> Iterator[list[list[str]]]:
    """The sentences that were announced as changing, as they stood in the database at that moment."""
    heard: list[list[str]] = []

    def listen(sender: Any, *, edition: Edition, sentences: list[Sentence], **kwargs: Any) -> None:
        heard.append([Sentence.objects.get(pk=sentence.pk).text for sentence in sentences])

    sentences_changing.connect(listen)
    yield heard
    sentences_changing.disconnect(listen)


def load(text: str | bytes = DAM, name: str = "dam.txt", **wish: Any) -> Ingested:
    return ingest(data=text, source_name=name, **wish)


def sentences(edition: Edition) -> list[Sentence]:
    return list(Sentence.objects.filter(section__edition=edition).order_by("section__position", "position"))


def question_on(sentence: Sentence, **fields: Any) -> Question:
    question = Question.objects.create(edition=sentence.section.edition, kind="short", stem="What?", **fields)
    quote = sentence.text
    Evidence.objects.create(
        question=question,
        sentence=sentence,
        start=0,
        end=len(quote),
        quote=quote,
        digest=hashlib.sha256(quote.encode()).hexdigest(),
    )
    return question


def everything() -> dict[str, list[Any]]:
    """All rows of the articles app, to compare before and after."""
    from django.apps import apps

    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("articles").get_models()
    }


class TestFirstTime:
    def test_title_sections_and_sentences_are_stored(self) -> None:
        result = load()
        edition = result.edition
        assert result.outcome == Outcome.CREATED
        assert (result.article.title, edition.title, edition.title_is_guessed) == (
            "A dam for the small sea",
            "A dam for the small sea",
            False,
        )
        assert [(s.position, s.heading) for s in edition.sections.all()] == [
            (1, ""),
            (2, "What came back"),
            (3, "What did not"),
        ]
        assert len(sentences(edition)) == result.counts["sentences"] == 8

    def test_every_sentence_stands_where_its_offsets_say(self) -> None:
        for sentence in sentences(load().edition):
            assert sentence.section.text[sentence.start : sentence.end] == sentence.text
            assert sentence.digest == hashlib.sha256(sentence.text.encode()).hexdigest()
            assert sentence.text == sentence.text.strip() != ""

    def test_paragraphs_are_counted_within_their_section(self) -> None:
        edition = load(
            "Two parts\n\nThe first one is short. It has two sentences.\n\nThe second one is shorter."
        ).edition
        assert [s.paragraph for s in sentences(edition)] == [1, 1, 2]

    def test_the_bytes_are_kept_as_they_came(self) -> None:
        given = DAM.replace("\n", "\r\n").encode("utf-16")
        revision = load(given).edition.current_revision
        assert revision is not None
        assert bytes(revision.given) == given
        assert revision.digest == hashlib.sha256(given).hexdigest()
        assert revision.encoding.startswith("utf-16")

    def test_concepts_are_tagged_with_the_places_that_name_them(self) -> None:
        result = load()
        assert {"Kokaral", "Aral Sea", "Aralsk"} <= set(result.article.concepts.values_list("name", flat=True))
        for mention in Mention.objects.select_related("concept", "sentence"):
            names = {mention.concept.name.casefold(), *(alias.casefold() for alias in mention.concept.aliases)}
            assert any(name[:4] in mention.text.casefold() for name in names)

    def test_a_draft_unless_said_otherwise(self) -> None:
        assert load().article.status == Article.Status.DRAFT
        assert load(HORSES, "horses.txt", status="published").article.status == Article.Status.PUBLISHED

    def test_pasted_text_with_half_a_character_is_taken(self) -> None:
        assert load("A broken \ud83d sign stands here. The rest of the text is well.").counts["sentences"] == 2

    @pytest.mark.parametrize(
        "data", [b"", b"   \n ", b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n\x00", "x" * 2_000, "x " * 150_000]
    )
    def test_what_is_no_article_is_refused_with_a_sentence(self, data: bytes | str) -> None:
        with pytest.raises(UnreadableText, match=r"^[A-Z].*\.$"):
            load(data)
        assert not Article.objects.exists()

    def test_another_language_is_kept_but_flagged(self) -> None:
        edition = load("Өзен қыс бойы қатып жатты. Ауылда ешкім балық аулай алмады, балалар далада ойнады.").edition
        assert edition.language == "kk"
        assert "does not look like English" in edition.doubts.get().message

    def test_a_dry_run_counts_and_writes_nothing(self) -> None:
        result = load(dry_run=True)
        assert (result.outcome, result.counts["sentences"]) == (Outcome.CREATED, 8)
        assert not Article.objects.exists()
        assert not Concept.objects.exists()


class TestAgain:
    def test_the_same_bytes_change_nothing(self, announced: list[list[str]]) -> None:
        load()
        before = everything()
        assert load().outcome == Outcome.UNCHANGED
        assert everything() == before
        assert announced == []

    def test_the_same_bytes_under_another_name_are_the_same_text(self) -> None:
        first = load()
        assert load(DAM, "copy of dam.txt").edition == first.edition

    def test_a_changed_sentence_is_announced_before_it_changes(self, announced: list[list[str]]) -> None:
        load()
        result = load(DAM.replace("Today they sell pike and perch again.", "Today they sell pike and carp again."))
        assert result.outcome == Outcome.CHANGED
        assert announced == [["Today they sell pike and perch again."]]
        assert result.edition.revisions.count() == 2

    def test_unchanged_sentences_keep_their_rows_also_when_they_move(self) -> None:
        edition = load().edition
        before = {sentence.text: sentence.pk for sentence in sentences(edition)}
        parts = DAM.strip().split("\n\n")
        load("\n\n".join([parts[0], "A word to begin with.", *parts[1:2], *parts[4:6], *parts[2:4]]))
        after = {sentence.text: sentence.pk for sentence in sentences(edition)}
        assert {text: pk for text, pk in after.items() if text in before} == before
        assert [s.heading for s in edition.sections.all()] == ["", "What did not", "What came back"]
        for sentence in sentences(edition):
            assert sentence.section.text[sentence.start : sentence.end] == sentence.text

    def test_equal_sentences_are_told_apart(self) -> None:
        text = (
            "Twins\n\nIt was cold. Nobody came. The lake froze.\n\nA year later\n\nIt got warm. Nobody came. It rained."
        )
        edition = load(text).edition
        first, second = [s.pk for s in sentences(edition) if s.text == "Nobody came."]
        load(text.replace("It was cold. Nobody came. The lake froze.", "The lake froze."))
        assert [s.pk for s in sentences(edition) if s.text == "Nobody came."] == [second]
        assert not Sentence.objects.filter(pk=first).exists()

    def test_only_questions_that_lean_on_what_changed_go_stale(self) -> None:
        edition = load().edition
        rows = {sentence.text: sentence for sentence in sentences(edition)}
        changed = question_on(rows["Today they sell pike and perch again."])
        gone = question_on(rows["The dam of Kokaral lets little water pass."])
        safe = question_on(rows["The southern part of the Aral Sea is still drying up."])
        text = DAM.replace("pike and perch", "pike and carp").replace(" The dam of Kokaral lets little water pass.", "")
        assert load(text).stale_questions == 2
        for question in (changed, gone, safe):
            question.refresh_from_db()
        assert (changed.status, gone.status, safe.status) == ("stale", "stale", "draft")
        assert gone.evidence.get().sentence is None
        assert gone.evidence.get().quote == "The dam of Kokaral lets little water pass."

    def test_tags_that_a_person_made_stay(self) -> None:
        article = load().article
        by_hand = Concept.objects.create(name="perch")
        ArticleConcept.objects.create(tag=by_hand, content_object=article, is_manual=True, salience=0.5)
        edition = load(DAM.replace("metres.", "metres. Even the perch returned.")).edition
        assert article.concept_links.filter(tag=by_hand, is_manual=True).exists()
        mentions = Mention.objects.filter(concept=by_hand, sentence__section__edition=edition)
        assert [mention.text for mention in mentions] == ["perch", "perch"]

    def test_concepts_that_are_no_longer_named_go(self) -> None:
        article = load().article
        load(DAM.replace("Aralsk", "Moynaq"))
        assert "Aralsk" not in article.concepts.values_list("name", flat=True)
        assert not Concept.objects.filter(name="Aralsk").exists()

    def test_another_text_under_a_used_name_overwrites_nothing(self) -> None:
        long = " ".join(f"{DAM}\n\nPart {n}\n\nThe level of the water was {n} metres then." for n in range(3))
        other = " ".join(f"{HORSES}\n\nPart {n}\n\nThe herd had {n} mares in that spring." for n in range(3))
        first = load(long, "document.txt")
        second = load(other, "document.txt")
        assert second.outcome == Outcome.CREATED
        assert second.article != first.article
        assert load(long, "document.txt").edition == first.edition
        assert load(other, "document.txt").edition == second.edition

    def test_a_dry_run_of_a_change_leaves_everything(self) -> None:
        load()
        before = everything()
        result = load(DAM.replace("pike and perch", "pike and carp"), dry_run=True)
        assert (result.outcome, result.counts["reworded"]) == (Outcome.CHANGED, 1)
        assert everything() == before


class TestTellings:
    def test_an_easier_telling_joins_the_article(self) -> None:
        first = load()
        second = load(EASIER_DAM, "dam easy.txt")
        assert second.article == first.article
        assert (second.edition.kind, second.edition.label) == ("easier", "Easier telling")
        assert list(first.article.editions.values_list("label", flat=True)) == ["Original", "Easier telling"]

    def test_the_order_of_loading_does_not_matter(self) -> None:
        easier = load(EASIER_DAM, "dam easy.txt").edition
        original = load().edition
        easier.refresh_from_db()
        assert easier.article == original.article
        assert (easier.kind, easier.label, original.kind) == ("easier", "Easier telling", "original")
        assert list(original.article.editions.all()) == [original, easier]

    def test_the_telling_that_says_where_it_appeared_is_the_original(self) -> None:
        retold = load(DAM.replace("Within a few years", "In a few years"), "1.txt").edition
        original = load(DAM + "\nThis article first appeared in the Steppe Courier", "2.txt").edition
        retold.refresh_from_db()
        assert "Steppe Courier" in original.attribution
        assert (original.kind, retold.kind) == ("original", "retelling")

    def test_another_story_stays_apart(self) -> None:
        assert load(HORSES, "horses.txt").article != load().article

    @pytest.mark.parametrize(
        ("alias", "kind", "others", "found"),
        [
            ("Kokaral dam", "place", 0, True),
            ("KOKARAL DAM", "place", 0, True),
            ("Kokaral dam", "person", 0, False),
            ("Kokaral dam", "place", 1, False),
        ],
    )
    def test_another_name_of_one_concept_of_the_site_leads_to_it(
        self, alias: str, kind: str, others: int, found: bool
    ) -> None:
        for number in range(1 + others):
            Concept.objects.create(name=f"Dike {number}", slug=f"dike-{number}", kind=kind, aliases=[alias, "Бөгет"])
        mentioned = TaggedConcept("Kokaral dam", ConceptKind.PLACE, 0.5, ("the dam",), ())
        assert (_resolve(mentioned, {}).name == "Dike 0") is found

    @pytest.mark.parametrize(("name", "kind"), [("Serik", ConceptKind.PERSON), ("Bank", ConceptKind.ORGANISATION)])
    def test_a_bare_word_is_not_taken_for_everybody_who_is_called_so(self, name: str, kind: ConceptKind) -> None:
        Concept.objects.create(name="Of another text", slug="other", kind=kind.value, aliases=[name])
        assert _resolve(TaggedConcept(name, kind, 0.5, (), ()), {}).name == name

    def test_another_name_beyond_ascii_is_found_too(self) -> None:
        Concept.objects.create(name="Aral Sea", slug="aral", kind="place", aliases=["Арал теңізі"])
        assert _resolve(TaggedConcept("Арал теңізі", ConceptKind.PLACE, 0.5, (), ()), {}).name == "Aral Sea"

    def test_the_owner_may_be_the_requests_stand_in_for_her(self, teacher: User) -> None:
        lazy = SimpleLazyObject(lambda: teacher)
        assert load(owner=lazy).article.owner == teacher

    def test_texts_of_different_people_never_merge(self, teacher: User) -> None:
        other = User.objects.create_user("bolat", is_staff=True)
        articles = {load(owner=owner).article.pk for owner in (None, teacher, other)}
        assert len(articles) == 3
        assert load(EASIER_DAM, "easy.txt", owner=teacher).article.owner == teacher
        assert load(EASIER_DAM, "easy.txt", owner=other).article.owner == other

    def test_an_untitled_telling_is_called_after_the_one_it_matches(self) -> None:
        untitled = EASIER_DAM.split("\n\n", 1)[1]
        load()
        edition = load(untitled, "untitled.txt").edition
        assert (edition.title, edition.title_is_guessed) == ("A dam for the small sea", True)

    def test_a_title_that_comes_later_names_the_untitled_telling(self) -> None:
        first = load(EASIER_DAM.split("\n\n", 1)[1], "untitled.txt")
        load()
        first.article.refresh_from_db()
        first.edition.refresh_from_db()
        assert (first.article.title, first.edition.title) == ("A dam for the small sea",) * 2
        assert first.edition.title_is_guessed

    def test_labels_stay_apart(self) -> None:
        article = load().article
        for text in (EASIER_DAM, EASIER_DAM.replace("They sell perch too.", "They also sell perch.")):
            load(text, f"{len(text)}.txt", article=article, kind="easier")
        assert list(article.editions.values_list("label", flat=True)) == [
            "Original",
            "Easier telling",
            "Easier telling 2",
        ]

    def test_tellings_of_one_article_share_its_concepts(self) -> None:
        article = load().article
        load(EASIER_DAM, "dam easy.txt")
        named = {
            edition.kind: set(
                Concept.objects.filter(mentions__sentence__section__edition=edition).values_list("pk", flat=True)
            )
            for edition in article.editions.all()
        }
        assert article.concepts.get(name="Aralsk").pk in named["original"] & named["easier"]

    def test_many_stored_texts_cost_no_more_queries_than_few(self) -> None:
        def queries_of_one_more(n: int) -> int:
            with CaptureQueriesContext(connection) as captured:
                load(HORSES.replace("five", f"{n}"), f"{n}.txt", article=Article.objects.create(title=f"Horses {n}"))
                find_telling(DAM, None)
            return len([query for query in captured if "SELECT" in query["sql"]])

        counts = [queries_of_one_more(n) for n in range(4)]
        assert max(counts[1:]) <= counts[0] + 2


JUNK = (
    DAM.replace("Kokaral. It", "Kokaralinfo-icon. It")
    .replace("pike and perch", "pikeinfo-icon and perchinfo-icon")
    .replace("up. The dam", "upinfo-icon . The daminfo-icon")
)


class TestPuttingBack:
    def glued(self, edition: Edition) -> list[Removal]:
        return [removal for removal in edition.removals.order_by("start") if "info-icon" in removal.removed]

    def test_each_removal_is_kept_with_reason_and_place(self) -> None:
        edition = load(JUNK).edition
        assert not [s for s in sentences(edition) if "info-icon" in s.text]
        for removal in self.glued(edition):
            assert JUNK[removal.start : removal.end] == removal.removed
            assert removal.reason
            assert removal.section is not None

    def test_the_very_characters_come_back(self) -> None:
        edition = load(JUNK).edition
        removal = self.glued(edition)[1]
        put_back(removal)
        assert removal.put_back
        assert "Today they sell pikeinfo-icon and perch again." in [s.text for s in sentences(edition)]
        assert [r.put_back for r in self.glued(edition)] == [r.pk == removal.pk for r in self.glued(edition)]

    def test_it_can_be_taken_out_again(self) -> None:
        edition = load(JUNK).edition
        before = [s.text for s in sentences(edition)]
        removal = self.glued(edition)[1]
        put_back(removal)
        put_back(removal, put_back=False)
        assert [s.text for s in sentences(edition)] == before

    def test_questions_on_the_sentence_go_stale(self) -> None:
        edition = load(JUNK).edition
        question = question_on(next(s for s in sentences(edition) if "pike" in s.text))
        assert put_back(self.glued(edition)[1]).stale_questions == 1
        question.refresh_from_db()
        assert question.status == "stale"

    def test_a_new_revision_keeps_what_was_put_back(self) -> None:
        edition = load(JUNK).edition
        put_back(self.glued(edition)[1])
        load(JUNK.replace("In 2005 engineers", "Already in 2005 engineers"))
        assert "Today they sell pikeinfo-icon and perch again." in [s.text for s in sentences(edition)]
        assert sum(removal.put_back for removal in self.glued(edition)) == 1

    def test_a_dismissed_doubt_stays_dismissed(self) -> None:
        text = DAM.replace("closed the dam", "closed the the dam")
        edition = load(text).edition
        assert edition.doubts.get().text
        edition.doubts.update(dismissed=True)
        load(text.replace("pike and perch", "pike and carp"))
        assert edition.doubts.get().dismissed
