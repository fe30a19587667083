"""The one door: what a teacher's text becomes, and how pieces are put back."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.cleaning import Reason
from articles.text.preparing import prepare

SHARED = Path(__file__).resolve().parents[4] / "shared"


def shared(part: str) -> list[Path]:
    found = sorted((SHARED / part).glob("*.txt"))
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail(f"The shared texts {part} are missing beside the project.")
        pytest.skip(f"The shared texts {part} are not beside the project.")
    return found


GIVEN = """\
Home | News | Regions | Contact
The lake of the hills

By Aida Serik

The lake  lay between two hills, and the road to the village ran along its shore for many miles.

Read more: Ten villages without a road

A hard winter

- Every spring the fishermen mended their boats , and the children watched them from the bridge.
- In winter the lake froze, and the the village lived on bread and fish.

Share this article on Facebook
"""


def test_a_page_becomes_an_article():
    prepared = prepare(GIVEN)
    assert prepared.title == "The lake of the hills"
    assert not prepared.title_is_guessed
    assert prepared.attribution == "By Aida Serik"
    assert [(section.position, section.heading) for section in prepared.sections] == [(1, ""), (2, "A hard winter")]
    assert prepared.sections[0].text.startswith("The lake lay between two hills")
    assert prepared.sections[1].text.startswith("Every spring the fishermen mended their boats, and")
    assert len(prepared.sections[1].paragraphs) == 2


def test_each_edit_and_doubt_knows_its_section():
    prepared = prepare(GIVEN)
    places = {(edit.removed.strip(), edit.reason): edit.section for edit in prepared.edits}
    assert places["Home | News | Regions | Contact", Reason.NAVIGATION] is None
    assert places["Read more: Ten villages without a road", Reason.RELATED] == 1
    assert places["Share this article on Facebook", Reason.SHARE] == 2
    assert [(doubt.text, doubt.section) for doubt in prepared.doubts] == [("the the", 2)]


def test_what_was_removed_is_listed_for_the_outside():
    removed = prepare(GIVEN).removed
    assert {"text": "Read more: Ten villages without a road\n", "reason": Reason.RELATED.label, "section": 1} in removed
    assert all(set(row) == {"text", "reason", "section"} for row in removed)


def test_an_edit_put_back_is_read_again_and_can_be_taken_out_again():
    prepared = prepare(GIVEN)
    index = next(i for i, edit in enumerate(prepared.edits) if edit.reason is Reason.RELATED)
    back = prepared.put_back(index)
    assert "Read more: Ten villages" in back.sections[0].text
    assert [edit.put_back for edit in back.edits].count(True) == 1
    assert len(back.removed) == len(prepared.removed) - 1
    edit = back.edits[index]
    assert back.kept[edit.at : edit.at + len(edit.removed)] == edit.removed
    assert back.with_put_back(()) == prepared
    assert prepare(GIVEN, undone=[index]) == back


def test_attribution_put_back_stands_in_the_text():
    prepared = prepare(GIVEN)
    index = next(i for i, edit in enumerate(prepared.edits) if edit.reason is Reason.ATTRIBUTION)
    back = prepared.put_back(index)
    assert back.attribution == ""
    assert "By Aida Serik" in back.sections[0].text


def test_nothing_in_nothing_out():
    for text in ("", " \n\n "):
        prepared = prepare(text)
        assert prepared.sections == ()
        assert prepared.title == ""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*GIVEN.split("\n"), "", "none", "# Head", "**Head**", "x"]), max_size=20).map("\n".join),
    st.data(),
)
def test_edits_keep_their_number_whichever_are_put_back(text, data):
    prepared = prepare(text)
    chosen = data.draw(st.sets(st.integers(0, len(prepared.edits) - 1))) if prepared.edits else set()
    back = prepared.with_put_back(chosen)
    assert [(e.start, e.end, e.reason) for e in back.edits] == [(e.start, e.end, e.reason) for e in prepared.edits]
    for index, edit in enumerate(back.edits):
        stands = edit.removed if index in chosen else edit.inserted
        assert edit.put_back is (index in chosen)
        assert back.kept[edit.at : edit.at + len(stands)] == stands


def test_the_original_seed():
    prepared = prepare(next(path for path in shared("seeds") if path.name.startswith("003")).read_text())
    assert prepared.title_is_guessed
    assert "internet" in prepared.title
    assert [section.heading for section in prepared.sections] == [
        "",
        "Authoritarianism and the internet",
        "Counter-attacks",
        "A quiet acceptance",
    ]
    assert prepared.attribution == "This article first appeared on The Conversation"
    whole = "\n".join(section.text for section in prepared.sections)
    assert "info-icon" not in whole
    assert "SOC" not in whole
    assert "AkOrdaPress Facebook account, any" in whole


def test_the_retold_seed():
    prepared = prepare(next(path for path in shared("seeds") if path.name.startswith("000")).read_text())
    assert not prepared.title_is_guessed
    assert prepared.title.startswith("Government Is Using")
    assert [section.heading for section in prepared.sections] == [
        "",
        "The Internet And Authoritarianism Country",
        "Counter-Attacks Country",
        "Special Police Forces",
    ]
    doubted = [doubt.text for doubt in prepared.doubts]
    assert doubted.count("Country") == 2
    assert {"2012-2011", "the the", "among."} <= set(doubted)


def test_clean_articles_are_nearly_untouched():
    for path in shared("articles/plain"):
        text = path.read_text()
        prepared = prepare(text)
        assert prepared.title == text.split("\n", 1)[0].strip(), path.name
        assert not prepared.title_is_guessed, path.name
        assert [section.heading for section in prepared.sections] == [""], path.name
        harmless = {Reason.SPACES, Reason.LETTERS, Reason.BROKEN_PARAGRAPH}
        assert {edit.reason for edit in prepared.edits} <= harmless, path.name
        assert len(prepared.edits) <= 5, path.name
