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
        "unsent": _("Not sent: the service could not be reached. The recording is still here."),
        "mismatch": _("Not sent completely. The recording is still here; please send it again."),
        "signed_out": _(
            "You have been signed out. Sign in again; the recording stays on this device."
        ),
    }
