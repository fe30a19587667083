"""Tables on the desk's pages and the same tables as files: one object, so that both say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from quizzes.exchange.sheets import Table, to_csv, to_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as a page shows it: the first cell of a row may lead somewhere."""

    table: Table
    links: Sequence[str] = ()
    query: str = ""
    about: str = ""

    @property
    def lines(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """(address, first cell, other cells) of each row."""
        links = list(self.links) or [""] * len(self.table.rows)
        return [(link, row[0], row[1:]) for link, row in zip(links, self.table.rows, strict=True)]

    @property
    def named_lines(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """`lines` with its column's name beside each other cell: a phone shows a row as a list of named values."""
        others = self.table.columns[1:]
        return [(link, first, list(zip(others, cells, strict=True))) for link, first, cells in self.lines]


def table_file(request: HttpRequest, name: str, *tables: Table) -> HttpResponse | None:
    """The file that the address asks for by ?table=…&as=csv or xlsx; None when it asks for the page."""
    if "table" not in request.GET:
        return None
    found = next((table for table in tables if table.name == request.GET["table"]), None)
    wanted = request.GET.get("as", "csv")
    if found is None or wanted not in {"csv", "xlsx"}:
        raise Http404
    data, media_type = (to_csv(found), "text/csv; charset=utf-8") if wanted == "csv" else (to_xlsx(found), XLSX)
    return file_response(f"{slugify(name) or 'oqu'}-{found.name}.{wanted}", media_type, data)


def file_response(name: str, media_type: str, data: bytes) -> HttpResponse:
    """A file to be kept, never shown by the browser."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
