"""Forms of one question: its words, its options and key, its evidence by sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from articles.models import Edition, Sentence
from quizzes.advice import Draft
from quizzes.models import Question
from quizzes.writing import Written, WrittenOption

Kind = Question.Kind
MOST_OPTIONS = 5
KINDS_TO_WRITE = [Kind.CHOICE, Kind.TRUE_FALSE, Kind.SHORT, Kind.CLOZE, Kind.ORDER]
WITH_OPTIONS = {Kind.CHOICE, Kind.TRUE_FALSE, Kind.EVIDENCE}
TYPED = {Kind.SHORT, Kind.CLOZE}


class QuestionForm(forms.Form):
    """`kind` is fixed before; `sentences` are those that may be evidence. With `strict`, what publishing asks for is
    asked here already, so that each fault stands by its field."""

    stem = forms.CharField(
        label="Question",
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the question."},
    )
    understanding = forms.ChoiceField(
        label="What it asks of the reader", choices=Question.Understanding, initial=Question.Understanding.FIND
    )
    explanation = forms.CharField(
        label="Why it is right",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Shown after the answer, beside the lit sentence. May stay empty.",
    )
    key = forms.ChoiceField(label="The right answer", required=False, widget=forms.RadioSelect)
    accepted = forms.CharField(
        label="Answers that count as right",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line. The first is shown as the answer.",
    )
    events = forms.CharField(
        label="Events in their right order",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One a line, at least three. Students see them shuffled.",
    )
    evidence = forms.TypedMultipleChoiceField(label="Evidence", coerce=int, required=False)

    def __init__(
        self, *args: Any, kind: str, sentences: Iterable[Sentence], strict: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.strict = strict
        self.sentences = {sentence.pk: sentence for sentence in sentences}
        self.fields["evidence"].choices = [(pk, sentence.text) for pk, sentence in self.sentences.items()]  # type: ignore[attr-defined]
        self.places = list(range(2 if kind == Kind.TRUE_FALSE else MOST_OPTIONS))
        self.fields["key"].choices = [(str(place), f"Option {place + 1}") for place in self.places]  # type: ignore[attr-defined]
        for place in self.places:
            self.fields[f"option_{place}"] = forms.CharField(
                label=f"Option {place + 1}", required=False, max_length=600
            )
            self.fields[f"rationale_{place}"] = forms.CharField(
                label=f"Why one may choose option {place + 1}", required=False, max_length=600
            )
        if kind == Kind.TRUE_FALSE:
            self.fields["stem"].label = "Statement"
            for place, word in enumerate(("True", "False")):
                self.initial.setdefault(f"option_{place}", word)
        if kind == Kind.CLOZE:
            self.fields["stem"].help_text = "Show the gap by three underscores: ___"

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the template shows for each option."""
        chosen = str(self["key"].value() or "")
        return [
            {
                "place": place,
                "is_key": chosen == str(place),
                "text": self[f"option_{place}"],
                "rationale": self[f"rationale_{place}"],
            }
            for place in self.places
        ]

    @property
    def chosen(self) -> set[int]:
        return {int(pk) for pk in (self["evidence"].value() or []) if str(pk).isdigit()}

    def clean_accepted(self) -> tuple[str, ...]:
        lines = _lines(self.cleaned_data["accepted"])
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError("An accepted answer may have at most 300 characters.")
        return lines

    def clean_events(self) -> tuple[str, ...]:
        return _lines(self.cleaned_data["events"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        options = self._options(data)
        data["options"] = options
        if self.strict:
            self._ask_for_proof(data, options)
        return data

    def _options(self, data: dict[str, Any]) -> tuple[WrittenOption, ...]:
        if self.kind == Kind.ORDER:
            return tuple(WrittenOption(text, is_key=False) for text in data.get("events") or ())
        if self.kind in TYPED:
            return ()
        found = []
        for place in self.places:
            text = (data.get(f"option_{place}") or "").strip()
            is_key = data.get("key") == str(place)
            if text:
                found.append(WrittenOption(text, is_key, (data.get(f"rationale_{place}") or "").strip()))
            elif is_key:
                self.add_error("key", "The option that you marked as right is empty.")
        texts = [option.text.casefold() for option in found]
        if len(set(texts)) < len(texts):
            self.add_error("key", "Two options say the same. Change one of them.")
        return tuple(found)

    def _ask_for_proof(self, data: dict[str, Any], options: tuple[WrittenOption, ...]) -> None:
        if not data.get("evidence"):
            self.add_error("evidence", "Choose the sentence of the text that proves the answer.")
        if self.kind == Kind.ORDER and len(options) < 3:
            self.add_error("events", "Putting in order needs at least three events.")
        if self.kind in TYPED and not data.get("accepted"):
            self.add_error("accepted", "Write at least one answer that counts as right.")
        if self.kind in WITH_OPTIONS and not self.errors.get("key"):
            if len(options) < 2:
                self.add_error("key", "Write at least two options.")
            elif not any(option.is_key for option in options):
                self.add_error("key", "Mark the option that is right.")

    def written(self) -> Written:
        data = self.cleaned_data
        return Written(
            stem=data["stem"],
            explanation=data["explanation"],
            understanding=data["understanding"],
            options=data["options"],
            accepted=tuple(dict.fromkeys(data["accepted"])) if self.kind in TYPED else (),
            evidence=tuple(data["evidence"]),
        )

    def draft(self) -> Draft:
        """What stands on the page, valid or not, for advice."""

        def value(name: str) -> str:
            return str(self[name].value() or "").strip()

        options = tuple((value(f"option_{p}"), value("key") == str(p)) for p in self.places)
        return Draft(
            kind=self.kind,
            stem=value("stem"),
            options=options if self.kind in WITH_OPTIONS else (),
            accepted=_lines(value("accepted")) if self.kind in TYPED else (),
            evidence=" ".join(self.sentences[pk].text for pk in sorted(self.chosen) if pk in self.sentences),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def initial_of(question: Question) -> dict[str, Any]:
    """What the form shows for a stored question."""
    initial: dict[str, Any] = {
        "stem": question.stem,
        "explanation": question.explanation,
        "understanding": question.understanding,
        "accepted": "\n".join(answer.text for answer in question.accepted_answers.all()),
        "evidence": [piece.sentence_id for piece in question.evidence.all() if piece.sentence_id],
    }
    options = list(question.options.all())
    if question.kind == Kind.ORDER:
        initial["events"] = "\n".join(option.text for option in options)
    for place, option in enumerate(options[:MOST_OPTIONS]):
        initial[f"option_{place}"] = option.text
        initial[f"rationale_{place}"] = option.rationale
        if option.is_key:
            initial["key"] = str(place)
    return initial


def sentences_of(edition: Edition) -> list[Sentence]:
    return list(Sentence.objects.filter(section__edition=edition).order_by("section__position", "position"))
