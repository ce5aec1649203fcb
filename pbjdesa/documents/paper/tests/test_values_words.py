"""Dates in words on papers: said by the same function as money."""

from datetime import date, timedelta

from pbjdesa.documents.paper import values
from pbjdesa.documents.paper.fields import day, rupiah
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import terbilang
from pbjdesa.kernel.tests.test_terbilang import NEVER, read


def test_every_date_of_twelve_years_reads_back() -> None:
    when = day("when", "Tanggal")
    wrong = []
    for distance in range(365 * 12):
        date_said = date(2024, 1, 1) + timedelta(days=distance)
        words = values.written(when, date_said.isoformat(), "terbilang")
        number, _, rest = words.partition(" bulan ")
        month, _, year = rest.partition(" tahun ")
        back = (read(number), clock.MONTHS.index(month) + 1, read(year))
        if back != (date_said.day, date_said.month, date_said.year) or NEVER.search(words):
            wrong.append(words)
    assert wrong == []


def test_money_on_papers_is_said_by_the_one_function() -> None:
    price = rupiah("price", "Harga")
    for amount in (0, 1_000, 21_001_000, 540_000):
        assert values.written(price, amount, "terbilang") == f"{terbilang(amount)} rupiah"
