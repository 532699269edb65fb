// Small parts that every page uses.
import { keyOf, onShortcuts, areOn } from "./shortcuts.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./view.js";
import { ago, moment, STATUS_MEANING, STATUS_SIGN, VERDICT_SIGN } from "./words.js";

/** Tells people who can't see the page what happened. */
export function announce(words) {
  const region = document.getElementById("announcer");
  // The same words twice would not be read again.
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}

export const StatusTag = ({ status }) =>
  html`<span class="tag status-${status}" title=${STATUS_MEANING[status]}><span aria-hidden="true">${STATUS_SIGN[status]}</span> ${status}</span>`;

export const VerdictTag = ({ verdict }) =>
  html`<span class="tag verdict-${verdict}"><span aria-hidden="true">${VERDICT_SIGN[verdict]}</span> ${verdict}</span>`;

export const Time = ({ at }) => html`<time datetime=${at} title=${moment(at)}>${ago(at)}</time>`;

/** The key of a command, kept up to date; nothing where it has none or keys are off. */
export function Key({ command }) {
  useShortcuts();
  const key = keyOf(command);
  return areOn() && key ? html`<kbd aria-hidden="true">${key}</kbd>` : null;
}

/** The value of `aria-keyshortcuts` for a command. */
export const shortcut = (command) => (areOn() && keyOf(command)) || undefined;

export function useShortcuts() {
  const [, again] = useState(0);
  useEffect(() => onShortcuts(() => again((count) => count + 1)), []);
}

/** What went wrong, in words, with a way to try again. */
export function Trouble({ problem, retry, what = "This can't be shown." }) {
  if (!problem) return null;
  return html`<div class="trouble" role="alert">
    <p><strong>${what}</strong> ${problem.message}</p>
    ${retry && html`<button type="button" onClick=${retry}>Try again</button>`}
  </div>`;
}

/** A dialog of the browser's own: it keeps the focus, gives it back, and closes with Escape. */
export function Dialog({ title, close, children, wide, fixed }) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.isConnected && before.focus?.();
  }, []);
  return html`<dialog
    ref=${dialog}
    class=${wide ? "wide" : ""}
    aria-labelledby="dialog-title"
    onCancel=${(event) => {
      event.preventDefault();
      if (!fixed) close();
    }}
  >
    <header class="dialog-head">
      <h2 id="dialog-title">${title}</h2>
      ${!fixed && html`<button type="button" class="quiet" onClick=${close} aria-label="Close">✕</button>`}
    </header>
    ${children}
  </dialog>`;
}

/** Runs an asynchronous function when its inputs change. Gives `{value, problem, loading, reload}`; the last value stays while the next one comes. */
export function useAsked(load, inputs) {
  const [state, setState] = useState({ value: null, problem: null, loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setState((known) => ({ ...known, loading: true }));
    load(stop.signal).then(
      (value) => !stop.signal.aborted && setState({ value, problem: null, loading: false }),
      (problem) => !stop.signal.aborted && setState((known) => ({ ...known, problem, loading: false })),
    );
    return () => stop.abort();
  }, [...inputs, round]);
  return { ...state, reload: () => setRound((count) => count + 1) };
}

/** Sets the window's title. */
export function usePage(title) {
  useEffect(() => {
    document.title = `${title} · claimdesk`;
  }, [title]);
}
