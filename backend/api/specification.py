"""Finishes the OpenAPI document: names, the login cookie, the required header, the error envelope."""

from __future__ import annotations

import json
from typing import Any

from apiflask import APIFlask
from flask import Response, current_app

from backend.api.guard import CSRF_HEADER, public
from backend.api.guide import render_guide
from backend.api.headers import page_nonce
from backend.api.schema import Problem

PROBLEM = {"$ref": "#/components/schemas/Problem"}
PREFIX = "#/components/schemas/"
UNSAFE = ("post", "put", "patch", "delete")


def describe_api(app: APIFlask) -> None:
    """Serve the document at /api/openapi.json and finish it in one place."""
    app.config["AUTO_OPERATION_ID"] = True
    app.config["AUTO_SERVERS"] = False
    app.config["VALIDATION_ERROR_SCHEMA"] = {"type": "object"}
    app.spec_processor(_finish)

    @app.get("/api/openapi.json")
    @app.doc(hide=True)
    @public
    def read_openapi() -> Response:
        return Response(json.dumps(_build(app)), mimetype="application/json")

    @app.get("/api/docs")
    @app.doc(hide=True)
    @public
    def read_api_guide() -> Response:
        return Response(render_guide(_build(app), page_nonce()), mimetype="text/html")


def build_document(app: APIFlask) -> dict[str, Any]:
    """The whole OpenAPI document, for export."""
    with app.app_context():
        return _build(app)


def _build(app: APIFlask) -> dict[str, Any]:
    document = app._get_spec()
    assert isinstance(document, dict)  # nosec B101: a type for the reader, not a check
    return document


def _finish(document: dict[str, Any] | str) -> dict[str, Any] | str:
    assert isinstance(document, dict)  # nosec B101: the other form is YAML, which is not asked for
    _flatten_names(document)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.pop("HTTPError", None)
    schemas.pop("ValidationError", None)
    schemas["Problem"] = Problem.model_json_schema()
    document["components"]["securitySchemes"] = {
        "login": {"type": "apiKey", "in": "cookie", "name": "attune_session"}
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if isinstance(operation, dict) and "responses" in operation:
                _finish_operation(path, method, operation)
    return document


def _finish_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    for status in [status for status in operation["responses"] if not str(status).startswith("2")]:
        del operation["responses"][status]
    operation["responses"]["default"] = {
        "description": "It failed; why is in the envelope.",
        "content": {"application/json": {"schema": PROBLEM}},
    }
    if not _is_public(operation.get("operationId", ""), method):
        operation["security"] = [{"login": []}]
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    if method in UNSAFE:
        operation.setdefault("parameters", []).append(
            {
                "name": CSRF_HEADER,
                "in": "header",
                "required": True,
                "schema": {"type": "string", "enum": ["1"]},
                "description": "Proves that our own page asks.",
            }
        )


def _is_public(operation_id: str, method: str) -> bool:
    wanted = operation_id.removeprefix(f"{method}_")
    views = current_app.view_functions
    return any(
        endpoint.replace(".", "_") == wanted and getattr(view, "is_public", False)
        for endpoint, view in views.items()
    )


def _flatten_names(document: dict[str, Any]) -> None:
    """`CoursePage.CourseOut` becomes `CourseOut`; two different shapes may not share a name."""
    schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
    for schema in schemas.values():
        schema.pop("$defs", None)
    names = {name: name.rsplit(".", 1)[-1] for name in schemas}
    _rename_refs(document, names)
    flat: dict[str, Any] = {}
    for name, schema in schemas.items():
        if flat.setdefault(names[name], schema) != schema:
            raise ValueError(f"two different schemas are called {names[name]}")
    document["components"]["schemas"] = dict(sorted(flat.items()))


def _rename_refs(node: Any, names: dict[str, str]) -> None:
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(PREFIX):
            node["$ref"] = PREFIX + names.get(
                reference.removeprefix(PREFIX), reference.rsplit(".", 1)[-1].removeprefix(PREFIX)
            )
        for value in node.values():
            _rename_refs(value, names)
    elif isinstance(node, list):
        for value in node:
            _rename_refs(value, names)
