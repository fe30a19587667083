"""Closed lists of words the engine leans on."""

from quizzes.generation.english.lists import listed

# Words whose meaning hangs on the time or place of telling.
DEICTIC = listed(
    """
    here there now today yesterday tomorrow tonight then recently lately nowadays currently presently already
    ago earlier later previously subsequently afterwards thereafter meanwhile so thus therefore hence thereby
    elsewhere nearby too also either neither instead else similarly likewise otherwise again still yet just
    accordingly consequently
    """
)
# Of these, the ones that may stay when they modify something inside the clause.
DEICTIC_HARMLESS = listed(
    """
    still already currently just so too later earlier
    """
)

CONNECTIVE_WORDS = listed(
    """
    however also therefore thus hence moreover furthermore meanwhile instead indeed still yet so then now but
    and or nevertheless nonetheless consequently accordingly besides similarly likewise additionally finally
    firstly secondly first second third lastly actually clearly obviously unfortunately sadly fortunately
    luckily perhaps maybe surprisingly interestingly again otherwise rather though too anyway today recently
    currently often crucially importantly earlier later
    """
)
CONNECTIVE_PHRASES = (
    "for example",
    "for instance",
    "in addition",
    "as a result",
    "in other words",
    "of course",
    "in fact",
    "on the other hand",
    "at the same time",
    "in contrast",
    "by contrast",
    "in particular",
    "after all",
    "in turn",
    "in the end",
    "at last",
    "as well",
    "at first",
    "in short",
    "in general",
    "more to the point",
    "most importantly",
    "more importantly",
    "in reality",
    "for his part",
    "for her part",
    "for its part",
    "for their part",
    "in total",
    "as expected",
    "that way",
    "this way",
    "in this way",
    "to say the least",
    "at that time",
    "at the moment",
    "at present",
    "in conclusion",
    "above all",
    "first of all",
    "even so",
    "not surprisingly",
    "what is more",
    "all in all",
)

DEMONSTRATIVES = frozenset(["this", "that", "these", "those", "such"])
OTHERS = listed(
    """
    other others another same former latter both either neither each else
    """
)
PRONOUNS_FIRST_SECOND = listed(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    """
)
PRONOUNS_THIRD = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "it": "n",
    "its": "n",
    "itself": "n",
    "they": "p",
    "them": "p",
    "their": "p",
    "theirs": "p",
    "themselves": "p",
}

# "the + noun" that needs no earlier mention.
UNIQUE_NOUNS = listed(
    """
    world earth sun moon sky sea ocean internet web environment climate weather economy public police army
    military media press future past present government state country nation law countryside coast equator
    balance street streets
    universe population media poor rich young old elderly unemployed disabled environment atmosphere truth
    west east north south 1950s 1960s 1970s 1980s 1990s 2000s 2010s 1940s 1930s 1920s 20th 21st 19th century
    rest majority market time way planet market brain body heart home street war night day morning evening
    summer winter spring autumn shelf shelves road roads ground air radio television telephone horizon
    """
)

REPORTING = listed(
    """
    say tell add claim argue believe think warn suggest admit explain report note insist state announce write
    estimate predict hope fear expect point stress deny complain agree conclude comment acknowledge declare
    emphasise emphasize observe remark reveal show find indicate describe feel know understand promise
    """
)
# Verbs with "to do" whose content a question may ask for.
WANTING = listed(
    """
    want plan try decide agree refuse promise hope aim intend need vote choose attempt wish threaten offer
    prepare struggle fail manage learn seek help pledge vow propose demand dare ask
    """
)
ORDERING = listed(
    """
    ask tell order force allow encourage persuade advise urge invite help enable require bind forbid teach permit
    expect want warn remind instruct push lead cause compel train convince
    """
)
LAW_NOUNS = listed(
    """
    law act bill rule regulation constitution treaty directive agreement convention decree code legislation
    policy plan proposal charter contract court ruling ban deal order scheme programme program
    """
)
STATIVE = listed(
    """
    be have seem appear become remain belong contain consist include exist own know believe like love hate
    need live die become mean depend matter lack possess resemble cost equal want deserve happen occur
    """
)
NEGATIVE_WORDS = listed(
    """
    not n't n’t never no nor nobody nothing none neither nowhere hardly barely scarcely
    """
)

# Nouns that say too little to be known again by "the" alone.
LIGHT_NOUNS = listed(
    """
    increase decrease rise fall change problem result effect idea reason way example case part situation move
    decision difference number amount thing fact time place point issue matter kind sort group area side end
    start position level figure process method answer question aim goal challenge difficulty trouble news
    """
)

# Groups and works that a reader knows only by their name: "the team", "the report" alone say nothing.
UNNAMED_NOUNS = listed(
    """
    team project committee company report study paper experiment group survey author researcher expert reporter
    spokesman spokeswoman spokesperson agency organisation organization charity firm campaign programme scheme
    article assessment finding agreement deal commission council foundation initiative document woman man
    """
)
# Which one these mean depends on when and where the text was written.
DEICTIC_ORDER = frozenset(["last", "latest", "next", "previous", "recent", "final"])

# Adjectives that do not tell one thing from another.
PLAIN_ADJECTIVES = listed(
    """
    new old big small large great good bad current recent latest previous next same different entire whole long short
    high low real true important possible whole full main early late more most other own very such certain various
    similar many few several young poor rich strong weak huge tiny little best worst clear key total
    first second third fourth final initial last ongoing existing present future
    """
)
