// Data held against a type that a platform publishes: each value is compiled as a literal of it, so that a wrong name, a
// wrong value or something in the wrong place is an error.
import ts from 'typescript';

/** What is wrong with any of them: "name: words". `type`: as it stands after `import type`; `values`: pairs of a name and JSON. */
export function wrongLiterals({ declare, type, values }) {
  const lines = values.map(([, value], i) => `export const value${i}: ${type} = ${value};`);
  const source = [declare, ...lines].join('\n');
  const file = new URL('literals.ts', import.meta.url).pathname; // only ever in memory; here, so that packages are found
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
    return line ? `${values[line - 1][0]}: ${words}` : words;
  });
}
