"""Which statement is not supported: one changed in one point beside three true ones of the same passage."""

from articles.language import read
from quizzes.generation import Passage
from quizzes.generation.kinds import unsupported
from quizzes.generation.workshop import Workshop

FERRY = (
    "The ferries of Norway carry 4,000 passengers to nine small islands. "
    "Ferries in Norway use electric engines with large batteries. "
    "Crews of the ferries charge batteries during long stops in Bergen. "
    "Ferries from Norway cross three fjords before breakfast. "
    "Engineers in Norway tested ferries with sails made of steel. "
    "Passengers of the ferries paint pictures of whales."
)


def test_the_key_contradicts_its_sentence_which_comes_first_in_the_evidence() -> None:
    shop = Workshop([Passage(1, "", read(FERRY))])
    made = list(unsupported.propose(shop))
    assert made
    for candidate in made:
        tree = candidate.statement.tree
        first = tree.sentences[candidate.evidence_sentences[0]].text
        assert candidate.answer not in first
        assert candidate.statement.fact.sentence == candidate.evidence_sentences[0]
        assert candidate.key_rationale.startswith("The text says “")
        assert len(candidate.wrong) == 3
        for option, where in zip(candidate.wrong, candidate.evidence_sentences[1:], strict=True):
            assert option.text.rstrip(".") in tree.sentences[where].text


def test_no_sentence_serves_in_two_questions() -> None:
    shop = Workshop(
        [Passage(1, "", read(f"{FERRY}\n\n{FERRY.replace('Norway', 'Chile').replace('ferries', 'trains')}"))]
    )
    used = [s for c in unsupported.propose(shop) for s in c.evidence_sentences]
    assert len(used) == len(set(used))
    assert len(used) <= 8


def test_a_statement_with_reserve_or_a_pronoun_filled_in_is_left_alone() -> None:
    text = "Ferries in Norway may carry 4,000 passengers to nine small islands. They often cross three cold fjords."
    shop = Workshop([Passage(1, "", read(text))])
    assert not any(unsupported.fits(s) for s in shop.statements)
