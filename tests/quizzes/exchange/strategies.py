"""Questions of every kind, with the letters of Kazakh and Russian and every sign that a format keeps for itself."""

from __future__ import annotations

from hypothesis import strategies as st

from quizzes.exchange.question import LEVELS, ROLE_LETTERS, ExchangeOption, ExchangeQuestion, tidy

TRAPS = [
    "~", "=", "#", "{", "}", ":", "::", "\\", "\\n", "->", "//", "[html]", "[plain]", "%50%", "%100%", "####", "*",
    "\\*", "$CATEGORY:", "&&058;", "{>3", "<b>", "&amp;", "&", "]]>", "<![CDATA[", '"', "'", "“", "”", "In the text: “",
    "\\In the text: “x”", "T", "TRUE", "true", "0", "@", "+", "-", ",", ";", "\t", "\n", "\n\n", " ", "  ", "_____",
    "[tag:x]", "]", "→", "ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "і", "Щ", "ё", "Тоқтар", "1991", "\u00a0", "\u2028",
    "\u0085", "🌊", "</text>",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(TRAPS), st.text(max_size=3)), min_size=1, max_size=7).map("".join)
filled = texts.map(lambda text: text.strip() + "а")
tags = st.lists(texts, max_size=3).map(tuple)
quotes = st.lists(texts, max_size=2).map(tuple)
roles = st.sampled_from([role for role in ROLE_LETTERS if role != "key"])


@st.composite
def questions(draw: st.DrawFn) -> ExchangeQuestion:
    kind = draw(st.sampled_from(["choice", "true_false", "cloze", "typed cloze", "short", "order", "evidence"]))
    options: tuple[ExchangeOption, ...] = ()
    accepted: tuple[str, ...] = ()
    if kind == "order":
        options = tuple(ExchangeOption(text) for text in draw(st.lists(filled, min_size=2, max_size=5)))
    elif kind in ("short", "typed cloze"):
        accepted = tuple(draw(st.lists(filled, min_size=1, max_size=3)))
    elif kind == "true_false":
        key = draw(st.booleans())
        options = (
            ExchangeOption("True", key, "" if key else draw(roles), draw(texts)),
            ExchangeOption("False", not key, draw(roles) if key else "", draw(texts)),
        )
    else:
        words = draw(st.lists(filled, min_size=2, max_size=5))
        key_at = draw(st.integers(0, len(words) - 1))
        options = tuple(
            ExchangeOption(text, place == key_at, draw(roles), draw(st.just("") | texts))
            for place, text in enumerate(words)
        )
    return tidy(
        ExchangeQuestion(
            "cloze" if kind == "typed cloze" else kind,
            draw(filled),
            options,
            accepted,
            draw(st.just("") | texts),
            draw(st.sampled_from(LEVELS)),
            draw(tags),
            draw(quotes),
        )
    )
