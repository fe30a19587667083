"""Verbs for what only people, their bodies and their places do."""

from __future__ import annotations

from quizzes.generation.english.lists import listed

# "Use" and "work" count: a thing in such a clause is rarely what its sentence is about.
DEEDS = listed(
    """
    accept acknowledge adopt agree announce answer apologise appeal apply approve argue arrest ask ban believe
    borrow build buy campaign celebrate cheat choose claim collect complain cook create criticise decide declare
    defend demand deny design develop discuss earn elect employ enjoy expect explain fear fight forget fund hate
    hear hire hope hunt ignore intend introduce invent invest invite know launch learn lend listen love marry
    negotiate notice offer oppose organise organize own pay persuade plan plead praise pray prefer promise propose
    prosecute protest publish punish pursue read recognise recognize recommend refuse reject remember rent research
    say see seek sell sign smoke spend study sue suggest teach tell think translate travel try understand use visit
    vote vow want warn watch wear wish work worry write
    """
)
