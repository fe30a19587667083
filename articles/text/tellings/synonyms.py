"""Words that retellings put for each other, words that turn a meaning round, and words that take sides.

Lists of our own, short on purpose: a pair stands here only where swapping the words leaves a report's facts alone
(synonyms) or turns them round (opposites) in nearly every context.
"""

# ruff: noqa: E501, SIM905

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from .fingerprint import stem

_SYNONYMS = """
about around approximately roughly
access entry
administration government authority
admit acknowledge concede
adult grown-up
agree accept consent
aim goal purpose objective target intend
almost nearly
also too additionally
angry furious
animal creature beast
answer reply respond response
area region zone district
argue claim contend maintain insist
arrive reach come
attack assault
attract gain win draw
baby infant
ban forbid prohibit outlaw
beautiful lovely
because since
begin start commence
block stop bar shut close
bolster strengthen boost reinforce
border frontier
boring dull
boss manager director head chief leader
break shatter
breed create produce cause generate
build construct erect
but however yet although though
buy acquire
buy purchase
campaign drive
car vehicle automobile
casualty death killed victim
catch capture
caution care cautious cautiously careful warily
cellular mobile
chance opportunity possibility
change alter modify
cheap inexpensive
child kid youngster
choose select pick
cite mention name give
city town municipal municipality
clean wash
cold chilly
collect gather
complain protest grumble
confident sure certain
contradict conflict
controversial disputed contentious
country nation state
court judge
crime offence
criminal offender
crop harvest
curb restrict limit restrain
customer client consumer shopper
daily everyday
danger risk hazard threat peril
dangerous hazardous risky unsafe
demand require
destroy ruin devastate wreck
die perish
difficult hard tough challenging
difficulty trouble problem issue
dirty polluted filthy contaminated
disappear vanish go
dismantle overthrow topple oust
dissent discontent unrest opposition dissatisfaction
distrust mistrust suspicion
doctor physician
drug medicine medication
earn make
earthquake quake
easy simple straightforward
eat consume
effective efficient powerful potent
effective powerful
election vote
end finish stop conclude
enough sufficient adequate
expensive costly
explain clarify
expunge remove erase delete eliminate
factory plant mill
fall drop decline decrease shrink plunge
family relative household
famous well-known renowned celebrated
farmer grower
fault blame
fear worry dread anxiety
feedback response
field farmland
fight battle combat struggle
film movie
finally eventually ultimately
find discover
fire blaze
fix repair mend
follow pursue
food meal
force compel oblige
foreign international overseas
forest wood woodland
freedom liberty
friend companion pal
gathering assembly meeting rally
get obtain receive acquire
give provide supply offer
grow cultivate
happen occur
happy glad pleased delighted
hate dislike detest
heighten increase raise
help aid assist support
hide conceal
hope wish
hospital clinic
hot warm
house home dwelling
hunger famine starvation
hurt harm injure damage
husband wife spouse
ice
idea notion concept
illegal unlawful
illness disease sickness
immediately instantly
implementation integration introduction
important crucial vital key essential significant
improve better enhance
ineffective inefficient useless
inspire trigger spark prompt
involvement participation engagement
job work employment occupation
join unite
keep retain maintain preserve
kill murder slay
know understand realise realize
launch start begin open establish found set create
law legislation rule regulation
lawyer solicitor attorney
learn study
lease rent rental
leave depart quit
legislation law act statute rule
let allow permit enable
like enjoy love
link connect associate
live reside
lonely alone isolated solitary
look seem appear
lose loss defeat
loud noisy
major big large main leading huge great important
man guy
meet encounter
minister secretary
mistake error
mobilise mobilize rally
money cash fund funding
monthly
mood feeling sentiment opinion
move relocate transfer
movement protest demonstration
nearby neighbouring neighboring adjacent
need require
neglect ignore disregard overlook
negotiation talk discussion
network system
new novel fresh recent
noise sound
ocean sea
old ancient elderly
organisation institution body agency organization
outage disruption interruption breakdown
outlet media
owner proprietor
parent mother father
pay spend
perceive regard see view consider
perhaps maybe possibly
phone telephone mobile
place location site spot
plan scheme project programme
plane aircraft aeroplane airplane
politician
pollution contamination
poor impoverished
population people inhabitant
portal platform
press media
previously earlier formerly before
prison jail
promote encourage advance
proof evidence
proportion percentage share number
protect guard shield safeguard defend
provider company firm business enterprise corporation
question ask inquire
quick fast rapid swift
quickly rapidly fast swiftly
rating ranking index
reason cause
recently lately
reduce cut lower lessen decrease
refuse reject decline
regularly consistently often repeatedly frequently
remember recall
replace substitute
report say tell state announce declare
resident inhabitant citizen
result lead cause bring
result outcome consequence effect
rich wealthy affluent
right entitlement
rise increase grow growth
road street
rubbish waste trash garbage litter
ruling order judgment verdict decision
sad unhappy
sale selling
save rescue
scared afraid frightened
scientist researcher academic expert specialist
seek ask request
separate divide split
service facility
ship vessel boat
shop store
show reveal demonstrate indicate prove
sick ill unwell
significantly considerably dramatically substantially greatly sharply markedly
silent quiet
skyrocket rise increase climb soar surge grow jump
slow gradual
slowly gradually
small little tiny
smart clever intelligent
society public people
soldier troop
solution answer remedy
soon shortly
speak talk
spread expand
stay remain
steal rob theft
stimulate boost spur encourage
strange odd unusual
study research survey investigation
suggest propose recommend
suppress crush quash quell
take seize
tax levy duty
teach instruct
teacher educator
teenager adolescent youth
telecommunications telecom
test trial experiment exam
think believe consider reckon
threaten endanger menace imperil
throw discard dump
today nowadays now currently presently
tool instrument means device
trade commerce
traditionally typically usually generally normally
travel journey trip
trust faith belief believe confidence
try attempt endeavour
twice double
undemocratic authoritarian dictatorial autocratic
usage use utilise utilize
violently brutally
virtual online digital
vote ballot poll
want wish desire
war conflict
warn caution alert
wealth riches
weapon arm gun
weather climate
website site page portal
win victory triumph
worker employee staff labourer
yearly annually annual
"""

_OPPOSITES = """
rise fall, increase decrease, increase fall, rise decrease, increase drop, rise drop, grow shrink, gain lose, win lose, success failure, succeed fail,
improve worsen, better worse, strengthen weaken, expand shrink, accept reject, accept refuse, agree refuse, approve reject, support oppose,
allow ban, allow forbid, permit forbid, permit ban, legal illegal, open close, begin end, start stop, start end, start finish, arrive leave, enter leave,
buy sell, import export, arrest release, admit deny, confirm deny, love hate, trust distrust, praise criticise, praise criticize, attack defend,
high low, higher lower, highest lowest, large small, larger smaller, largest smallest, big small, biggest smallest, long short, longer shorter, strong weak,
stronger weaker, rich poor, old young, older younger, oldest youngest, hot cold, warm cold, warmer colder, early late, earlier later, fast slow, faster slower,
easy difficult, easy hard, easier harder, cheap expensive, cheaper dearer, safe dangerous, possible impossible, likely unlikely, able unable, public private,
public secret, rural urban, north south, northern southern, east west, eastern western, first last, majority minority, before after, above below,
inside outside, more less, most least, more fewer, maximum minimum, always never, common rare, many few, guilty innocent, present absent, survive die,
optimistic pessimistic, positive negative, temporary permanent, voluntary compulsory, effective ineffective, reliable unreliable, similar different,
popular unpopular, happy unhappy, healthy unhealthy, willing unwilling, visible invisible, build destroy, create destroy, borrow lend, remember forget
"""

LOADED = frozenset(
    """
massacre slaughter carnage bloodbath butcher brutal brutally savage savagely barbaric vicious viciously ruthless ruthlessly crush regime dictator tyrant
tyranny puppet thug terrorist extremist fanatic radical mob horde rabble riot propaganda brainwash indoctrinate demonise demonize vilify smear slander
cleanse purge expunge usurp draconian oppressive oppress cruel cruelly shameful disgraceful scandalous outrageous notorious infamous sinister evil wicked
corrupt crooked greedy ruin disaster disastrous catastrophe catastrophic chaos nightmare horrific horrifying appalling shocking shockingly devastating
devastate doomed hysteria panic ridiculous absurd pathetic hopeless useless worthless heroic hero glorious magnificent brilliant spectacular
wonderful miracle miraculous triumph ostensibly so-called supposedly infest swarm plague invade flood skyrocket plummet slam blast
""".split()
)


def _groups() -> Mapping[str, frozenset[str]]:
    """Stem → the names of the groups that hold it: a word may mean one thing or another."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(_SYNONYMS.strip().splitlines()):
        for word in line.split():
            found[stem(word)].add(f"~{number}")
    return {word: frozenset(groups) for word, groups in found.items()}


def _opposites() -> frozenset[frozenset[str]]:
    pairs = (pair.split() for pair in _OPPOSITES.replace("\n", " ").split(","))
    return frozenset(frozenset((pair[0], pair[1])) for pair in pairs if len(pair) == 2)


GROUPS = _groups()
OPPOSITES = _opposites()
NO_GROUPS: frozenset[str] = frozenset()


def groups(short: str) -> frozenset[str]:
    """The groups of synonyms that a stem belongs to."""
    return GROUPS.get(short, NO_GROUPS)


def same_meaning(one: str, other: str) -> bool:
    """Whether two stems are the same or may mean the same."""
    return one == other or bool(groups(one) & groups(other))


def opposed(one: str, other: str) -> bool:
    """Whether two lemmas turn a statement round when one stands for the other."""
    return frozenset((one, other)) in OPPOSITES
