"""The support loop: signs become states, states become messages and alerts, and it is measured if they help."""
