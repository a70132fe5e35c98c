"""Signs receipts with a key of the practice's own, made on first use beside the master key."""

import base64
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from voicejournal.model.erasure import ErasureReceipt
from voicejournal.store.keys import read_or_make_secret

RECEIPT_KEY_FILE = "receipt.key"


@dataclass(frozen=True, slots=True)
class Receipts:
    """Signs and checks."""

    keys_folder: Path

    def sign(self, receipt: ErasureReceipt) -> ErasureReceipt:
        """Return the receipt with the practice's key and signature."""
        key = Ed25519PrivateKey.from_private_bytes(
            read_or_make_secret(self.keys_folder, RECEIPT_KEY_FILE)
        )
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        signature = base64.b64encode(key.sign(receipt.signed_text)).decode()
        return replace(receipt, public_key=public, signature=signature)

    def is_ours(self, receipt: ErasureReceipt) -> bool:
        """Tell whether this practice signed a receipt, and nothing in it was changed."""
        return receipt == self.sign(receipt) and signature_fits(receipt)


def signature_fits(receipt: ErasureReceipt) -> bool:
    """Tell whether the signature was made with the key that the receipt names."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(receipt.public_key))
        key.verify(base64.b64decode(receipt.signature), receipt.signed_text)
    except (InvalidSignature, ValueError):
        return False
    return True
