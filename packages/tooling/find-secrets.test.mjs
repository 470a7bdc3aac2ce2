import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { findSecrets } from './find-secrets.mjs'

// Each is put together here, or this file would be found itself.
const letters = 'Q7w2E9r4T6y1U8i3O5p0A2s4D6f8G1h3J5k7L9z0'
// A private key is recognized by what is in it, so it has to be one.
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })
const planted = [
  ['a key of a cloud', `AWS_SECRET_ACCESS_KEY = ${'wJalrXUtnFEMI/K7MDENG'}${'/bPxRfiCYzzQ7kLmNpA'}`, 'aws'],
  ['a private key', key, 'privatekey'],
  ['a token of a forge', `ghp_${letters.slice(0, 36)}`, 'github'],
  ['a token of a registry', `//registry.npmjs.org/:_authToken=npm_${letters.slice(0, 36)}`, 'npm'],
  [
    'a key that opens backups',
    `AGE-SECRET-KEY-1${letters.toUpperCase()}${letters.toUpperCase().slice(0, 18)}`,
    'a key of age',
  ],
  ['a key of the open service', `nq15_${'0123456789abcdef'}_${letters}`, 'a key of the open service'],
]
test.each(planted)('%s is found with its file and line, and not repeated', async (_name, secret, what) => {
  const found = await findSecrets([
    ['docs/quiet.md', 'one\ntwo'],
    ['docs/planted.md', `first\n${secret}\n`],
  ])
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^docs/planted[.]md:2 .*${what}`)))
  expect(found.join()).not.toContain(letters.slice(0, 20))
  expect(found.join()).not.toContain(key.slice(60, 100))
})

test('hashes, ids and the addresses of examples are no secrets', async () => {
  const quiet = `sha512-${'aB3'.repeat(28)}== 01900000-0000-7000-8000-000000000000 postgresql://owner:…@host/nq15 age1${'q'.repeat(58)}`
  expect(await findSecrets([['docs/quiet.md', quiet]])).toEqual([])
})
