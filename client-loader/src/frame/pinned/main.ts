// The loader of pinned mode: it runs in a frame of the operator's origin, under the operator's policy.
import { startPromo } from '../../promo/start.ts';
import { type Launcher, signedLaunch } from '../launch.ts';
import { Loader } from '../loader.ts';
import { fetchFrom, readPinnedPage } from './pinned-page.ts';

declare const __FRAME_STYLE__: string;

const page = readPinnedPage();
globalThis.fetch = fetchFrom(page.home, fetch.bind(globalThis));

// A constructed sheet needs no source in the operator's policy.
const style = new CSSStyleSheet();
style.replaceSync(__FRAME_STYLE__);
document.adoptedStyleSheets = [style];

/** Nothing is kept in the operator's storage but the version floors. */
const pinnedLaunch: Launcher = {
  open: signedLaunch.open,
  files: signedLaunch.files,
  // The operator's policy names one script: all of it is in that one.
  later: (_page, _files, seat) => seat && startPromo(seat, page.home, undefined),
};

void new Loader(pinnedLaunch, page).run();
