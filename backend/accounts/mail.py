"""Letters to people: through SMTP where it is configured, printed in the demo, never logged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from flask import Flask, current_app

from backend.accounts.delivery import Delivery
from backend.config import AppConfig, current_config
from backend.errors import ConflictError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """One letter to one address."""

    to: str
    subject: str
    body: str


Mailer = Callable[[Letter], None]


def start_mail(app: Flask, config: AppConfig) -> None:
    """Choose how letters leave this deployment."""
    mailer: Mailer = _print_letter if config.is_demo else _refuse_letter
    if config.mail.smtp_url:
        delivery = app.extensions["attune_delivery"] = Delivery(config.mail.smtp_url)
        mailer = _make_smtp_mailer(delivery, config.mail.sender)
    app.extensions["attune_mailer"] = mailer


def finish_mail(app: Flask) -> None:
    """Send what waits, as far as a short time allows; may be called twice."""
    delivery: Delivery | None = app.extensions.get("attune_delivery")
    if delivery is not None:
        delivery.finish()


def send_letter(letter: Letter) -> None:
    """Hand a letter over without waiting, so that nobody learns from the time whether it was written."""
    mailer: Mailer = current_app.extensions["attune_mailer"]
    mailer(letter)


def require_mail() -> None:
    """Refuse what rests on a letter while none can leave."""
    if not can_write():
        raise ConflictError(
            "No letter can be sent yet: set ATTUNE_SMTP_URL and ATTUNE_MAIL_FROM, then start again.",
            "mail_not_configured",
        )


def can_write() -> bool:
    """Whether letters leave from here at all."""
    config = current_config()
    return config.is_demo or bool(config.mail.smtp_url)


def link_to(path: str) -> str:
    """A link into the pages, as the people outside reach them."""
    return f"{current_config().mail.public_url.rstrip('/') or 'http://localhost:5000'}{path}"


def _print_letter(letter: Letter) -> None:
    print(f"--- letter to {letter.to}: {letter.subject}\n{letter.body}\n---", flush=True)


def _refuse_letter(letter: Letter) -> None:
    log.error("a letter could not be sent: no mail server is configured (ATTUNE_SMTP_URL)")


def _make_smtp_mailer(delivery: Delivery, sender: str) -> Mailer:
    def mail(letter: Letter) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
        message.set_content(letter.body)
        delivery.add(message)

    return mail
