import { Loader } from '../loader.ts';
import { demoLaunch } from './demo-launch.ts';
import '../frame.css';
import '../ui/bar.css';
import '../ui/overlay.css';

void new Loader(demoLaunch()).run();
