// Pictures of numbers. Each has its numbers beside it as a table, for those who read rather than look.
import { html, useLayoutEffect, useRef, useState } from "./view.js";
import { dayOf } from "./words.js";

const DAY = 24 * 60 * 60_000;
/** Days that a picture shows. */
const MOST_DAYS = 28;

/** The latest days up to the last one that has numbers, those without any among them: time runs evenly along the picture. */
function evenDays(days) {
  if (days.length === 0) return [];
  const known = new Map(days.map((entry) => [entry.day, entry]));
  const sorted = [...known.keys()].sort();
  const last = Date.parse(sorted.at(-1));
  const first = Math.max(Date.parse(sorted[0]), last - (MOST_DAYS - 1) * DAY);
  const all = [];
  for (let time = first; time <= last; time += DAY) {
    const day = new Date(time).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, parts: {} });
  }
  return all;
}

/** The room that a day's name takes, in pixels. */
const LABEL = 56;

/** The width that an element has, in pixels. */
function useWidth(element, first) {
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.max(200, element.current.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** Bars, one a day, each made of parts from the bottom up. `days`: `[{day, parts: {name: number}}]`, of which the latest are shown. */
export function Stacks({ days: known, names, title }) {
  const figure = useRef(null);
  const days = evenDays(known);
  // Drawn as wide as it is shown, so that its letters keep their size.
  const width = useWidth(figure, 720);
  const [height, left, below, above] = [220, 40, 24, 10];
  const total = ({ parts }) => names.reduce((sum, name) => sum + (parts[name] ?? 0), 0);
  const most = Math.max(1, ...days.map(total));
  const step = niceStep(most);
  const top = Math.ceil(most / step) * step;
  const scale = (height - below - above) / top;
  const slot = (width - left) / Math.max(1, days.length);
  const bar = Math.min(44, slot * 0.68);
  const every = Math.ceil((days.length * LABEL) / (width - left));
  const lines = [];
  for (let value = 0; value <= top; value += step) lines.push(value);
  return html`<figure class="chart" ref=${figure}>
    <figcaption>${title}</figcaption>
    <svg viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${`${title}. ${days.length} days, at most ${most} a day. The numbers are in the table below.`}>
      ${lines.map((value) => {
        const y = height - below - value * scale;
        return html`<g key=${value}><line class="grid" x1=${left} x2=${width} y1=${y} y2=${y} /><text class="axis" x=${left - 8} y=${y + 4} text-anchor="end">${value}</text></g>`;
      })}
      ${days.map((entry, index) => {
        const x = left + index * slot + (slot - bar) / 2;
        let y = height - below;
        return html`<g key=${entry.day}>
          ${names.map((name) => {
            const size = (entry.parts[name] ?? 0) * scale;
            y -= size;
            return size > 0 && html`<rect key=${name} class=${`part part-${name}`} x=${x} y=${y} width=${bar} height=${size}><title>${`${dayOf(entry.day)}: ${entry.parts[name]} ${name}`}</title></rect>`;
          })}
          ${index % every === 0 && html`<text class="axis" x=${x + bar / 2} y=${height - 7} text-anchor="middle">${dayOf(entry.day)}</text>`}
        </g>`;
      })}
    </svg>
    <ul class="keys">${names.map((name) => html`<li key=${name}><span class=${`swatch part-${name}`} aria-hidden="true"></span>${name}</li>`)}</ul>
    <${Table} days=${days} names=${names} title=${title} />
  </figure>`;
}

function Table({ days, names, title }) {
  return html`<details><summary>As a table</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${`${title}, as a table`}><table>
      <thead><tr><th scope="col">Day</th>${names.map((name) => html`<th key=${name} scope="col">${name}</th>`)}</tr></thead>
      <tbody>${days.map((entry) => html`<tr key=${entry.day}><th scope="row">${dayOf(entry.day)}</th>${names.map((name) => html`<td key=${name}>${entry.parts[name] ?? 0}</td>`)}</tr>`)}</tbody>
    </table></div>
  </details>`;
}

/** A step between lines, so that there are two to five of them: 1, 2 or 5 times a power of ten. */
function niceStep(most) {
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 1;
}

/** One bar of parts that make up a whole. */
export function Shares({ parts, title }) {
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const words = parts.map(({ name, value }) => `${value} ${name}`).join(", ");
  let x = 0;
  return html`<figure class="chart shares">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label=${`${title}: ${words}`}>
      ${total === 0 && html`<rect class="part part-empty" x="0" y="0" width="100" height="6" />`}
      ${parts.map(({ name, value }) => {
        const width = total > 0 ? (value / total) * 100 : 0;
        const at = x;
        x += width;
        return width > 0 && html`<rect key=${name} class=${`part part-${name}`} x=${at} y="0" width=${width} height="6" />`;
      })}
    </svg>
    <ul class="keys">${parts.map(({ name, value }) => html`<li key=${name}><span class=${`swatch part-${name}`} aria-hidden="true"></span>${name} <strong>${value.toLocaleString("en")}</strong></li>`)}</ul>
  </figure>`;
}
