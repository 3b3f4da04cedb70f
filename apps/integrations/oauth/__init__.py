"""Connections that the owner allows at a service: OAuth 2, the authorization code.

`service` describes one, `flow` leads through its pages, `models` keeps what it
granted, `access` gives clients their token, and `endpoint` asks for tokens.
"""
