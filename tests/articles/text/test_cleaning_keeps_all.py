"""Nothing is lost: any text can be restored to the last character, and any edits undone by themselves."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.text.cleaning import Draft, clean
from articles.text.cleaning.edits import Change, Reason, replaced

PIECES = (
    "\r\n", "\n", "\n\n", "\f", "\x00", "\u200b", "\ufeff", "\u00ad", "\u00a0", "  ", "\t", " , ", " .", "â€™", "Ã©", "Ð¿Ñ€Ð¸", "&amp;", "&#8217;",
    "&amp;#160;", "<p>", "</p>", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "**", "*", "_", "`", "[1]", "[x](y)", "![a](b)", "# ",
    "- ", "> ", "---", "===", "info-icon", "riverinfo-icon", "mapinfo-icon", "lakeinfo-icon", "river", "map", "lake", "none", "riverABC",
    "Page 1 of 2", "Share this article", "We use cookies. You agree?", "Advertisement", "© 2020 Someone", "By Aida Serik", "12 May 2016",
    "This article first appeared on The Lamp", "govern-\nment", "``x''", ",,x''", "“", "”", '"', "don`t", "end.The", "1\n00:00:01,000 --> 00:00:02,000\nHi",
    "2\n00:00:03,000 --> 00:00:04,000\nyou", "From: a\nTo: b\nSubject: c\n", "-- ", "ﬁ", "e\u0301", "қ", "ё", "\u202e", "😀", "\ud800", "a", "The", " ", ".",
    "https://example.org/a", "| a | b |", "|---|---|",
)  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=120)


@settings(max_examples=400, deadline=None)
@given(texts)
@example("\r\n\r\n")
@example("none")
@example("Share this article")
@example("\ufeff\u00a0\u00a0x")
@example("&amp;#160; &amp;amp;")
def test_the_given_text_is_restored(text):
    cleaned = clean(text)
    assert cleaned.restore() == text
    for edit in cleaned.edits:
        assert text[edit.start : edit.end] == edit.removed
        assert cleaned.kept[edit.at : edit.at + len(edit.inserted)] == edit.inserted
        assert edit.removed != edit.inserted
    assert all(one.end <= two.start for one, two in zip(cleaned.edits, cleaned.edits[1:], strict=False))
    assert len({(edit.start, edit.end) for edit in cleaned.edits}) == len(cleaned.edits)
    for doubt in cleaned.doubts:
        assert cleaned.kept[doubt.start : doubt.end] == doubt.text


@settings(max_examples=200, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_any_edits_are_undone_by_themselves(text, random):
    cleaned = clean(text)
    chosen = [index for index in range(len(cleaned.edits)) if random.random() < 0.5]
    undone = cleaned.put_back(*chosen)
    others = [edit for index, edit in enumerate(cleaned.edits) if index not in chosen]
    assert undone.kept == replaced(text, [(edit.start, edit.end, edit.inserted) for edit in others])
    assert undone.restore() == text
    assert [(edit.start, edit.end, edit.reason) for edit in undone.edits] == [
        (edit.start, edit.end, edit.reason) for edit in others
    ]
    assert cleaned.put_back(*range(len(cleaned.edits))).kept == text


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="abc \n", max_size=30),
    st.lists(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.text(alphabet="xy", max_size=3)), max_size=5),
        max_size=5,
    ),
)
def test_changes_upon_changes_become_edits_of_the_given_text(text, rounds):
    """The bookkeeping itself, with rules that change what earlier rules inserted."""
    draft = Draft(text)
    for wishes in rounds:
        changes, reach = [], -1
        for start, length, inserted in sorted(wishes):
            if start > reach and start + length <= len(draft.text) and (length or inserted):
                changes.append(Change(start, start + length, inserted, Reason.MARKUP))
                reach = start + length
        before = draft.text
        draft.apply(lambda _, changes=changes: changes)
        assert draft.text == replaced(before, [(c.start, c.end, c.inserted) for c in changes])
        assert replaced(text, [(e.start, e.end, e.inserted) for e in draft.edits()]) == draft.text
        assert len({(e.start, e.end) for e in draft.edits()}) == len(draft.edits())


def test_an_unknown_edit_cannot_be_put_back():
    with pytest.raises(IndexError, match="no edit 3"):
        clean("A  line.").put_back(3)


def test_of_two_changes_at_one_place_the_later_gives_way():
    draft = Draft("abcdef")
    draft.apply(lambda _: [Change(0, 3, "x", Reason.TAG), Change(1, 2, "y", Reason.TAG), Change(2, 5, "", Reason.TAG)])
    assert draft.text == "xf"
    assert replaced("abcdef", [(e.start, e.end, e.inserted) for e in draft.edits()]) == "xf"
