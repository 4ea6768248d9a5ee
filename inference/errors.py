"""The errors a caller of the inference library can meet, each with a code that never changes.

The text is a plain sentence for a person; it never repeats what the sender put into the bytes.
"""

from __future__ import annotations


class InferenceError(Exception):
    """Base of the family. `code` is stable; the text may be reworded."""

    code = "inference_error"


class FrameEmpty(InferenceError):
    """There were no bytes."""

    code = "frame_empty"


class FrameTooLarge(InferenceError):
    """More bytes or more pixels than allowed; refused before decoding."""

    code = "frame_too_large"


class FrameUnsupported(InferenceError):
    """Not a picture format that is accepted here, or an animation."""

    code = "frame_unsupported"


class FrameBroken(InferenceError):
    """It says it is a picture but cannot be decoded."""

    code = "frame_broken"


class CardError(InferenceError):
    """An exported model and its card do not fit together."""

    code = "card_invalid"


class EngineError(InferenceError):
    """A runtime or a network file cannot be used, or a run failed."""

    code = "engine_failed"


class DetectorError(InferenceError):
    """A face detector is missing or is not the file it should be."""

    code = "detector_missing"


class Busy(InferenceError):
    """The queue is full: try again with a later frame."""

    code = "busy"


class Closed(InferenceError):
    """The batcher is shutting down."""

    code = "closed"


class SwapError(InferenceError):
    """A model cannot be put into service; the one before it still serves."""

    code = "swap_refused"
