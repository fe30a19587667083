"""What a text is mainly about: asked only where one leading statement is clearly ahead."""

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.kinds import mainideas
from quizzes.generation.workshop import Workshop

BEES = (
    "City councils across Norway plant wild flowers to feed hungry city bees.\n\n"
    "Bees need flowers from early spring until late autumn. Cities offer bees more flowers than many farms.\n\n"
    "Oslo opened a motorway of flowers for bees through three city districts.\n\n"
    "Teachers in Bergen built wooden boxes with children during a rainy week. "
    "Bees visited the flowers around the city hall within days.\n\n"
    "A baker in Tromsø sells small jars of honey to visitors from Germany.\n\n"
    "Councils pay for flowers with money from parking tickets.\n\n"
    "Two students counted butterflies beside a railway station for eleven months.\n\n"
    "City bees made honey on the roof of a bank."
)
MIXED = (
    "A baker sells bread beside a station. Two students counted butterflies near a railway. "
    "Teachers built boxes with children. An engineer drew a map of a tunnel. Farmers bought a tractor in Spain. "
    "A dentist sings in a choir. Sailors repaired nets on a beach. A painter rented rooms above a garage. "
    "Three judges walked to a theatre."
)


def ideas(text: str) -> Workshop:
    return Workshop([Passage(1, "", read(text))])


def test_the_leading_statement_is_the_key_beside_single_details() -> None:
    made = list(mainideas.propose(ideas(BEES)))
    assert [c.answer for c in made] == ["City councils across Norway plant wild flowers to feed hungry city bees"]
    assert made[0].stem == "Which of these statements best sums up what the article is about?"
    assert made[0].evidence_sentences == (0,)
    assert len(made[0].wrong) == 3
    assert "only one detail" in made[0].wrong[-1].rationale


def test_a_text_about_many_things_gets_no_such_question_and_the_reason_is_kept() -> None:
    shop = ideas(MIXED)
    assert list(mainideas.propose(shop)) == []
    assert "no_clear_lead" in {r.reason for r in shop.refusals}


def test_sections_are_asked_about_by_their_headings() -> None:
    shop = Workshop([Passage(1, "Flowers for bees", read(BEES)), Passage(2, "This and that", read(MIXED))])
    assert [c.stem for c in mainideas.propose(shop)] == [
        "Which of these statements best sums up what the section “Flowers for bees” is about?"
    ]


def test_centrality_ranks_what_shares_most_with_the_rest() -> None:
    tree = ideas(BEES).article.trees[0]
    ranks = mainideas.centrality(tree)
    butterflies = next(s.index for s in tree.sentences if "butterflies" in s.text)
    assert max(ranks) == 1.0
    assert ranks[0] > ranks[butterflies]


def test_no_option_leans_on_a_paragraph_of_the_text() -> None:
    (made,) = mainideas.propose(ideas(BEES))
    assert "Bees visited the flowers around the city hall within days" not in {w.text for w in made.wrong}
