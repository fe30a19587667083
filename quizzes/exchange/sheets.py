"""Tables for people: what the screen shows, as CSV and as XLSX, word for word."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

# Spreadsheets take a cell that begins so for a formula (OWASP, “CSV Injection”). Apostrophes before it are counted, so
# that `unguarded` gives back exactly what was there.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
BOM = "\ufeff"
XLSX_CELL = 32_767
XLSX_TITLE = 31


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on the screen: `name` for its address and file, cells as the words that are shown."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row needs a cell for each column.")


def guarded(cell: str) -> str:
    """`cell`, with an apostrophe before it when a spreadsheet would take it for a formula."""
    return "'" + cell if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180), every cell guarded; begins with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def to_csv(table: Table) -> bytes:
    return csv_text([table.columns, *table.rows]).encode()


def to_xlsx(table: Table) -> bytes:
    """The table as a workbook of one sheet. Every cell is text, never a formula, so nothing needs to be guarded."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", table.title)[:XLSX_TITLE].strip("' ") or "Table")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns):
        longest = max([len(column), *(len(row[place]) for row in table.rows)])
        sheet.column_dimensions[chr(ord("A") + place) if place < 26 else "AA"].width = min(60, longest + 2)
    for number, row in enumerate([table.columns, *table.rows]):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=None)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:XLSX_CELL]
            cell.data_type = "s"
            if not number:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
