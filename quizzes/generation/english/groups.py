"""Groups of people and animals: who is much the same as whom, and what sets groups apart."""

from __future__ import annotations

from quizzes.generation.english.lists import listed

# Within a row, what is said of one is soon true of the other as well.
SAME_GROUPS = tuple(
    listed(row)
    for row in (
        "worker employee staff labourer",
        "scientist researcher expert scholar neuroscientist team colleague author academic psychologist professor",
        "company firm business maker industry brand corporation manufacturer retailer producer supplier owner "
        "entrepreneur",
        "driver motorist rider user",
        "country nation state",
        "child kid pupil youngster baby boy girl son daughter student",
        "campaigner activist group environmentalist conservationist charity critic opponent",
        "mep parliament politician lawmaker mp minister government authority official commission commissioner leader",
        "consumer customer user buyer subscriber client smoker",
        "prisoner detainee claimant victim veteran complainant supporter relative",
        "crew sailor navigator voyager islander member",
        "resident local inhabitant citizen neighbour population villager community family household",
        "visitor tourist guest traveller",
        "vulture bird pigeon",
        "parent mother father",
        "court judge lawyer",
        "school college university",
        "mouse animal rat",
    )
)
# Workers and those they work for stand in one row above only by trade: these pairs are plainly two sides.
TWO_SIDES = frozenset(
    frozenset(pair.split())
    for pair in (
        "owner supplier",
        "owner retailer",
        "owner brand",
        "supplier retailer",
        "parent child",
        "government parliament",
        "judge lawyer",
    )
)
EVERYBODY = listed("people person human man population public")
NOBODY = listed(
    """
    kind part lot number hundred thousand million dozen member rest majority side place home address top seat herd
    stack other son daughter brother sister wife husband mother father friend colleague spokesman spokesperson director
    head president manager post world group community
    """
)
CONTRASTS = {
    "poor": "rich",
    "rich": "poor",
    "poorer": "richer",
    "richer": "poorer",
    "poorest": "richest",
    "richest": "poorest",
    "wealthy": "poor",
    "developing": "developed",
    "developed": "developing",
    "male": "female",
    "female": "male",
    "young": "older",
    "younger": "older",
    "older": "younger",
    "public": "private",
    "private": "public",
}


def same_group(one: str, other: str) -> bool:
    """Whether two nouns (lemmas) name much the same group, so that neither can stand as wrong for the other."""
    if one == other:
        return True
    return frozenset({one, other}) not in TWO_SIDES and any(one in row and other in row for row in SAME_GROUPS)
