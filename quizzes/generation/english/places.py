"""Countries and continents by their usual English names, so that a place is only mistaken for one of its sort."""

from __future__ import annotations

COUNTRY_NAMES = """
afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain bangladesh
barbados belarus belgium belize benin bhutan bolivia botswana brazil britain brunei bulgaria burma burundi cambodia
cameroon canada chad chile china colombia congo croatia cuba cyprus denmark djibouti dominica ecuador egypt england
eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece greenland grenada
guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan
jordan kazakhstan kenya kiribati korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
liechtenstein lithuania luxembourg madagascar malawi malaya malaysia maldives mali malta mauritania mauritius mexico
moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands nicaragua niger nigeria
norway oman pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda
samoa scotland senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname sweden switzerland
syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan tuvalu uganda uk ukraine uruguay us
usa uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe
"""
COUNTRIES = frozenset(COUNTRY_NAMES.split()) | {
    "united states",
    "united kingdom",
    "great britain",
    "northern ireland",
    "new zealand",
    "south africa",
    "south korea",
    "north korea",
    "saudi arabia",
    "sri lanka",
    "costa rica",
    "ivory coast",
    "sierra leone",
    "burkina faso",
    "czech republic",
    "dominican republic",
    "el salvador",
    "united arab emirates",
    "papua new guinea",
    "solomon islands",
    "cook islands",
    "south sudan",
}
CONTINENTS = frozenset({"africa", "america", "antarctica", "asia", "europe", "oceania"}) | {
    f"{side} {land}"
    for side in ("north", "south", "east", "west", "latin", "central", "southern", "eastern", "western", "northern")
    for land in ("africa", "america", "asia", "europe")
}


def sort_of_place(name: str) -> str:
    """ "country", "continent", or "town" for any other name (a leading "the" does not count)."""
    low = name.lower().removeprefix("the ").strip(" .")
    if low in COUNTRIES:
        return "country"
    return "continent" if low in CONTINENTS else "town"
