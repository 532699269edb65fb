// The JSON API. Everything the desk knows and does goes through `ask`.
// Deliberately absent: keeping what came back, which is the views' matter.

/** What a problem of the API says, as a sentence. Of a single field it says what is wrong with it, not what programs call it. */
export function detailOf(body) {
  const words = body?.errors?.length === 1 ? body.errors[0].detail : body?.detail;
  return words && `${words[0].toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? "" : "."}`;
}

/** Something went wrong: a problem of the API, or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, body) {
    super(detailOf(body) ?? "The service can't be reached. What you typed is kept; try again in a moment.");
    this.status = status;
    this.code = body?.code ?? (status === 0 ? "unreachable" : "unknown");
    this.body = body ?? {};
  }
}

const listeners = new Set();

/** Calls back when an answer says that nobody is signed in. */
export function onSignedOut(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the API. Gives the body as JSON, or null where there is none. */
export async function ask(method, path, { body, version, signal, quiet } = {}) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (version !== undefined) headers["if-match"] = `"${version}"`;
  let answer;
  try {
    answer = await fetch(path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0);
  }
  const text = await answer.text();
  let value = null;
  try {
    value = text ? JSON.parse(text) : null;
  } catch {
    value = null;
  }
  if (answer.ok) return value;
  const problem = new Problem(answer.status, value ?? { detail: `The service answered ${answer.status}.` });
  if (answer.status === 401 && !quiet) for (const listener of listeners) listener(problem);
  throw problem;
}

export const get = (path, options) => ask("GET", path, options);
export const post = (path, body, options) => ask("POST", path, { ...options, body });

/** A query string from pairs; nothing where there are none. */
export function query(pairs) {
  const words = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== "" && value !== null && value !== undefined) words.append(name, value);
  const text = words.toString();
  return text ? `?${text}` : "";
}

/** Gives a review to a claim of a known version; gives the claim as it is then. */
export const review = (claim, body) => post(`/v1/claims/${claim.id}/reviews`, body, { version: claim.version });
