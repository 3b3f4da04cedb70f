"""The one way in which Questlog asks a remote service over HTTP."""
