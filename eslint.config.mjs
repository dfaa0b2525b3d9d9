import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      ...['dist/', '.bida/', '**/*.cjs', '**/*.mjs', 'test/histories/', 'console/door/api-types.ts'],
      // Written to types that only the benchmark installs; its quick run checks them (docs/decisions/0017-peers.md).
      ...['bench/peers/dbos/', 'bench/peers/restate/'],
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A schema's inferred type needs no second name, and a namespace import of types reads well.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Read the environment in runtime/configuration only.',
        },
      ],
    },
  },
  {
    files: ['runtime/configuration/**', 'cli/**', 'test/**', 'bench/**', 'simulator/main.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['console/**'],
    rules: {
      // The page is written by React alone; markup that came as text would be somebody else's.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'React writes the page; no text is markup here.',
        },
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'React writes the page; no text is markup here.',
        },
        {
          selector:
            'MemberExpression[object.name="window"][property.name=/Storage$/], Identifier[name="sessionStorage"]',
          message: 'The browser keeps the language and nothing else (console/frame/language.tsx).',
        },
      ],
    },
  },
  {
    files: ['workflows/**'],
    // Workflow code takes its time from the replayed history, so Date is Temporal's there.
    rules: { 'no-restricted-globals': ['error', 'setImmediate', 'fetch', 'process', 'Buffer'] },
  },
  {
    files: ['test/**'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // It looks once past the page's content security policy, and a second time within it, where it may not.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name="waitForFunction"]',
          message: 'Wait for a locator: this one cannot look twice under the content security policy.',
        },
      ],
    },
  },
);
