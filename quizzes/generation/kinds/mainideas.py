"""What an article or section is mainly about: its leading statement beside true but narrow ones and a changed one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzes.generation.asking.options import compatible, overlap
from quizzes.generation.candidates import Candidate, Choice
from quizzes.generation.grammar.tree import Tree
from quizzes.generation.stating import anchors
from quizzes.generation.stating.statements import Statement
from quizzes.generation.types import ItemKind, Role
from quizzes.generation.workshop import Workshop

DAMPING = 0.85
ROUNDS = 30
LEAD = 4
"""The key must stand among the first sentences of its section."""
AHEAD = 1.08
"""How far ahead of the next statement the key must be."""
PLAIN = 0.8
"""How much of everything a key must have: below, no single sentence sums the text up."""
NARROW = 0.72
"""How much of the key's worth a detail may have at most."""
FEWEST_SENTENCES = 8
CONCEPTS = 8
SAME = 0.5
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


def propose(shop: Workshop) -> Iterator[Candidate]:
    """One question for the article where it has one section, else for each section with a heading, two at most."""
    trees = [t for t in shop.article.trees if len(t.sentences) >= FEWEST_SENTENCES]
    made = 0
    for tree in trees:
        heading = tree.passage.heading.strip(" .:?!")
        if len(shop.article.trees) > 1 and (not heading or "“" in heading or len(heading.split()) > 8):
            continue
        place = f"the section “{heading}”" if len(shop.article.trees) > 1 else "the article"
        candidate = summed_up(shop, tree, f"Which of these statements best sums up what {place} is about?")
        if candidate is None:
            shop.refuse(tree, 0, "main_idea", "no_clear_lead")
            continue
        yield candidate
        made += 1
        if made == 2:
            return


def lemmas(tree: Tree, tokens: Sequence[int]) -> frozenset[str]:
    """The telling base forms among the tokens."""
    return frozenset(tree.lemma(i) for i in tokens if tree.tokens[i].pos in CONTENT and len(tree.tokens[i].text) > 2)


def centrality(tree: Tree) -> list[float]:
    """How central each sentence is, the highest being 1: PageRank over shared lemmas (TextRank, Mihalcea 2004)."""
    bags = [lemmas(tree, range(s.first, s.last + 1)) for s in tree.sentences]
    size = len(bags)
    weights = [
        [len(a & b) / (len(a) + len(b)) if n != m and a and b else 0.0 for m, b in enumerate(bags)]
        for n, a in enumerate(bags)
    ]
    totals = [sum(row) for row in weights]
    ranks = [1.0 / size] * size
    for _ in range(ROUNDS):
        ranks = [
            (1 - DAMPING) / size + DAMPING * sum(ranks[m] * weights[m][n] / totals[m] for m in range(size) if totals[m])
            for n in range(size)
        ]
    most = max(ranks, default=1.0)
    return [r / most for r in ranks]


def concepts(tree: Tree) -> dict[str, float]:
    """The nouns and names that the passage uses most, with their share of all those uses."""
    counts: dict[str, int] = {}
    for t in tree.tokens:
        if t.pos in {"NOUN", "PROPN"} and len(t.text) > 2:
            counts[tree.lemma(t.index)] = counts.get(tree.lemma(t.index), 0) + 1
    most = sorted((lemma for lemma in counts if counts[lemma] > 1), key=lambda x: (-counts[x], x))[:CONCEPTS]
    total = sum(counts[x] for x in most)
    return {x: counts[x] / total for x in most} if total else {}


def weights_of(shop: Workshop, tree: Tree) -> list[tuple[float, Statement]]:
    """The passage's statements with how well each sums it up, best first."""
    central, main = centrality(tree), concepts(tree)
    found = []
    for s in shop.statements:
        if s.tree is not tree or s.fact.kind not in {"main", "coordinate"}:
            continue
        said = lemmas(tree, s.tokens)
        covered = sum(share for lemma, share in main.items() if lemma in said)
        lead = 1 / (1 + 0.35 * s.fact.sentence)
        figures = sum(tree.tokens[i].pos == "NUM" for i in s.tokens)
        value = 0.4 * covered / 0.5 + 0.3 * central[s.fact.sentence] + 0.3 * lead - 0.05 * figures
        found.append((value, s))
    return sorted(found, key=lambda p: (-p[0], p[1].fact.head))


def summed_up(shop: Workshop, tree: Tree, stem: str) -> Candidate | None:
    """The question, or None where no statement is clearly ahead of those that say something else."""
    found = weights_of(shop, tree)
    if len(found) < 5:
        return None
    value, key = found[0]
    text = key.text.rstrip(".")
    if key.fact.sentence >= LEAD or key.fact.kind != "main" or figured(key):
        return None
    if value < PLAIN or key.fact.copular:
        return None
    if not 9 <= len(text.split()) <= 30 or key.fact.negation is not None:
        return None
    rest = [(v, s) for v, s in found[1:] if s.fact.sentence != key.fact.sentence]
    if not rest or value < AHEAD * rest[0][0]:
        return None
    wrong = narrow(tree, text, [(v, s) for v, s in rest if v < NARROW * value and s.fact.sentence >= LEAD])
    general = turned(shop, key, text, [s for v, s in rest if v >= NARROW * value])
    if general and len(wrong) >= 3 - len(general):
        wrong = [*general, *wrong[: 3 - len(general)]]
    if len(wrong) < 3:
        return None
    return Candidate(
        kind=ItemKind.CHOICE,
        template="main_idea",
        stem=stem,
        answer=text,
        statement=key,
        wrong=tuple(wrong[:3]),
        asked=key.tokens,
        sentences=key.sentences,
        worth=0.9,
        key_rationale="Most of what the text tells belongs to this.",
    )


def figured(statement: Statement) -> bool:
    """Whether a statement holds a figure, as details do; "one of" is none."""
    tree = statement.tree
    return any(tree.tokens[i].pos == "NUM" and tree.word(i) != "one" for i in statement.tokens)


def narrow(tree: Tree, key: str, rest: list[tuple[float, Statement]]) -> list[Choice]:
    """True statements of single details, nearest to the key in length, from different parts of the text."""
    found: list[Choice] = []
    texts = [key]
    paragraphs: set[int] = set()
    ranked = sorted(rest, key=lambda p: (abs(len(p[1].text) - len(key)) // 8, p[0]))
    for spread in (True, False):
        for _, s in ranked:
            text = s.text.rstrip(".")
            paragraph = tree.sentences[s.fact.sentence].paragraph
            if (spread and paragraph in paragraphs) or len(text.split()) < 6 or plain_problem(s):
                continue
            if not compatible(text, texts) or any(overlap(text, other) > 0.25 for other in texts):
                continue
            paragraphs.add(paragraph)
            texts.append(text)
            found.append(Choice(text, Role.ELSEWHERE, "The text says this, but it is only one detail of it."))
    return found


def turned(shop: Workshop, key: Statement, text: str, central: Sequence[Statement]) -> list[Choice]:
    """At most two options as general as the key but false: the key, and another central statement, turned round."""
    found: list[Choice] = []
    for s in (key, *central):
        own = text if s is key else s.text.rstrip(".")
        made = changed(shop, s, own) if s is key or not plain_problem(s) else None
        fits = made is not None and compatible(made.text, [text, *(c.text for c in found)])
        if made is not None and fits and len(found) < 2 and not any(overlap(made.text, c.text) > SAME for c in found):
            found.append(made)
    return found


def plain_problem(statement: Statement) -> bool:
    """Whether a statement leans on its paragraph too much for a list of options: "the talks", "in their work"."""
    tree = statement.tree
    leads = any(tree.tokens[i].tag == "PRP$" and i not in statement.swaps for i in statement.lead)
    return leads or bool(anchors.loose_definites(statement))


def changed(shop: Workshop, key: Statement, text: str) -> Choice | None:
    """The key itself with one point turned round."""
    for change in shop.changer.changes(key):
        if change.kind == "direction" and change.weight >= 0.7:
            other = key.say(swaps=change.swaps).rstrip(".")
            made = other[:1].upper() + other[1:]
            if made != text and compatible(made, [text]):
                return Choice(made, Role.MISREAD, change.rationale)
    return None
