// The colours, corners and font of the demo, the templates, the stand-in's pages, the error page and the button. Each of
// these must be a single file, so each repeats the values. tests/architecture/look.test.js compares them with this file.

/** The colours by their purpose. Text in `onAccent` is on a background of `accent`. */
export const LIGHT = Object.freeze({
  page: '#f3f4f8',
  card: '#ffffff',
  edge: '#e1e4ec',
  control: '#c3c9d8',
  text: '#1b1f2a',
  soft: '#5a6274',
  accent: '#3f5bd9',
  onAccent: '#ffffff',
});

/** @type {Readonly<Record<keyof typeof LIGHT, string>>} */
export const DARK = Object.freeze({
  page: '#0f1219',
  card: '#181c26',
  edge: '#2a303e',
  control: '#414a5e',
  text: '#eceff6',
  soft: '#a3abbd',
  accent: '#8ea2ff',
  onAccent: '#10142a',
});

/** The corners of a button or a field, and of a card. */
export const RADIUS = '0.75rem';
export const CARD_RADIUS = '1.25rem';
