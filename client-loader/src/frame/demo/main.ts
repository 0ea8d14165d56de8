// The compressor looks back over 32 kB and this script is longer: what shares the most words stands close together.
import '../words.ts';
import '../ui/session-ui.ts';
import { Loader } from '../loader.ts';
import { readGrant } from '../no-money.ts';
import { demoLaunch } from './demo-launch.ts';
import '../frame.css';
import '../ui/bar.css';
import '../ui/overlay.css';

void new Loader(demoLaunch(readGrant('demo'))).run();
