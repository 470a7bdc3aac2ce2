/** What an installation without a registry needs of the house, by path from the root; what is not there is passed by. */
export function whatGoesIn(workspaces) {
  return [
    ...['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', 'LICENSE', 'README.md', '.env.example', 'docs'],
    'packages/tooling/patches',
    'packages/db/prisma/migrations',
    'apps/web/build',
    ...workspaces.flatMap((workspace) => [`${workspace}/package.json`, `${workspace}/dist`]),
  ]
}
