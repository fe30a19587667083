"""Triggers by which the database itself keeps the first promise: no question is ready without evidence that stands in
its text and a key.

A rule across tables cannot be a constraint, so it is a set of triggers, in the dialects of SQLite and PostgreSQL. They
refuse to make a question ready that does not qualify, and turn a ready one stale when its evidence is taken away or
its sentence changes. SQLite drops the triggers of a table that a migration rebuilds, so they are lowered before every
migration and raised again after it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

REFUSAL = "a ready question needs evidence that stands in its sentence, and a key"

# {q}: the id of the question, as an expression.
UNPROVEN = """(
  NOT EXISTS (SELECT 1 FROM quizzes_evidence e WHERE e.question_id = {q})
  OR EXISTS (
    SELECT 1 FROM quizzes_evidence e LEFT JOIN articles_sentence s ON s.id = e.sentence_id
    WHERE e.question_id = {q} AND (s.id IS NULL OR substr(s.text, e.start + 1, e."end" - e.start) <> e.quote)
  )
  OR NOT (
    EXISTS (SELECT 1 FROM quizzes_acceptedanswer a WHERE a.question_id = {q})
    OR (SELECT count(*) FROM quizzes_option o WHERE o.question_id = {q} AND o.is_key) = 1
    OR ({kind} = 'order' AND (SELECT count(*) FROM quizzes_option o WHERE o.question_id = {q}) >= 3)
  )
)"""
STALE = "UPDATE quizzes_question SET status = 'stale' WHERE status = 'ready' AND "
# Trigger name, table, event, which questions it may have unproven.
WATCHED = [
    ("evidence_gone", "quizzes_evidence", "DELETE", "id = OLD.question_id"),
    ("evidence_changed", "quizzes_evidence", "UPDATE", "id = NEW.question_id"),
    ("evidence_added", "quizzes_evidence", "INSERT", "id = NEW.question_id"),
    (
        "sentence_changed",
        "articles_sentence",
        "UPDATE OF text",
        "id IN (SELECT question_id FROM quizzes_evidence WHERE sentence_id = NEW.id)",
    ),
    ("option_gone", "quizzes_option", "DELETE", "id = OLD.question_id"),
    ("option_changed", "quizzes_option", "UPDATE OF is_key", "id = NEW.question_id"),
    ("accepted_answer_gone", "quizzes_acceptedanswer", "DELETE", "id = OLD.question_id"),
]
READY = [("ready_on_insert", "INSERT"), ("ready_on_update", "UPDATE OF status")]


def statements(vendor: str) -> list[str]:
    """The SQL that raises every guard on `vendor` ("sqlite" or "postgresql")."""
    unproven_new = UNPROVEN.format(q="NEW.id", kind="NEW.kind")
    unproven_row = UNPROVEN.format(q="quizzes_question.id", kind="quizzes_question.kind")
    made: list[str] = []
    for name, event in READY:
        if vendor == "sqlite":
            made.append(
                f"CREATE TRIGGER oqu_{name} AFTER {event} ON quizzes_question WHEN NEW.status = 'ready' "
                f"AND {unproven_new} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        else:
            made.append(
                f"CREATE FUNCTION oqu_{name}() RETURNS trigger AS $oqu$ BEGIN "
                f"IF NEW.status = 'ready' AND {unproven_new} THEN "
                f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                "RETURN NULL; END $oqu$ LANGUAGE plpgsql"
            )
            made.append(
                f"CREATE TRIGGER oqu_{name} AFTER {event} ON quizzes_question "
                f"FOR EACH ROW EXECUTE FUNCTION oqu_{name}()"
            )
    for name, table, event, which in WATCHED:
        update = f"{STALE}{which} AND {unproven_row};"
        if vendor == "sqlite":
            made.append(f"CREATE TRIGGER oqu_{name} AFTER {event} ON {table} BEGIN {update} END")
        else:
            made.append(
                f"CREATE FUNCTION oqu_{name}() RETURNS trigger AS $oqu$ BEGIN {update} RETURN NULL; END $oqu$ "
                "LANGUAGE plpgsql"
            )
            made.append(
                f"CREATE TRIGGER oqu_{name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION oqu_{name}()"
            )
    return made


def lower(*, using: str, **kwargs: Any) -> None:
    """Take the guards away, so that a migration may rebuild the tables."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in [
            *((n, "quizzes_question") for n, _ in READY),
            *((n, t) for n, t, _, _ in WATCHED),
        ]:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS oqu_{name}")
            else:
                cursor.execute("SELECT to_regclass(%s)", [table])
                if cursor.fetchone()[0]:
                    cursor.execute(f"DROP TRIGGER IF EXISTS oqu_{name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS oqu_{name}()")


def raise_(*, using: str, **kwargs: Any) -> None:
    """Put the guards up; harmless when they are up already, and when the tables are not there yet."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not {"quizzes_question", "quizzes_evidence", "articles_sentence"} <= tables:
        return
    lower(using=using)
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
