// The desk's frame: who is signed in, which page is shown, and the help.
import { SignInAgain, SignInPage, useAccount } from "./account.js";
import { Dialog, Key, Trouble, shortcut, useShortcuts } from "./bits.js";
import { KeysPage } from "./keys.js";
import { onState } from "./live.js";
import { OverviewPage } from "./overview.js";
import { QueuePage } from "./queue.js";
import { useRoute } from "./route.js";
import { COMMANDS, areOn, handle, keyOf, reset, setKey, switchTo } from "./shortcuts.js";
import { SourcePage, SourcesPage } from "./source.js";
import { TryPage } from "./try.js";
import { html, render, useEffect, useRef, useState } from "./view.js";

const PAGES = [
  ["queue", "Queue"],
  ["overview", "Overview"],
  ["sources", "Sources"],
  ["try", "Try it"],
  ["keys", "Keys"],
];

function Desk() {
  const account = useAccount();
  const place = useRoute();
  const [help, setHelp] = useState(false);
  useEffect(() => handle("help", () => setHelp(true)), []);
  if (account.who === undefined) return html`<p class="starting">One moment …</p>`;
  if (account.who === null) return html`<${SignInPage} account=${account} />`;
  const pages = PAGES.filter(([page]) => page !== "keys" || account.who.role === "admin");
  return html`
    <a class="skip" href="#main" onClick=${(event) => {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }}>Skip to the content</a>
    <header class="top">
      <a class="brand" href="#/queue" aria-label="claimdesk"><img src="/desk/icon.svg" alt="" width="22" height="22" /> <span>claimdesk</span></a>
      <nav aria-label="Pages">
        ${pages.map(([page, name]) => html`<a key=${page} href="#/${page}" aria-current=${place.page === page || (page === "sources" && place.page === "source") ? "page" : undefined}>${name}</a>`)}
      </nav>
      <div class="top-end">
        <${LiveSign} />
        <button type="button" class="quiet" onClick=${() => setHelp(true)} aria-keyshortcuts=${shortcut("help")}>Shortcuts <${Key} command="help" /></button>
        <span class="who" title=${`${account.who.name}, ${account.who.role}`}>${account.who.name}</span>
        <button type="button" class="quiet" onClick=${account.leave}>Sign out</button>
      </div>
    </header>
    <${Trouble} problem=${account.trouble} what="You are still signed in." />
    <${Page} place=${place} who=${account.who} />
    ${help && html`<${Help} close=${() => setHelp(false)} />`}
    ${account.ended && html`<${SignInAgain} account=${account} />`}
  `;
}

function Page({ place, who }) {
  // Another page begins at its top and takes the focus, as it does where a browser loads one.
  const shown = useRef(place.page);
  useEffect(() => {
    if (shown.current === place.page) return;
    shown.current = place.page;
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [place.page]);
  switch (place.page) {
    case "queue":
      return html`<${QueuePage} words=${place.words} who=${who} />`;
    case "overview":
      return html`<${OverviewPage} words=${place.words} />`;
    case "sources":
      return html`<${SourcesPage} words=${place.words} who=${who} />`;
    case "source":
      return html`<${SourcePage} key=${place.id} id=${place.id} who=${who} />`;
    case "try":
      return html`<${TryPage} />`;
    case "keys":
      if (who.role === "admin") return html`<${KeysPage} who=${who} />`;
  }
  return html`<main id="main" class="page" tabindex="-1"><h1>There is no such page</h1><p><a href="#/queue">To the queue</a></p></main>`;
}

function LiveSign() {
  const [state, setState] = useState("off");
  useEffect(() => onState(setState), []);
  const words = { live: "Live", broken: "Reconnecting …", off: "Not live" }[state];
  return html`<span class="live live-${state}" role="status"><span aria-hidden="true">●</span> <span class="live-word">${words}</span></span>`;
}

function Help({ close }) {
  useShortcuts();
  const [clash, setClash] = useState("");
  const change = (command, words) => (event) => {
    const away = event.key === "Backspace" || event.key === "Delete";
    // Keys that write something, and arrows; what the browser and the system need of the others stays theirs.
    const fits = ([...event.key].length === 1 && event.key !== " ") || event.key.startsWith("Arrow");
    if (event.ctrlKey || event.altKey || event.metaKey || !(away || fits)) return;
    event.preventDefault();
    const key = away ? "" : event.key;
    const other = setKey(command, key);
    setClash(other ? `“${key}” is taken by “${other[1]}”.` : key ? `${words}: ${key}` : `${words} has no key now.`);
  };
  return html`<${Dialog} title="Shortcuts" close=${close} wide=${true}>
    <label class="check"><input type="checkbox" checked=${areOn()} onChange=${(event) => switchTo(event.target.checked)} /> Use shortcuts</label>
    <p class="hint" id="help-keys">To change one, go to its box and press another key; Delete takes it away.</p>
    <p role="status" class="hint">${clash}</p>
    <ul class="shortcuts">
      ${COMMANDS.map(
        ([command, words]) => html`<li key=${command}>
          <label for="key-${command}">${words}</label>
          <input id="key-${command}" class="key-box" readonly value=${keyOf(command)} disabled=${!areOn()} onKeyDown=${change(command, words)} aria-describedby="help-keys" />
        </li>`,
      )}
    </ul>
    <p class="hint">In a reason: Ctrl+Enter decides, Escape goes back.</p>
    <p><button type="button" onClick=${reset}>Back to the first keys</button></p>
  </${Dialog}>`;
}

const root = document.getElementById("desk");
root.replaceChildren();
render(html`<${Desk} />`, root);
