"""Whole texts as they come: from web pages, mail, books, encyclopedias, talk. What stays is the article."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

import pytest

from articles.text.preparing import prepare

P1 = "The old bridge over the river Ili was closed on Monday after an inspection found cracks in two of its pillars."
P2 = "Engineers said that the repair would take until autumn, and buses would use a longer road through the hills."
P3 = "Many people in the valley work in the city. They are worried about the extra hour that the detour takes."

PAGE = f"""Skip to content
Menu
Home
News
Sport
Weather
Search

BREAKING: Storm warning for the weekend

We use cookies to give you the best experience. By continuing to use this site you agree to our cookie policy.
Accept all
Reject

Home > News > Regions

Bridge over the Ili closed

By Dana Akhmetova
Regional correspondent
12 March 2021, 10:45
Updated 13 March 2021

Share
Facebook
WhatsApp
Copy link

Image caption The bridge was built in 1965

{P1}

Advertisement

{P2}

Read more: Five roads that need repair

What people say

{P3}

Related topics
Roads
Regions

More on this story
Five roads that need repair
2 March

Sign up for our newsletter
Enter your email
Subscribe

© 2021 Ili Valley News. All rights reserved.
Terms of use | Privacy policy | Cookies | Contact us
"""

MAIL = f"""From: Dana Akhmetova <dana@example.org>
Sent: Monday, March 15, 2021 9:12 AM
To: Teachers
Subject: RE: Fwd: Bridge over the Ili closed

Dear colleagues,

{P1}

{P2}

--
Dana Akhmetova
Teacher of English
"""

BOOK = """Bridges of the Steppe                                   3

The old bridge over the river Ili was closed on Monday after an inspec-
tion found cracks in two of its pillars. Engineers said that the repair
would take until autumn, and buses would use a longer road through
the hills.
   Many people in the valley work in the city. They are worried about
the extra hour that the detour takes, and some have rented rooms near
Bridges of the Steppe                                   4
\fthe railway station for the summer. The well-known ﬁrm that built the
bridge in 1965 no longer exists, so nobody can be asked for the origi-
nal drawings.

2 The repair

The ministry has promised four hundred million tenge for the work. It
will be spent in two years, and the state-owned company that main-
tains the road will look for self-
employed welders in the district.
"""

ENCYCLOPEDIA = f"""Ili Bridge

The Ili Bridge is a road bridge in the Ili valley.[1][2] It was opened in 1965[citation needed] and closed in 2021.[a]

Contents
1 History
1.1 Construction
2 Repair

History[edit]
Construction[edit]
{P1}[3] {P3}[4]:17

Repair[edit]
{P2}[note 1]

^ "Bridges of the valley". Ili News. 2 March 2021.
"""

WORD = (
    f"Bridge over the Ili closed\r\n\r\n{P1}\u00a0 {P3}\r\n\r\n1.\tCauses\r\n\r\n•\tThe salt on the road ate the steel of the pillars."
    f"\r\n•\tNobody looked at the bridge for ten years.\r\n\r\n2.\tRepair\r\n\r\n{P2}\r\n\r\n"
)

HTML = f"""<!DOCTYPE html><html><head><title>x</title><style>p{{color:red}}</style></head><body><nav><a href="/">Home</a> |
<a href="/n">News</a> | <a href="/s">Sport</a></nav><h1>Bridge over the Ili closed</h1><p class="by">By <a href="/d">Dana Akhmetova</a></p>
<p>{P1}</p><h2>What people say</h2><p>{P3} &ldquo;We lose time,&rdquo; said Marat.</p><script>track()</script><footer>&copy; 2021 Ili News</footer></body></html>"""

README = f"""# Bridge watch

[![Build](https://ci.example.org/b.svg)](https://ci.example.org) ![License](l.svg)

**Bridge watch** looks after bridges. See the [manual](docs/manual.md "Manual").

## Why?

> {P1}
> {P2}

***

## What people say

- [x] {P3}
"""

INTERVIEW = f"A talk about the bridge\n\nInterviewer\n\nWhen did it close?\n\nDr Serik\n\n{P1}\n\nInterviewer\n\nWhat now?\n\nDr Serik\n\n{P2}\n"
DIARY = f"Diary of a builder\n\n12 May 1965\n\n{P1}\n\n13 May 1965\n\n{P2}\n\n14 May 1965\n\n{P3}\n"
NO_BLANKS = f"Bridge over the Ili closed\n{P1}\n{P2}\nWhat people say\n{P3}\nnone"
CAPITALS = f"BRIDGE CLOSED\n\n{P1.upper()}\n\nWHAT PEOPLE SAY\n\n{P3.upper()}\n"
RUSSIAN = (
    "Мост через Или закрыт\n\nСтарый мост через реку Или закрыли в понедельник : проверка нашла трещины. Инженеры сказали ,что ремонт "
    "продлится до осени.\n\nЧто говорят люди\n\n- Мы теряем два часа в день, - сказал учитель Марат.\n\nИсточник: Новости долины\n"
)

TEXTS = [
    ("page", PAGE, "Bridge over the Ili closed", [("", f"{P1}\n\n{P2}"), ("What people say", P3)]),
    ("mail", MAIL, "Bridge over the Ili closed", [("", f"Dear colleagues,\n\n{P1}\n\n{P2}")]),
    ("encyclopedia", ENCYCLOPEDIA, "Ili Bridge", [("", "The Ili Bridge is a road bridge in the Ili valley. It was opened in 1965 and closed in 2021."), ("History", ""), ("Construction", f"{P1} {P3}"), ("Repair", P2)]),
    ("Word", WORD, "Bridge over the Ili closed", [("", f"{P1} {P3}"), ("1. Causes", "The salt on the road ate the steel of the pillars.\n\nNobody looked at the bridge for ten years."), ("2. Repair", P2)]),
    ("HTML", HTML, "Bridge over the Ili closed", [("", P1), ("What people say", f"{P3} “We lose time,” said Marat.")]),
    ("README", README, "Bridge watch", [("", "Bridge watch looks after bridges. See the manual."), ("Why?", f"{P1}\n\n{P2}"), ("What people say", P3)]),
    ("interview", INTERVIEW, "A talk about the bridge", [("", f"Interviewer\n\nWhen did it close?\n\nDr Serik\n\n{P1}\n\nInterviewer\n\nWhat now?\n\nDr Serik\n\n{P2}")]),
    ("diary", DIARY, "Diary of a builder", [("", f"12 May 1965\n\n{P1}\n\n13 May 1965\n\n{P2}\n\n14 May 1965\n\n{P3}")]),
    ("no blank lines", NO_BLANKS, "Bridge over the Ili closed", [("", f"{P1}\n\n{P2}"), ("What people say", P3)]),
    ("capitals", CAPITALS, "BRIDGE CLOSED", [("", P1.upper()), ("WHAT PEOPLE SAY", P3.upper())]),
    ("Russian", RUSSIAN, "Мост через Или закрыт", [("", "Старый мост через реку Или закрыли в понедельник: проверка нашла трещины. Инженеры сказали, что ремонт продлится до осени."), ("Что говорят люди", "- Мы теряем два часа в день, - сказал учитель Марат.")]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "title", "sections"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_what_stays_is_the_article(given, title, sections):
    prepared = prepare(given)
    assert (prepared.title, prepared.title_is_guessed) == (title, False)
    assert [(section.heading, section.text) for section in prepared.sections] == sections
    assert prepared.put_back(*range(len(prepared.edits))).kept == given


def test_the_pages_of_a_book():
    prepared = prepare(BOOK)
    assert prepared.title == "Bridges of the Steppe"
    first, second = prepared.sections
    assert first.text.count("\n\n") == 1
    assert "after an inspection found cracks" in first.text
    assert "rooms near the railway station" in first.text
    assert "asked for the original drawings." in first.text
    assert second.heading == "2 The repair"
    assert "that maintains the road will look for self-employed welders" in second.text


def test_who_wrote_it_and_when():
    assert (
        prepare(PAGE).attribution
        == "By Dana Akhmetova\nRegional correspondent\n12 March 2021, 10:45\nUpdated 13 March 2021"
    )
    assert prepare(HTML).attribution == "By Dana Akhmetova"
    assert prepare(RUSSIAN).attribution == "Источник: Новости долины"
    assert prepare(DIARY).attribution == ""
