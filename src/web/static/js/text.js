// Text with offsets. The API counts Unicode code points; JavaScript's strings count UTF-16 units, so that an emoji is one there and two here.
// Out: offsets that fit the string, and a text cut into pieces that each know what covers them.

/** A function from code points to UTF-16 units for this text. */
export function unitsOf(text) {
  // Only texts with characters beyond the basic plane need a table.
  if (!/[\ud800-\udbff]/.test(text)) return (point) => Math.min(point, text.length);
  const units = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return (point) => units[Math.min(point, units.length - 1)];
}

/**
 * Cuts a text at every end of a mark. Marks are `{start, end, ...}` in code points.
 * Gives pieces `{text, start, marks, closes}` in order that make up the text; `start` is in UTF-16 units, `closes` are the marks
 * that end with the piece.
 */
export function cut(text, marks) {
  const units = unitsOf(text);
  const placed = marks.map((mark) => ({ mark, start: units(mark.start), end: units(mark.end) })).filter(({ start, end }) => start < end);
  const ends = new Set([0, text.length]);
  for (const { start, end } of placed) {
    ends.add(start);
    ends.add(end);
  }
  const cuts = [...ends].sort((one, other) => one - other);
  // Marks that cover a piece, kept while going along: the whole takes the length of the text and not its square.
  const starting = new Map();
  for (const entry of placed) {
    if (!starting.has(entry.start)) starting.set(entry.start, []);
    starting.get(entry.start).push(entry);
  }
  let open = [];
  const pieces = [];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    open = open.filter((entry) => entry.end > start).concat(starting.get(start) ?? []);
    const closes = open.filter((entry) => entry.end === end).map((entry) => entry.mark);
    pieces.push({ text: text.slice(start, end), start, marks: open.map((entry) => entry.mark), closes });
  }
  return pieces;
}

/** Pieces sorted into paragraphs: line breaks end one, and belong to none. */
export function paragraphs(pieces) {
  const all = [[]];
  for (const piece of pieces) {
    let at = 0;
    for (const line of piece.text.split(/(\r\n|\r|\n)/)) {
      if (/^(\r\n|\r|\n)$/.test(line)) {
        if (all.at(-1).length > 0) all.push([]);
      } else if (line !== "") {
        const isLast = at + line.length === piece.text.length;
        all.at(-1).push({ ...piece, text: line, start: piece.start + at, closes: isLast ? piece.closes : [] });
      }
      at += line.length;
    }
  }
  return all.filter((paragraph) => paragraph.some((piece) => piece.text.trim() !== ""));
}
