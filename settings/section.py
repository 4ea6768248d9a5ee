"""What every section of config.yaml is: frozen, and closed to keys it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of config.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())
