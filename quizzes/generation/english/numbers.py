"""Numbers as they are written in English: reading them, writing them alike, finding near-by ones."""

from __future__ import annotations

import re
from hashlib import blake2b

from articles.language.numerals import SMALL

UNITS = list(SMALL)
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
WORDS = {w: n for n, w in enumerate(UNITS)} | {w: n * 10 for n, w in enumerate(TENS) if n > 1}
PORTIONS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
PORTIONS |= {f"{word}s": size for word, size in PORTIONS.items()}
DIGITS = re.compile(r"^\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")
YEAR = re.compile(r"^(1[5-9]|20)\d\d$")


def pick(text: str, count: int) -> int:
    """A number below `count` fixed by the text alone, so that every run chooses alike."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") % max(count, 1)


def value(text: str) -> float | None:
    """The value of one written number (`1,853`, `7.5`, `twenty-five`), or None."""
    text = text.strip().lower()
    if DIGITS.match(text):
        return float(re.sub(r"[,  ]", "", text))
    if text in WORDS:
        return float(WORDS[text])
    tens, dash, unit = text.partition("-")
    if dash and WORDS.get(tens, 0) >= 20 and WORDS.get(unit, 99) < 10:
        return float(WORDS[tens] + WORDS[unit])
    return None


def in_words(number: int) -> str:
    """A number below a hundred in words."""
    if number < 20:
        return UNITS[number]
    return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


def written(number: float, like: str) -> str:
    """The number in the manner of the example: words for words, digits and thousands for digits."""
    if not any(c.isdigit() for c in like):
        if number == int(number) and 0 <= number < 100:
            word = in_words(int(number))
            return word[:1].upper() + word[1:] if like[:1].isupper() else word
        return f"{number:,.0f}"
    decimals = len(like.partition(".")[2]) if "." in like else 0
    grouped = "," in like or (number >= 10_000 and not YEAR.match(like))
    return f"{number:,.{decimals}f}" if grouped else f"{number:.{decimals}f}"


def grain(number: float) -> float:
    """The step a number seems rounded to: 1 for 37, 10 for 120, 1000 for 25,000, 0.1 for 7.5."""
    if number != int(number):
        return 0.1
    step = 1.0
    while number and number % (step * 10) == 0:
        step *= 10
    return step


def roundness(number: float) -> int:
    """How many noughts a number ends in: 0 for 37, 1 for 120, 3 for 25,000."""
    step = grain(number)
    return len(f"{step:.0f}") - 1 if step >= 1 else 0


def near(text: str, how_many: int = 3, percent: bool = False) -> tuple[str, ...]:
    """Other numbers a reader could take for this one: same manner, same grain, clearly different."""
    number = value(text)
    if number is None or number <= 0:
        return ()
    if YEAR.match(text):
        steps = (2, 3, 4, 5) if number >= 1990 else (4, 6, 9, 12)
        if number > 2025 and number % 10 == 0:
            steps = (10, 20, 30, 40)
        candidates = [number + s for s in sorted((*steps, *(-s for s in steps)))]
    elif number <= 12 and number == int(number):
        small = (-2, -1, 1, 2, 3) if number <= 6 else (-4, -3, -2, 2, 3, 4)
        candidates = [number + s for s in small if number + s >= 2]
    elif number < 100 and number % 5 == 0:
        candidates = [number + s for s in (-20, -15, -10, 10, 15, 20, 25) if number + s >= 5]
    elif number <= 100 and grain(number) == 1:
        candidates = [
            number + s for s in (-17, -13, -9, -6, -4, 4, 6, 9, 13, 17) if number + s > 2 and abs(s) > 0.1 * number
        ]
    else:
        step = grain(number)
        if number / step >= 10 and number / step % 5 == 0:
            step *= 5
        factors = (0.4, 0.5, 0.6, 0.7, 1.4, 1.5, 1.75, 2.0)
        candidates = [max(step, round(number * f / step) * step) for f in factors]
    if percent:
        candidates = [c for c in candidates if c < 100]
    start = pick(text, len(candidates)) if candidates else 0
    found: list[str] = []
    stride = 3 if len(candidates) % 3 else 1
    for i in range(len(candidates)):
        shown = written(candidates[(start + i * stride) % len(candidates)], text)
        if shown != text and value(shown) != number and shown not in found:
            found.append(shown)
    return tuple(found[:how_many])


def variants(text: str) -> tuple[str, ...]:
    """Other ways to type the same number: digits for words, words for small digits, with or without commas."""
    number = value(text)
    if number is None:
        return ()
    if YEAR.match(text):
        return ()
    found = {f"{number:,.0f}", f"{number:.0f}"} if number == int(number) else {str(number)}
    if number == int(number) and number < 100:
        found.add(in_words(int(number)))
    if number in {100.0, 1e3, 1e6, 1e9}:
        name = {100.0: "hundred", 1e3: "thousand", 1e6: "million", 1e9: "billion"}[number]
        found |= {f"a {name}", f"one {name}", name}
    if number % 100_000 == 0 and 100_000 <= number < 1e6:
        found |= {f"{in_words(int(number / 100_000))} hundred thousand", f"{number / 1000:.0f} thousand"}
    for size, name in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand"), (1e2, "hundred")):
        if number >= size and number % size == 0 and number / size < 100:
            found |= {f"{in_words(int(number / size))} {name}", f"{number / size:.0f} {name}"}
            break
    return tuple(sorted(found - {text}))
