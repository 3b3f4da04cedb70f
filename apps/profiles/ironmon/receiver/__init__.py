"""Takes what the owner's IronmonConnect plugin sends, and records it as it happens.

The plugin runs in BizHawk, which connects to us over TCP:
https://github.com/omnypro/ironmon-connect
"""
