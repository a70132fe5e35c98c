"""The blueprint of "My data", and its rule."""

from flask import Blueprint

from voicejournal.views.gate import Rule

mydata = Blueprint("mydata", __name__, url_prefix="/my-data")

DECIDE = Rule("decide", of="self", drawn_for="patient")
