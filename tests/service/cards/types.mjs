// Cards against Microsoft's own definition of them for Teams. Which of it exists in version 1.5 the renderer is asked.
import { wrongLiterals } from '../literals.mjs';

/** Teams' documents write "Full" where its types write "full"; Teams takes both. */
const spelt = (card) => JSON.stringify(card).replaceAll('"width":"Full"', '"width":"full"');

/** What is wrong with any of them: "name: words". `cards`: pairs of a name and a card. */
export function wrongTypes(cards) {
  return wrongLiterals({
    declare: `import type { IAdaptiveCard } from '@microsoft/teams.cards';`,
    type: 'IAdaptiveCard',
    values: cards.map(([name, card]) => [name, spelt(card)]),
  });
}
