"""Words that tell which definite phrases a reader knows without their paragraph, and which say too little alone."""

from __future__ import annotations

from quizzes.generation.english.lists import listed

# One of each goes with a sort of thing: "the car industry", "the Muslim community", "the growing period".
WHOLES = listed(
    """
    industry sector market trade price temperature level community population culture economy society landscape
    countryside coast system era period age century season movement church court authority parliament press army navy
    police weather climate environment hemisphere world mind brain body heart internet web campaign directive union
    tundra permafrost desert rainforest ocean sea east west north south middle future past hippocampus
    """
)
# Known by themselves, unlike most of the nouns that are only mostly used of one thing.
KNOWN_ALONE = listed(
    """
    world earth sun moon sky sea ocean internet web weather climate environment economy public planet universe future
    past truth countryside coast equator atmosphere media poor rich young old elderly unemployed disabled west east
    north south majority rest time wind rain air ground horizon radio television telephone brain body mind heart
    home night day morning evening afternoon summer winter spring autumn bank bottom top middle beginning end side
    1950s 1960s 1970s 1980s 1990s 2000s 2010s 1940s 1930s 1920s rise increase move table whole way balance shelf
    midnight internet
    """
)
# Bodies that every country has: known where the statement names the country or one of its people or places.
OF_A_COUNTRY = listed(
    "government parliament president police army state nation public minister queen king press population economy"
)
# Nouns that say nothing without what they are of, for or about.
OF_WHAT = listed("concentration target example explanation difficulty challenge confusion")
# People and papers that are a source only by name: "a senior researcher", "a new report".
SOURCES = listed("report researcher scientist expert official author man woman doctor source")
