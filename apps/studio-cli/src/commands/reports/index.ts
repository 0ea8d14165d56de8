import { defineGroup } from '../../cli/command-group.ts';
import { activity } from './activity.ts';
import { campaign } from './campaign.ts';
import { reconcile } from './reconcile.ts';

/** `roundgate reports …`: what was played and what it came to. */
export const reports = defineGroup(
  'reports',
  'What was played and what it came to: reports against the record.',
  [activity, campaign, reconcile],
);
