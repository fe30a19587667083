"""Figures and names asked for: other figures of the article first, alike in manner, never past the article's time."""

from articles.language import read
from quizzes.generation import Passage, draft
from quizzes.generation.asking.options import choose_near, related, trimmed
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.drafting import amount
from quizzes.generation.grammar.quantities import Quantities, figure, ranged
from quizzes.generation.kinds import claims, figures, gaps, truths_of
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop


def shop_of(text: str) -> Workshop:
    return Workshop([Passage(1, "", read(text))])


def figures_of(shop: Workshop, written: str) -> list[str]:
    tree = shop.article.trees[0]
    found = next(figure(tree, t.index) for t in tree.tokens if t.text == written)
    assert found is not None
    return [text for text, _ in shop.quantities.others(found, 4)]


def test_the_articles_own_figures_come_first() -> None:
    shop = shop_of("The school in Kerva has 24 pupils. The school in Orda has 37 pupils. Nine teachers work in Kerva.")
    assert figures_of(shop, "24")[0] == "37"


def test_round_figures_stay_round() -> None:
    shop = shop_of("About 7,000 people live in Kerva.")
    found = figures_of(shop, "7,000")
    assert len(found) >= 3
    assert all(text.endswith(",000") for text in found)


def test_no_year_after_the_articles_own_time() -> None:
    shop = shop_of("The harbour of Kerva was built in 2011. A storm damaged the harbour in 2013.")
    assert all(int(year) <= 2013 for year in figures_of(shop, "2011"))
    assert all(int(year) <= 2013 for year in figures_of(shop, "2013"))


def test_what_is_to_come_does_not_lie_in_the_past() -> None:
    shop = shop_of("A storm damaged the harbour of Kerva in 2013. The new harbour will open in 2019.")
    assert all(int(year) > 2013 for year in figures_of(shop, "2019"))


def test_the_end_of_a_span_is_no_figure_by_itself() -> None:
    tree = shop_of("Barley needs five to ten times more water than beans.").article.trees[0]
    assert [ranged(tree, t.index) for t in tree.tokens if t.text in {"five", "ten"}] == [True, True]


def asked(text: str) -> list[Candidate]:
    return list(figures.propose(shop_of(text)))


def test_how_old_is_asked_and_may_be_typed_in_many_ways() -> None:
    made = asked("The oldest ferry on Lake Orda is 25 years old.")
    typed = next(c for c in made if c.kind is ItemKind.SHORT)
    assert typed.stem == "How old is the oldest ferry on Lake Orda?"
    assert {"25", "twenty-five"} <= set(typed.accepted)


def test_how_long_is_asked_with_the_unit_in_every_option() -> None:
    made = asked("Schools in Kerva were closed for three weeks.")
    closed = next(c for c in made if c.kind is ItemKind.CHOICE)
    assert closed.stem == "For how long were schools in Kerva closed?"
    assert closed.answer == "For three weeks"
    assert all(w.text.startswith("For ") and w.text.endswith(" weeks") for w in closed.wrong)


def test_how_much_money() -> None:
    made = asked("Traders in Kerva paid $5 million to rebuild Orda Bridge.")
    typed = next(c for c in made if c.kind is ItemKind.SHORT)
    assert typed.stem.startswith("How much did traders in Kerva pay")
    assert "5 million dollars" in typed.accepted


def test_a_day_is_mistaken_for_another_day_another_month_or_both() -> None:
    made = asked("The Kerva Museum opened on 12 March.")
    closed = next(c for c in made if c.kind is ItemKind.CHOICE)
    assert closed.stem == "On which day did the Kerva Museum open?"
    assert closed.answer == "On 12 March"
    assert len({w.text for w in closed.wrong} - {closed.answer}) == 3
    assert sum("March" in w.text for w in closed.wrong) == 1


def test_no_gap_at_one_end_of_a_span() -> None:
    shop = shop_of("Barley in Kerva needs five to ten times more water than beans from Orda.")
    assert not [c for c in gaps.propose(shop) if c.template == "gap_number"]


def test_misreadings_lead_and_at_most_one_option_comes_from_elsewhere() -> None:
    near = [Choice(f"They sold {size} boats", Role.MISREAD, "") for size in ("nine", "five")]
    far = [Choice(text, Role.ELSEWHERE, "") for text in ("They dug new wells", "They built a mill", "They left town")]
    wrong = choose_near("They sold four boats", near, far)
    assert wrong is not None
    assert [w.role for w in wrong] == [Role.MISREAD, Role.MISREAD, Role.ELSEWHERE]
    assert choose_near("They sold four boats", near[:1], far) is None


def test_an_end_that_all_options_share_is_not_said_four_times() -> None:
    wrong = [
        Choice(f"Paint {what} of the ferry, as the old captain had asked", Role.MISREAD, "")
        for what in ("the deck", "the mast", "the stern")
    ]
    cut = trimmed("Paint the bow of the ferry, as the old captain had asked", wrong)
    assert cut is not None
    assert cut[0] == "Paint the bow of the ferry"
    assert cut[1][0].text == "Paint the deck of the ferry"
    endless = [Choice(f"Buy {n} boats for the small school on the island of Orda", Role.MISREAD, "") for n in "234"]
    assert trimmed("Buy 5 boats for the small school on the island of Orda", endless) is None


def test_what_is_done_elsewhere_needs_the_same_topic() -> None:
    assert related("Repair the wooden boats", "Why did they sell a boat?")
    assert not related("Celebrate ten prizes", "Why did they gather in Orda?")


VALLEY = (
    "Most farmers in Kerva keep bees beside their fields. More than 600 families in Orda sell honey to bakers. "
    "Traders from Kerva opened a market in Orda in 2011. Beekeepers in Orda must wash their tools in spring. "
    "Honey prices in Kerva rose after the dry summer of 2009. Schools in Orda were closed for three weeks in winter. "
    "Farmers in Orda decided to sell milk to schools. Children in Kerva often help their parents with the hives. "
    "A third of the honey from Orda goes to Kerva. Volunteers in Kerva paint wooden hives every month."
)


def test_statements_to_choose_from_are_changed_in_one_point_and_used_once() -> None:
    shop = shop_of(VALLEY)
    made = list(claims.propose(shop))
    assert len(made) >= 2
    true = {shop.spoken(s).rstrip(".") for s in shop.told}
    options: list[str] = []
    for candidate in made:
        assert candidate.answer in true
        assert len(candidate.wrong) == 3
        assert not {w.text for w in candidate.wrong} & true
        assert all("not “" in w.rationale for w in candidate.wrong)
        options += [candidate.answer, *(w.text for w in candidate.wrong)]
    assert len(options) == len(set(options))


def test_nothing_is_asked_of_a_subject_from_another_sort_of_subject() -> None:
    # What is said of hives, honey and prices would be nonsense said of farmers.
    shop = shop_of(VALLEY)
    for candidate in truths_of.propose(shop):
        assert sum(w.role is Role.MISREAD for w in candidate.wrong) >= 1
        assert not candidate.stem.startswith("What is true of")


def test_an_article_of_the_valley_gives_a_quiz() -> None:
    items = draft([Passage(1, "", read(VALLEY))], limit=6).items
    assert len(items) >= 3


def test_quantities_of_an_article_without_numbers() -> None:
    assert not Quantities(shop_of("Farmers in Kerva keep bees.").article).by_kind


def test_percentages_of_a_span_and_ages_between_commas_are_left_alone() -> None:
    shop = shop_of("Rents in Kerva might rise by 10% to 20% in winter. Dana Omarova, 84, and two friends moved out.")
    tree = shop.article.trees[0]
    assert [ranged(tree, t.index) for t in tree.tokens if t.text in {"10", "20"}] == [True, True]
    assert [figure(tree, t.index) for t in tree.tokens if t.text == "84"] == [None]


def test_hours_a_day_stay_together() -> None:
    made = asked("Bakers in Kerva spend 14 hours a day at their ovens.")
    assert {c.stem for c in made} == {"How many hours a day do bakers in Kerva spend at their ovens?"}


def test_figures_stand_in_order_of_size() -> None:
    text = (
        "Bakers in Kerva sold 4,500 loaves in May. Farmers in Orda grew 900 pumpkins. Schools in Kerva have 3,100 "
        "pupils. The mayor of Kerva wants to rebuild the harbour. Engineers in Orda built 12 bridges."
    )
    passage = Passage(1, "", read(text))
    chosen = [i for i in draft([passage], balanced=False).items if i.template == "how_many"]
    assert chosen
    for item in chosen:
        sizes = [amount(option.text) for option in item.options]
        assert sizes == sorted(sizes)
