"""The released models, side by side in one folder: which there are, which answers, and who changed it.

A change lasts until the server is started again; which model it starts with stands in the configuration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.exc import SQLAlchemyError

from backend.accounts.identity import Identity
from backend.config import current_config
from backend.db.base import db
from backend.errors import ConflictError, NotFoundError
from backend.hooks import ModelHost, current_hooks
from backend.privacy.audit import write_audit
from inference.card import CARD_NAME, Card, figures_for, load_card
from inference.errors import CardError

State = Literal["in_service", "ready", "needs_restart", "damaged"]
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True)
class Release:
    """One released model; of a damaged one only the name is known."""

    name: str
    state: State
    version: str = ""
    labels: tuple[str, ...] = ()
    accuracy: float | None = None


@dataclass(frozen=True)
class Releases:
    """All of them, and which ones answer now and after a roll-back."""

    in_service: str
    roll_back_to: str | None
    items: list[Release]


def find_folder_in_service() -> Path:
    """Where the model lies that answers now."""
    host = current_hooks().model_host
    return host.current if host else current_config().release_dir


def list_releases() -> Releases:
    """Every release, its files checked against its card."""
    host = current_hooks().model_host
    previous = host.previous if host else None
    items = [_describe(folder, host) for folder in _find_folders()]
    return Releases(find_folder_in_service().name, previous.name if previous else None, items)


def serve_release(identity: Identity, name: str) -> Releases:
    """Put a release into service, and write down that it was done."""
    host = _require_host()
    folder = next((folder for folder in _find_folders() if folder.name == name), None)
    if folder is None:
        raise NotFoundError("There is no release of this name.")
    _require_servable(_describe(folder, host))
    before = host.current.name
    host.swap(folder)
    _write_down(identity, "model.swapped", before, host)
    return list_releases()


def roll_back_release(identity: Identity) -> Releases:
    """Serve the release before the last change again, and write down that it was done."""
    host = _require_host()
    if host.previous is None:
        raise ConflictError("There is no earlier model to go back to.", "no_earlier_model")
    _require_servable(_describe(host.previous, host))
    before = host.current.name
    host.roll_back()
    _write_down(identity, "model.rolled_back", before, host)
    return list_releases()


def figures_in_service(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """How well the file does that serves: a card has figures for each of its files, and they may differ."""
    return figures_for(document, current_config().device.precision)


def _find_folders() -> list[Path]:
    root = current_config().release_dir.parent
    if not root.is_dir():
        return []
    return sorted(
        each for each in root.iterdir() if NAME.fullmatch(each.name) and (each / CARD_NAME).is_file()
    )


def _describe(folder: Path, host: ModelHost | None) -> Release:
    try:
        card = load_card(folder)
    except CardError:
        return Release(folder.name, "damaged")
    state = _judge(folder, card, host)
    accuracy = figures_in_service(card.document).get("accuracy")
    known = float(accuracy) if isinstance(accuracy, int | float) else None
    return Release(folder.name, state, card.version, card.labels, known)


def _judge(folder: Path, card: Card, host: ModelHost | None) -> State:
    if folder == find_folder_in_service():
        return "in_service"
    return "ready" if host is not None and card.labels == host.labels else "needs_restart"


def _require_host() -> ModelHost:
    host = current_hooks().model_host
    if host is None:
        raise ConflictError("No model is in service in this process.", "no_model_in_service")
    return host


def _require_servable(release: Release) -> None:
    if release.state == "in_service":
        raise ConflictError("This model is in service already.", "model_in_service")
    if release.state == "damaged":
        raise ConflictError(
            "The files of this release are not what its card describes; fetch or export it again.",
            "model_damaged",
        )
    if release.state == "needs_restart":
        raise ConflictError(
            "This model names other expressions than the one in service; serving it needs a restart with "
            f"serve.model={release.name}.",
            "other_labels",
        )


def _write_down(identity: Identity, action: str, before: str, host: ModelHost) -> None:
    """No change of the model without its line: where the log cannot be written, the model goes back."""
    try:
        write_audit(action, identity.audit_token, details={"from": before, "to": host.current.name})
        db.session.commit()
    except SQLAlchemyError:
        host.roll_back()
        raise
