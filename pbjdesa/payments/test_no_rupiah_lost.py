"""No rupiah is made or lost by tax, whatever is paid."""

import os
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from pbjdesa.payments.rules import PaymentFacts, PaymentLine, compute_taxes
from pbjdesa.regulations.taxes import (
    EntityType,
    Exemption,
    ObjectKind,
    Qualification,
    load_tax_tables,
    table_on,
)

TABLES = load_tax_tables()
EXAMPLES = 5_000 if os.environ.get("PBJDESA_LONG") == "1" else 500


def pay(*lines):
    day = date(2026, 11, 24)
    return compute_taxes(table_on(TABLES, day), PaymentFacts(day, lines, pkp=True, has_npwp=True))


def goods(amount, includes_ppn=True):
    return PaymentLine(amount, "goods", includes_ppn)


def rounded(table, mode, unit):
    way = table.rounding
    return replace(
        table,
        rounding=replace(
            way, mode=replace(way.mode, value=mode), unit=replace(way.unit, value=unit)
        ),
    )


LINES = st.builds(
    PaymentLine,
    amount=st.integers(0, 5 * 10**9) | st.integers(0, 3_000_000),
    kind=st.sampled_from(get_args(ObjectKind)),
    includes_ppn=st.booleans(),
    exemption=st.none() | st.sampled_from(get_args(Exemption)),
    days=st.integers(1, 30),
)
PAYMENTS = st.builds(
    PaymentFacts,
    date=st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    lines=st.lists(LINES, min_size=1, max_size=6).map(tuple),
    pkp=st.booleans(),
    has_npwp=st.booleans(),
    umkm_suket_valid=st.booleans(),
    entity_type=st.sampled_from(get_args(EntityType)),
    construction_qualification=st.sampled_from(get_args(Qualification)),
    paid_before=st.integers(0, 5_000_000),
)


def lawful(payment):
    """The payment with its wages inside the table: above it people work the tax out."""
    return replace(
        payment,
        lines=tuple(
            replace(line, amount=line.amount % (2_500_000 * line.days + 1))
            if line.kind == "wage"
            else line
            for line in payment.lines
        ),
    )


@settings(max_examples=EXAMPLES)
@given(PAYMENTS.map(lawful), st.sampled_from(["half_up", "up", "down"]), st.sampled_from([1, 100]))
def test_no_rupiah_is_made_or_lost(payment, mode, unit):
    table = rounded(table_on(TABLES, payment.date), mode, unit)
    result = compute_taxes(table, payment)
    money = [result.gross, result.net_to_supplier, result.net_price]
    money += [amount for tax in result.taxes for amount in (tax.amount, tax.base)]
    assert all(type(amount) is int and amount >= 0 for amount in money)
    assert result.net_to_supplier + result.tax_total == result.gross
    assert all(0 < tax.amount <= tax.base for tax in result.taxes if tax.code != "PPN")
    assert result.net_price <= result.gross
    asked = sum(line.amount for line in payment.lines)
    if not payment.pkp or all(line.includes_ppn for line in payment.lines):
        assert result.gross == asked
    else:
        assert result.gross >= asked


@given(PAYMENTS.map(lawful))
def test_each_tax_is_its_rate_of_its_base_to_the_rupiah(payment):
    for tax in compute_taxes(table_on(TABLES, payment.date), payment).taxes:
        # PPN taken out of several prices may differ by the rounding of the price beside it.
        slack = 1 if tax.code == "PPN" else Fraction(1, 2)
        assert abs(tax.amount - Fraction(tax.rate) * tax.base) <= slack


@given(PAYMENTS.map(lawful))
def test_a_non_pkp_never_has_ppn_and_one_base_is_never_taxed_twice(payment):
    result = compute_taxes(table_on(TABLES, payment.date), payment)
    codes = [tax.code for tax in result.taxes]
    assert payment.pkp or "PPN" not in codes
    income = sum(tax.base for tax in result.taxes if tax.code != "PPN")
    assert income <= result.net_price


@given(st.integers(0, 10**10))
def test_price_with_and_without_ppn_agree(net):
    without = pay(goods(net, includes_ppn=False))
    back = pay(goods(without.gross))
    assert back.net_price == without.net_price
    assert back.taxes == without.taxes


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=8))
def test_ppn_of_many_lines_is_the_ppn_of_their_sum(amounts):
    apart = pay(*(goods(amount) for amount in amounts))
    together = pay(goods(sum(amounts)))
    assert (apart.net_price, apart.taxes) == (together.net_price, together.taxes)
