"""From scores of arcs to one tree: the best one with exactly one root (Chu and Liu 1965; Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROOTS_TRIED = 3
NEVER = -1e9


def best_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the head of each word. ``scores[i, j]``: log-probability that j heads i; i = j means the root."""
    heads = scores.argmax(axis=1)
    if is_tree(heads):
        return heads
    best, best_total = heads, -np.inf
    for root in np.argsort(-np.diag(scores), kind="stable")[:ROOTS_TRIED]:
        candidate = _arborescence(scores, int(root))
        total = float(scores[np.arange(len(scores)), candidate].sum())
        if total > best_total:
            best, best_total = candidate, total
    return best


def is_tree(heads: NDArray[np.int64]) -> bool:
    """Tell whether the heads form one tree with one root, which is its own head."""
    places = np.arange(len(heads))
    if int((heads == places).sum()) != 1:
        return False
    above = heads
    steps = 1
    while steps < len(heads):  # pointer doubling: after that many steps every word has reached the root
        above = above[above]
        steps *= 2
    return bool((heads[above] == above).all())


def _arborescence(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Return the best tree under a given root."""
    size = len(scores)
    weights = scores.astype(np.float64).copy()
    np.fill_diagonal(weights, NEVER)
    weights[root] = NEVER
    heads = _contract(weights, root)
    heads[root] = root
    return np.asarray(heads[:size], dtype=np.int64)


def _contract(weights: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """One round of Edmonds: take the best head for all; melt a cycle into one node and solve the smaller problem."""
    size = len(weights)
    heads = weights.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return heads
    rest = [i for i in range(size) if i not in set(cycle)]
    inside, outer = np.array(cycle), np.array(rest)
    kept = weights[inside, heads[inside]]
    smaller = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    smaller[:-1, :-1] = weights[np.ix_(outer, outer)]
    entering = weights[np.ix_(inside, outer)] - kept[:, None]  # what breaking the cycle at a word gains
    smaller[-1, :-1] = entering.max(axis=0)
    enter_at = inside[entering.argmax(axis=0)]
    leaving = weights[np.ix_(outer, inside)]
    smaller[:-1, -1] = leaving.max(axis=1)
    leave_from = inside[leaving.argmax(axis=1)]
    np.fill_diagonal(smaller, NEVER)
    solved = _contract(smaller, rest.index(root))
    for place, word in enumerate(rest):
        if word != root:
            heads[word] = leave_from[place] if solved[place] == len(rest) else rest[solved[place]]
    outside = solved[len(rest)]
    heads[enter_at[outside]] = rest[outside]
    return heads


def _cycle(heads: NDArray[np.int64], root: int) -> list[int]:
    """Return the words of one cycle, or nothing."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for word in range(len(heads)):
        path = []
        place = word
        while state[place] == 0:
            state[place] = 1
            path.append(place)
            place = int(heads[place])
        if state[place] == 1:
            return path[path.index(place) :]
        state[path] = 2
    return []
