// Cards against Microsoft's own definition of them for Teams: each is compiled as a literal of that type, so that a wrong
// name, a wrong value or a misplaced element is an error. Which of it exists in version 1.5 the renderer is asked.
import ts from 'typescript';

/** Teams' documents write "Full" where its types write "full"; Teams takes both. */
const spelt = (card) => JSON.stringify(card).replaceAll('"width":"Full"', '"width":"full"');

/** What is wrong with any of them: "name: words". `cards`: pairs of a name and a card. */
export function wrongTypes(cards) {
  const lines = cards.map(([, card], i) => `export const card${i}: IAdaptiveCard = ${spelt(card)};`);
  const source = [`import type { IAdaptiveCard } from '@microsoft/teams.cards';`, ...lines].join('\n');
  const file = new URL('cards.ts', import.meta.url).pathname; // only ever in memory; here, so that the package is found
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : read(name, ...rest));
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map((one) => {
    const words = ts.flattenDiagnosticMessageText(one.messageText, ' ').slice(-300);
    const line = one.file ? one.file.getLineAndCharacterOfPosition(one.start).line : 0;
    return line ? `${cards[line - 1][0]}: ${words}` : words;
  });
}
