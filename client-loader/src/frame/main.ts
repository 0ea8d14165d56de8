// The compressor looks back over 32 kB and this script is longer: what shares the most words stands close together.
import './page.ts';
import './trust.ts';
import './words.ts';
import './ui/session-ui.ts';
import { signedLaunch } from './launch.ts';
import { Loader } from './loader.ts';
import './frame.css';
import './ui/bar.css';
import './ui/overlay.css';

void new Loader(signedLaunch).run();
