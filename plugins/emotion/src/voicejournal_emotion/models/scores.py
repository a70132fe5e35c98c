"""The numbers that a classifier gives, made into one share for each label."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from voicejournal_emotion.models.folder import BrokenModelError, ModelFolder

Scores = Mapping[str, float]
"""Label → how sure the model says that it is, 0–1."""


def scores(logits: NDArray[np.float32], folder: ModelFolder) -> Scores:
    """Return the share of each label.

    Args:
        logits: What the model gave, shape (1, n_labels).
        folder: Of the model.

    Raises:
        BrokenModelError: It is of another shape, or holds what is no number.
    """
    if logits.shape != (1, len(folder.labels)):
        msg = "The emotion model gave another number of answers than it names labels."
        raise BrokenModelError(msg)
    values = logits[0].astype(np.float64)
    if not np.isfinite(values).all():
        msg = "The emotion model gave what is no number."
        raise BrokenModelError(msg)
    raised = np.exp(values - values.max())
    shares = 1.0 / (1.0 + np.exp(-values)) if folder.several else raised / raised.sum()
    return dict(zip(folder.labels, map(float, shares), strict=True))
