"""What every performance claim runs: one module a subject, each with --quick, most with --json FILE."""
