"""Pairs of words that turn a statement's meaning round, by part of speech; forms follow from the base form."""

from __future__ import annotations

from quizzes.generation.english.verbs import gerund, participle, past, third

VERB_PAIRS = """
increase/decrease rise/fall worsen/improve decline/increase drop/rise grow/shrink
gain/lose win/lose improve/worsen strengthen/weaken
reduce/increase lower/raise cut/raise double/halve speed/slow accelerate/slow expand/reduce
allow/forbid permit/forbid ban/allow forbid/allow prohibit/permit legalise/ban legalize/ban
accept/reject reject/accept refuse/agree agree/refuse approve/reject support/oppose oppose/support
welcome/criticise criticise/praise criticize/praise praise/criticise encourage/discourage discourage/encourage
promote/discourage prevent/cause help/hinder protect/endanger save/waste destroy/preserve
begin/stop start/stop stop/start continue/stop open/close close/open reopen/close launch/abandon
include/exclude exclude/include remember/forget succeed/fail fail/succeed arrive/leave enter/leave
buy/sell sell/buy borrow/lend lend/borrow teach/learn love/hate like/dislike trust/distrust
deny/admit admit/deny confirm/deny hide/reveal reveal/hide attract/repel repel/attract
import/export export/import push/pull join/leave remain/leave arrest/release free/imprison
obey/break defend/attack attack/defend underestimate/overestimate
overestimate/underestimate boost/reduce stimulate/dampen bolster/weaken tighten/loosen loosen/tighten
bury/unearth delay/hasten hasten/delay shorten/lengthen lengthen/shorten abolish/introduce introduce/abolish
overlook/notice contract/expand mobilise/demobilise widen/narrow narrow/widen
"""
ADJECTIVE_PAIRS = """
more/less less/more fewer/more higher/lower lower/higher larger/smaller smaller/larger bigger/smaller
greater/smaller better/worse worse/better older/younger younger/older richer/poorer poorer/richer
stronger/weaker weaker/stronger longer/shorter shorter/longer warmer/colder hotter/colder colder/warmer
cheaper/dearer faster/slower slower/faster earlier/later later/earlier safer/riskier easier/harder
harder/easier heavier/lighter lighter/heavier wetter/drier drier/wetter cleaner/dirtier deeper/shallower
highest/lowest lowest/highest largest/smallest smallest/largest biggest/smallest greatest/smallest
oldest/youngest youngest/oldest richest/poorest poorest/richest best/worst worst/best most/least least/most
longest/shortest shortest/longest strongest/weakest cheapest/dearest first/last last/first
illegal/legal legal/illegal possible/impossible impossible/possible likely/unlikely unlikely/likely
safe/dangerous dangerous/safe easy/difficult difficult/easy hard/easy cheap/expensive expensive/cheap
rich/poor poor/rich public/private private/public urban/rural rural/urban local/foreign foreign/local
domestic/foreign northern/southern southern/northern eastern/western western/eastern
able/unable unable/able willing/unwilling unwilling/willing happy/unhappy unhappy/happy
optimistic/pessimistic pessimistic/optimistic positive/negative negative/positive healthy/unhealthy
common/rare rare/common popular/unpopular unpopular/popular visible/invisible invisible/visible
temporary/permanent permanent/temporary voluntary/compulsory compulsory/voluntary secret/public
delighted/disappointed necessary/unnecessary unnecessary/necessary correct/incorrect
guilty/innocent innocent/guilty successful/unsuccessful unsuccessful/successful effective/ineffective
ineffective/effective reliable/unreliable similar/different different/similar young/old wealthy/poor
stricter/looser tougher/softer tighter/looser slow/fast quick/slow
"""
ADVERB_PAIRS = """
more/less less/more better/worse worse/better earlier/later later/earlier faster/slower slower/faster
often/rarely rarely/often seldom/often frequently/rarely usually/rarely always/never
easily/hardly quickly/slowly slowly/quickly rapidly/slowly sharply/slightly slightly/sharply
publicly/secretly secretly/publicly legally/illegally illegally/legally voluntarily/unwillingly
upwards/downwards downwards/upwards abroad/home most/least least/most
"""
NOUN_PAIRS = """
increase/decrease decrease/increase rise/fall fall/rise growth/decline decline/growth gain/loss loss/gain
success/failure failure/success majority/minority minority/majority advantage/disadvantage
north/south south/north east/west west/east victory/defeat defeat/victory supporter/opponent
opponent/supporter import/export export/import surplus/shortage shortage/surplus
winter/summer summer/winter beginning/end
"""
PREPOSITION_PAIRS = (
    "before/after after/before above/below below/above over/under under/over inside/outside outside/inside"
)


def _table(rows: str) -> dict[str, str]:
    return dict(row.split("/", 1) for row in rows.split())


VERBS = _table(VERB_PAIRS)
ADJECTIVES = _table(ADJECTIVE_PAIRS)
ADVERBS = _table(ADVERB_PAIRS)
NOUNS = _table(NOUN_PAIRS)
PREPOSITIONS = _table(PREPOSITION_PAIRS)
QUANTIFIERS = {"most": "few", "many": "few", "few": "many", "nobody": "everybody", "everyone": "no one"}


def _verb_form(base: str, tag: str, like: str) -> str:
    forms = {"VBD": past, "VBN": participle, "VBG": gerund, "VBZ": third}
    made = forms[tag](base) if tag in forms else base
    return made[:1].upper() + made[1:] if like[:1].isupper() else made


def opposite(lemma: str, word: str, pos: str, tag: str) -> str | None:
    """The word that says the opposite in the same form, or None where no safe one is known."""
    if pos == "VERB" and lemma in VERBS:
        return _verb_form(VERBS[lemma], tag, word)
    table = {"ADJ": ADJECTIVES, "ADV": ADVERBS}.get(pos)
    if table is not None and word.lower() in table:
        other = table[word.lower()]
        return other[:1].upper() + other[1:] if word[:1].isupper() else other
    if pos == "NOUN" and lemma in NOUNS:
        other = NOUNS[lemma]
        if tag == "NNS":
            other = other[:-1] + "ies" if other.endswith("y") else other + ("es" if other.endswith("s") else "s")
        return other[:1].upper() + other[1:] if word[:1].isupper() else other
    return None
