type Tag = keyof HTMLElementTagNameMap;
type Child = Node | string;

/** Attributes and children of an element; `on` are listeners. */
export interface ElementParts {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly children?: readonly Child[];
}

/** Builds an element from nodes and texts only: no markup is ever parsed, as Trusted Types demand. */
export function el<T extends Tag>(tag: T, parts: ElementParts = {}): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (parts.class) element.className = parts.class;
  for (const [name, value] of Object.entries(parts.attributes ?? {})) element.setAttribute(name, value);
  for (const [name, listener] of Object.entries(parts.on ?? {})) element.addEventListener(name, listener);
  element.append(...(parts.children ?? []));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line icon of 24 × 24 from path data, hidden from screen readers. */
export function icon(...paths: string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'icon' }))
    svg.setAttribute(name, value);
  for (const data of paths) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}

/** Adds a style sheet by CSSOM: a CSP without `style-src` refuses `<style>`, not constructed sheets. */
export function adoptStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** A modal sheet: keeps focus inside, closes with Esc or its button, gives focus back. */
export interface Sheet {
  readonly dialog: HTMLDialogElement;
  readonly body: HTMLElement;
  /** Writes its title and the name of its closing button. */
  name(title: string, closeLabel: string): void;
  open(): void;
  close(): void;
}

/** Makes a closed {@link Sheet} inside `parent`. */
export function createSheet(parent: HTMLElement, name: string): Sheet {
  const title = el('h2', { attributes: { id: `${name}-title` } });
  const close = el('button', {
    class: 'sheet-close',
    attributes: { type: 'button' },
    children: [icon('M6 6 L18 18 M18 6 L6 18')],
  });
  const body = el('div', { class: 'sheet-body', attributes: { tabindex: '0' } });
  const head = el('header', { class: 'sheet-head', children: [title, close] });
  const attributes = { 'aria-labelledby': title.id };
  const dialog = el('dialog', { class: `sheet sheet-${name}`, attributes, children: [head, body] });
  close.addEventListener('click', () => dialog.close());
  parent.append(dialog);
  return {
    dialog,
    body,
    name(text, closeLabel) {
      title.textContent = text;
      close.setAttribute('aria-label', closeLabel);
    },
    open() {
      if (!dialog.open) dialog.showModal();
      body.scrollTop = 0;
    },
    close: () => dialog.close(),
  };
}
