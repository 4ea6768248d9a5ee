"""The support loop: signs become states, states messages and alerts; and whether it helps is measured."""
