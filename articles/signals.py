"""What articles announce; whoever leans on a text listens."""

from django.dispatch import Signal

# Sent by ingest inside its transaction, before rows are changed, with `edition` and `sentences`: the list of Sentence
# rows whose words will change or go.
sentences_changing = Signal()
