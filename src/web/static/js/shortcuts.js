// Keys for what the desk does. Each can be changed or switched off; what was chosen stays in the browser.

/** Every command: its name, its words for people, its first key. */
export const COMMANDS = [
  ["next", "Next claim", "j"],
  ["previous", "Previous claim", "k"],
  ["verified", "Verdict: verified", "v"],
  ["refuted", "Verdict: refuted", "r"],
  ["misattributed", "Verdict: misattributed", "m"],
  ["unverifiable", "Verdict: unverifiable", "u"],
  ["take", "Take, or give back", "t"],
  ["source", "Correct the source", "s"],
  ["status", "Correct the status", "c"],
  ["undo", "Undo the last step", "z"],
  ["select", "Select for a bulk verdict", "x"],
  ["search", "Search words", "/"],
  ["help", "Show the shortcuts", "?"],
];

const NAME = "claimdesk.shortcuts";
let chosen = load();
const watchers = new Set();
const handlers = new Map();

function load() {
  try {
    return { on: true, keys: {}, ...JSON.parse(localStorage.getItem(NAME)) };
  } catch {
    return { on: true, keys: {} };
  }
}

function change(next) {
  chosen = next;
  try {
    localStorage.setItem(NAME, JSON.stringify(chosen));
  } catch {
    // Kept for this page at least.
  }
  for (const watcher of watchers) watcher();
}

export function onShortcuts(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const areOn = () => chosen.on;
export const switchTo = (on) => change({ ...chosen, on });
export const reset = () => change({ on: true, keys: {} });
/** The key of a command; empty where it has none. */
export const keyOf = (command) => chosen.keys[command] ?? COMMANDS.find(([name]) => name === command)?.[2] ?? "";

/** Gives a command a key. Gives the command that has the key already, where one has. */
export function setKey(command, key) {
  const other = key && COMMANDS.find(([name]) => name !== command && keyOf(name) === key);
  if (other) return other;
  change({ ...chosen, keys: { ...chosen.keys, [command]: key } });
  return null;
}

/** Has a function do a command until the returned one is called. The latest one counts. */
export function handle(command, handler) {
  const all = handlers.get(command) ?? [];
  handlers.set(command, [...all, handler]);
  return () => handlers.set(command, handlers.get(command).filter((other) => other !== handler));
}

function takesText(element) {
  return element.isContentEditable || element.matches?.("textarea, select, input:not([type=checkbox]):not([type=radio])");
}

/** Commands that go on while their key is held down. A verdict that did would be given on claims that nobody has read. */
const REPEATED = ["next", "previous"];

addEventListener("keydown", (event) => {
  if (!chosen.on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (takesText(event.target) || document.querySelector("dialog[open]")) return;
  const named = (key) => COMMANDS.find(([name]) => keyOf(name) === key)?.[0];
  // With Caps Lock on, a letter is still the same key.
  const command = named(event.key) ?? (event.getModifierState("CapsLock") ? named(event.key.toLowerCase()) : undefined);
  const handler = command && handlers.get(command)?.at(-1);
  if (!handler) return;
  event.preventDefault();
  if (!event.repeat || REPEATED.includes(command)) handler();
});
