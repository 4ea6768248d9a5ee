"""The words people agree to. Changing a text raises its version by its hash, and everyone is asked again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from backend.privacy.policy import Scope


@dataclass(frozen=True)
class ConsentText:
    """What one scope says, in plain words, and its version."""

    scope: Scope
    version: int
    title: str
    body: str

    @property
    def hash(self) -> str:
        """Identifies exactly these words."""
        words = "\n".join((self.scope.value, str(self.version), self.title, self.body))
        return hashlib.sha256(words.encode()).hexdigest()


NOTICE = (
    "Attune can look at your face through the camera while you learn and guess your expression. A guess is "
    "often wrong and never says what you feel. Pictures are looked at once and then gone: they are stored "
    "nowhere. Everything else here works the same without the camera, and nobody learns why a camera is off. "
    "Expressions never count for grades or attendance. You can stop at any moment."
)

TEXTS: dict[Scope, ConsentText] = {
    text.scope: text
    for text in (
        ConsentText(
            Scope.CAMERA,
            1,
            "Use my camera in lessons",
            "While you are in a lesson the page may read your camera. You see a sign as long as "
            "it does, with a "
            "button that stops it.",
        ),
        ConsentText(
            Scope.OWN_ANALYSIS,
            1,
            "Show me my own expression",
            "A model guesses your expression and shows it to you, with how sure it is. You can "
            "say that it is "
            "wrong, and your word counts.",
        ),
        ConsentText(
            Scope.KEEP_SUMMARIES,
            1,
            "Keep a summary of my lessons",
            "One line for each lesson you sit in: the average of the guesses and how often "
            "there was one. It is "
            "deleted after the time named on the page about keeping data.",
        ),
        ConsentText(
            Scope.SHARE_AGGREGATE,
            1,
            "Count me in the mood of the class",
            "Your guesses are added to the counts of a group that is large enough that nobody can be picked "
            "out. Your name is not with them.",
        ),
        ConsentText(
            Scope.SHARE_TUTORS,
            1,
            "Let my tutors see me",
            "The tutors of your course see your tile with your name in live classes that you opt in to, each "
            "time anew. You see every look they took.",
        ),
        ConsentText(
            Scope.SHARE_ADMINS,
            1,
            "Let administrators see my trend",
            "An administrator who gives a reason may look at how your summaries develop. You see every look.",
        ),
        ConsentText(
            Scope.RESEARCH,
            1,
            "Use my data for research",
            "Researchers may use your summaries and check-ins without your name, in a study "
            "that was approved.",
        ),
        ConsentText(
            Scope.BIOMETRIC_RELEASE,
            1,
            "Written release for biometric data",
            "Where the law of your state asks for it (Illinois, Texas, Washington): you agree "
            "in writing that "
            "measurements of your face are made to guess your expression, that they are not "
            "sold or passed on, "
            "and that they are destroyed within the time named on the page about keeping data.",
        ),
    )
}
