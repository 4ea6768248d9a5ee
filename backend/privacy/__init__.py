"""What protects people: policy, consent, audit, retention, export and erasure."""
