"""Looking for words in one's own notes.

What is looked for is sent in the body of a form and stands sealed in the address of the page
with the answers: an address ends up in logs and histories.
"""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from voicejournal.model.found import Found
from voicejournal.views.gate import lets
from voicejournal.views.held import journal
from voicejournal.views.own.blueprint import LOOK_BACK, own
from voicejournal.views.session import the_patient


@own.get("/notes/search")
@lets(LOOK_BACK)
def look() -> ResponseReturnValue:
    """Ask for what."""
    return render_template("own/search.html", query="", found=None)


@own.post("/notes/search")
@lets(LOOK_BACK)
def search() -> ResponseReturnValue:
    """Lead to the answers."""
    query = " ".join(request.form.get("query", "").split())
    if not query:
        return redirect(url_for("own.look"))
    return redirect(url_for("own.found", sealed=journal().seal_query(the_patient(), query)))


@own.get("/notes/search/<sealed>")
@lets(LOOK_BACK)
def found(sealed: str) -> ResponseReturnValue:
    """Show where the words stand."""
    query = journal().open_query(the_patient(), sealed)
    answer: Found = journal().search(the_patient(), query)
    return render_template("own/search.html", query=query, found=answer)
