// No inline style and no style element: a constructed sheet stands under `style-src 'none'`.
const CSS =
  ':host{display:block;position:relative;min-height:15rem}:host([hidden]){display:none}' +
  'iframe{position:absolute;inset:0;width:100%;height:100%;border:0}' +
  'div{padding:1.5rem;text-align:center}button{font:inherit}';

function make(tag: string, part: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.part.add(part);
  element.textContent = text;
  return element;
}

/** What is inside the element: the loader, a notice with the page's own fallback content, that content alone, or nothing. */
export class View {
  readonly #root: ShadowRoot;

  constructor(host: HTMLElement) {
    this.#root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.#root.adoptedStyleSheets = [sheet];
    this.fallback();
  }

  show(...nodes: readonly Node[]): void {
    this.#root.replaceChildren(...nodes);
  }

  fallback(): void {
    this.show(document.createElement('slot'));
  }

  /** Why there is no game, and a way to try again where that can help. */
  notice(message: string, retryLabel: string, onRetry: (() => void) | undefined): void {
    const box = make('div', 'notice', '');
    const text = make('p', 'message', message);
    text.role = 'alert';
    box.append(text, document.createElement('slot'));
    if (onRetry) {
      const button = make('button', 'retry', retryLabel);
      button.onclick = onRetry;
      box.append(button);
    }
    this.show(box);
  }
}
