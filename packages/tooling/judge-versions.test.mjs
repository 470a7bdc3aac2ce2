import { expect, test } from 'vitest'
import { judgeVersions } from './judge-versions.mjs'

test('one version of each package in the house', () => {
  const manifests = {
    'apps/a/package.json': { dependencies: { zod: 'catalog:', pg: '^8.0.0' } },
    'packages/b/package.json': { dependencies: { zod: 'catalog:' }, devDependencies: { pg: '^8.0.0' } },
    'package.json': {},
  }
  expect(judgeVersions(manifests)).toEqual([])
})

test('two versions are named with their places', () => {
  const manifests = {
    'apps/a/package.json': { dependencies: { pg: '^8.0.0' } },
    'packages/b/package.json': { devDependencies: { pg: 'catalog:' } },
  }
  expect(judgeVersions(manifests)).toEqual([
    'pg is asked for in several versions: ^8.0.0 in apps/a/package.json, catalog: in packages/b/package.json',
  ])
})
