"""What the page's scripts say: written here, translated like everything else."""

from flask_babel import gettext as _


def recorder_strings() -> dict[str, str]:
    """Return the messages of the recorder; `{time}` and the like are filled in by the script."""
    return {
        "insecure": _(
            "Recording needs a secure address (https). Ask the practice for it; "
            "until then you can send a sound file below."
        ),
        "unsupported": _("This browser cannot record. You can send a sound file below."),
        "denied": _(
            "The microphone is blocked. Allow it for this page in the browser’s address bar "
            "or settings, then press Record again."
        ),
        "nomic": _("No microphone was found. Plug one in, or send a sound file below."),
        "busy": _("Another application is using the microphone. Close it, then try again."),
        "failed": _("Something went wrong. What you recorded so far is kept on this device."),
        "full": _("This device is out of space. What you recorded so far is kept."),
        "interrupted": _("Paused by a call or another application. Press Resume when ready."),
        "idle": "",
        "recording": _("Recording. It stays on this device until you send it."),
        "paused": _("Paused."),
        "review": _("Finished. Listen, then send or delete."),
        "kept": _("{time} kept on this device"),
        "quiet": _("We cannot hear you. Is the microphone covered?"),
        "loud": _("Very loud: move back a little."),
        "left": _("A recording of {time} from {date} has not been sent yet."),
        "discarded": _("Deleted from this device."),
        "sending": _("Sending…"),
        "checking": _("Checking that everything arrived…"),
        "sent": _("Received, {time}. Thank you."),
        "waits": _("Not sent yet: a recording of {time} from {date}."),
        "wait": _("Not sent yet: {count} recordings, the oldest from {date}."),
        "later": _("Not sent yet: it waits on this device."),
        "offline": _(
            "You are offline. It is kept on this device only, and sent once you are back: "
            "keep this page open, or open it again then."
        ),
        "unsent": _(
            "The service cannot be reached. It is kept on this device only, and tried again "
            "by itself: keep this page open, or open it again later."
        ),
        "mismatch": _(
            "It did not arrive whole. It is kept on this device, and sent again by itself."
        ),
        "stranger": _(
            "Somebody else has signed in here. It is kept on this device, and sent once you "
            "sign in again."
        ),
        "elsewhere": _("Sent from another tab of this page."),
        "unkept": _("This browser keeps nothing: leave the page open until you have sent it."),
        "nobody": _(
            "Nobody is signed in on this device, and the service cannot be reached. Come back "
            "and sign in once there is a network."
        ),
        "signed_out": _(
            "You have been signed out. Sign in again; the recording stays on this device."
        ),
    }
