import { RoundgateElement } from './element.ts';
import { openHosted } from './hosted-line.ts';

const NAME = 'roundgate-game';

class HostedElement extends RoundgateElement {
  protected override readonly openLine = openHosted;
}

/** Makes `<roundgate-game>` known to the page, once; does nothing where there is no page. */
export function defineElement(element: CustomElementConstructor = HostedElement): void {
  const registry = globalThis.customElements;
  if (registry && !registry.get(NAME)) registry.define(NAME, element);
}
