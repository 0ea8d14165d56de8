/** The tag that an operator copies: the script of this very build, and no other, may run under it. */
export const scriptTag = (edgeOrigin: string, file: string, integrity: string): string =>
  `<script src="${edgeOrigin}/${file}" integrity="${integrity}" crossorigin="anonymous" defer></script>`;

/** A page's part that can be copied as it is; its content is what players see where no script runs. */
export const snippet = (tag: string): string => `<!-- in <head> -->
${tag}

<!-- where the game is to be -->
<roundgate-game game-id="g-night-market" launch-endpoint="/your/launch" locale="en">
  <p>The game needs JavaScript and a current browser. <a href="/help">Help</a></p>
</roundgate-game>
`;
