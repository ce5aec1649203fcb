"""Secrets at rest: NIK and bank numbers are never stored in clear.

The key lives outside the database (`PBJDESA_DATA/keys`). A sealed value opens only with it;
a keyed hash lets us compare ("is this the same person?") without opening anything.
"""

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


def _key(purpose: str) -> bytes:
    return hmac.new(settings.FIELD_KEY, purpose.encode(), hashlib.sha256).digest()


def keyed_hash(purpose: str, text: str) -> str:
    """HMAC-SHA-256, hex: the same text gives the same hash only under the same key and purpose."""
    return hmac.new(_key(f"hash:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


def seal(purpose: str, text: str, held_by: str = "") -> str:
    """Encrypt (AES-256-GCM, purpose bound in); empty stays empty.

    With `held_by`, a secret that somebody else keeps, our own key alone does not open it.
    """
    if not text:
        return ""
    nonce = os.urandom(12)
    return (nonce + _cipher(held_by).encrypt(nonce, text.encode(), purpose.encode())).hex()


def unseal(purpose: str, sealed: str, held_by: str = "") -> str:
    """Decrypt what `seal` made for the same purpose and holder; anything else raises InvalidTag."""
    if not sealed:
        return ""
    raw = bytes.fromhex(sealed)
    return _cipher(held_by).decrypt(raw[:12], raw[12:], purpose.encode()).decode()


def _cipher(held_by: str) -> AESGCM:
    return AESGCM(_key(f"seal:{held_by}" if held_by else "seal"))


def seal_bytes(purpose: str, content: bytes) -> bytes:
    """`seal` for a whole file."""
    nonce = os.urandom(12)
    return nonce + _cipher("").encrypt(nonce, content, purpose.encode())


def unseal_bytes(purpose: str, sealed: bytes) -> bytes:
    """What `seal_bytes` made for the same purpose; anything else raises InvalidTag."""
    return _cipher("").decrypt(sealed[:12], sealed[12:], purpose.encode())
