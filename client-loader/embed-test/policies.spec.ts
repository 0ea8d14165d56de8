import {
  type Addition,
  PLACES,
  RECIPES,
  type Recipe,
  recipeHeaders,
  tagAttributes,
} from '../scripts/csp-recipes.ts';
import { expect, INTEGRITY, type OperatorPage, test } from './support/page.ts';

/** Puts this run's addresses and digest where the guide has its examples. */
const fill = ({ urls }: OperatorPage, text: string): string =>
  text
    .replaceAll(PLACES.edge, urls.edge)
    .replaceAll(PLACES.play, urls.play)
    .replaceAll(PLACES.digest, INTEGRITY);

async function openUnder(
  operator: OperatorPage,
  recipe: Recipe,
  additions: readonly Addition[],
): Promise<string[]> {
  const complaints: string[] = [];
  operator.page.on('console', (message) => {
    if (/content security policy|trusted ?types?|permissions policy|integrity/i.test(message.text()))
      complaints.push(message.text());
  });
  const headers = Object.entries(recipeHeaders(recipe, additions)).map(([name, text]) => [
    name,
    fill(operator, text),
  ]);
  await operator.open({
    headers: Object.fromEntries(headers) as Record<string, string>,
    tag: fill(operator, tagAttributes(recipe, additions)),
  });
  return complaints;
}

for (const recipe of RECIPES)
  test.describe(`under the policy "${recipe.title}"`, () => {
    test('the game starts with the documented additions, and nothing is violated', async ({
      operator,
      page,
    }) => {
      const complaints = await openUnder(operator, recipe, recipe.additions);
      await operator.next('ready');
      expect(await operator.command('pause')).toBe('done');
      const box = await page.locator('roundgate-game').boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(240);
      expect(await page.evaluate(() => globalThis.violations)).toEqual([]);
      expect(complaints).toEqual([]);
      if (recipe.headers?.['cross-origin-embedder-policy'])
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    });

    test('it fails as documented when any one of them is left out', async ({ operator, page }) => {
      for (const addition of recipe.additions.filter(({ without }) => typeof without === 'string')) {
        await openUnder(
          operator,
          recipe,
          recipe.additions.filter((one) => one !== addition),
        );
        if (addition.without !== 'fallback')
          expect(await operator.next('error')).toMatchObject({ code: addition.without, problem: null });
        const isDefined = () => customElements.get('roundgate-game') !== undefined;
        expect(await page.evaluate(isDefined), addition.value).toBe(addition.without !== 'fallback');
        await expect(operator.fallback, addition.value).toBeVisible();
        await operator.hasFrames(1);
      }
    });
  });

test('a closed Permissions-Policy shuts the frame out of the full screen until it is named', async ({
  operator,
}) => {
  const recipe = RECIPES.find(({ id }) => id === 'permissions');
  if (!recipe) throw new Error('the recipe is gone');
  const allowed: boolean[] = [];
  for (const additions of [
    recipe.additions,
    recipe.additions.filter(({ where }) => where !== 'permissions-policy'),
  ]) {
    await openUnder(operator, recipe, additions);
    await operator.next('ready');
    allowed.push(await operator.loader().evaluate(() => document.fullscreenEnabled));
  }
  expect(allowed).toEqual([true, false]);
});
