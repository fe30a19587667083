"""Clean a text: mend what a copy, a scrape or a program broke, keep every change, and say what looks doubtful.

`clean` is the one way in. What it does can be undone piece by piece: `Cleaned.restore()` gives back the text as it was
given, to the last character, and `Cleaned.put_back` undoes any of the edits.
"""

from __future__ import annotations

from dataclasses import dataclass

from .attribution import attribution
from .characters import entities, invisible, letters, line_ends, odd_spaces
from .doubts import doubts
from .edits import Aside, Change, Doubt, Draft, Edit, Reason, Rule, located, replaced
from .furniture import furniture
from .glued import glued_labels, glued_tags, null_words
from .markup import emphasis, inline_marks, line_marks, note_marks, tags
from .mojibake import mojibake
from .pages import contents_list, mail, page_marks, subtitles
from .punctuation import missing_spaces, quotes, spaces, spaces_at_marks
from .wrapping import broken_paragraphs, hard_wraps, hyphenation

__all__ = ["RULES", "Aside", "Change", "Cleaned", "Doubt", "Draft", "Edit", "Reason", "clean"]

# In this order: characters first, for every later rule reads them; then what is around the article; then its lines.
RULES: tuple[Rule, ...] = (
    line_ends,
    mojibake,
    entities,
    entities,  # once more for what was coded twice
    invisible,
    letters,
    tags,
    odd_spaces,
    subtitles,
    mail,
    glued_labels,
    glued_tags,
    note_marks,
    inline_marks,
    emphasis,
    emphasis,  # once more for emphasis inside emphasis
    page_marks,
    contents_list,
    furniture,
    null_words,
    furniture,  # once more for menu words that a junk line kept apart
    attribution,
    hard_wraps,
    hyphenation,
    broken_paragraphs,
    line_marks,
    spaces,
    quotes,
    spaces_at_marks,
    missing_spaces,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as given and as kept, with every edit between the two (sorted, never overlapping) and every doubt."""

    given: str
    kept: str
    edits: tuple[Edit, ...]
    doubts: tuple[Doubt, ...]
    asides: tuple[Aside, ...] = ()

    @property
    def attribution(self) -> str:
        """Lines that say where the text comes from, cleaned, one below the other."""
        spans = [(edit.start, edit.end) for edit in self.edits if edit.reason is Reason.ATTRIBUTION]
        held = [aside for aside in self.asides if any(s <= aside.start and aside.end <= e for s, e in spans)]
        return "\n".join(aside.text for aside in sorted(held, key=lambda aside: aside.start))

    def restore(self) -> str:
        """The text as it was given, rebuilt from the kept text and the edits alone."""
        return replaced(self.kept, [(edit.at, edit.at + len(edit.inserted), edit.removed) for edit in self.edits])

    def put_back(self, *indices: int) -> Cleaned:
        """The text with the edits of these indices undone and all others standing. IndexError for an unknown index."""
        for index in indices:
            if not 0 <= index < len(self.edits):
                raise IndexError(f"There is no edit {index}: this text has {len(self.edits)}.")
        undone = set(indices)
        standing = [edit for index, edit in enumerate(self.edits) if index not in undone]
        kept = replaced(self.given, [(edit.start, edit.end, edit.inserted) for edit in standing])
        edits = located(self.given, [(edit.start, edit.end, edit.inserted, edit.reason) for edit in standing])
        return Cleaned(self.given, kept, edits, doubts(kept), self.asides)


def clean(given: str) -> Cleaned:
    """Clean `given`: any string goes in, and nothing of it is lost (`clean(given).restore() == given`)."""
    draft = Draft(given)
    for rule in RULES:
        draft.apply(rule)
    return Cleaned(given, draft.text, draft.edits(), doubts(draft.text), tuple(draft.asides))
