"""What cleaning mends, what it takes out, what it leaves alone, and what it asks the teacher about."""

# Tables of shapes, words and examples read best unbroken.
# ruff: noqa: E501

import pytest

from articles.text.cleaning import Reason, clean

PROSE = (
    "The lake lay between two hills, and the road to the village ran along its shore for many miles.\n\n"
    "Every spring the fishermen mended their boats, and the children watched them from the bridge until dark.\n"
)

# name, before, after, a reason that must be given
MENDED = [
    ("Windows line ends", "One line.\r\nTwo lines.\r\n", "One line.\nTwo lines.\n", Reason.LINE_END),
    ("old Mac line ends", "One line.\rTwo lines.", "One line.\nTwo lines.", Reason.LINE_END),
    ("line separator", "One line.\u2028Two lines.", "One line.\nTwo lines.", Reason.LINE_END),
    ("mark at the start", "\ufeffThe lake froze.", "The lake froze.", Reason.INVISIBLE),
    ("zero-width space", "The la\u200bke froze.", "The lake froze.", Reason.INVISIBLE),
    ("soft hyphen", "The vil\u00adlage slept.", "The village slept.", Reason.INVISIBLE),
    ("control character", "The lake\x07 froze.", "The lake froze.", Reason.INVISIBLE),
    ("direction mark", "The \u200elake froze.", "The lake froze.", Reason.INVISIBLE),
    ("non-breaking space", "The\u00a0lake froze.", "The lake froze.", Reason.SPACES),
    ("non-breaking beside a plain space", "The lake\u00a0 froze.", "The lake froze.", Reason.SPACES),
    ("doubled space", "The lake  froze.", "The lake froze.", Reason.SPACES),
    ("space at the line's end", "The lake froze.  \nIt thawed.", "The lake froze.\nIt thawed.", Reason.SPACES),
    ("space before a comma", "The lake , like the river , froze .", "The lake, like the river, froze.", Reason.SPACES),
    ("space inside brackets", "The lake ( a small one ) froze.", "The lake (a small one) froze.", Reason.SPACES),
    ("space before an ending", "The bird-watcher ’s dream came true.", "The bird-watcher’s dream came true.", Reason.SPACES),
    ("typesetter's letters", "The ﬁrst ﬂood was difﬁcult.", "The first flood was difficult.", Reason.LETTERS),
    ("letter apart from its accent", "The cafe\u0301 closed.", "The café closed.", Reason.LETTERS),
    ("garbled apostrophe", "The lakeâ€™s shore.", "The lake’s shore.", Reason.MOJIBAKE),
    ("garbled twice", "The lakeÃ¢â‚¬â„¢s shore.", "The lake’s shore.", Reason.MOJIBAKE),
    ("garbled letters", "The cafÃ© in SÃ£o TomÃ©.", "The café in São Tomé.", Reason.MOJIBAKE),
    ("garbled dash", "The lake â€“ a small one â€” froze.", "The lake – a small one — froze.", Reason.MOJIBAKE),
    ("garbled quotation", "â€œNo,â€\x9d she said.", "“No,” she said.", Reason.MOJIBAKE),
    ("garbled quotation, half lost", "â€œNo,â€ she said.", "“No,” she said.", Reason.MOJIBAKE),
    ("garbled Cyrillic", "Ð¡Ñ‚ÐµÐ¿ÑŒ", "Степь", Reason.MOJIBAKE),
    ("garbled through Windows-1251", "The lakeвЂ™s shore, РѕР·РµСЂРѕ.", "The lake’s shore, озеро.", Reason.MOJIBAKE),
    ("garbled through Mac Roman", "The lake‚Äôs shore.", "The lake’s shore.", Reason.MOJIBAKE),
    ("lost apostrophe", "The lake\ufffds shore.", "The lake’s shore.", Reason.MOJIBAKE),
    ("entities", "Salt &amp; water cost &pound;5, the miller&#8217;s price.", "Salt & water cost £5, the miller’s price.", Reason.ENTITY),
    ("entity coded twice", "Salt &amp;amp; water.", "Salt & water.", Reason.ENTITY),
    ("tags", "The <b>old</b> mill <a href='/x'>closed</a>.<br>It reopened.", "The old mill closed.\nIt reopened.", Reason.TAG),
    ("comment and script", "The mill<!-- ad --> closed.<script>var a = 1 < 2;</script>", "The mill closed.", Reason.TAG),
    ("divided word", "The govern-\nment fell.", "The government fell.", Reason.HYPHENATION),
    ("divided at a real hyphen", "A self-\nmade man.", "A self-made man.", Reason.HYPHENATION),
    ("real hyphen known from the text", "A snow-white hill. A snow-\nwhite road.", "A snow-white hill. A snow-white road.", Reason.HYPHENATION),
    ("sentences glued", "They told the public.Until the morning nobody slept.", "They told the public. Until the morning nobody slept.", Reason.MISSING_SPACE),
    ("sentences glued at a name", "They reached Almaty.The road was closed.", "They reached Almaty. The road was closed.", Reason.MISSING_SPACE),
    ("sentences glued at a quotation", "“It is late.”They left.", "“It is late.” They left.", Reason.MISSING_SPACE),
    ("tick quotes", "She said ``no'' twice.", 'She said "no" twice.', Reason.QUOTES),
    ("tick quotes among curly ones", "She said ``no'' to “them”.", "She said “no” to “them”.", Reason.QUOTES),
    ("comma quotes", "She said ,,no'' twice.", 'She said "no" twice.', Reason.QUOTES),
    ("two single quotes", "She said ''no'' twice.", 'She said "no" twice.', Reason.QUOTES),
    ("tick for apostrophe", "She didn`t come.", "She didn't come.", Reason.QUOTES),
    ("mark facing the wrong way", "The “old” mill and the “new“ one.", "The “old” mill and the “new” one.", Reason.QUOTES),
    ("half curly", 'The “old" mill.', "The “old” mill.", Reason.QUOTES),
    ("footnote marks", "The lake froze.[1][2] It thawed[3] in May.[citation needed]", "The lake froze. It thawed in May.", Reason.REFERENCE),
    ("edit link", "History[edit]\n\nThe lake froze.", "History\n\nThe lake froze.", Reason.REFERENCE),
    ("emphasis", "The **old** mill was *really* old, __very__ _old_.", "The old mill was really old, very old.", Reason.MARKUP),
    ("emphasis inside emphasis", "The **very *old* mill** fell.", "The very old mill fell.", Reason.MARKUP),
    ("link", "The [old mill](https://example.org/a_(b) \"Mill\") fell.", "The old mill fell.", Reason.MARKUP),
    ("picture", "The mill. ![a mill](m.png)\n", "The mill.\n", Reason.MARKUP),
    ("list marks", "- Salt and water.\n* Bread.\n• Milk.\n", "Salt and water.\nBread.\nMilk.\n", Reason.MARKUP),
    ("quotation marks of mail", "> The mill fell.\n> Nobody was hurt.\n", "The mill fell.\nNobody was hurt.\n", Reason.MARKUP),
    ("drawn line", "The mill fell.\n\n* * *\n\nIt was rebuilt.\n", "The mill fell.\n\n\nIt was rebuilt.\n", Reason.SEPARATOR),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "reason"), [row[1:] for row in MENDED], ids=[row[0] for row in MENDED])
def test_mended(before, after, reason):
    cleaned = clean(before)
    assert cleaned.kept == after
    assert reason in {edit.reason for edit in cleaned.edits}
    assert cleaned.restore() == before


FURNITURE = [
    ("Share this article on Facebook", Reason.SHARE),
    ("Share on Twitter (opens in new window)", Reason.SHARE),
    ("Facebook | Twitter | WhatsApp | Email", Reason.SHARE),
    ("1.2k shares · 34 comments", Reason.SHARE),
    ("Leave a comment", Reason.SHARE),
    ("We use cookies to improve your experience on our site. By continuing you accept our policy.", Reason.COOKIES),
    ("Accept all cookies", Reason.COOKIES),
    ("Manage preferences", Reason.COOKIES),
    ("Subscribe to our newsletter and get the best stories in your inbox", Reason.SUBSCRIBE),
    ("Sign up for our weekly newsletter.", Reason.SUBSCRIBE),
    ("Follow us on Instagram, Telegram and YouTube", Reason.SUBSCRIBE),
    ("Download our app from the App Store", Reason.SUBSCRIBE),
    ("ADVERTISEMENT", Reason.ADVERT),
    ("Story continues below advertisement", Reason.ADVERT),
    ("Sponsored content", Reason.ADVERT),
    ("Read more: Ten villages that moved away from the sea", Reason.RELATED),
    ("READ ALSO: How the bridge was built", Reason.RELATED),
    ("Related articles", Reason.RELATED),
    ("Read more »", Reason.RELATED),
    ("Click here to see all pictures of the lake", Reason.RELATED),
    ("Home > News > Regions", Reason.NAVIGATION),
    ("Skip to main content", Reason.NAVIGATION),
    ("Back to top", Reason.NAVIGATION),
    ("5 min read", Reason.NAVIGATION),
    ("Home | News | Sport | Weather | Contact", Reason.NAVIGATION),
    ("Tags: lakes, fishing, winter", Reason.NAVIGATION),
    ("© 2019 The Lakeside Daily. All rights reserved.", Reason.COPYRIGHT),
    ("Copyright 2019 Lakeside Media", Reason.COPYRIGHT),
    ("Powered by PressMaker", Reason.CONTACT),
    ("Photo: Lakeside Archive", Reason.CREDIT),
    ("Photograph by Asel Omarova", Reason.CREDIT),
    ("Sent from my iPhone", Reason.MAIL),
    ("none", Reason.NULL_WORD),
    ("Page 3 of 7", Reason.PAGE_NUMBER),
]


@pytest.mark.parametrize(("line", "reason"), FURNITURE, ids=[row[0][:30] for row in FURNITURE])
@pytest.mark.parametrize("place", ["between", "behind"])
def test_furniture_of_the_page_goes(line, reason, place):
    first, second = PROSE.split("\n\n")
    given = f"{first}\n\n{line}\n\n{second}" if place == "between" else f"{first}\n\n{second}\n{line}"
    cleaned = clean(given)
    assert line not in cleaned.kept
    assert first in cleaned.kept
    assert second.strip() in cleaned.kept
    assert [edit.reason for edit in cleaned.edits if line in edit.removed] == [reason]


def test_single_words_are_furniture_only_beside_furniture():
    menu = "Home\nNews\nSport\nSearch\n\n"
    assert clean(menu + PROSE).kept.strip() == PROSE.strip()
    assert "Sport" in clean("Sport\n\n" + PROSE).kept
    assert "Comments" not in clean(PROSE + "\nShare this article\nComments\n").kept


def test_a_menu_of_one_page_is_all_there_is():
    assert clean("Share this article").kept == "Share this article"


ATTRIBUTED = [
    ("foot", PROSE + "\nThis article first appeared on The Lakeside Daily", "This article first appeared on The Lakeside Daily"),
    ("foot, with junk", PROSE + "\nThis article first appeared on The Lakeside Dailynone\nnone", "This article first appeared on The Lakeside Daily"),
    ("last sentence", PROSE.strip() + " This article was originally published by The Lakeside Daily.", "This article was originally published by The Lakeside Daily."),
    ("republished", PROSE + "\nRepublished from The Lakeside Daily under a Creative Commons licence.", "Republished from The Lakeside Daily under a Creative Commons licence."),
    ("source", PROSE + "\nSource: The Lakeside Daily", "Source: The Lakeside Daily"),
    ("address", PROSE + "\nhttps://example.org/lakes/17", "https://example.org/lakes/17"),
    ("byline and date", "The lake that came back\n\nBy Aida Serik and Tom Reed\n12 May 2016\n\n" + PROSE, "By Aida Serik and Tom Reed\n12 May 2016"),
    ("name above a date", "The lake that came back\nAida Serik\nPublished: May 12, 2016 at 10:30\n\n" + PROSE, "Aida Serik\nPublished: May 12, 2016 at 10:30"),
    ("emphasis and link", PROSE + "\n*This article first appeared on [The Lakeside Daily](https://example.org).*", "This article first appeared on The Lakeside Daily."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "attribution"), [row[1:] for row in ATTRIBUTED], ids=[row[0] for row in ATTRIBUTED])
def test_attribution_is_kept_aside(given, attribution):
    cleaned = clean(given)
    assert cleaned.attribution == attribution
    assert attribution.split("\n")[0] not in cleaned.kept
    first, second = PROSE.strip().split("\n\n")
    assert first in cleaned.kept
    assert second in cleaned.kept


def test_attribution_put_back_is_no_longer_kept_aside():
    cleaned = clean(PROSE + "\nSource: The Lakeside Daily")
    index = next(i for i, edit in enumerate(cleaned.edits) if edit.reason is Reason.ATTRIBUTION)
    back = cleaned.put_back(index)
    assert back.attribution == ""
    assert "Source: The Lakeside Daily" in back.kept


GLUED = (
    "The riverext-link runs past the villageext-link. A river needs rain, and the village needs the river.\n\n"
    "In Almatyext-link the market opens early. Traders from Almaty buy fishext-link there, and the fish is fresh."
)


def test_a_label_that_clings_to_many_words_goes_from_all_of_them():
    kept = clean(GLUED).kept
    assert "ext-link" not in kept
    assert kept.startswith("The river runs past the village.")


def test_a_label_behind_plurals_leaves_their_s():
    text = GLUED + " Boatsext-link, netsext-link and roadsext-link: a boat, a net and a road. Some boats sank."
    assert "Boats, nets and roads:" in clean(text).kept


def test_a_label_in_the_middle_of_a_compound_goes():
    kept = clean(GLUED + " The fishext-link-sellers sing.").kept
    assert "The fish-sellers sing." in kept


def test_a_tag_in_capitals_goes_where_the_word_stands_clean():
    text = "The Silk RoadXYZ was long. Camels walked the old Road for months, and the Silk Road made towns rich."
    assert "RoadXYZ" in clean(text).kept  # a short word is no evidence: it is a doubt
    assert "They were against it." in clean("They were againstXYZ it.").kept
    text = text.replace("Road", "Railway")
    assert "Silk Railway was long" in clean(text).kept


UNTOUCHED = [
    "WordPress, YouTube, eBay and McDonald’s are brands; so are iPhone, PayPal, LaTeX, GitHub, OpenAI, ChatGPT and AkOrdaPress.",
    "She took a PhD on DNAs, mRNA and NaCl, and MPs asked about COVID, macOS, watchOS and WiFi.",
    "The #AlmatyCity feed and the @KazNews page were open. They are open today, and the chat is open too: OpenAI and ChatGPT.",
    "Kazakhs, Uzbeks, Tajiks, Turkmens: Kazakh, Uzbek, Tajik and Turkmen are spoken in Kazakhstan, Uzbekistan, Tajikistan and Turkmenistan.",
    "A friend, a leader, a member and a citizen: friendship, leadership, membership and citizenship.",
    "The lake, the land and the sea: lakeside, landside, seaside. Warming-up and washing-up: warm and wash, clear and clearing-up.",
    "Six, seven and nine: sixteen-year-old, seventeen-year-old and nineteen-year-old girls; sixty-year-old, seventy-year-old and ninety-year-old men.",
    "He had had enough, and that that was so is very, very clear. Bora Bora is far.",
    "See example.org or Node.js, Booking.com, e.g. the U.S. office at 3.5 km, 10.30 a.m. The file is notes.Txt today.",
    "Қазақстанда өзен көп. Ол өзеннің суы тұщы, ал көлдің суы ащы.",
    "В степи – тихо… «Кто там?» — спросил он.",
    "Zoë’s naïve façade in São Tomé, Łódź, Ağrı and Ærø; «Öl» and “È vero”.",
    "L’été : il fait chaud ! Vraiment ? Oui ; très chaud. « Bonjour », dit-elle.",
    "The boat sank in the 1990s – nobody knew why... The “old” men said: ‘It is late.’",
    "A smile :) and a list: a) salt b) water. At 5 p.m. (or so) it ended . . . or did it?",
    "2 * 3 * 4 is 24, snake_case_name stays, and 5 < 6 > 4. Write to a_b@example.org & wait.",
    "He said: 'The ships' crews'' pay came late.' Rock 'n' roll.",
    "In their book they use the <b> tag and the [sic] mark. An array[0] begins at nought.",
    "The story first appeared in 1848, and critics said that it was published in secret.",
    "Copyright law in 1976 changed what writers may ask.",
    "Many sites use cookies to follow people. “We use cookies to improve your experience,” one banner said.",
    "Benzophenone and butanone",
]  # fmt: skip


@pytest.mark.parametrize("sentence", UNTOUCHED, ids=[sentence[:24] for sentence in UNTOUCHED])
def test_what_is_right_is_left_alone(sentence):
    for given in (sentence, PROSE + "\n" + sentence + "\n\n" + PROSE.split("\n\n")[1].replace("spring", "autumn")):
        assert [(edit.removed, edit.inserted) for edit in clean(given).edits] == []


def test_verse_lists_and_tables_keep_their_lines():
    verse = "The wind came down\nfrom the hill at night\nand the reeds all bowed\nas if they knew\n\nThe wind went on\n"
    table = "| Year | Fish |\n| 1990 | 12 |\n| 2000 | 40 |\n"
    columns = "Year    Fish    Boats\n1990    12      4\n"
    for text in (verse, table, columns):
        assert clean(text).kept == text


WRAPPED = """\
The lake that once lay here was larger than most people in the town
remember, and the boats that stand in the sand were built for its deep
water. When the rivers were turned to the cotton fields the shore moved
away, a little more each year, until the harbour lay in a desert.
   Nobody believed at first that it would be gone for good. The fishing
fleet dug canals to follow the water, and the cannery froze fish from
other seas so that the women who worked there could keep their jobs.
"""


def test_hard_wrapped_lines_become_paragraphs():
    kept = clean(WRAPPED).kept
    assert kept.count("\n") == 2
    assert "most people in the town remember, and the boats" in kept
    assert "\nNobody believed at first" in kept
    assert {edit.reason for edit in clean(WRAPPED).edits} == {Reason.LINE_BREAK, Reason.SPACES}


def test_pages_of_a_book_are_joined():
    given = (
        "Lakes of the Steppe\n\nThe shore of the lake was covered with boats that nobody had used for ten years, and the\n"
        "Page 1\n\f\nLakes of the Steppe\n\npeople who owned them had moved away to the city.\n\nA second chapter told of the birds that\n"
        "Page 2\n\f\nLakes of the Steppe\n\ncame back in spring.\n"
    )
    kept = clean(given).kept
    assert "Page" not in kept
    assert kept.count("Lakes of the Steppe") == 1


def test_bare_page_numbers_need_a_count():
    page = "A line of the story stands here.\nAnother line of it stands here.\nA third line.\nA fourth line.\n"
    assert "\n12\n" not in clean(f"{page}12\n{page}13\n{page}14\n{page}").kept
    assert "\n12\n" in clean(f"{page}12\n{page}40\n{page}").kept


def test_subtitles_become_sentences():
    given = (
        "1\n00:00:01,000 --> 00:00:03,000\nThe lake was\nlarge once.\n\n2\n00:00:03,500 --> 00:00:05,000\nThen the rivers\n\n"
        "3\n00:00:05,500 --> 00:00:07,000\nwere turned away.\n"
    )
    assert clean(given).kept.split("\n\n") == ["The lake was large once.", "Then the rivers were turned away.\n"]


def test_the_subject_of_a_mail_stays():
    given = (
        "From: Aida <a@example.org>\nTo: Tom\nSubject: Fwd: The lake\n\n" + PROSE + "\n-- \nAida\nTeacher of English\n"
    )
    assert clean(given).kept.strip() == "The lake\n\n" + PROSE.strip()


DOUBTED = [
    ("doubled word", "He saw the the lake.", "the the"),
    ("doubled words", "He knew the number of the number of boats.", "the number of the number of"),
    ("years backwards", "It lasted from 2012-2011 in all.", "2012-2011"),
    ("broken stop", "The growing number of. People who came stayed.", "number of."),
    ("broken stop at a small word", "It was known among. The public did not know.", "among."),
    ("no subject", "The leader stayed. Began to consider a change.", "Began to"),
    ("small letter after a stop", "The lake froze. and then it thawed.", "and"),
    ("open quotation", "“The lake froze, he said.", "“"),
    ("open bracket", "The lake (a small one froze.", "("),
    ("look-alike letters", "The lаke froze.", "lаke"),
    ("tag without evidence", "The lakeSOC froze.", "lakeSOC"),
    ("lost character", "The p\ufffdtisserie closed.", "\ufffd"),
    ("space behind a hyphen", "A cast- iron tower.", "- "),
]


@pytest.mark.parametrize(("given", "doubted"), [row[1:] for row in DOUBTED], ids=[row[0] for row in DOUBTED])
def test_what_cannot_be_mended_safely_is_doubted_and_left(given, doubted):
    cleaned = clean(given)
    assert cleaned.kept == given
    assert doubted in [doubt.text for doubt in cleaned.doubts]
    assert all(doubt.message.endswith(".") or doubt.message.endswith("?") for doubt in cleaned.doubts)


@pytest.mark.parametrize(
    "given",
    [
        "He had had enough. That that is so is clear.",
        "The years 1998-2004 and 2010–11 were dry. Call 2000-1990-12.",
        "She knows what it is made of. He came in. They had nowhere to go to.",
        "The “old” mill (1912) fell. He said “no”.\n\n“Go,” she said, “and do not come back.\n\n“Never,” she added.",
        "It cost two- or three-hundred tenge. Vitamin A. Then vs. now.",
        "iPhone sales rose. eBay fell; macOS and Қазақстан stood.",
    ],
)
def test_what_is_right_raises_no_doubt(given):
    assert [(doubt.text, doubt.message) for doubt in clean(given).doubts] == []


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_has_a_sentence_for_the_teacher(reason):
    assert reason.label[0].isupper()
    assert reason.label.endswith(".")
    assert len(reason.value) <= 40
