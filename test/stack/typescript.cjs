// Lets a plain `node --require` run the TypeScript sources, for the processes that tests start:
// jest's own loader does not reach into them, and dist/ may be older than what is being tested.
const Module = require('node:module');
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

const resolveAsBefore = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (/^\.{1,2}\/.*\.js$/.test(request) && parent?.filename?.endsWith('.ts')) {
    try {
      return resolveAsBefore.call(this, request.replace(/\.js$/, '.ts'), parent, ...rest);
    } catch {
      // A JavaScript neighbour after all.
    }
  }
  return resolveAsBefore.call(this, request, parent, ...rest);
};

/** A file of ours that is loaded when it is needed; packages that are ES modules keep their `import()`. */
const ownImport = /\bimport\(((['"])\.{1,2}\/[^'"]+\2)\)/g;

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs', ignoreDynamic: true },
    sourceMaps: 'inline',
    swcrc: false,
  });
  module._compile(code.replace(ownImport, 'Promise.resolve().then(() => require($1))'), filename);
};
