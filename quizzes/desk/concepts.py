"""The concepts of an article: their gloss, name and kind; two that mean the same made one.

Concepts are shared by all articles of the site. A teacher may change one that only her own articles speak of; what
others use as well, the operator changes.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from articles.merging import merge
from articles.models import Article, Concept
from quizzes.desk.access import for_teachers, load_article, load_concept, posted


def is_hers(request: HttpRequest, concept: Concept) -> bool:
    """Whether no article but her own speaks of it."""
    others = Article.objects.filter(concept_links__tag=concept).exclude(
        pk__in=Article.objects.editable_by(request.user).values("pk")
    )
    return not others.exists()


class ConceptForm(forms.ModelForm):
    name = forms.CharField(label="Name", max_length=160, error_messages={"required": "Write its name."})
    gloss = forms.CharField(
        label="Gloss",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A short explanation that opens when a student touches the word.",
    )

    class Meta:
        model = Concept
        fields = ["name", "kind", "gloss"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        twin = Concept.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).first()
        if twin:
            raise forms.ValidationError("There is a concept of this name already. Merge the two below instead.")
        if not slugify(name, allow_unicode=True):
            raise forms.ValidationError("Write a name with letters or digits.")
        return name

    def save(self, commit: bool = True) -> Concept:
        concept = super().save(commit=False)
        old = self.initial["name"]
        if concept.name != old and old not in concept.aliases:
            # The texts go on using the old name; loading them again must find this concept by it.
            concept.aliases = [*concept.aliases, old]
        if commit:
            concept.save()
        return concept


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label="It means the same as",
        queryset=Concept.objects.none(),
        error_messages={"required": "Choose the concept that stays."},
    )

    def __init__(
        self, *args: object, request: HttpRequest, article: Article, concept: Concept, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        same = Concept.objects.filter(article_links__content_object=article).exclude(pk=concept.pk).order_by("name")
        self.fields["into"].queryset = same  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@for_teachers
def concept_edit(request: HttpRequest, article: int, pk: int) -> HttpResponse:
    home = load_article(request, article)
    concept = load_concept(request, home, pk)
    hers = is_hers(request, concept)
    form = ConceptForm(posted(request)[0], instance=concept)
    if request.method == "POST" and hers and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("desk:article-detail", pk=home.pk)
    return _page(request, home, Concept.objects.get(pk=concept.pk), hers=hers, form=form)


@require_http_methods(["POST"])
@for_teachers
def concept_merge(request: HttpRequest, article: int, pk: int) -> HttpResponse:
    """This concept becomes another name of the one chosen."""
    home = load_article(request, article)
    concept = load_concept(request, home, pk)
    hers = is_hers(request, concept)
    form = MergeForm(request.POST, request=request, article=home, concept=concept)
    if not hers or not form.is_valid():
        return _page(request, home, concept, hers=hers, merge_form=form)
    into = form.cleaned_data["into"]
    if not is_hers(request, into):
        form.add_error("into", "Other teachers' articles speak of this one too. Ask the operator to merge them.")
        return _page(request, home, concept, hers=hers, merge_form=form)
    merge(into=into, others=[concept])
    messages.success(request, f"“{concept.name}” is another name of “{into.name}” now.")
    return redirect("desk:article-detail", pk=home.pk)


def _page(
    request: HttpRequest, home: Article, concept: Concept, *, hers: bool, **given: forms.BaseForm
) -> HttpResponse:
    form = given.get("form") or ConceptForm(instance=concept)
    merge_form = given.get("merge_form") or MergeForm(request=request, article=home, concept=concept)
    mentions = concept.mentions.filter(sentence__section__edition__article=home).select_related("sentence")
    context = {
        "article": home,
        "concept": concept,
        "is_hers": hers,
        "form": form,
        "merge_form": merge_form,
        "mentions": mentions[:12],
    }
    faulty = (not hers and request.method == "POST") or form.errors or merge_form.errors
    return render(request, "desk/concept_edit.html", context, status=422 if faulty else 200)
