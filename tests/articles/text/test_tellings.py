"""Whether two texts tell one story: retellings and easier editions do, texts on a like subject do not."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.preparing import prepare
from articles.text.tellings import compare, fingerprint, likeness, nearest

from .test_preparing import shared

STORY = (
    "In 1912 the miller Erlan Sadykov built a water mill on the river Tekes. Farmers from eleven villages brought their wheat, "
    "and Sadykov kept a tenth of the flour. When the river was dammed in 1957, the wheel stood still. His granddaughter Aigul "
    "reopened the building as a museum in 2004, and 6,000 visitors came in the first summer. She grinds barley by hand for "
    "schoolchildren, who may take the flour home."
)
EASIER = (
    "Erlan Sadykov was a miller. He built a mill at the Tekes river in 1912. People from eleven villages came with wheat. They "
    "paid Sadykov with a tenth of the flour. In 1957 a dam stopped the river, so the wheel did not turn any more. Aigul is his "
    "granddaughter. She opened a museum in the mill in 2004. In its first summer it had 6,000 visitors. Schoolchildren grind "
    "barley there and take flour home."
)
OTHER = (
    "In 1931 the miller Pavel Orlov bought a windmill near the village of Borovoe. The wind on the steppe was strong, and farmers "
    "brought rye and millet. During the war soldiers used the mill as a lookout. A storm broke its sails in 1962, and nobody "
    "mended them. Today a family of storks nests on the roof, and hikers rest in its shade."
)


def test_an_easier_telling_is_recognised():
    found = likeness(STORY, EASIER)
    assert found.same_story
    assert found.score > 0.75


def test_another_story_on_the_same_subject_is_not():
    found = likeness(STORY, OTHER)
    assert not found.same_story
    assert found.score < 0.35


def test_a_part_of_a_text_is_a_telling_of_it():
    assert likeness(STORY, ". ".join(STORY.split(". ")[:3])).same_story


def test_british_and_american_spelling_meet():
    british = STORY.replace("museum", "centre of the organised labour of neighbours")
    american = STORY.replace("museum", "center of the organized labor of neighbors")
    assert likeness(british, american).score > 0.95


def test_order_counts_a_little():
    sentences = STORY.split(". ")
    turned = ". ".join(reversed(sentences))
    assert likeness(STORY, turned).same_story
    assert likeness(STORY, turned).score < likeness(STORY, STORY).score == 1.0


def test_too_little_text_is_the_same_only_if_it_is_the_same():
    assert not likeness("A short line.", "Another line.").same_story
    assert likeness("A short line.", "A short line.").same_story
    assert not likeness("", "").same_story


def test_of_many_texts_the_likest_is_found():
    library = {"story": fingerprint(STORY), "other": fingerprint(OTHER)}
    found = nearest(fingerprint(EASIER), library.items())
    assert found is not None
    assert found[0] == "story"
    assert nearest(fingerprint(OTHER), [("story", fingerprint(STORY))]) is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_symmetric_and_between_nought_and_one(one, other):
    there, back = likeness(one, other), likeness(other, one)
    assert there.score == back.score
    assert 0.0 <= there.score <= 1.0


def test_shared_tellings_are_told_apart_with_room_to_spare():
    """All pairs of the shared articles: two versions of one story, or two stories.

    One file holds another article's easier version; what it holds decides, not its name.
    """
    prints, stories = {}, {}
    for path in shared("articles/plain"):
        body = path.read_text().split("\n", 1)[1]
        prints[path.name] = fingerprint(body)
        stories[path.name] = path.name.split(".")[0]
    stories["wnl-arctic-ramadan.ele.txt"] = "arctic-mapping"
    same, different = [], []
    for one, other in itertools.combinations(prints, 2):
        found = compare(prints[one], prints[other])
        (same if stories[one] == stories[other] else different).append(found.score)
        assert found.same_story is (stories[one] == stories[other]), (one, other, found)
    print(f"lowest of one story {min(same):.2f}, highest of two {max(different):.2f}")
    assert min(same) - max(different) > 0.4


def test_the_seeds_are_one_story_and_no_article_is_theirs():
    original, retelling = (
        fingerprint("\n\n".join(section.text for section in prepare(path.read_text()).sections))
        for path in shared("seeds")
    )
    assert compare(original, retelling).same_story
    for path in shared("articles/plain"):
        assert compare(original, fingerprint(path.read_text())).score < 0.3, path.name


@pytest.mark.parametrize(
    ("one", "other"), [("villages", "village"), ("organised", "organizing"), ("colours", "color"), ("ran", "ran")]
)
def test_forms_of_a_word_meet(one, other):
    from articles.text.tellings.fingerprint import stem

    assert stem(one) == stem(other)
