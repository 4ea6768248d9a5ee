"""The networks: a registry, one file a family, checkpoints and losses. Knows nothing of data files."""
