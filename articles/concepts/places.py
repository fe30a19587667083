"""Countries and the words for what belongs to them: "Kazakh" and "Kazakhstan's" say the same of a government.

Names as English-language atlases give them; each line: the country, its adjectives, other names after a stroke.
"""

from __future__ import annotations

_TABLE = """
afghanistan: afghan
albania: albanian
algeria: algerian
argentina: argentine argentinian
armenia: armenian
australia: australian
austria: austrian
azerbaijan: azerbaijani azeri
bangladesh: bangladeshi
belarus: belarusian
belgium: belgian
bolivia: bolivian
bosnia: bosnian | bosnia and herzegovina
botswana: botswanan
brazil: brazilian
britain: british | united kingdom, uk, great britain
bulgaria: bulgarian
cambodia: cambodian
cameroon: cameroonian
canada: canadian
chad: chadian
chile: chilean
china: chinese | people's republic of china
colombia: colombian
congo: congolese
croatia: croatian
cuba: cuban
cyprus: cypriot
czech republic: czech | czechia
denmark: danish
ecuador: ecuadorian
egypt: egyptian
england: english
estonia: estonian
ethiopia: ethiopian
fiji: fijian
finland: finnish
france: french
georgia: georgian
germany: german
ghana: ghanaian
greece: greek
greenland: greenlandic
guatemala: guatemalan
haiti: haitian
hungary: hungarian
iceland: icelandic
india: indian
indonesia: indonesian
iran: iranian
iraq: iraqi
ireland: irish
israel: israeli
italy: italian
jamaica: jamaican
japan: japanese
jordan: jordanian
kazakhstan: kazakh kazakhstani | republic of kazakhstan
kenya: kenyan
kosovo: kosovan
kuwait: kuwaiti
kyrgyzstan: kyrgyz kyrgyzstani
laos: laotian
latvia: latvian
lebanon: lebanese
libya: libyan
lithuania: lithuanian
malaysia: malaysian
mali: malian
malta: maltese
mexico: mexican
moldova: moldovan
mongolia: mongolian mongol
morocco: moroccan
mozambique: mozambican
myanmar: burmese | burma
namibia: namibian
nepal: nepalese nepali
netherlands: dutch | holland
new zealand: new-zealand
nicaragua: nicaraguan
nigeria: nigerian
north korea: north-korean
norway: norwegian
pakistan: pakistani
palestine: palestinian
panama: panamanian
paraguay: paraguayan
peru: peruvian
philippines: philippine filipino
poland: polish
portugal: portuguese
qatar: qatari
romania: romanian
russia: russian | russian federation
rwanda: rwandan
saudi arabia: saudi
scotland: scottish
senegal: senegalese
serbia: serbian
singapore: singaporean
slovakia: slovak slovakian
slovenia: slovenian slovene
somalia: somali
south africa: south-african
south korea: south-korean korean
soviet union: soviet | ussr
spain: spanish
sri lanka: sri-lankan
sudan: sudanese
sweden: swedish
switzerland: swiss
syria: syrian
taiwan: taiwanese
tajikistan: tajik tajikistani
tanzania: tanzanian
thailand: thai
tunisia: tunisian
turkey: turkish | turkiye
turkmenistan: turkmen
uganda: ugandan
ukraine: ukrainian
united arab emirates: emirati | uae
united states: american us u.s. | united states of america, usa, us, u.s., america
uruguay: uruguayan
uzbekistan: uzbek uzbekistani
venezuela: venezuelan
vietnam: vietnamese
wales: welsh
yemen: yemeni
zambia: zambian
zimbabwe: zimbabwean
africa: african
asia: asian
central asia: central-asian
europe: european
latin america: latin-american
"""


def _read_table() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        country, _, rest = line.partition(":")
        words, _, others = rest.partition("|")
        names[country] = country
        names.update({other.strip(): country for other in others.split(",") if other.strip()})
        adjectives.update({word.replace("-", " "): country for word in words.split()})
    return names, adjectives


# Lower-case name or other name → the country; lower-case adjective → the country.
COUNTRIES, DEMONYMS = _read_table()
REGIONS = frozenset({"africa", "asia", "central asia", "europe", "latin america"})
