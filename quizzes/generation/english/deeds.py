"""Verbs for what only people, their bodies and their places do."""

from __future__ import annotations

from quizzes.generation.english.lists import listed

DEEDS = listed(
    """
    accept acknowledge adopt agree announce answer apologise appeal apply approve argue arrest ask ban believe borrow
    build buy campaign celebrate cheat choose claim collect complain cook create criticise decide declare defend demand
    deny design develop discuss earn elect employ expect explain fear fight fund hire hope hunt intend introduce invent
    invest invite know launch learn lend listen marry negotiate offer organise organize oppose own pay persuade plan
    plead praise pray prefer promise propose prosecute protest publish punish pursue read recognise recognize recommend
    refuse reject rent research say seek sell sign smoke spend study sue suggest teach tell think translate travel try
    understand use visit vote vow want warn wear wish work worry write
    """
)
"""Things do none of these; "use" and "work" count because a thing in such a clause is rarely the sentence's topic."""
