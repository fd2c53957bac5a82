"""The bundled example: 120 modelled pages of 97 sites, and an HTTP server on 127.0.0.1 that serves them."""

from flows.example.server import ExampleServer, pages_folder

__all__ = ["ExampleServer", "pages_folder"]
