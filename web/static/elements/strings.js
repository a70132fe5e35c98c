// What the scripts say is written by the server, in the page's language; no language lives in here.
const strings = JSON.parse(document.getElementById('strings')?.textContent ?? '{}');

export const say = (key, parts = {}) =>
  (strings[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? '');

export const clock = seconds => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

/** What a sentence about a recording may name. */
export const about = ({ seconds, recordedAt }) => ({
  time: clock(seconds),
  date: new Date(recordedAt).toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' }),
});
