type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | ((event: Event) => void)>>;

/** Builds an element from nodes and texts only, as Trusted Types demand; a function is a listener of that name. */
export function el<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.addEventListener(name, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Writes only what is new, so that nothing is announced twice. */
export const write = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

const SVG = 'http://www.w3.org/2000/svg';

/** A line drawing of 24 × 24, which the words beside it explain. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.ariaHidden = 'true';
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
