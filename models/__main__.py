"""`python -m models list [--json]`: the families with their parameters and operations."""

from __future__ import annotations

import argparse
import json
import sys

from models.registry import FAMILIES, ModelError, count_flops, count_parameters, create_model, default_spec

HEADS = {"fer": 7}  # FER2013's seven labels, so that sizes compare
SIZE = 48


def describe_families(size: int) -> list[dict[str, str | int]]:
    """One entry a family, as it is when nothing is configured."""
    entries: list[dict[str, str | int]] = []
    for name in FAMILIES:
        model = create_model(default_spec(name, HEADS, size))
        entries.append(
            {
                "name": name,
                "parameters": count_parameters(model),
                "flops": count_flops(model),
                "size": size,
                "attention": model.spec.attention,
            }
        )
    return entries


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="name, parameters, operations a face")
    listing.add_argument("--json", action="store_true", help="for programs")
    listing.add_argument("--size", type=int, default=SIZE, help="side of the faces in pixels")
    arguments = parser.parse_args()
    try:
        entries = describe_families(arguments.size)
    except ModelError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(entries, indent=1))
        return 0
    print(f"{'name':<14}{'parameters':>12}{'MFLOPs':>9}   at {arguments.size} px, seven labels")
    for entry in entries:
        print(f"{entry['name']:<14}{entry['parameters']:>12,}{int(entry['flops']) / 1e6:>9,.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
