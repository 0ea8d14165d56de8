import { signedLaunch } from './launch.ts';
import { Loader } from './loader.ts';
import './frame.css';
import './ui/bar.css';
import './ui/overlay.css';

void new Loader(signedLaunch).run();
