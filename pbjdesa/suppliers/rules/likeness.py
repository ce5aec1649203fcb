"""A057: what a supplier has in common with an official, a TPK member or another bidder. Pure.

Every text is brought to one spelling first; numbers that are secrets come as keyed hashes and are
compared as they are. What is empty is like nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pbjdesa.suppliers.rules.forms import national
from pbjdesa.suppliers.states import LikenessKind

_TITLES = frozenset(
    {"bapak", "bpk", "pak", "ibu", "bu", "sdr", "sdri", "saudara", "saudari"}
    | {"h", "hj", "haji", "hajah", "drs", "dra", "dr", "ir", "se", "sh", "st"}
)
_SHORT = {
    "jl": "jalan",
    "jln": "jalan",
    "dsn": "dusun",
    "dk": "dukuh",
    "dkh": "dukuh",
    "gg": "gang",
    "no": "nomor",
    "kp": "kampung",
    "ds": "desa",
}


@dataclass(frozen=True)
class Party:
    """Somebody to compare: a supplier, or a person in office (`official`), who has no bank here.

    `key` is stable ("supplier:7"), `name` is what sentences say. `nik` and `bank` are keyed
    hashes. `place` is the village in which the address lies: the same hamlet name elsewhere is
    another hamlet.
    """

    key: str
    name: str
    owner: str = ""
    nik: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""
    bank: str = ""
    official: bool = False


@dataclass(frozen=True)
class Likeness:
    """Two that have something in common. `key` changes when that something changes, so an answer
    to the old one does not answer the new one."""

    key: str
    kind: LikenessKind
    supplier: Party
    other: Party

    @property
    def same_person(self) -> bool:
        """The owner is an official beyond doubt: there is nothing to answer, only to refuse."""
        return self.kind == LikenessKind.NIK and self.other.official


def words(text: str) -> list[str]:
    """Letters and digits of a text as small words, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return re.findall(r"[^\W_]+", plain)


def same_name(text: str) -> str:
    """A person's name in one spelling: no titles, no punctuation, single spaces."""
    found = words(text)
    return " ".join([word for word in found if word not in _TITLES] or found)


def same_phone(text: str) -> str:
    """A phone number in one spelling; "" for what is no number."""
    number = national(text)
    return number if number.isascii() and number.isdigit() else ""


def same_address(text: str) -> str:
    """An address in one spelling. Without any number ("Dusun Krajan") it names a whole hamlet, in
    which many people live: that is no likeness, so it is ""."""
    parted = re.findall(r"\d+|[^\W\d_]+", " ".join(words(text)))
    found = [_SHORT.get(word, word) for word in parted]
    if not any(word.isdigit() for word in found):
        return ""
    return " ".join(str(int(word)) if word.isdigit() else word for word in found)


def bank_digits(text: str) -> str:
    """The account number in "Bank Contoh 0123-456-789 a.n. Wagiman": its longest run of digits."""
    runs = [re.sub(r"\D", "", run) for run in re.findall(r"\d(?:[ .\-]?\d)*", text)]
    return max(runs, key=len, default="")


def marks(party: Party) -> Iterator[tuple[LikenessKind, str]]:
    """What this party can be known by, in one spelling each."""
    yield LikenessKind.NIK, party.nik
    yield LikenessKind.OWNER, same_name(party.owner)
    yield LikenessKind.PHONE, same_phone(party.phone)
    address = same_address(party.address)
    yield LikenessKind.ADDRESS, f"{party.place}/{address}" if address else ""
    yield LikenessKind.BANK, party.bank


def likenesses(suppliers: Sequence[Party], officials: Iterable[Party] = ()) -> list[Likeness]:
    """Every likeness between a supplier and an official, and between two suppliers, once each.

    The same NIK says all: a name or phone in common is then no second warning for that pair.
    """
    known = [(party, dict(marks(party))) for party in sorted(suppliers, key=lambda one: one.key)]
    others = [(party, dict(marks(party))) for party in officials]
    found = []
    for place, (supplier, mine) in enumerate(known):
        for other, theirs in (*known[place + 1 :], *others):
            found += _of_pair(supplier, mine, other, theirs)
    return found


def _of_pair(
    supplier: Party,
    mine: dict[LikenessKind, str],
    other: Party,
    theirs: dict[LikenessKind, str],
) -> list[Likeness]:
    same = [kind for kind, value in mine.items() if value and value == theirs[kind]]
    if LikenessKind.NIK in same:
        same = [kind for kind in same if kind not in (LikenessKind.OWNER, LikenessKind.PHONE)]
    return [
        Likeness(_key(kind, supplier.key, other.key, mine[kind]), kind, supplier, other)
        for kind in same
    ]


def _key(kind: LikenessKind, one: str, other: str, value: str) -> str:
    return sha256("\n".join((kind, *sorted((one, other)), value)).encode()).hexdigest()[:32]
