"""Questlog for the owner's assistant: a server of the Model Context Protocol.

Its tools call Questlog's own API within the process, with the token of whoever asks: it
can do nothing that the API can't, and what it writes is in the history under that
token's user. https://modelcontextprotocol.io
"""
