// Try it: a text is analysed and shown, and nothing of it is kept.
import { post } from "./api.js";
import { ArticleText, Legend, marksOf } from "./article.js";
import { Trouble, announce, usePage } from "./bits.js";
import { Basis, Origin } from "./claim.js";
import { address, useRoute } from "./route.js";
import { html, useEffect, useMemo, useState } from "./view.js";
import { count } from "./words.js";

const EXAMPLE = `PORT AUREL – The museum will sell three of its paintings, a person familiar with the plans said. The museum declined to comment.

"There is no such plan," said culture minister Oda Lind. The friends' association confirmed that it had been asked for money.`;

/** The longest file that is read: ten times what the service takes. */
const MOST_BYTES = 10_000_000;

/** What was tried last, for whoever looks at another page in between. */
const last = { text: "", isHtml: false, result: null };

/** The text of a file: UTF-8 or UTF-16 where it is that, else the letters of Windows. Null where it is no text. */
async function read(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe && "utf-16le") || (bytes[0] === 0xfe && bytes[1] === 0xff && "utf-16be");
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export function TryPage() {
  usePage("Try it");
  const place = useRoute();
  const [text, setText] = useState(last.text);
  const [isHtml, setIsHtml] = useState(last.isHtml);
  const [result, setResult] = useState(last.result);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    Object.assign(last, { text, isHtml, result });
  }, [text, isHtml, result]);
  const analyse = async (body, format) => {
    setBusy(true);
    setProblem(null);
    try {
      const analysis = await post("/v1/analyze", { body, format });
      // Of HTML the answer has the text that a reader sees.
      setResult({ ...analysis, body: analysis.text ?? body });
      announce(`${count(analysis.claims.length, "claim")} found.`);
    } catch (failed) {
      setProblem(failed);
    }
    setBusy(false);
  };
  const upload = async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const field = event.target;
    const found = file.size > MOST_BYTES ? null : await read(file).catch(() => null);
    // The same file can be chosen again.
    field.value = "";
    if (found === null) {
      setProblem({ message: file.size > MOST_BYTES ? "The file is larger than 10 MB." : `“${file.name}” is not a text file. Copy its text into the field.` });
      return;
    }
    setProblem(null);
    setText(found);
    setIsHtml(/\.x?html?$/i.test(file.name));
    announce(`Opened ${file.name}.`);
  };
  const number = Number(place.words.get("claim") ?? 1);
  const current = result?.claims.find(({ ordinal }) => ordinal === number) ?? result?.claims[0] ?? null;
  return html`<main id="main" class="page try" tabindex="-1">
    <h1>Try it</h1>
    <p class="hint">The text is analysed and shown below. Nothing of it is kept.</p>
    <form onSubmit=${(event) => {
      event.preventDefault();
      if (text.trim()) analyse(text, isHtml ? "html" : "text");
    }}>
      <label for="try-text">A news article in English</label>
      <textarea id="try-text" rows="8" required value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
      <p class="row">
        <button type="submit" class="primary" disabled=${busy}>${busy ? "Analysing …" : "Analyse"}</button>
        <label class="file">Open a text file or page <input type="file" accept=".txt,.md,.html,.htm,text/plain,text/html" onChange=${upload} /></label>
        <button type="button" onClick=${() => (setText(EXAMPLE), setIsHtml(false))}>Use an example</button>
        <label class="check"><input type="checkbox" checked=${isHtml} onChange=${(event) => setIsHtml(event.target.checked)} /> This is HTML</label>
      </p>
    </form>
    <${Trouble} problem=${problem} what="It can't be analysed." />
    ${result && html`<${Result} result=${result} current=${current} />`}
  </main>`;
}

const href = (claim) => address("try", [["claim", claim.ordinal]]);

function Result({ result, current }) {
  const marks = useMemo(() => marksOf(result, current), [result, current]);
  if (result.claims.length === 0) return html`<p class="nothing">No claim was found in it.</p>`;
  return html`<div class="try-result">
    <div class="article">
      <p class="hint">${count(result.claims.length, "claim")}, ${count(result.attributions.length, "attribution")}</p>
      <${Legend} voice=${!current.attribution} />
      <${ArticleText} body=${result.body} marks=${marks} current=${current} keyOf=${(claim) => claim.ordinal} href=${href} />
    </div>
    <section class="panel" aria-label="The claim">
      <h2 class="claim-words">${current.text}</h2>
      <${Origin} claim=${current} linked=${false} />
      <${Basis} claim=${current} />
    </section>
  </div>`;
}
