"""What offices are called here (A107): on papers, in place of the usual words, and in titles."""

from collections.abc import Collection, Mapping

from pbjdesa.regulations.rules import in_chain, office_title
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.words import WORDS

_LONG = {
    "Kepala Desa": "kepala_desa",
    "Sekretaris Desa": "sekdes",
    "Kepala Seksi": "kasi",
    "Kepala Urusan": "kaur",
    "Kepala Urusan Keuangan": "kaur_keuangan",
    "Pelaksana Kegiatan Anggaran": "pka",
    "Tim Pelaksana Kegiatan": "tpk",
    "Badan Permusyawaratan Desa": "bpd",
    "Camat": "camat",
}
_SHORT = {
    "Kasi": "kasi",
    "Kaur": "kaur",
    "Kaur Keuangan": "kaur_keuangan",
    "PKA": "pka",
    "TPK": "tpk",
    "Ketua TPK": "tpk_ketua",
    "Sekretaris TPK": "tpk_sekretaris",
    "Anggota TPK": "tpk_anggota",
    "BPD": "bpd",
}
"""The words that the delivered papers use → the office they mean, by its long or short name."""
_LINKS = {"Sekretaris Desa": 2, "Kepala Desa": 3, "Kaur Keuangan": 4}
"""The words of a payment's papers → whose place in the chain of the SPP they stand for."""

_RUNNERS = frozenset({"kasi", "kaur"})
"""Who runs activities; their role (PKA) has a local name of its own."""


def paper_words(rules: RuleSet) -> dict[str, str]:
    """The usual words of papers that are others in this kabupaten; empty where none are."""
    words = {usual: office_title(rules, office) for usual, office in _LONG.items()}
    words |= {usual: office_title(rules, office, short=True) for usual, office in _SHORT.items()}
    return {usual: local for usual, local in words.items() if usual != local}


def payment_words(rules: RuleSet, method: str) -> dict[str, str]:
    """The same for papers of a payment, where others may verify, approve and pay than usual."""
    offices = {usual: in_chain(rules, method, "spp_chain", at) for usual, at in _LINKS.items()}
    return {
        usual: appointed_title(rules, office, office)
        for usual, office in offices.items()
        if {**_LONG, **_SHORT}[usual] != office
    }


def appointed_title(rules: RuleSet, office: str, usual: str) -> str:
    """What somebody is called who is appointed to an office; `usual` where the rules are silent."""
    if office not in rules.titles:
        return usual
    if office == "bpd":
        return f"Anggota {office_title(rules, office, short=True)}"
    long = office in {"kepala_desa", "sekdes", "kasi", "kaur", "camat"}
    return office_title(rules, office, short=not long)


def media_words(rules: RuleSet) -> str:
    """Where the village announces, in words; at its office where the rules name nothing."""
    return ", ".join(WORDS[one] for one in rules.publication.media.value) or "kantor desa"


def announcer_words(rules: RuleSet) -> Mapping[str, str]:
    """For the announced plan, where somebody else than the kepala desa announces it."""
    office = rules.signatories.announcement.value
    if office == "kepala_desa":
        return {}
    return {"Kepala Desa": appointed_title(rules, office, office)}


def officials_words(rules: RuleSet, offices: Collection[str]) -> str:
    """Who may act, for screens: Kasi/Kaur with the local word for their role where it is another
    than PKA, the whole team as one, everybody else by title."""
    if offices == _RUNNERS:
        role = office_title(rules, "pka", short=True)
        both = "/".join(office_title(rules, one, short=True) for one in sorted(_RUNNERS))
        return both if role == "PKA" else f"{both} ({role})"
    if len(offices) > 1 and all(one.startswith("tpk_") for one in offices):
        return office_title(rules, "tpk", short=True)
    return ", ".join(appointed_title(rules, one, one) for one in sorted(offices))
