"""The words on a card: what the data is, what the model cannot do, what it must not be used for."""

from __future__ import annotations

from typing import Any

FORBIDDEN_USES = (
    "inferring emotions of learners or workers where the law forbids it (EU AI Act Art. 5(1)(f))",
    "grading, ranking, attendance, discipline, hiring or access decisions",
    "diagnosis of any condition, lie detection, proctoring, surveillance or identification",
    "any use without the person's knowledge and consent",
)
FAIRNESS = (
    "FER2013 carries no age, sex or skin-tone annotation, so no figure by group exists. Image-search data"
    " of 2013 over-represents posed, adult, light-skinned faces; expect uneven errors until you measure"
    " your own."
)
DATA = {
    "fer": (
        "FER2013 (Goodfellow et al. 2013): 48 px grey faces collected by image search, labels of unknown"
        " raters. They agree with the emotion most FER+ voters chose on about 65 % of faces."
    ),
    "ferplus": (
        "FER2013 pictures with FER+ votes of ten raters a face (Barsoum et al. 2016). Single votes are"
        " dropped; trained on the distribution, judged where one emotion holds more than half of all votes"
        " left."
    ),
}
RARE = "Disgust, fear and contempt are rare in the data and confused with anger, surprise and neutral."
LIMITS = {
    "fer": (RARE, "The labels themselves are noisy: people agree with them on about 65 % of faces."),
    "ferplus": (RARE, "Contempt rests on 13 validation faces: its recall is little more than an anecdote."),
}
OTHER_DATA = "Faces and labels chosen by whoever trained this model; this project knows nothing about them."
OTHER_LICENCE = "Pictures: whoever trained the model answers for their rights."
OTHER_FAIRNESS = "No figure by group was measured."
WEIGHTS_LICENCE = "Weights: Apache-2.0 as the code."
PICTURE_LICENCE = (
    "Pictures: competition data found by image search; the rights of single"
    " pictures were never cleared, and none is part of this project. FER+ votes: MIT."
)


def data_statement(head: str, title: str, notes: tuple[str, ...], outside: list[str]) -> dict[str, Any]:
    """`outside` are the sources of a run's beginning or its teachers beyond these faces."""
    known = title.startswith("FER2013")
    labels = DATA[head] if known else OTHER_DATA
    borrowed = [f"What it knows from elsewhere, through its beginning or its teachers: {'; '.join(outside)}."]
    return {
        "data": {
            "title": title,
            "labels": " ".join([labels, *(borrowed if outside else [])]),
            "preparation": list(notes),
        },
        "licence": f"{WEIGHTS_LICENCE} {PICTURE_LICENCE if known else OTHER_LICENCE}",
        "fairness": {"measured_by_group": None, "note": FAIRNESS if known else OTHER_FAIRNESS},
    }


def limits(head: str, title: str) -> list[str]:
    known = title.startswith("FER2013")
    return [
        "It names how a face looks, not what a person feels; the two are weakly related.",
        *(LIMITS[head] if known else ()),
        "Validation faces chose the epoch, the temperature, the threshold and how far rare"
        " classes are lifted: expect less on others.",
        "Other cameras, framings, lights and faces than those of image search lower every figure.",
    ]


def card_readme(card: dict[str, Any]) -> str:
    """The same facts for people."""
    figures = card["metrics"]["validation"]
    low, high = figures["intervals"]["accuracy"]
    rows = "\n".join(
        f"| {label} | {'-' if figures['recall'][label] is None else format(figures['recall'][label], '.1%')}"
        f" | {figures['counts'][label]} |"
        for label in card["labels"]
    )
    sizes = ", ".join(f"{key} {entry['bytes'] / 1e6:.2f} MB" for key, entry in card["files"].items())
    bullets = "\n".join(f"- {line}" for line in card["limits"])
    forbidden = "\n".join(f"- {line}" for line in card["forbidden_uses"])
    return f"""# {card["name"]}

Names the expression of one aligned face ({card["input"]["size"]} px, {card["input"]["color"]}) as one of
{", ".join(card["labels"])}. {card["config"]["parameters"]:,} parameters; {sizes}.
Written by `export.py`; every number below is on `card.json`, and
`python evaluate.py released {card["name"]}` computes them again.

## On {figures["rows"]:,} validation faces ({figures["dataset"]})

Accuracy {figures["accuracy"]:.1%} (95 % interval {low:.1%} to {high:.1%}), balanced accuracy
{figures["balanced_accuracy"]:.1%}, macro-F1 {figures["macro_f1"]:.1%},
calibration error {figures["ece"]:.3f}, accuracy on the surest 70 % {figures["accuracy_at_70_coverage"]:.1%}.
{_describe_int8(card["metrics"].get("validation_int8"))}
Below a confidence of {card["abstain_below"]:.2f} the honest answer is "can't tell".

| Expression | Recall | Faces |
|---|---|---|
{rows}

![Confusion matrix](confusion.png)

## Data

{card["data"]["labels"]} {card["licence"]}

## Limits

{bullets}

{card["fairness"]["note"]}

## Not for

{forbidden}
"""


def _describe_int8(figures: dict[str, Any] | None) -> str:
    if figures is None:
        return "These are the figures of the fp32 file; no int8 file was written."
    return (
        f"These are the figures of the fp32 file; the int8 file reaches {figures['accuracy']:.1%},"
        f" {figures['balanced_accuracy']:.1%} and a calibration error of {figures['ece']:.3f}."
    )
