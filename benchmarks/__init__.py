"""What every performance claim of the project runs: one module a subject, each with --quick, most with --json FILE."""
