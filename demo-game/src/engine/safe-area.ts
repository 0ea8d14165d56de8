import type { Insets } from './layout.ts';

/** Reads what the screen's notches and corners take, as the style sheet is told it; all 0 in a frame that none reach. */
export function createSafeArea(parent: HTMLElement): () => Insets {
  const probe = document.createElement('div');
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', pointerEvents: 'none' });
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  for (const side of sides) probe.style.setProperty(`padding-${side}`, `env(safe-area-inset-${side}, 0px)`);
  parent.append(probe);
  return () => {
    const style = getComputedStyle(probe);
    const [top = 0, right = 0, bottom = 0, left = 0] = sides.map(
      (side) => Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0,
    );
    return { top, right, bottom, left };
  };
}
