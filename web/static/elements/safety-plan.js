// <safety-plan>: the reader's own plan. It stays in this browser only where its owner pressed the
// button, so that it opens without a network and without signing in; one press takes it away again.
const KEY = 'safety-plan';

const kept = () => {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
};
const signedIn = () => document.cookie.match(/(?:^|; )owner=([^;]*)/)?.[1] ?? '';

class SafetyPlan extends HTMLElement {
  connectedCallback() {
    const told = this.querySelector('script');
    this.plan = told ? { owner: this.dataset.owner, parts: JSON.parse(told.textContent) } : null;
    this.addEventListener('click', event => {
      const wish = event.target.closest('[data-do]')?.dataset.do;
      if (wish === 'keep') localStorage.setItem(KEY, JSON.stringify(this.plan));
      if (wish === 'forget') localStorage.removeItem(KEY);
      if (wish) this.#show(wish);
    });
    if (this.plan && this.#mine()) localStorage.setItem(KEY, JSON.stringify(this.plan));
    this.#show();
  }

  /** What is kept here, unless somebody else has signed in. */
  #mine() {
    const held = kept(), reader = signedIn();
    return held && (!reader || held.owner === reader) ? held : null;
  }

  #show(pressed) {
    const held = this.#mine(), list = this.querySelector('[data-el=parts]');
    if (!this.plan) list.replaceChildren(...(held?.parts ?? []).flatMap(part));
    this.querySelector('[data-el=none]').hidden = Boolean(this.plan || held);
    this.querySelector('[data-el=here]').hidden = !held;
    this.querySelector('[data-el=away]').hidden = Boolean(held) || !this.plan;
    if (pressed) this.querySelector(`[data-el=${held ? 'here' : 'away'}] button, h2`)?.focus();
  }
}

const part = ({ title, lines }) => [element('dt', title), ...lines.map(line => element('dd', line))];

const element = (name, text) => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};

customElements.define('safety-plan', SafetyPlan);
