"""What a value from outside may be, whether it comes over HTTP or over a socket."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

MAX_ID = 2**31 - 1  # what an integer key holds in both databases


def _refuse_nul(text: str) -> str:
    if "\x00" in text:  # PostgreSQL holds none
        raise ValueError("must not contain the character NUL")
    return text


NoNul = AfterValidator(_refuse_nul)
Id = Annotated[int, Field(ge=1, le=MAX_ID)]
