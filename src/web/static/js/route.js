// Where the desk is: a page and its filters, kept in the address so that a view can be shared.
// `#/queue?status=denied&claim=ID`. The part behind the hash never travels to a server.
import { useEffect, useState } from "./view.js";

/** The place that an address names: `{page, id, words}`; `words` are URLSearchParams. */
export function read(hash = location.hash) {
  const [path, words = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", id = ""] = path.split("/");
  return { page: page || "queue", id: decoded(id), words: new URLSearchParams(words) };
}

/** A part of an address in plain letters; as it stands where somebody damaged it. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place. */
export function address(page, words, id = "") {
  const text = new URLSearchParams(words ?? []).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ""}${text ? `?${text}` : ""}`;
}

/** Goes somewhere; with `replace`, without a step in the browser's history. */
export function go(to, { replace = false } = {}) {
  if (to === location.hash) return;
  if (replace) {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = to;
  }
}

/** The current place, followed. */
export function useRoute() {
  const [place, setPlace] = useState(() => read());
  useEffect(() => {
    const follow = () => setPlace(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return place;
}
