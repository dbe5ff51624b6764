/** Drawn signs of the tools that letters do not tell, on a field of 24 by 24, stroked in the colour of the text. */
const PATHS = {
  sup: 'M4 9l8 10M12 9 4 19M16 5q4-2 4 1 0 1.5-4 4h4',
  sub: 'M4 5l8 10M12 5 4 15M16 15q4-2 4 1 0 1.5-4 4h4',
  clear: 'M6 5h13M12.5 5 11 11M9 20h3M10.5 15 10 19M4 4l16 16',
  quote: 'M4 12h5v6H4zm0 0q0-6 5-7M14 12h5v6h-5zm0 0q0-6 5-7',
  bullets: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  numbers: 'M10 6h10M10 12h10M10 18h10M4 5l1.5-1v5M4 14q2-2 2.5-.5T4 18.5h3',
  centre: 'M4 6h16M7.5 10h9M4 14h16M7.5 18h9',
  right: 'M4 6h16M11 10h9M4 14h16M11 18h9',
  scene: 'M3 5h18M3 19h18M7 12h.01M12 12h.01M17 12h.01',
  link: 'M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  undo: 'M8 4 4 8l4 4M4 8h10a5.5 5.5 0 0 1 0 11H8',
  redo: 'M16 4l4 4-4 4M20 8H10a5.5 5.5 0 0 0 0 11h6',
  find: 'M16 10.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM15 15l5 5',
  full: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
} as const;

export type IconName = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
