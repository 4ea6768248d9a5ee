"""Who may import whom: the rules of ARCHITECTURE.md, read from the source, each with a planted breach."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRAINING = ("torch", "torchvision", "models", "dataset", "train", "evaluate", "export", "training", "wandb")
OURS = (*TRAINING[2:8], "backend", "inference", "settings", "demo", "benchmarks", "tests")


@dataclass(frozen=True)
class Rule:
    """Files under `part`, but for `except_for`, import nothing that starts with one of `never`."""

    name: str
    part: tuple[str, ...]
    never: tuple[str, ...]
    except_for: tuple[str, ...] = ()


RULES = (
    Rule("settings know nobody", ("settings/",), tuple(m for m in OURS if m != "settings")),
    Rule(
        "inference is a library of its own",
        ("inference/",),
        (*TRAINING, "backend", "settings", "flask", "sqlalchemy", "pydantic", "yaml"),
    ),
    Rule("serving never trains", ("backend/",), TRAINING),
    Rule(
        "only the composition root and the command line read settings",
        ("backend/",),
        ("settings",),
        ("backend/wsgi.py", "backend/cli.py", "backend/__main__.py"),
    ),
    Rule(
        "training never knows the product",
        ("models/", "training/", "dataset.py", "train.py"),
        ("backend", "flask", "inference", "sqlalchemy"),
    ),
    Rule("evaluation and export never know the product", ("evaluate.py", "export.py"), ("backend", "flask")),
    Rule(
        "what grades never sees expression data",
        ("backend/courses/",),
        (
            "backend.recording",
            "backend.support",
            "backend.trends",
            "backend.realtime",
            "backend.db.recording",
            "backend.db.support",
            "backend.db.trend",
        ),
    ),
    Rule("routes do not know the socket", ("backend/api/",), ("backend.realtime", "flask_socketio")),
    Rule("the socket does not know the routes", ("backend/realtime/",), ("backend.api",)),
    Rule(
        "domain parts never look up",
        tuple(
            f"backend/{part}/"
            for part in ("accounts", "courses", "recording", "support", "system", "trends", "privacy")
        ),
        ("backend.api", "backend.realtime", "backend.app", "backend.wsgi", "backend.cli", "flask_socketio"),
    ),
    Rule("what repeats knows no work of its own", ("backend/repeat.py",), OURS),
    Rule(
        "tables know nobody",
        ("backend/db/",),
        tuple(
            f"backend.{part}"
            for part in (
                "api",
                "realtime",
                "accounts",
                "courses",
                "recording",
                "support",
                "system",
                "trends",
                "privacy",
                "app",
            )
        ),
    ),
    Rule(
        "the socket library stays at the edge",
        ("backend/",),
        ("flask_socketio", "socketio"),
        ("backend/realtime/", "backend/server.py", "backend/wsgi.py"),
    ),
)
INFERENCE_MAY_USE = {"numpy", "cv2", "onnxruntime", "openvino", "inference"}

PLANTED = [
    ("settings/platform.py", "import backend", "settings know nobody"),
    ("inference/engine.py", "import torch", "inference is a library of its own"),
    ("inference/card.py", "from settings import load_settings", "inference is a library of its own"),
    ("backend/api/users.py", "import models.registry", "serving never trains"),
    ("backend/app.py", "def late():\n    import torch", "serving never trains"),
    ("backend/app.py", "import settings", "only the composition root and the command line read settings"),
    ("models/vgg.py", "from inference.card import load_card", "training never knows the product"),
    ("export.py", "from backend.app import create_app", "evaluation and export never know the product"),
    (
        "backend/courses/grading.py",
        "from backend.recording import spells",
        "what grades never sees expression data",
    ),
    ("backend/courses/grading.py", "from backend import recording", "what grades never sees expression data"),
    ("backend/api/users.py", "from backend.realtime import notify", "routes do not know the socket"),
    ("backend/api/users.py", "from ..realtime import notify", "routes do not know the socket"),
    ("backend/realtime/events.py", "from backend.api import users", "the socket does not know the routes"),
    ("backend/privacy/erase.py", "from backend.api import users", "domain parts never look up"),
    ("backend/db/base.py", "from backend.accounts import password", "tables know nobody"),
    (
        "backend/repeat.py",
        "from backend.trends.rollup import roll_up",
        "what repeats knows no work of its own",
    ),
    ("backend/courses/quiz.py", "import flask_socketio", "the socket library stays at the edge"),
    ("inference/decode.py", "import PIL", "inference may use only its own few libraries"),
    ("backend/api/users.py", "socket.emit('x')", "only notify emits"),
    ("frontend/src/features/live/rail.tsx", 'import { io } from "socket.io-client";', "only socket.ts knows"),
    (
        "frontend/src/features/live/rail.tsx",
        'const r = await fetch("/api/me");',
        "no component fetches by itself",
    ),
]


def test_the_project_keeps_its_boundaries() -> None:
    assert list(find_breaches(ROOT)) == []


@pytest.mark.parametrize(("path", "source", "rule"), PLANTED, ids=[f"{p[0]}:{p[2]}" for p in PLANTED])
def test_a_planted_breach_is_found(tmp_path: Path, path: str, source: str, rule: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source)
    assert [breach for breach in find_breaches(tmp_path) if path in breach and rule in breach]


def test_every_part_named_in_a_rule_exists() -> None:
    parts = {part for rule in RULES for part in (*rule.part, *rule.except_for)}
    assert [part for part in sorted(parts) if not (ROOT / part).exists()] == []


def find_breaches(root: Path) -> Iterator[str]:
    """Yield one sentence for each import or call that a rule forbids."""
    parts = ("backend", "inference", "models", "settings", "training")
    nested = [file for part in parts for file in (root / part).rglob("*.py")]
    for file in sorted([*root.glob("*.py"), *nested]):
        path = file.relative_to(root).as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for module in imported_modules(tree, path):
            yield from (f"{path} imports {module}: {name}" for name in broken_rules(path, module))
        if path.startswith("backend/") and path != "backend/realtime/notify.py" and calls_emit(tree):
            yield f"{path} emits: only notify emits"
    yield from find_frontend_breaches(root)


def find_frontend_breaches(root: Path) -> Iterator[str]:
    """The two rules about the pages that are worth a second guard beside the linter's zones."""
    for file in sorted((root / "frontend" / "src").rglob("*.ts*")):
        path, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
        if "socket.io-client" in text and not path.endswith("realtime/socket.ts"):
            yield f"{path} imports the socket client: only socket.ts knows it"
        if re.search(r"(?<![\w.])fetch\(", text) and "/features/" in path:
            yield f"{path} calls fetch: no component fetches by itself"


def broken_rules(path: str, module: str) -> Iterator[str]:
    """Yield the name of each rule that this import breaks."""
    for rule in RULES:
        inside = path.startswith(rule.part) and not path.startswith(rule.except_for or ("\0",))
        if inside and any(module == never or module.startswith(f"{never}.") for never in rule.never):
            yield rule.name
    top = module.split(".")[0]
    if path.startswith("inference/") and top not in sys.stdlib_module_names | INFERENCE_MAY_USE:
        yield "inference may use only its own few libraries"


def imported_modules(tree: ast.AST, path: str) -> Iterator[str]:
    """Yield every module a file imports, also inside functions; `from a import b` counts as a and a.b."""
    package = path.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def calls_emit(tree: ast.AST) -> bool:
    """Whether the file calls something named emit."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(
        (isinstance(call, ast.Attribute) and call.attr == "emit")
        or (isinstance(call, ast.Name) and call.id == "emit")
        for call in calls
    )
