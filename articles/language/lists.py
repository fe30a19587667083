"""Small closed lists that help where the treebanks are too little: all in lower case, all of our own gathering."""

from __future__ import annotations


def _set(text: str, separator: str | None = None) -> frozenset[str]:
    """Return the words (or with a separator the phrases) of a text as a set."""
    return frozenset(" ".join(part.split()) for part in text.split(separator))


COUNTRIES = _set(
    """
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain
    bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil britain brunei bulgaria burma
    burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark djibouti
    dominica ecuador egypt england eritrea estonia eswatini ethiopia europe fiji finland france gabon gambia georgia
    germany ghana greece greenland grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia
    iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos
    latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali
    malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru
    nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines
    poland portugal qatar romania russia rwanda samoa scotland senegal serbia seychelles singapore slovakia slovenia
    somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia
    turkey turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam wales yemen zambia
    zimbabwe africa asia america antarctica oceania eurasia u.s. uk u.k. usa u.s.a. ussr
    """
)
CITIES = _set(
    """
    london paris berlin madrid rome vienna moscow beijing tokyo washington ottawa canberra delhi mumbai cairo
    istanbul ankara tehran baghdad damascus beirut jerusalem riyadh dubai doha kabul islamabad karachi dhaka bangkok
    hanoi jakarta manila seoul pyongyang shanghai almaty astana shymkent aktobe aktau atyrau karaganda zhanaozen
    bishkek tashkent samarkand dushanbe ashgabat baku tbilisi yerevan kyiv kiev minsk warsaw prague budapest
    bucharest sofia athens lisbon dublin edinburgh glasgow cardiff manchester liverpool oxford cambridge brussels
    amsterdam stockholm oslo copenhagen helsinki nairobi lagos johannesburg sydney melbourne toronto montreal
    vancouver chicago boston houston dallas philadelphia miami seattle california texas florida alaska siberia
    crimea brooklyn manhattan geneva zurich munich hamburg milan barcelona
    """
)
PERSON_TITLES = _set(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir lady lord dame president premier chancellor senator
    king queen prince princess emperor empress pope bishop archbishop general colonel captain major sergeant
    lieutenant judge justice minister mayor governor doctor saint sheikh sultan khan
    """
)
ORGANISATION_HEADS = _set(
    """
    company corporation firm ministry university college institute committee commission agency bank party union
    association federation council foundation parliament senate congress government court army navy police museum
    ltd ltd. inc inc. corp corp. plc department bureau organisation organization league club newspaper charity
    startup airline retailer manufacturer supermarket authority nato unesco unicef nasa fbi cia bbc cnn un eu
    """
)
PLACE_HEADS = _set(
    """
    city town village country region province district street road avenue river lake sea ocean mountain mountains
    island islands desert valley peninsula bay coast beach forest park square airport station bridge continent state
    county
    """
)
EVENT_HEADS = _set(
    """
    war battle election elections revolution festival conference championship olympics protest protests strike
    uprising earthquake flood hurricane tournament ceremony summit referendum marathon wedding funeral concert
    crisis
    """
)
TIME_WORDS = _set(
    """
    second minute hour day week weekend fortnight month year decade century millennium morning afternoon evening
    night midnight noon today tomorrow yesterday tonight spring autumn winter summer monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november
    december era
    """
)
PERSON_WORDS = _set(
    """
    man woman boy girl child baby person people mother father parent brother sister son daughter wife husband friend
    teacher student pupil doctor nurse lawyer farmer worker soldier scientist researcher journalist writer author
    artist actor actress singer musician player athlete coach leader official activist citizen resident owner
    manager director driver engineer expert critic analyst spokesman spokeswoman spokesperson politician voter
    refugee migrant visitor tourist neighbour neighbor guest victim witness adult teenager protester blogger
    customer consumer reader viewer
    """
)
PERSON_PRONOUNS = _set(
    """
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself we us our ours
    ourselves who whom whoever everyone everybody someone somebody anyone anybody nobody
    """
)
THING_PRONOUNS = _set(
    """
    what something anything nothing everything whatever
    """
)
LONG_PLACES = _set(
    """
    united states, united kingdom, united states of america, new zealand, south africa, north korea, south korea,
    saudi arabia, sri lanka, costa rica, el salvador, burkina faso, sierra leone, south sudan, papua new guinea,
    solomon islands, east timor, ivory coast, czech republic, dominican republic, united arab emirates, central
    african republic, bosnia and herzegovina, north macedonia, puerto rico, hong kong, new york, new york city, los
    angeles, san francisco, new delhi, buenos aires, rio de janeiro, mexico city, tel aviv, kuala lumpur, cape town,
    st petersburg, st. petersburg, nur-sultan, soviet union, middle east, central asia, north america, south
    america, latin america, western europe, eastern europe, southeast asia, northern ireland, great britain, silicon
    valley, aral sea, caspian sea, black sea
    """,
    separator=",",
)
MONTHS_AND_DAYS = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    october november december christmas easter ramadan
    """
)
KNOWN_ORGANISATIONS = _set(
    """
    google facebook twitter microsoft apple youtube whatsapp instagram nato unesco unicef nasa fbi cia bbc cnn nhs
    nba fifa uefa interpol opec oxfam greenpeace reuters
    """
)
HEADS_WITH_OF = _set(
    """
    gulf republic kingdom house sea bay isle cape strait state city lake battle duke prince minister secretary
    director centre center school court church bank academy board chamber office society treaty declaration
    """
)
