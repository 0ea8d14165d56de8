// The operator's script in pinned mode, as one plain tag: the element and, inside it, the whole loader.
import { defineElement } from '../embed/define.ts';
import { RoundgateElement } from '../embed/element.ts';
import { openHosted } from '../embed/hosted-line.ts';
import type { OpenLine } from '../embed/line.ts';
import { openPinned } from './pinned-line.ts';

/** Where this script came from, which is our edge unless the operator serves it. */
const OWN_ORIGIN = new URL((document.currentScript as HTMLScriptElement | null)?.src || location.href).origin;

class PinnedElement extends RoundgateElement {
  // A demo or a replay moves no money and has nothing to be pinned for: it runs in our frame.
  protected override readonly openLine: OpenLine = (url, ...rest) =>
    url.searchParams.has('mode')
      ? openHosted(url, ...rest)
      : openPinned(url, this.getAttribute('edge') ?? OWN_ORIGIN, ...rest);
}

defineElement(PinnedElement);
