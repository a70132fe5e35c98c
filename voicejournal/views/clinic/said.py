"""What the page answers after something was done to it."""

from flask_babel import gettext as _


def outcome(code: str) -> tuple[str, bool] | None:
    """Return what to say after an act, and whether something has to be looked at.

    Args:
        code: What stands in the address; anything else than one of ours is not answered.
    """
    done = {
        "amended": _("Your words now stand beside the sentence."),
        "dismissed": _("Set aside, with your reason."),
        "marked": _("Marked for the session."),
        "noted": _("Your private note is kept. Only you can read it."),
        "restored": _("This kind of sentence is shown as before."),
        "seen": _("Marked as looked at."),
        "undone": _("Taken back."),
        "signed": _("Signed. This page stays as it is now."),
        "reopened": _("Reopened. What was signed is kept as a revision of its own."),
    }
    refused = {
        "moved": _("Something came in while you were reading. This is the newest page."),
        "closed": _("This page has been signed. Reopen it to change it."),
        "empty": _("Write something first, and not more than a page."),
    }
    if code in done:
        return done[code], False
    if code in refused:
        return refused[code], True
    return None
