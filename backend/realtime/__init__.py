"""The live side of the product: sockets in, answers and panels out."""
