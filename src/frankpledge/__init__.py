"""Frankpledge: what a local policing body promises, as something that anyone can check."""

__version__ = "0.1.0"
