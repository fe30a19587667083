from itertools import groupby

from django.db import migrations
from django.db.models import Window
from django.db.models.functions import RowNumber


def number_revisions(apps, schema_editor):
    """Every answer to a question in an attempt gets its number, the oldest first."""
    responses = apps.get_model("quizzes", "Response").objects.using(schema_editor.connection.alias)
    numbered = responses.exclude(question=None).annotate(
        place=Window(RowNumber(), partition_by=["attempt", "question"], order_by="pk")
    )
    later = numbered.filter(place__gt=1).order_by("place").values_list("place", "pk")
    for place, rows in groupby(list(later), key=lambda row: row[0]):
        pks = [pk for _, pk in rows]
        for at in range(0, len(pks), 500):
            responses.filter(pk__in=pks[at : at + 500]).update(revision=place)


class Migration(migrations.Migration):

    dependencies = [("quizzes", "0004_revisions_and_progress_marks")]

    operations = [migrations.RunPython(number_revisions, migrations.RunPython.noop)]
