// The compressor looks back over 32 kB and this script is longer: what shares the most words stands close together.
import '../words.ts';
import '../ui/session-ui.ts';
import { Loader } from '../loader.ts';
import { readPage } from '../page.ts';
import { replayLaunch } from './replay-launch.ts';
import '../frame.css';
import '../ui/bar.css';
import '../ui/overlay.css';

// Read before the page is, which takes the address's own part away.
const demoGrant = new URLSearchParams(location.hash.slice(1)).get('replay') ?? '';

void new Loader(replayLaunch(), { ...readPage(), demoGrant }).run();
