"""Units as texts write them, each with the name that values carry."""

from __future__ import annotations

CURRENCY_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₸": "tenge", "₽": "rouble", "₹": "rupee"}
CURRENCY_PREFIXES = {"us", "c", "a", "hk", "nz", "u.s."}  # US $ 3bn
CURRENCY_WORDS = {
    "dollar": "dollar", "dollars": "dollar", "pound": "pound", "pounds": "pound", "euro": "euro", "euros": "euro",
    "yen": "yen", "tenge": "tenge", "ruble": "rouble", "rubles": "rouble", "rouble": "rouble", "roubles": "rouble",
    "rupee": "rupee", "rupees": "rupee", "yuan": "yuan", "cent": "cent", "cents": "cent", "pence": "penny",
    "penny": "penny", "francs": "franc", "pesos": "peso", "reais": "real", "lira": "lira", "usd": "dollar",
    "kzt": "tenge", "bitcoins": "bitcoin",
}  # fmt: skip
TIME_UNITS = {
    name: unit
    for unit, names in {
        "second": "second seconds sec secs",
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "fortnight": "fortnight fortnights",
        "month": "month months",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
    }.items()
    for name in names.split()
}
UNITS = {
    name: unit
    for unit, names in {
        "kilometre": "km kms kilometre kilometres kilometer kilometers",
        "metre": "metre metres meter meters",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "millimetre": "mm millimetre millimetres millimeter millimeters",
        "mile": "mile miles mi",
        "foot": "foot feet ft",
        "inch": "inch inches",
        "yard": "yard yards",
        "kilogram": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
        "gram": "g gram grams gramme grammes",
        "tonne": "tonne tonnes",
        "ton": "ton tons",
        "pound_weight": "lb lbs",
        "ounce": "oz ounce ounces",
        "stone": "stone",
        "litre": "l litre litres liter liters",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "hectare": "hectare hectares ha",
        "acre": "acre acres",
        "degree": "degree degrees °c °f ° c°",
        "kilometre_per_hour": "km/h kmh kph",
        "mile_per_hour": "mph",
        "watt": "watt watts",
        "kilowatt": "kw kilowatt kilowatts",
        "megawatt": "mw megawatt megawatts",
        "megabit": "mbps megabit megabits",
        "megabyte": "mb megabyte megabytes",
        "gigabyte": "gb gigabyte gigabytes",
        "calorie": "calorie calories kcal",
    }.items()
    for name in names.split()
}
SQUARE = {"square", "sq", "sq.", "cubic"}
_MODIFIERS = """
    more than, less than, fewer than, at least, at most, up to, as many as, as much as, as few as, as little as,
    no more than, no fewer than, no less than, not more than, nearly, almost, about, around, roughly, approximately,
    over, under, only, just, just over, just under, well over, some, exactly, an estimated, an average of, a total of,
    close to, below, above
"""
MODIFIERS = tuple(" ".join(phrase.split()) for phrase in _MODIFIERS.split(","))
