// The loader frame as it is, but for its launch: the build is taken as verified, and everything after it is real.
import type { AccessToken, BuildManifest, SessionInfo } from '@roundgate/contract';
import type { Launcher } from '../../src/frame/launch.ts';
import { Loader } from '../../src/frame/loader.ts';
import '../../src/frame/frame.css';
import '../../src/frame/ui/bar.css';
import '../../src/frame/ui/overlay.css';

const launcher: Launcher = {
  async open(_page, api, onPapers) {
    const manifest = (await (await fetch('/manifest.json')).json()) as BuildManifest;
    const answer = await api.call<{ token: AccessToken; session: SessionInfo }>('POST', '/v1/launch', {});
    if (!answer.ok) throw new Error('the fake gateway did not answer');
    api.useToken(answer.body.token);
    const { session } = answer.body;
    onPapers({ manifest, terms: session.market });
    const watch = { ask: async () => 'good' as const, verdict: () => 'good' as const };
    return { manifest, session, terms: session.market, watch };
  },
  async files(_page, manifest) {
    const bytes = await (await fetch('/game.js')).arrayBuffer();
    const sha256 = manifest.files[manifest.entry]?.sha256 ?? '';
    return [{ path: manifest.entry, sha256, blob: new Blob([bytes], { type: 'text/javascript' }) }];
  },
};

void new Loader(launcher).run();
