"""Titles, headings and paragraphs, and what is not one."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.outline import PieceKind, outline

LEAD = "The lake lay between two hills, and the road to the village ran along its shore for many miles."
BODY = "Every spring the fishermen mended their boats, and the children watched them from the bridge until dark."
MORE = "In winter the lake froze, and the village lived on bread, salted fish and the stories of the old people."


def headings(text: str, **options) -> list[str]:
    return [section.heading for section in outline(text, **options).sections]


OUTLINES = [
    ("title and lead", f"The lake of the hills\n\n{LEAD}\n\n{BODY}", "The lake of the hills", [""]),
    ("title with a colon", f"The lake: a story of water\n\n{LEAD}\n\n{BODY}", "The lake: a story of water", [""]),
    ("title in small letters", f"lake water\n\n{LEAD}", "lake water", [""]),
    ("title that asks", f"Who owns the lake?\n\n{LEAD}\n\n{BODY}", "Who owns the lake?", [""]),
    ("headings", f"The lake\n\n{LEAD}\n\nA hard winter\n\n{BODY}\n\nThe ice breaks\n\n{MORE}", "The lake", ["", "A hard winter", "The ice breaks"]),
    ("headings in capitals", f"THE LAKE\n\n{LEAD}\n\nA HARD WINTER\n\n{BODY}", "THE LAKE", ["", "A HARD WINTER"]),
    ("numbered headings", f"The lake\n\n1. The shore\n\n{LEAD}\n\n2. The winter\n\n{BODY}", "The lake", ["1. The shore", "2. The winter"]),
    ("chapters", f"The lake\n\nChapter 1: The shore\n\n{LEAD}\n\nChapter 2: The winter\n\n{BODY}", "The lake", ["Chapter 1: The shore", "Chapter 2: The winter"]),
    ("heading right above its paragraph", f"The lake\n\n{LEAD}\n\nA hard winter\n{BODY} {MORE}", "The lake", ["", "A hard winter"]),
    ("no blank lines", f"The lake\n{LEAD}\n{BODY}\nA hard winter\n{MORE}", "The lake", ["", "A hard winter"]),
    ("heading below a heading", f"The lake\n\n{LEAD}\n\nThe Winter\n\nFirst Frost\n\n{BODY}", "The lake", ["", "The Winter", "First Frost"]),
    ("Markdown", f"# The lake\n\n{LEAD}\n\n## The winter ##\n\n{BODY}\n\n### Ice\n{MORE}", "The lake", ["", "The winter", "Ice"]),
    ("Markdown underlined", f"The lake\n========\n\n{LEAD}\n\nThe winter\n----------\n{BODY}", "The lake", ["", "The winter"]),
    ("Markdown bold line", f"**The lake**\n\n{LEAD}\n\n**The winter:**\n\n{BODY}", "The lake", ["", "The winter"]),
    ("Markdown bold in a heading", f"# **The lake**\n\n{LEAD}", "The lake", [""]),
    ("question as heading", f"The lake\n\n{LEAD}\n\nWhy did it freeze?\n\n{BODY}", "The lake", ["", "Why did it freeze?"]),
    ("Cyrillic", "Озеро\n\nОзеро лежало между двумя холмами, и дорога в деревню шла вдоль берега.\n\nСуровая зима\n\nЗимой озеро замерзало, и деревня жила хлебом и рыбой.", "Озеро", ["", "Суровая зима"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "found"), [row[1:] for row in OUTLINES], ids=[row[0] for row in OUTLINES])
def test_outlines(text, title, found):
    result = outline(text)
    assert (result.title, result.title_is_guessed) == (title, False)
    assert [section.heading for section in result.sections] == found


NO_HEADINGS = [
    ("a short sentence", f"{LEAD}\n\nSo, in the end, the lake froze.\n\n{BODY}"),
    ("a list", f"{LEAD}\n\nThey brought:\n\nSalt and bread\n\nFish and tea\n\nOil\n\n{BODY}"),
    ("marked list items", f"{LEAD}\n\n- Salt and bread\n\n{BODY}"),
    ("a caption", f"{LEAD}\n\nFigure 2. The lake in winter\n\n{BODY}"),
    ("a picture's caption", f"{LEAD}\n\nPhoto: the lake in winter\n\n{BODY}"),
    ("a table", f"{LEAD}\n\nYear | Fish\n\n{BODY}"),
    ("an address", f"{LEAD}\n\nhttps://example.org/lake\n\n{BODY}"),
    ("a number", f"{LEAD}\n\n1990\n\n{BODY}"),
    ("half a sentence", f"{LEAD}\n\nthe rest of the people\n\n{BODY}"),
    ("a line that leads on", f"{LEAD}\n\nThe old man said:\n\n{BODY}"),
    ("a last line", f"{LEAD}\n\n{BODY}\n\nThe end of the lake"),
    ("one paragraph", f"{LEAD} {BODY} {MORE}"),
]


@pytest.mark.parametrize("text", [row[1] for row in NO_HEADINGS], ids=[row[0] for row in NO_HEADINGS])
def test_what_is_no_heading(text):
    result = outline(text)
    assert [section.heading for section in result.sections] == [""]
    assert result.title_is_guessed
    assert result.title


def test_verse_talk_and_lists_have_no_headings():
    verse = (
        "The wind came down\nfrom the hill at night\nand the reeds bowed\n\nThe wind went on\nand the lake lay still\n"
    )
    talk = "Aida: are you there\nTom: Yes\nAida: The bus is late again\nTom: I will wait at the bridge then, do not hurry at all.\n"
    shopping = "Salt\nBread\nTea\nOil\n"
    for text in (verse, talk, shopping):
        assert headings(text) == [""]
        assert outline(text).title_is_guessed


def test_verse_keeps_its_lines_and_its_title():
    result = outline(
        "The Wind\n\nThe wind came down\nfrom the hill at night\n\nThe wind went on\nand the lake lay still"
    )
    assert result.title == "The Wind"
    assert (
        result.sections[0].text
        == "The wind came down\nfrom the hill at night\n\nThe wind went on\nand the lake lay still"
    )


def test_lines_that_are_sentences_are_paragraphs():
    assert len(outline(f"The lake\n\n{LEAD}\n{BODY}\n{MORE}").sections[0].paragraphs) == 3


def test_bylines_and_dates_are_attribution():
    result = outline(f"The lake\n\nBy Aida Serik\n\n12 May 2016\n\n{LEAD}\n\n{BODY}\n\nSource: The Lakeside Daily")
    assert result.title == "The lake"
    assert [section.heading for section in result.sections] == [""]
    assert result.attribution == "By Aida Serik\n12 May 2016\nSource: The Lakeside Daily"


def test_a_title_is_guessed_from_chief_name_and_subject():
    text = (
        "In the west of Kazakhstan the rivers are short. The rivers of Kazakhstan rise in the mountains.\n\n"
        "When snow melts, the rivers flood, and in Kazakhstan that happens in April. Fish come up the rivers then.\n\n"
        "So the people of Kazakhstan love the rivers."
    )
    result = outline(text)
    assert (result.title, result.title_is_guessed) == ("Kazakhstan and the rivers", True)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("the-lake_of-hills.txt", "The lake of hills"),
        ("texts/Lake Water.docx.txt", "Lake Water"),
        ("000_5c80522c78c93fe8.txt", None),
        ("untitled document.txt", None),
        ("", None),
    ],
)
def test_a_file_name_gives_a_title_only_if_it_says_something(name, title):
    found = outline(f"{LEAD}\n\n{BODY}", name=name)
    assert found.title_is_guessed
    assert (found.title == title) if title else ("5c80" not in found.title and "ntitled" not in found.title)


def test_a_word_that_ends_several_headings_needlessly_is_doubted():
    result = outline(f"The lake\n\nOld Boats Region\n\n{LEAD}\n\nNew Settlement Region\n\n{BODY}")
    assert [doubt.text for doubt in result.doubts] == ["Region", "Region"]
    assert headings(f"The lake\n\nOld Boats Region\n\n{LEAD}") == ["Old Boats Region"]
    assert outline(f"The lake\n\nEarly Life\n\n{LEAD}\n\nLater Life\n\n{BODY}").doubts == ()


def test_offsets_lead_from_the_text_to_the_section_and_back():
    text = f"The lake\n\n{LEAD}\n\nA hard winter\n\n{BODY}\n\n{MORE}\n"
    section = outline(text).sections[1]
    place = text.index("salted fish")
    offset = section.offset_of(place)
    assert offset is not None
    assert section.text[offset:].startswith("salted fish")
    assert section.offset_of(0) is None


PIECES = (
    "# Title", "## Part", "Title", "A short line", "=====", "-----", "**Bold**", "- item", "1. Step one", "By Aida Serik", "12 May 2016", LEAD, BODY,
    "word", "the rest of it", "A: yes", "Source: me", "\n", "\n\n", "   ", " ", "\t", "|a|b|", "x.", "THE END", "\u00a0", "қала",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join) | st.text(max_size=100), st.booleans())
def test_pieces_and_the_blanks_between_them_are_the_text(text, set_aside):
    result = outline(text, set_aside=set_aside)
    position = 0
    for piece in result.pieces:
        assert position <= piece.start < piece.end
        assert not text[position : piece.start].strip()
        position = piece.end
    assert not text[position:].strip()
    paragraphs = [(piece.start, piece.end) for piece in result.pieces if piece.kind is PieceKind.PARAGRAPH]
    assert paragraphs == [span for section in result.sections for span in section.paragraphs]
    for number, section in enumerate(result.sections, start=1):
        assert section.position == number
        assert section.text == "\n\n".join(text[start:end] for start, end in section.paragraphs)
        assert text[section.start :].startswith(section.heading)
