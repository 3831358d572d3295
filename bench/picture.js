// Draws the bars as an SVG that is readable on light and dark backgrounds.
const WIDTH = 790;
const LABEL = 260;
const NUMBER = 70;
const LINE = 20;
const GAP = 26;
const BAR = WIDTH - LABEL - NUMBER;
/** Longer bars are cut off. */
const LONGEST_RATIO = 5;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2329}.title{font-weight:600}.ours{fill:#2f6fd0}.other{fill:#9aa4b2}.cut{stroke:#fff;stroke-width:3}
@media(prefers-color-scheme:dark){text{fill:#e8eaed}.ours{fill:#6ea8ff}.other{fill:#6b7482}.cut{stroke:#0d1117}}`;

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** @param {number} value */
const show = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(value < 1 ? 2 : 1));

/**
 * @param {string} name @param {number} value @param {number} longest @param {number} y
 */
function drawBar(name, value, longest, y) {
  const length = Math.max(1, Math.round((Math.min(value, longest) / longest) * BAR));
  const kind = /^(?:ours|tailchat-login)/.test(name) ? 'ours' : 'other';
  const x = LABEL + length;
  const cut = value > longest ? `<path class="cut" d="M${x - 18} ${y + 16}l8-14"/>` : '';
  return `<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escape(name)}</text><rect class="${kind}" x="${LABEL}" y="${y + 2}" width="${length}" height="14"/>${cut}<text x="${x + 6}" y="${y + 13}">${show(value)}</text>`;
}

/** @param {ReadonlyArray<import('./report.js').Bars>} groups */
export function drawPicture(groups) {
  let y = 4;
  const parts = groups.flatMap(({ title, values }) => {
    const bars = Object.entries(values).map(([name, value]) => ({
      name,
      value: typeof value === 'number' ? value : value.median,
    }));
    const isSize = Object.values(values).some((value) => typeof value === 'number');
    const most = Math.max(...bars.map(({ value }) => value));
    const longest = isSize ? most : Math.min(most, LONGEST_RATIO);
    const head = `<text class="title" x="${LABEL}" y="${y + 14}">${escape(title)}</text>`;
    y += LINE + 4;
    const lines = bars.map(({ name, value }) => {
      const line = drawBar(name, value, longest, y);
      y += LINE;
      return line;
    });
    y += GAP;
    return [head, ...lines];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="Sizes and CPU ratios">
<style>${STYLE}</style>
${parts.join('\n')}
</svg>
`;
}
