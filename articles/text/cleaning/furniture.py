"""Lines of a web page that are not the article: sharing, cookies, subscriptions, advertisements, menus, footers.

A line is known by its general shape, never by the site it comes from. Some shapes are enough by themselves
("Share this article on Facebook"); a single word ("Menu", "Comments") may be a heading and counts only beside lines
that are surely furniture.
"""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501, SIM905

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .attribution import says_where_from
from .edits import Change, Reason
from .lines import Line, cut, filled, lines_of

_NETWORK = (
    r"(?:facebook|twitter|x|whats ?app|telegram|linked ?in|instagram|pinterest|reddit|tumblr|messenger|viber|vk|"
    r"vkontakte|youtube|tiktok|mastodon|bluesky|snapchat|flipboard|rss|e-?mail|odnoklassniki)"
)
_PIECE = r"(?:article|story|page|post|piece|item|news|link|content|video|quote)"
_DATA = r"(?:newsletters?|inbox|mailing list|(?:e-?mail|news|daily|weekly|free) (?:updates?|alerts?|briefings?|digest)|channel|podcast)"

_SHAPES: tuple[tuple[Reason, str], ...] = (
    (
        Reason.SHARE,
        rf"(?:please )?(?:share|tweet|pin|e-?mail|print|send|forward|post|recommend|save|bookmark)"
        rf"(?: (?:this|the|it|your|a|to|on|via|by|with|and|or|in|{_PIECE}|{_NETWORK}|friends?|now|more|[,&/|+·•-])[,:]?)*"
        rf" (?:(?:on|via|by|to|with|in) {_NETWORK}|(?:this|the) {_PIECE}|(?:to|with) (?:a )?friends?|{_NETWORK})"
        rf"(?:[ ,/|&·•-]+(?:and|or|on|via|by|{_NETWORK}))*(?: ?\(opens in (?:a )?new (?:window|tab)\))?[:!.]?",
    ),
    (Reason.SHARE, rf"(?:share|{_NETWORK}|copy link|print)(?:[ ,/|&·•+-]+(?:share|{_NETWORK}|copy link|link|print|more|comments?)){{2,}}"),
    (Reason.SHARE, r"(?:share|tweet|pin|e-?mail|print|bookmark) this|like (?:this (?:page|post|article|story)|us)(?: on .{2,30})?"),
    (Reason.SHARE, r"(?:copy link|link copied[!.]?|(?:click|tap) to (?:share|copy|tweet|print|e-?mail)\b.{0,60}|(?:social )?sharing)"),
    (Reason.SHARE, r"\d[\d.,]*[km]? (?:shares?|likes?|views?|retweets?|comments?|reads)(?:[ ,|·•]+\d[\d.,]*[km]? (?:shares?|likes?|views?|retweets?|comments?|reads))*"),
    (Reason.SHARE, r"(?:leave|post|write|add|submit) (?:a|your) (?:comment|reply)(?: below| here)?[.:!]?|comments? (?:\(\d+\)|\d+|(?:are|is) (?:closed|off|disabled).?)"),
    (Reason.SHARE, r"(?:view|show|read|hide|load|see|join)(?: all| more)?(?: the| \d+)? (?:comments?|replies|discussion|conversation)(?: \(\d+\))?|(?:your )?e-?mail address will not be published\b.{0,80}"),
    (Reason.COOKIES, r"(?:accept|reject|allow|decline|refuse|manage|deny)(?: all| only| the| my| your| our| necessary| essential| optional| non-essential)* (?:all|cookies?|preferences|consent)(?: and (?:close|continue))?"),
    (Reason.COOKIES, r"(?:cookies?|privacy|consent) (?:settings|preferences|policy|notice|options|choices|consent)|(?:this (?:web)?site uses cookies|we use cookies|we value your privacy)[.!]?|i (?:accept|agree)(?: to .{0,40})?"),
    (Reason.SUBSCRIBE, rf"(?:subscribe|sign ?up|register|join|get|receive|enter your)\b.{{0,120}}\b{_DATA}\b.{{0,80}}"),
    (Reason.SUBSCRIBE, rf"(?:please )?(?:follow|find|like|join|connect with|add) us\b(?: (?:on|at|and|or|too|also|now|via|today|for|more|news|updates?|latest|the|@\w+|{_NETWORK})[,.!:|/&]*)*"),
    (Reason.SUBSCRIBE, rf"follow (?:the author |our .{{1,30}} |.{{1,30}} )?on {_NETWORK}(?:[ ,/&]+(?:and|or|on|{_NETWORK}|@\w+))*(?:: ?@\w+)?[.!]?|follow @\w+.{{0,40}}"),
    (Reason.SUBSCRIBE, r"(?:subscribe|subscribe (?:now|today|here|to .{1,40})|subscribers? only|become a (?:member|subscriber|supporter|patron)\b.{0,60}|already (?:a|have an?) (?:subscriber|member|account|subscription)\b.{0,40}|(?:create|register for) (?:a|your) (?:free )?account\b.{0,40})[.!]?"),
    (Reason.SUBSCRIBE, r"(?:donate|donate (?:now|today|here)|make a donation.{0,40}|support (?:us|our (?:work|journalism|site)|independent journalism|quality journalism)\b.{0,60}|buy me a coffee)[.!]?"),
    (Reason.SUBSCRIBE, r"(?:download|get|install|try) (?:our|the) (?:free |new |mobile )*(?:\w+ )?app\b(?: (?:now|today|here|for|on|from|to|free|android|ios|iphone|and|the|app store|google play).*)?[.!]?"),
    (Reason.ADVERT, r"(?:[-–—* ]*)(?:advertisement|advert|sponsored|sponsored (?:content|links?|post|by .{1,40})|paid (?:content|post|partnership|for by .{1,40})|promoted(?: content| by .{1,40})?|partner content|ad feature|ads? by \w+|report this ad|remove ads|skip ad(?:vert(?:isement)?)?s?|реклама|жарнама)(?:[-–—* :]*)"),
    (Reason.ADVERT, r"(?:(?:story|article|report|post) continues (?:below|after).{0,40}|continue reading(?: below| the (?:main story|full (?:story|article))|…|\.\.\.)?|scroll (?:down )?to continue.{0,40}|continue to (?:the )?(?:article|site))"),
    (Reason.ADVERT, r"(?:loading|please wait)(?:\.{2,3}|…)|(?:(?:this )?video (?:player )?(?:is )?(?:loading|unavailable)|(?:click|tap|press) to (?:play|enlarge|expand|unmute)\b.{0,30}|enlarge (?:this )?image|play (?:video|audio)|listen to this (?:article|story)\b.{0,40}|view (?:image )?gallery|please enable javascript\b.{0,80})[.!]?"),
    (Reason.RELATED, r"(?:read|see|watch|listen|also|related|recommended|don[’']t miss|must read|next up|up next|читайте также|оқи отырыңыз)(?: (?:more|also|next|too|on this|this|now|read|here|stories|story|articles?|reading|the full (?:story|article|report)))*(?: ?[:»→>]+) ?.{2,160}"),
    (Reason.RELATED, r"(?:read|see|learn|find out|discover|show|view|load) (?:more|less)(?: (?:here|now|stories|articles|posts|news))?(?:\.{3}|…)?[ »→>]*|(?:read|see) (?:also|next|the full (?:story|article|report|text)(?: here)?)[ »→>]*|(?:click|tap) here\b.{0,80}"),
    (Reason.RELATED, r"(?:related|recommended|similar|popular|latest|top|trending|featured|most (?:read|popular|viewed|shared|commented)|recent)(?: (?:related|recommended))? (?:stories|articles?|content|posts?|news|topics?|links|coverage|videos?|reads?|items)(?: for you)?:?|most (?:read|popular|viewed|shared)(?: (?:in|on) .{1,40})?|trending(?: now)?|editor[’']?s[’']? picks?|you (?:may|might) (?:also )?(?:like|be interested in|have missed)\b.{0,40}|what to read next|recommended for you|more (?:stories|articles|news|posts)(?: (?:like this|from .{1,40}|on .{1,40}))?"),
    (Reason.RELATED, r"(?:breaking|just in|live)(?: news)?: .{2,120}|enter (?:your )?e-?mail(?: address)?"),
    (Reason.CREDIT, r"image (?:caption|source|copyright):? .{2,160}"),
    (Reason.CONTACT, r"this page was last (?:edited|modified|updated)\b.{0,80}"),
    (Reason.RELATED, r"(?:previous|next|older|newer) (?:article|story|post|page|entry|entries|posts)(?: ?[:»«→←>]+.{0,120})?|[«←<] ?(?:previous|prev|older|back)\b.{0,80}|(?:next|newer)\b.{0,80}[»→>]"),
    (Reason.NAVIGATION, r"(?:skip to|jump to)(?::| (?:the )?(?:main |primary )?(?:content|navigation|menu|search|footer|article)).{0,40}|back to (?:the )?(?:top|home(?:page)?|all .{1,30}|articles|news|search results)[ ↑^]*|(?:toggle|open|close|main|show|hide) (?:main )?(?:navigation|menu|sidebar)|search (?:this site|the site|our site|for:|\.{3}|…)|you are here:? .{1,120}"),
    (Reason.NAVIGATION, r"(?:home|главная|басты бет)(?: ?[>»›/|•·] ?[^>»›|]{1,40}){1,6}"),
    (Reason.NAVIGATION, r"(?:log ?in|sign ?in|sign ?up|log ?out|register|my account|account)(?: ?(?:[|/•·,]|or|and) ?(?:log ?in|sign ?in|sign ?up|log ?out|register|create (?:an )?account|my account|subscribe|search|help|cart)){1,5}"),
    (Reason.NAVIGATION, r"(?:reading time:? ?(?:about )?)?\d{1,2}[ -]?min(?:ute)?s?(?: to)? read(?:ing)?(?: time)?|reading time:? ?(?:about )?\d{1,2} ?min(?:ute)?s?\.?|(?:font|text) size\b.{0,20}|(?:english|русский|қазақша)(?: ?[|/•·] ?(?:english|русский|қазақша|en|ru|kz)){1,3}"),
    (Reason.NAVIGATION, r"(?:tags?|filed under|posted (?:in|under)|categor(?:y|ies)|labels?|hashtags?) ?: ?.{1,200}"),
    (Reason.COPYRIGHT, r"(?:copyright ?)?© ?.{0,200}|(?:copyright ?)?\(c\) ?(?:copyright )?\d{4}.{0,160}|copyright:? ?(?:by |of )?\d{4}.{0,160}|copyright (?:by|of) [^.]{1,60} \d{4}\.?|.{0,160}\ball rights reserved\b.{0,100}|(?:no part of this|this (?:material|publication)) .{0,120}\b(?:reproduced|republished|redistributed)\b.{0,160}"),
    (Reason.CONTACT, r"(?:proudly )?powered by .{1,40}|(?:web ?site |site |theme )?(?:designed?|developed|built|theme|hosted) by .{1,40}|(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed\b.{0,300}|(?:contact|e-?mail) (?:us|the (?:author|editor|newsroom)) (?:at|on|via) \S.{0,60}|(?:do you have|got|have) (?:a|any) (?:story|tip|news|question|comment|correction)s?\b.{0,160}(?:contact|e-?mail|write|tell|let) .{0,100}|(?:report|spotted|found|see|notice) an? (?:error|mistake|typo).{0,80}"),
    (Reason.CREDIT, r"(?:photo(?:graph|graphs|s)?|image|picture|illustration|video|graphic|main image|cover image|file photo)s?(?: (?:by|credit|courtesy of|courtesy|copyright|from|via|source))?(?: ?[:©/|]| by| courtesy of) ?.{2,90}(?<![.!?])|\(?(?:photo|image|picture) (?:by|credit|courtesy|via)\b.{2,80}\)?|[\w .'-]{2,40}/(?:getty images?|reuters|afp|ap|associated press|epa|shutterstock|alamy|istock|unsplash|flickr|wikimedia(?: commons)?)\b.{0,40}"),
    (Reason.MAIL, r"(?:sent from my .{2,40}|get outlook for .{2,40}|sent (?:from|with|via) .{2,30} (?:mail|mobile|phone|app).{0,10}|this (?:e-?mail|message) (?:and any attachments )?(?:is|are|may be) (?:confidential|intended)\b.{0,400}|-{2,} ?(?:original|forwarded) message ?-{2,})"),
)  # fmt: skip
_STRONG = tuple((reason, re.compile(shape, re.IGNORECASE)) for reason, shape in _SHAPES)

_WEAK_WORDS = frozenset(
    "about accept advertise advertising apply back business buy cancel careers cart close comment comments contact contents "
    "cookies copy culture delete donate economy edit email english entertainment environment events facebook faq favourite "
    "feedback finance follow following gallery health help home hide instagram international jobs latest lifestyle like "
    "linkedin listen live local login logout magazine menu more national navigation new news next no ok okay open opinion "
    "opinions opposition options pdf photo photos pinterest podcasts politics popular premium previous print privacy radio "
    "recommended reddit regions register reject related reply report save science search sections send settings share shop "
    "sign signin signup sitemap society sport sports submit subscribe tags tech technology telegram terms top topics travel "
    "trending tv twitter video videos view vk watch weather whatsapp world x yes youtube".split()
)
_WEAK_LINES = frozenset(
    "log in;sign in;sign up;log out;about us;contact us;privacy policy;terms of use;terms of service;terms and conditions;"
    "cookie policy;site map;got it;learn more;read more;see more;show more;load more;view all;see all;my account;"
    "advertise with us;work with us;our team;write for us;help centre;help center;accessibility;imprint;impressum;disclaimer;"
    "editorial policy;corrections;rss feed;rss;join us;shop now;buy now;subscribe now;follow us;share this;a a a".split(
        ";"
    )
)
_SPREADING = frozenset(
    {
        Reason.NAVIGATION,
        Reason.SHARE,
        Reason.COOKIES,
        Reason.COPYRIGHT,
        Reason.SUBSCRIBE,
        Reason.CONTACT,
        Reason.RELATED,
    }
)
_NAV_CORE = frozenset("home menu search login log sign subscribe contact about news privacy terms sitemap".split())
_COOKIE_NOTICE = re.compile(
    r"(?:\b(?:we|our (?:web)?sites?|our partners|this (?:web)?site|the (?:web)?site|this page)\b.{0,120}\bcookies?\b"
    r"|\bby (?:using|continuing|clicking|browsing|visiting|accepting)\b.{0,160}\b(?:cookies?|terms of|privacy policy))",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"\b(?:you|your|accept|agree|consent|settings|preferences|policy|experience)\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:said|says|told|wrote|argued|explained|asked)\b|^[\"“'‘]", re.IGNORECASE)
_DECORATION = " \t*_#|•·►▶▸→»«>-–—[](){}🔗📧✉️📱👉👍"


@lru_cache(maxsize=4096)
def furniture_reason(line: str) -> Reason | None:
    """Why `line` by itself is surely not part of an article; None if it may be."""
    plain = line.strip(_DECORATION) or line
    if len(plain) > 700:
        return None
    if _COOKIE_NOTICE.search(plain) and _CONSENT.search(plain) and not _TOLD.search(plain) and "?" not in plain:
        return Reason.COOKIES
    if len(plain) > 420:
        return None
    for shape in (plain, line):
        for reason, pattern in _STRONG:
            if pattern.fullmatch(shape):
                return reason
    return None


def is_weak(line: str) -> bool:
    """Whether `line` would be furniture if it stood beside furniture."""
    plain = line.strip(_DECORATION + ":!.…").lower()
    if plain in _WEAK_LINES:
        return True
    parts = [part.strip() for part in re.split(r"[|•·/]|\s{3,}|\t", plain)]
    if len(parts) > 1:
        return all(part in _WEAK_WORDS or part in _WEAK_LINES or not part for part in parts)
    words = plain.split()
    return 0 < len(words) <= 2 and all(word in _WEAK_WORDS for word in words)


def furniture(text: str) -> Iterator[Change]:
    """Takes out lines of the web page around an article."""
    lines = filled(lines_of(text))
    reasons: list[Reason | None] = [furniture_reason(line.text) for line in lines]
    weak = [is_weak(line.text) for line in lines]
    table = _table_rows(lines, weak)
    for place, line in enumerate(lines):
        if weak[place] and _menu_in_one_line(line.text) and place not in table:
            reasons[place] = reasons[place] or Reason.NAVIGATION
        if place in table and reasons[place] is Reason.NAVIGATION:
            reasons[place] = None
    if reasons and reasons[0] in (Reason.RELATED, Reason.CREDIT):
        reasons[0] = None  # a first line in the shape of a link is the title of the page it leads to
    heading = [_may_be_heading(lines, place) for place in range(len(lines))]
    spreading = [is_weak and not may_be for is_weak, may_be in zip(weak, heading, strict=True)]
    _spread(reasons, spreading, range(1, len(lines)), -1)
    _spread(reasons, spreading, range(len(lines) - 2, -1, -1), 1)
    _menus(lines, reasons, weak)
    _tail(lines, reasons)
    if all(reasons):
        return
    for line, reason in zip(lines, reasons, strict=True):
        if reason:
            yield Change(*cut(line, text), "", reason)


def _may_be_heading(lines: Sequence[Line], place: int) -> bool:
    """Whether a paragraph of prose follows and the line's word is not one that only menus hold."""
    after = lines[place + 1] if place + 1 < len(lines) else None
    prose = after is not None and len(after.text) >= 80 and after.ends_sentence
    return prose and not set(lines[place].text.lower().split()) & _NAV_CORE


def _table_rows(lines: Sequence[Line], weak: Sequence[bool]) -> set[int]:
    """Places of lines that are rows of one table: neighbours with the same number of bars, not all of menu words."""
    bars = [line.text.count("|") for line in lines]
    rows = set()
    for place in range(1, len(lines)):
        if weak[place] and weak[place - 1]:
            continue
        if bars[place] >= 1 and bars[place] == bars[place - 1] and lines[place].number == lines[place - 1].number + 1:
            rows |= {place - 1, place}
    return rows


def _menu_in_one_line(line: str) -> bool:
    parts = [part for part in re.split(r"[|•·/]|\s{3,}|\t", line.lower()) if part.strip()]
    return (len(parts) >= 3 or "|" in line) and any(word in _NAV_CORE for part in parts for word in part.split())


def _spread(reasons: list[Reason | None], weak: list[bool], places: range, beside: int) -> None:
    """A weak line beside furniture is furniture."""
    for place in places:
        neighbour = reasons[place + beside]
        if weak[place] and not reasons[place] and neighbour in _SPREADING:
            reasons[place] = Reason.NAVIGATION


def _tail(lines: Sequence[Line], reasons: list[Reason | None]) -> None:
    """Behind the article, below a line such as "Related topics", short lines that are no sentences are links."""
    prose = [p for p, line in enumerate(lines) if not reasons[p] and line.ends_sentence and len(line.text) >= 40]
    tail = range(prose[-1] + 1 if prose else len(lines), len(lines))
    opened = [place for place in tail if reasons[place] in (Reason.RELATED, Reason.SUBSCRIBE)]
    if not opened or sum(reasons[place] is not None for place in tail) < 2:
        return
    for place in tail:
        line = lines[place]
        if place > opened[0] and not line.ends_sentence and len(line.text) <= 90 and not says_where_from(line.text):
            reasons[place] = reasons[place] or Reason.RELATED


def _menus(lines: Sequence[Line], reasons: list[Reason | None], weak: list[bool]) -> None:
    """Four weak lines in a row with a word that only menus hold are a menu."""
    start = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and weak[place]:
            continue
        words = {word for line in lines[start:place] for word in line.text.lower().split()}
        if place - start >= 4 and words & _NAV_CORE:
            for inner in range(start, place):
                reasons[inner] = reasons[inner] or Reason.NAVIGATION
        start = place + 1
