/**
 * The walls of the house as a build error. Rooms and floors are described in docs/rooms.md; the comment of each rule is
 * shown with the violation and says what to do instead. packages/tooling/walls.test.mjs proves that each one can fail.
 */

const { rooms } = require('./packages/tooling/rooms.json')

const room = `(${rooms.map(({ name }) => name).join('|')})`
const tests = '[.]test[.]tsx?$'
/** Code of the web app that runs on the server only. */
const webServerCode = ['[.]server[.]tsx?$', '^apps/web/app/server/', '^apps/web/[^/]+[.]m?ts$', tests]
/** An `import type` is gone before anything runs. */
const values = { dependencyTypesNot: ['type-only'] }

const wall = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    wall(
      'no-cycles',
      'Two files that need each other are one thought in two places: move the shared part down, or into a third file.',
      { path: '^(packages|apps)/', pathNot: '/generated/' },
      // A circle that is closed by an `import type` exists for the reader of one room only, never when the code runs.
      { circular: true, viaOnly: values },
    ),
    {
      ...wall(
        'rooms-form-no-circle',
        'A room that reads another is read by it nowhere, not even its types: one of the two owns the fact.',
        { path: '^packages/domain/src/[^/]+$' },
        { circular: true, path: '^packages/domain/src/[^/]+$' },
      ),
      scope: 'folder',
    },
    wall(
      'no-unresolvable',
      'The import leads nowhere. Is the package in this workspace folder’s own package.json?',
      { path: '^(packages|apps)/' },
      // What a build writes is absent from a fresh clone.
      { couldNotResolve: true, pathNot: ['/(dist|build|generated)/', '^virtual:'] },
    ),

    // Rules.
    wall(
      'domain-is-pure',
      'The domain imports zod and itself. No Node, no clock, no database: the day, the ids and the facts are arguments.',
      { path: '^packages/domain/src/', pathNot: tests },
      { pathNot: ['^packages/domain/src/', '(^|/)node_modules/zod/'] },
    ),
    wall(
      'rooms-meet-at-the-door',
      'One domain room reads another through its index.ts. Export the function there if it is meant for others.',
      { path: '^packages/domain/src/([^/]+)/' },
      {
        path: '^packages/domain/src/',
        pathNot: ['^packages/domain/src/$1/', '^packages/domain/src/[^/]+/index[.]ts$'],
      },
    ),
    wall(
      'shared-reads-no-room',
      'Every room reads `shared`, so it reads none. What needs a room belongs into that room.',
      { path: '^packages/domain/src/shared/' },
      { path: '^packages/domain/src/', pathNot: '^packages/domain/src/shared/' },
    ),

    // Storage.
    wall(
      'db-looks-down-only',
      'Storage knows the domain and nothing above. What a use case needs comes in as an argument.',
      { path: '^packages/db/' },
      { path: ['^apps/', '^packages/(use-cases|documents|bench)/'] },
    ),
    wall(
      'prisma-lives-in-db',
      'Prisma and its generated client are a detail of packages/db: ask a read function of the room for what you need.',
      { pathNot: ['^packages/(db|bench)/'] },
      { path: ['(^|/)node_modules/(@prisma|prisma)/', '^packages/db/generated/'] },
    ),
    wall(
      'drivers-live-in-db',
      'Only storage (and the measuring floor) speaks to a database server. The doors hold no query.',
      { path: '^(packages|apps)/', pathNot: ['^packages/(db|bench)/', tests] },
      { path: '(^|/)node_modules/(pg|@electric-sql)/' },
    ),
    wall(
      'only-use-cases-write',
      'Rows are changed by use cases only, in one transaction with their rule and their audit. Call or add a use case.',
      { pathNot: ['^packages/(use-cases|bench)/', '^packages/db/(src|seed)/'] },
      { path: '^packages/db/src/.+[.]write[.]ts$' },
    ),
    wall(
      'only-the-gates-prove-scope',
      'A Scope proves that a gate has checked who asks. Take it as an argument; only sessions, monitor’s middleware, its jobs, the vault’s gate and the command make one.',
      {
        pathNot: [
          '^apps/web/app/server/',
          '^apps/monitor/src/(trpc|events/prove-runs|.+[.]job)[.]ts$',
          '^apps/cli/src/(gate|operator|database)[^/]*[.]ts$',
          '^apps/vault/src/gate[.]ts$',
          '^packages/(db/seed|bench)/',
          '^packages/use-cases/src/.+/example[^/]*[.]ts$',
          tests,
        ],
      },
      { path: '^packages/db/src/prove-scope[.]ts$' },
    ),
    wall(
      'test-grounds-stay-in-tests',
      'This prepares ground for tests; the product must not be able to reach it.',
      { pathNot: [tests, '^packages/db/seed/', '^packages/bench/', '^apps/web/e2e/', '/example[^/]*[.]ts$'] },
      {
        path: [
          '^packages/db/seed/[^/]*(test|bare|check|engine)[^/]*[.]ts$',
          '^packages/use-cases/src/.+/example[^/]*[.]ts$',
          tests,
        ],
      },
    ),

    // Use cases and documents.
    wall(
      'use-cases-know-no-door',
      'A use case is called by pages, jobs and the command alike: no web framework, no server, no app.',
      { path: '^packages/use-cases/' },
      {
        path: ['^apps/', '^packages/bench/', '(^|/)node_modules/(@remix-run|react|react-dom|express|@trpc|commander)/'],
      },
    ),
    wall(
      'documents-know-the-domain-only',
      'Data in, bytes out: a document never fetches. Load in a use case or a read function and hand it in.',
      { path: '^packages/documents/' },
      { path: ['^apps/', '^packages/(db|use-cases|bench)/'] },
    ),

    // Traces.
    wall(
      'traces-are-loaded-when-wanted',
      'Whoever wants no traces loads nothing for them: begin a span by packages/db/src/trace.ts; the exporter is taken by a dynamic import only.',
      {
        path: '^(packages|apps)/',
        pathNot: ['^packages/use-cases/src/operations/(export-traces|tellable-span)[.]ts$'],
      },
      {
        path: [
          '(^|/)node_modules/@opentelemetry/',
          '^packages/use-cases/src/operations/(export-traces|tellable-span)[.]ts$',
        ],
        dynamic: false,
      },
    ),

    // Doors.
    wall(
      'packages-never-import-apps',
      'Apps stand on packages, never the other way round; measuring looks at apps from outside.',
      { path: '^packages/', pathNot: '^packages/tooling/' },
      { path: '^apps/' },
    ),
    wall(
      'apps-never-import-each-other',
      'Apps speak over the network. The web app may take the types of monitor’s client, and nothing more.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: ['^apps/$1/', '^apps/monitor/src/client[.]ts$'] },
    ),
    wall(
      'only-types-from-monitor',
      'Write `import type`: code of monitor must not run in the web app.',
      { path: '^apps/(web|cli)/' },
      { path: '^apps/monitor/', ...values },
    ),
    wall(
      'only-the-vault-opens-identities',
      'Keys of identities live in the vault’s process. Ask it over its door; take its types with `import type`.',
      { path: '^apps/(web|monitor|cli)/' },
      {
        path: '^packages/(use-cases/src/petitions/(answer-vault|keep-vault|seal-identity|open-sealed|read-vault|vault-[^/]+)|db/src/petitions/vault[^/]*)[.]ts$',
        ...values,
      },
    ),
    wall(
      'screens-hold-no-server-code',
      'A screen runs in the browser: the database client would end there. Load in the route’s loader or in a *.server.ts file; take types with `import type`.',
      {
        path: '^apps/web/app/',
        pathNot: [...webServerCode, '^apps/web/app/routes/', '^apps/web/app/(root|entry[.]server)[.]tsx$'],
      },
      {
        path: ['^packages/(db|use-cases|documents)/', '^apps/web/app/.+[.]server[.]tsx?$', '^apps/web/app/server/'],
        ...values,
      },
    ),
    wall(
      'shared-parts-know-no-room',
      'Parts of app/ui and app/theme serve every room: give them what they show as properties.',
      { path: '^apps/web/app/(ui|theme)/' },
      { path: `^apps/web/app/${room}/` },
    ),
    wall(
      'the-web-reads-through-its-server-files',
      'A route is an envelope: it calls its room’s *.server.ts, which calls the use case.',
      { path: '^apps/web/app/routes/', pathNot: '[.]server[.]tsx?$' },
      { path: '^packages/db/', ...values },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['/(dist|build|[.]turbo|test-results|coverage)/', '^packages/tooling/', '[.](css|json|svg)$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
}
