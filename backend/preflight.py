"""What must be true before the server starts; each failure is one sentence saying what to do."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import socket
from collections.abc import Mapping
from pathlib import Path

from backend.errors import AttuneError
from inference.card import load_card
from inference.errors import InferenceError


class StartError(AttuneError):
    """The command cannot be carried out; the message says why and what to do."""

    code = "cannot_start"


def require_writable_folder(folder: Path) -> None:
    """Make the data folder if need be, and see that files can be written there."""
    probe = folder / f".write-test-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise StartError(
            f"The folder {folder} cannot be written ({reason}); change its owner or name another "
            "with ATTUNE_VAR_DIR."
        ) from None


def require_writable_file(file: Path) -> None:
    """See that a file can be written there, before the work whose result it takes."""
    if file.exists():
        is_writable = not file.is_dir() and os.access(file, os.W_OK)
    else:
        is_writable = file.parent.is_dir() and os.access(file.parent, os.W_OK)
    if not is_writable:
        raise StartError(f"{file} cannot be written; name a file in a folder that exists and is yours.")


def require_free_port(host: str, port: int) -> None:
    """See that nobody listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or "it cannot be used").lower()
            raise StartError(
                f"Port {port} on {host} cannot be used ({reason}); choose another with `make run PORT=5001` "
                "or --set serve.port=5001."
            ) from None


def require_loopback(host: str) -> None:
    """The demo has accounts everybody knows, so only this computer may reach it."""
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise StartError(
            f"The demo has known passwords and will not listen on {host}; use 127.0.0.1, "
            "or say --public-demo if everyone on that network may use it."
        )


def require_pages(folder: Path) -> None:
    """The front end must have been built."""
    if not (folder / "index.html").is_file():
        raise StartError("The pages are not built yet; run `make run`, or `npm run build` in frontend/.")


def require_release(folder: Path, detectors: Mapping[Path, str]) -> None:
    """The model and the face detectors must be there, and be exactly what was released."""
    try:
        load_card(folder)
    except InferenceError as error:
        raise StartError(
            f"{error} Fetch the project's files again, or name another with --set serve.model=..."
        ) from None
    for file, sha256 in detectors.items():
        if not file.is_file():
            raise StartError(f"The face detector {file.name} is missing; run `make run`, which fetches it.")
        if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
            raise StartError(f"The face detector {file.name} is damaged; delete it and run `make run` again.")
