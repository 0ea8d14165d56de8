// The operator's script as one plain tag.
import { defineElement } from './define.ts';

defineElement();
