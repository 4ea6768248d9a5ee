"""How the server itself fares: counters, machine, samples over hours. It knows nothing about people."""
