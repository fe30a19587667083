"""Words that decide what a name names, and words too general to be a concept. Lemmas, in lower case."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words(
    """officer mr mrs ms miss dr prof professor president minister premier chancellor king queen prince princess
    emperor sultan khan pope bishop archbishop sir lord lady dame baron count general colonel major captain
    lieutenant sergeant admiral marshal judge justice senator governor mayor chairman chairwoman secretary
    ambassador director chief vice deputy prime former late saint st comrade academician rector headteacher coach"""
)

LAWS = _words(
    """law act bill treaty constitution code convention charter decree regulation directive protocol accord statute
    legislation amendment ordinance edict pact"""
)
# Those that name a rule of the state even in lower case: media law, criminal code.
PLAIN_LAWS = frozenset({"law", "legislation", "code", "constitution", "treaty", "convention", "directive", "decree"})
EVENTS = _words(
    """war revolution protest strike election referendum massacre festival olympics games summit rebellion uprising
    revolt crisis disaster earthquake flood famine fire battle siege coup conference congress championship
    tournament ceremony holiday demonstration riot campaign epidemic pandemic outbreak invasion expedition launch
    eruption hurricane tsunami genocide spring ramadan christmas easter eid nowruz nauryz cup marathon"""
)
# Those that name an event even in lower case, and are not used of other things.
PLAIN_EVENTS = _words(
    """war revolution protest strike election referendum massacre festival olympics rebellion uprising earthquake flood
    famine epidemic pandemic tsunami eruption demonstration"""
)
ORGANISATIONS = _words(
    """panel government ministry parliament court company corporation agency university institute police party bank
    council committee commission union army authority organisation organization association federation foundation
    fund school college academy hospital museum office department bureau senate congress assembly administration
    league society group firm inc ltd plc team club church service board centre center network alliance cabinet
    press news times post guardian observer tribune journal laboratory kremlin airline airlines railway nations
    forces"""
)
PLACES = _words(
    """sea ocean lake river mountain mountains island islands city town village region province state country desert
    steppe bay gulf strait valley park canal street square road avenue bridge peninsula coast forest hill cape basin
    continent district county republic kingdom harbour harbor port airport station cosmodrome arctic pole reservoir
    glacier volcano border delta plateau plain plains darya"""
)
# Words that say what a place is and may be left off its name.
DESIGNATORS = frozenset({"city", "town", "village", "province", "region", "district", "county"})

SPEECH = _words("say tell ask add explain argue claim warn announce believe write report insist admit")

NO_NAMES = _words(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday internet god english mum dad i ok okay"""
)

LANGUAGES = _words(
    """arabic latin cyrillic hebrew sanskrit esperanto swahili hindi urdu persian turkic mandarin cantonese bengali"""
)

# Given names that mark a person even where the reader is unsure: common ones of the texts' world, Kazakh and others.
GIVEN_NAMES = _words(
    """abai adam agnes ahmed aigul aisha akhmet alan albert alex alexander alexei ali alice alikhan alisher aliya amir
    amina anders andrea andrew anna anne anton antonio anuar arman arthur aruzhan asel askar askhat assel aziz
    bakhyt barack barbara ben benjamin bill bob boris brian carl carla carlos carol caroline catherine charles
    charlotte chris christine christopher claire clara dana daniel daniyar darkhan daria dauren david dias dinara
    dmitri dmitry donald edward elena elizabeth emily emma erik erlan ernest eva fatima francis frank frederick gary
    george gerald giovanni gulnara hans harold harry hassan helen henry ibrahim igor irina isaac islam ivan jack
    jacob james jane janet jason jean jennifer jessica jim joan joanna joe johan john jonathan jorge jose joseph
    joshua juan judith julia julie karen karim kassym katherine kate keith kenneth kevin larry laura lee leonard leo
    leonid liam linda lisa louis lucy luis luke madina maria marie mariam marina mario mark martha martin mary
    matthew maxim megan michael michel miguel mikhail mohamed mohammed monica murat muhammad nadia nancy natalia
    nelson nicholas nick nicole nikita nikolai nina nora nurlan nursultan oleg olga oliver olzhas omar oscar pablo
    pamela patricia patrick paul paula paulo pedro peter philip rachel ralph raul ravil raymond rebecca richard
    robert roger ronald rosa rose roy ruslan ruth ryan sally sam samat samuel sandra sara sarah saule scott sean
    sergei sharon simon sofia sophie stalin stephen steve steven stuart susan tamara tariq temur thomas tim timur
    timothy tom tony ulan vera victor victoria vladimir walter william winston yerlan yuri yusuf zarina zhanar
    zhanna"""
)

# Bodies known by one word, which the reader could take for people or places.
KNOWN_ORGANISATIONS = _words(
    """facebook twitter google youtube instagram skype whatsapp tiktok telegram microsoft apple amazon ikea samsung
    nokia netflix uber nasa roscosmos nato unesco unicef who un eu bbc cnn reuters greenpeace oxfam interpol
    kazakhtelecom gazprom boeing airbus toyota volkswagen shell bp chevron wikipedia linkedin beeline kcell fifa
    uefa opec"""
)

# Nouns that are in every text and so say nothing about this one; singular.
GENERIC = _words(
    """challenge fight introduction initiative colleague proposal danger shift ability absence access animal study cent
    account action activity addition advance advantage advice age agreement aim air amount answer anybody anyone
    anything area argument arm article aspect attempt attention average awareness back balance base basis beginning
    behaviour behavior belief benefit bit body bottom boy breath brother case cause centre center century chance
    change character charge chief child choice circumstance claim class colour color combination comment community
    comparison concern condition connection consequence contact content context contrast control conversation copy
    corner cost country couple course daughter date day deal death decade decision degree demand detail development
    difference difficulty direction discussion distance doubt dozen early edge effect effort element end enemy
    energy entire event evening everybody everyone everything evidence example exception excuse existence experience
    expert explanation extent eye face fact factor family father favour fear feature feeling field figure finding
    finger foot force form fortune foundation friend front function future generation girl goal good ground group
    growth guy half hand head heart help history hold home hope hour house human hundred husband idea image impact
    importance impression increase individual influence information instance instead intention interest issue item
    job journey key kid kind knowledge lack language last law lead leader leg lesson letter level life light limit
    line link list little local location look lot love majority male female man manner mark mass material matter
    mean meaning means measure meeting member memory message metre meter method middle mile million billion trillion
    mind minute mistake moment money month mood morning mother mouth move movement name nation nature need neighbour
    neighbor night nobody none noon normal north south east west note nothing notice number object one opinion
    opportunity option order other others outcome outside owner page pair paper parent part participant past path
    patient pattern people percent percentage perception period person perspective phase phrase piece place plan
    plenty point population position possibility power practice presence present pressure price principle problem
    process product professional progress project promise proportion public purpose quality quantity quarter
    question range rank rate reaction reader reality reason recent record reduction relation relationship report
    request research researcher resident respect response responsibility rest result return right rise risk role
    room rule sample scale scene season second section sense sentence series service set setting shape share side
    sight sign significance similarity sister site situation size skill society solution somebody someone something
    son sort sound source space speaker spokesman spokesperson spokeswoman staff stage standard start state
    statement step stop story strategy strength structure stuff style subject success suggestion summer support
    surface survey sun surprise system table talk target task team term text thing thought thousand threat time
    today tomorrow tone tonight top total touch town track trade trend trouble truth try turn type use user value
    variety version victim view visit visitor voice walk wall want war water way weather week weekend weight whole
    wife wind winter woman wonder word work worker world worry writer year yesterday youth young kilometre kilometer
    kilogram gram hectare tonne ton litre liter dollar euro pound tenge km kg citizen lift fall spring autumn inch
    yard acre celsius fahrenheit mum dad grandfather grandmother uncle aunt guest host student teacher author
    journalist city capital government president minister mayor judge king queen official authority organisation
    organization building street door window floor car bag box bottle book picture photo photograph"""
)
# Adjectives that judge, count, compare or place in time: they make no term of the noun behind them.
LOOSE_ADJECTIVES = _words(
    """per many much few several other another same different such own last next first second third recent current
    major popular new old young big large small great good bad better best worse worst long short high low more most
    less least certain particular various main important significant serious real true full whole entire only single
    early late late-stage future past former present previous early-stage possible impossible likely unlikely common
    rare strong weak hard easy difficult simple huge tiny enormous vast able available clear obvious sure nearby
    close near far local total average further additional extra similar typical special normal usual unusual right
    wrong left top bottom key leading famous well-known beautiful terrible wonderful amazing happy sad angry growing
    increasing rising falling following remaining existing ordinary successful bitter boring unwelcoming poor rich
    careful quiet loud heavy light sharp sudden slow fast quick hot cold warm cool dry wet deep wide narrow double
    triple potential original initial final final-stage annual daily weekly monthly yearly so-called enough overall
    actual basic brief complete considerable effective excellent extreme general global-scale illustrative latest
    necessary numerous positive negative severe sheer specific substantial sufficient surprising tough unknown
    useful valuable wrongful frivolous"""
)
