"""What every message on the /live namespace is made of. It knows no message in particular."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

NAMESPACE = "/live"


class Message(BaseModel):
    """One message: closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
