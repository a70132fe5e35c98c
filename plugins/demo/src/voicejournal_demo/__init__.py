"""The demo clinic: two synthetic patients, their voice notes, and a model that understands them."""

from voicejournal_demo.clinic import MODEL_FOLDER, DemoNote, DemoPatient, load_clinic, true_words

__all__ = ["MODEL_FOLDER", "DemoNote", "DemoPatient", "load_clinic", "true_words"]
