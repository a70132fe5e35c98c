// Listening to a recording that has not been sent yet.
export function offer(audio, sound) {
  URL.revokeObjectURL(audio.src);
  audio.src = URL.createObjectURL(sound);
  audio.addEventListener('loadedmetadata', () => findLength(audio), { once: true });
}

// A recording made in a browser does not know its length until it has been read to the end.
function findLength(audio) {
  if (Number.isFinite(audio.duration)) return;
  audio.addEventListener('durationchange', () => { audio.currentTime = 0; }, { once: true });
  audio.currentTime = 1e9;
}
