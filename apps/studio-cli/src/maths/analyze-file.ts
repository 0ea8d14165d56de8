import { type Analysis, AnalysisRefused, analyzeModel } from '@roundgate/studio-rgs/analysis';
import { refused } from '../cli/failure.ts';
import type { ModelFile } from './read-model.ts';

/** Analyses a model file; throws a `Failure` where exact figures are out of reach. */
export function analyzeFile({ path, model }: ModelFile): Analysis {
  try {
    return analyzeModel(model);
  } catch (cause) {
    if (!(cause instanceof AnalysisRefused)) throw cause;
    throw refused(
      `${path}, ${cause.path}`,
      cause.rule,
      'roundgate maths simulate tells it as closely as you like',
    );
  }
}
