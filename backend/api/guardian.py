"""The agreement of guardian and child over HTTP. The guardian's side is open to whoever holds the link."""

from __future__ import annotations

from apiflask import APIBlueprint

from backend.accounts.identity import current_identity
from backend.accounts.site import load_site
from backend.api.guard import client_language, proves, public, requires
from backend.api.privacy import DeclarationSummary
from backend.api.schema import DONE, Done, Email, Hash, In, Name, Out, Token
from backend.db.account import Role
from backend.privacy import facts, guardian
from backend.privacy.notice import find_words

bp = APIBlueprint("guardian", __name__, tag="privacy")


class WordsOut(Out):
    """What is agreed to, and the hash of exactly these words."""

    title: str
    body: str
    text_hash: str


class GuardianOut(Out):
    """Where the two agreements stand, for the child."""

    needed: bool
    asked: str | None
    guardian_agreed: bool
    outdated: bool
    child_assented: bool
    words: WordsOut


class AskIn(In):
    """The address of a parent or guardian."""

    email: Email


class AssentIn(In):
    """My own yes, to these words."""

    text_hash: Hash


class LinkOut(Out):
    """To be handed to the guardian in person."""

    link: str


class LinkIn(In):
    """The secret part of the guardian's link."""

    token: Token


class AgreeIn(In):
    """The guardian's yes: the name they sign by, and the words they read."""

    token: Token
    name: Name
    text_hash: Hash


class GuardianPage(Out):
    """What a guardian sees behind the link."""

    child: str
    site: str
    agreed: bool
    outdated: bool
    guardian_name: str
    words: WordsOut
    declaration: DeclarationSummary | None


@bp.get("/guardian")
@bp.output(GuardianOut)
def read_guardian() -> GuardianOut:
    """Whether somebody must agree for me, and who did."""
    return _describe_mine()


@bp.post("/guardian")
@bp.input(AskIn)
@bp.output(GuardianOut)
def ask_guardian(json_data: AskIn) -> GuardianOut:
    """Write to my parent or guardian."""
    guardian.ask_guardian(current_identity(), json_data.email, client_language())
    return _describe_mine()


@bp.post("/guardian/assent")
@bp.input(AssentIn)
@bp.output(GuardianOut)
def give_assent(json_data: AssentIn) -> GuardianOut:
    """I want it too."""
    guardian.assent(current_identity(), json_data.text_hash)
    return _describe_mine()


@bp.delete("/guardian")
@bp.output(GuardianOut)
def take_back_as_child() -> GuardianOut:
    """I do not want it, or not any more."""
    guardian.take_back_as_child(current_identity())
    return _describe_mine()


@bp.post("/guardian/page")
@bp.input(LinkIn)
@bp.output(GuardianPage)
@public
def read_guardian_page(json_data: LinkIn) -> GuardianPage:
    """What the link is about."""
    return _describe_page(json_data.token)


@bp.post("/guardian/agree")
@bp.input(AgreeIn)
@bp.output(GuardianPage)
@public
def agree_as_guardian(json_data: AgreeIn) -> GuardianPage:
    """The guardian's yes."""
    guardian.agree_as_guardian(json_data.token, json_data.name, json_data.text_hash)
    return _describe_page(json_data.token)


@bp.post("/guardian/refuse")
@bp.input(LinkIn)
@bp.output(Done)
@public
def refuse_as_guardian(json_data: LinkIn) -> Done:
    """The guardian's no, at first or later; the link ends with it."""
    guardian.refuse_as_guardian(json_data.token)
    return DONE


@bp.post("/admin/users/<id:user_id>/guardian-link")
@bp.input(AskIn)
@bp.output(LinkOut, status_code=201)
@requires(Role.ADMIN)
@proves
def make_guardian_link(user_id: int, json_data: AskIn) -> LinkOut:
    """A link for a guardian who stands before me."""
    identity = current_identity()
    link = guardian.make_guardian_link(identity, user_id, json_data.email, client_language())
    return LinkOut(link=link)


def _describe_mine() -> GuardianOut:
    state = guardian.describe_guardian(current_identity().user_id)
    return GuardianOut(**vars(state), words=_describe_words(guardian.ASSENT))


def _describe_page(token: str) -> GuardianPage:
    declaration = facts.load_declaration()
    return GuardianPage(
        **vars(guardian.look_behind_link(token)),
        site=load_site().name,
        words=_describe_words(guardian.GUARDIAN),
        declaration=DeclarationSummary.model_validate(declaration) if declaration else None,
    )


def _describe_words(name: str) -> WordsOut:
    words = find_words(name, client_language())
    return WordsOut(title=words.title, body=words.body, text_hash=words.hash)
