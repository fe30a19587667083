"""The word splitter: spaCy's English rules, brought nearer to the Universal Dependencies treebanks.

The treebanks split compounds at their hyphens (nine - month) but not after a prefix (re-elected, non-avian), split
ranges and codes at their dash (2011 – 2012, F - 16), and keep the point of an abbreviation.
"""

from __future__ import annotations

from typing import Any

# Prefixes that English writes with a hyphen and the treebanks leave in one piece.
PREFIXES = [
    "anti",
    "ante",
    "bi",
    "bio",
    "co",
    "counter",
    "cross",
    "de",
    "e",
    "ex",
    "extra",
    "hyper",
    "inter",
    "intra",
    "mega",
    "meta",
    "micro",
    "mid",
    "mini",
    "mis",
    "mono",
    "multi",
    "non",
    "over",
    "para",
    "post",
    "pre",
    "pro",
    "pseudo",
    "re",
    "semi",
    "sub",
    "super",
    "trans",
    "tri",
    "ultra",
    "un",
    "under",
    "uni",
    "vice",
]
ABBREVIATIONS = [
    "al.",
    "etc.",
    "Nos.",
    "Vol.",
    "vol.",
    "pp.",
    "Fig.",
    "fig.",
    "Figs.",
    "approx.",
    "est.",
    "ca.",
    "Capt.",
    "Cmdr.",
    "Maj.",
    "Pres.",
    "Supt.",
    "Insp.",
    "Hon.",
    "Messrs.",
    "Mme.",
    "Mlle.",
    "Sgt.",
    "Col.",
    "Lt.",
    "Cpl.",
    "Gov.",
    "Sen.",
    "Rep.",
    "Rev.",
    "St.",
    "Mt.",
    "Ft.",
    "Jr.",
    "Sr.",
    "Inc.",
    "Ltd.",
    "Corp.",
    "Co.",
    "Bros.",
    "vs.",
    "Jan.",
    "Feb.",
    "Apr.",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
]


def make_tokenizer(nlp: Any) -> Any:
    """Return the splitter for a blank English pipeline ``nlp``."""
    from spacy.attrs import ORTH
    from spacy.lang.char_classes import (
        ALPHA,
        ALPHA_LOWER,
        ALPHA_UPPER,
        CONCAT_QUOTES,
        LIST_ELLIPSES,
        LIST_ICONS,
        PUNCT,
    )
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    spared = "".join(rf"(?<!\b{form})" for prefix in PREFIXES for form in (prefix, prefix.title()))
    infixes = [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+\*^](?=[0-9-])",
        r"(?<=[0-9])[-–—](?=[0-9£$€])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}\.0-9])(?:-{{2,}}|[–—―~])(?=[{ALPHA}0-9\"“‘'])",
        rf"{spared}(?<=[{ALPHA}\.%’'])-(?=[{ALPHA}0-9])",
        rf"(?<=[0-9])-(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[:<>=](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]{{2}})/(?=[{ALPHA}]{{2}})",
        rf"(?<=[{ALPHA}0-9][\])”\"])[-–—](?=[{ALPHA}0-9\[(“\"])",
        rf"(?<=[{ALPHA}0-9,.!?])[“”()\[\]](?=[{ALPHA}0-9,.;:“”()\[\]–—-])",
        r"(?<=[.,!?A-Za-z])[”\"](?=[–—-])",
        rf"(?<=[{ALPHA}][.!?])[”\"](?=[{ALPHA_UPPER}])",
    ]
    rules = dict(nlp.Defaults.tokenizer_exceptions)
    rules |= {word: [{ORTH: word}] for word in ABBREVIATIONS}
    rules["and/or"] = [{ORTH: "and"}, {ORTH: "/"}, {ORTH: "or"}]
    prefixes = [r"US(?=\$)", r"[-–—](?=[0-9A-Za-z£$€])", *nlp.Defaults.prefixes]
    suffixes = [*nlp.Defaults.suffixes, rf"(?<=[{ALPHA}0-9{PUNCT}])[-–—]+"]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=nlp.Defaults.token_match,
        url_match=nlp.Defaults.url_match,
    )
