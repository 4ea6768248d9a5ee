"""What wire shapes share: closed to unknown keys going in, made from rows or dataclasses going out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.db.paging import MAX_LIMIT, PageRequest
from backend.field import MAX_ID as MAX_ID
from backend.field import Id as Id
from backend.field import NoNul as NoNul

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), NoNul]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), NoNul]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000), NoNul]
LongText = Annotated[str, StringConstraints(max_length=200_000), NoNul]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[^@\s\x00-\x1f,;<>\"]+@[^@\s\x00-\x1f,;<>\"]+\.[^@\s\x00-\x1f,;<>\".]+$",
    ),
]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200), NoNul]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=6, max_length=24), NoNul]
Hash = Annotated[str, StringConstraints(min_length=64, max_length=64, pattern="^[0-9a-f]+$")]
Token = Annotated[str, StringConstraints(min_length=1, max_length=200), NoNul]


class In(BaseModel):
    """A request: an unknown key is a mistake worth telling."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """An answer, read off a row or a dataclass by attribute."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Describe what is sent, where every key is always present."""
        return super().model_json_schema(*args, **{**kwargs, "mode": "serialization"})


class Done(Out):
    """It was done and there is nothing more to say."""

    ok: bool = True


DONE = Done()


class Versioned(In):
    """An edit says which version it started from, so that nobody's change is lost."""

    version: int = Field(
        ge=1, le=MAX_ID, description="the version that was shown; 412 when it is not the newest"
    )


class Problem(Out):
    """Every error has this shape."""

    code: str = Field(description="stable; for programs")
    message: str = Field(description="one sentence; for people")
    details: dict[str, object] | None = None


class PageQuery(In):
    """Which page of a list is wanted."""

    cursor: Annotated[str, StringConstraints(max_length=600)] | None = None
    limit: int = Field(default=50, ge=1, le=MAX_LIMIT)

    def request(self) -> PageRequest:
        """The same, for a query."""
        return PageRequest(self.cursor, self.limit)


class SearchQuery(PageQuery):
    """A page of those that match."""

    search: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100), NoNul] = ""
