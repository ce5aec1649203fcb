"""A method that nobody here has heard of: the data of its folder makes pages, tasks and history."""

from collections.abc import Iterator

import pytest

from pbjdesa.kernel.workflow import Move, State
from pbjdesa.people.offices import PKA, SEKDES
from pbjdesa.procurement import rules, stages
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.registry import METHODS, Method
from pbjdesa.procurement.steps import Step
from tests.clients import client_for
from tests.world import PIN, Village, announced, draft, territory, village

pytestmark = pytest.mark.django_db

SLUG = "lelang"
"""A method of the law that the rule set has duties for and the program has no folder for."""

ASK = Move(
    name="ask_elders",
    source=frozenset({"draft"}),
    target="asked",
    actor=PKA,
    duty="",
    label="Minta pendapat",
    guards=(rules.has_items,),
    article="uji",
)
HEAR = Move(
    name="hear_elders",
    source=frozenset({"asked"}),
    target="ordered",
    actor=frozenset({SEKDES.slug}),
    duty="",
    label="Pendapat sudah didengar",
    article="uji",
    pin=True,
)
SEND_BACK = Move(
    name="ask_again",
    source=frozenset({"asked"}),
    target="draft",
    actor=frozenset({SEKDES.slug}),
    duty="",
    label="Tanya lagi",
    guards=(rules.note_is_written,),
    forward=False,
)
WORDS = {
    "ask_elders": Step(
        slug="tanya",
        heading="Tanya para sesepuh",
        line="Tinggal ditanyakan.",
        action="Tanyakan",
        button="Sudah saya tanyakan",
        done="Pertanyaan terkirim.",
        told="Sesepuh ditanya",
    ),
    "ask_again": Step(told="Ditanya lagi", ask="Tulis apa yang kurang jelas."),
}
METHOD = Method(
    slug=SLUG,
    label="Musyawarah",
    ocds="direct",
    moves=(ASK, HEAR, SEND_BACK, stages.PKA_INSPECTION, *stages.HANDOVER_AND_PAYMENT),
    states=(
        State("draft", "Disiapkan", "Kasi/Kaur"),
        State("asked", "Sedang ditanyakan", "Sekretaris Desa", chip="warn"),
        *stages.STATES,
    ),
    article="uji",
    steps=WORDS,
)


@pytest.fixture
def place() -> Iterator[Village]:
    METHODS.register(METHOD)
    yield announced(village(territory(), logins=True))
    del METHODS._things[SLUG]


@pytest.fixture
def purchase(place: Village) -> Purchase:
    made = draft(place)
    made.method = SLUG
    made.save()
    return made


def send(who: str, address: str, **fields: str) -> str:
    """Open a page, send its form, and answer what the next page says."""
    client = client_for(f"pagersari-{who}")
    opened = client.get(address)
    assert opened.status_code == 200, address
    answer = client.post(address, {**fields, "kunci": opened.context["form_key"]}, follow=True)
    return answer.content.decode()


def test_its_words_are_on_the_task_the_page_and_in_the_history(
    place: Village, purchase: Purchase
) -> None:
    home = client_for("pagersari-kasi").get("/").content.decode()
    assert "Tinggal ditanyakan." in home
    assert "Tanyakan" in home
    address = f"/desa/belanja/{purchase.pk}/langkah/tanya/"
    page = client_for("pagersari-kasi").get(address).content.decode()
    assert "Tanya para sesepuh" in page
    assert "Sudah saya tanyakan" in page
    after = send("kasi", address)
    for words in ("Pertanyaan terkirim.", "Sesepuh ditanya", "Sedang ditanyakan", 'chip warn"'):
        assert words in after
    purchase.refresh_from_db()
    assert purchase.state == "asked"


def test_a_step_without_words_is_made_from_its_label(place: Village, purchase: Purchase) -> None:
    send("kasi", f"/desa/belanja/{purchase.pk}/langkah/tanya/")
    home = client_for("pagersari-sekdes").get("/").content.decode()
    assert "Pendapat sudah didengar" in home
    address = f"/desa/belanja/{purchase.pk}/langkah/hear-elders/"
    assert "Isi PIN Anda" in send("sekdes", address)
    assert "Pendapat sudah didengar" in send("sekdes", address, pin=PIN)


def test_a_step_back_asks_for_its_reason(place: Village, purchase: Purchase) -> None:
    send("kasi", f"/desa/belanja/{purchase.pk}/langkah/tanya/")
    address = f"/desa/belanja/{purchase.pk}/kembalikan/"
    assert "Tulis apa yang kurang jelas." in send("sekdes", address, note=" ")
    after = send("sekdes", address, note="Harganya berapa?")
    assert "Ditanya lagi" in after
    assert "Harganya berapa?" in after
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("draft", "Harganya berapa?")


def test_whose_step_it_is_not_finds_no_page(place: Village, purchase: Purchase) -> None:
    for who in ("kepala_desa", "kaur"):
        answer = client_for(f"pagersari-{who}").get(f"/desa/belanja/{purchase.pk}/langkah/tanya/")
        assert answer.status_code == (404 if who == "kepala_desa" else 200)
    for slug in ("hear-elders", "tidak-ada"):
        answer = client_for("pagersari-kasi").get(f"/desa/belanja/{purchase.pk}/langkah/{slug}/")
        assert answer.status_code == 404
