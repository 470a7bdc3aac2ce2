import { expect, test } from 'vitest'
import { isFree, judgeDependencies } from './judge-dependencies.mjs'

const resolution = { integrity: `sha512-${'a'.repeat(86)}==` }
const orderly = {
  lock: { packages: { 'a@1.0.0': { resolution } } },
  workspace: { allowBuilds: { b: false } },
  installed: [
    { name: 'a', version: '1.0.0', licence: 'MIT', runs: [] },
    { name: 'b', version: '1.0.0', licence: 'ISC', runs: ['postinstall'] },
    { name: 'c', version: '1.0.0', licence: 'EPL-2.0', runs: [] },
  ],
  exceptions: { c: { licence: 'EPL-2.0', because: 'a tool' } },
}

test('what keeps the policy has no fault', () => {
  expect(judgeDependencies(orderly)).toEqual([])
})

const one = (more) => ({
  installed: [...orderly.installed, { name: 'd', version: '2.0.0', licence: 'MIT', runs: [], ...more }],
})
test.each([
  ['without a hash', { lock: { packages: { 'a@1.0.0': { resolution: {} } } } }, 'a@1.0.0 is not held by a sha512'],
  [
    'with a weak hash',
    { lock: { packages: { 'a@1.0.0': { resolution: { integrity: 'sha1-x' } } } } },
    'a@1.0.0 is not held by a sha512',
  ],
  [
    'from an address',
    { lock: { packages: { 'a@1.0.0': { resolution: { ...resolution, tarball: 'http://evil.example/a.tgz' } } } } },
    'a@1.0.0 is not held by a sha512',
  ],
  [
    'from a repository',
    { lock: { packages: { 'a@git': { resolution: { type: 'git', repo: 'x', commit: 'y' } } } } },
    'a@git is not held by a sha512',
  ],
  ['that was let run a script', { workspace: { allowBuilds: { b: true } } }, 'b may run a script'],
  ['with a script nobody has judged', one({ runs: ['install'] }), 'd@2.0.0 wants to run install'],
  ['under a licence that is not free', one({ licence: 'AGPL-3.0' }), 'd@2.0.0 is under "AGPL-3.0"'],
  ['without a licence', one({ licence: 'none' }), 'd@2.0.0 is under "none"'],
  [
    'with an exception under another licence by now',
    { exceptions: { c: { licence: 'MPL-2.0', because: 'a tool' } } },
    'c@1.0.0 is under "EPL-2.0"',
  ],
  [
    'with an exception nobody needs',
    { exceptions: { ...orderly.exceptions, gone: { licence: 'x', because: '' } } },
    'the exception for gone',
  ],
])('a package %s is named', (_name, change, fault) => {
  expect(judgeDependencies({ ...orderly, ...change })).toContainEqual(expect.stringContaining(fault))
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND ISC', true],
  ['MIT and OFL-1.1', true],
  ['MIT AND GPL-3.0', false],
  ['GPL-3.0', false],
  ['SEE LICENSE IN file', false],
])('%s is free: %s', (licence, expected) => {
  expect(isFree(licence)).toBe(expected)
})
