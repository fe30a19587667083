"""Times and numbers: what is found, where, and what it is worth."""

from __future__ import annotations

import pytest

from articles.language import CalendarDate, ExpressionType, Quantity, Span, read

Y, D, N = ExpressionType.YEAR, ExpressionType.DATE, ExpressionType.NUMBER
CASES = [
    ("The bridge opened in 1991.", "1991", Y, CalendarDate(1991)),
    ("The 2014 law surprised many.", "2014", Y, CalendarDate(2014)),
    ("He left after the 2012 elections.", "2012", Y, CalendarDate(2012)),
    ("The factory closed in late 2015.", "late 2015", Y, CalendarDate(2015, part="late")),
    ("The town was founded in 300 BC.", "300 BC", Y, CalendarDate(-300)),
    ("She was born on May 21, 2016.", "May 21, 2016", D, CalendarDate(2016, 5, 21)),
    ("She was born on 21 May 2016 in a village.", "21 May 2016", D, CalendarDate(2016, 5, 21)),
    ("It happened in September 2015.", "September 2015", D, CalendarDate(2015, 9)),
    ("The treaty was signed on December 16th.", "December 16th", D, CalendarDate(None, 12, 16)),
    ("They met on Monday, 3 June.", "Monday, 3 June", D, CalendarDate(None, 6, 3)),
    ("The summer of 2012 was dry.", "summer of 2012", D, CalendarDate(2012, part="summer")),
    ("In the early 2000s few had telephones.", "early 2000s", ExpressionType.DECADE, CalendarDate(2000, part="early")),
    ("By the mid-1990s it was gone.", "mid-1990s", ExpressionType.DECADE, CalendarDate(1990, part="mid")),
    ("A palace of the 19th century stands there.", "19th century", ExpressionType.CENTURY, Quantity(19, "century")),
    ("The train leaves at 5:30 p.m. today.", "5:30 p.m.", ExpressionType.TIME_OF_DAY, Quantity(1050, "minute")),
    ("Lessons start at 8 am.", "8 am", ExpressionType.TIME_OF_DAY, Quantity(480, "minute")),
    ("They ate at ten o’clock.", "ten o’clock", ExpressionType.TIME_OF_DAY, Quantity(600, "minute")),
    ("A nine-month strike followed.", "nine-month", ExpressionType.DURATION, Quantity(9, "month")),
    ("They waited five years for it.", "five years", ExpressionType.DURATION, Quantity(5, "year")),
    ("It took half an hour.", "half an hour", ExpressionType.DURATION, Quantity(30, "minute")),
    ("The 35-year-old teacher smiled.", "35-year-old", ExpressionType.AGE, Quantity(35, "year")),
    ("More than 250 people came.", "250", N, Quantity(250, modifier="more than")),
    ("Around 2000 people came.", "2000", N, Quantity(2000, modifier="around")),
    ("Twenty-five workers were hurt.", "Twenty-five", N, Quantity(25)),
    ("Two hundred and fifty-six pages were lost.", "Two hundred and fifty-six", N, Quantity(256)),
    ("Half a million people live there.", "Half a million", N, Quantity(500_000)),
    ("The city has 1,300,000 inhabitants.", "1,300,000", N, Quantity(1_300_000)),
    ("They sold 2.5 million copies.", "2.5 million", N, Quantity(2_500_000)),
    ("She won the third prize.", "third", ExpressionType.ORDINAL, Quantity(3)),
    ("Use rose to 54%.", "54%", ExpressionType.PERCENT, Quantity(54, "percent")),
    ("Use rose to 54 per cent.", "54 per cent", ExpressionType.PERCENT, Quantity(54, "percent")),
    ("Two-thirds of the pupils agreed.", "Two-thirds", ExpressionType.FRACTION, Quantity(2 / 3)),
    ("One in five pupils agreed.", "One in five", ExpressionType.FRACTION, Quantity(0.2)),
    ("The house cost £250,000 in all.", "£250,000", ExpressionType.MONEY, Quantity(250_000, "pound")),
    ("The firm paid about $3bn for it.", "$3bn", ExpressionType.MONEY, Quantity(3e9, "dollar", "about")),
    ("They lost 1.5 million tenge.", "1.5 million tenge", ExpressionType.MONEY, Quantity(1_500_000, "tenge")),
    ("He carried an 18kg bag.", "18kg", ExpressionType.MEASURE, Quantity(18, "kilogram")),
    ("It covers 200 square miles.", "200 square miles", ExpressionType.MEASURE, Quantity(200, "square_mile")),
    ("He taught there in 2011-2012.", "2011-2012", ExpressionType.RANGE, Span(CalendarDate(2011), CalendarDate(2012))),
    ("It was the 2011–12 season.", "2011–12", ExpressionType.RANGE, Span(CalendarDate(2011), CalendarDate(2012))),
    ("It fell by 5 to 8%.", "5 to 8%", ExpressionType.RANGE, Span(Quantity(5, "percent"), Quantity(8, "percent"))),
    ("Pupils aged 18-24 were asked.", "18-24", ExpressionType.RANGE, Span(Quantity(18, "year"), Quantity(24, "year"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "sort", "value"), CASES, ids=[case[1] for case in CASES])
def test_an_expression_is_found_with_its_value(text: str, found: str, sort: ExpressionType, value: object) -> None:
    expressions = [e for e in read(text).expressions if e.text == found]
    assert [(e.type, e.value) for e in expressions] == [(sort, value)]
    assert text[expressions[0].start : expressions[0].end] == found


@pytest.mark.parametrize(
    "text", ["You may leave now.", "They march every day.", "At first nobody spoke.", "One would never think so."]
)
def test_words_that_only_look_like_times_or_numbers(text: str) -> None:
    assert read(text).expressions == ()


def test_a_score_is_not_a_range() -> None:
    assert [e.type for e in read("Our team won 3-1.").expressions] == [N, N]
