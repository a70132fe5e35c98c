"""Where the server stands: on this machine or its own network, unless the operator says else."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from voicejournal_llm.errors import FarAwayError, ServerAwayError
from voicejournal_llm.options import Options

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server by number: a name that is looked up once cannot lead elsewhere the next time."""

    address: str
    """As configured, the name replaced by its number."""
    host: str
    """The name, for the server and its certificate."""


def place_of(options: Options) -> Place:
    """Look up where the server stands.

    Raises:
        ServerAwayError: Its name leads nowhere.
        FarAwayError: It leads out of the practice's own network.
    """
    parts = urlsplit(options.address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise ServerAwayError from None
    numbers = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not options.far_away and not all(map(_is_near, numbers)):
        raise FarAwayError(
            fix="Run the model on this machine, or state far_away = true below [llm] if the "
            "practice has decided to send patients’ words there."
        )
    number = f"[{numbers[0]}]" if numbers[0].version == 6 else str(numbers[0])  # noqa: PLR2004
    netloc = f"{number}:{port}"
    return Place(address=urlunsplit(parts._replace(netloc=netloc)), host=parts.netloc)


def _is_near(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    mapped = getattr(number, "ipv4_mapped", None)
    number = mapped or number
    return (number.is_loopback or number.is_private) and not number.is_unspecified
