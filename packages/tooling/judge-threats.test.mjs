import { expect, test } from 'vitest'
import { judgeThreats } from './judge-threats.mjs'

const headings = [
  'A citizen',
  'Who denounces',
  'A cell secretary',
  'An officer of another commune',
  'An administrator',
  'A database administrator',
  'A stolen dump',
  'A thief of a notebook',
  'The network',
  'The supply chain',
]
const table = (proof) => `| What is threatened | Control | Proof |\n| --- | --- | --- |\n| a | b | ${proof} |`
const model = (proof, left = headings) => left.map((heading) => `## ${heading}\n\n${table(proof)}`).join('\n\n')
const files = { 'a.test.ts': "test('it holds', () => {})\n['a row', 1]" }
const judge = (text) => judgeThreats(text, (path) => files[path] ?? null)

test.each(['[it holds](../a.test.ts)', '[a row](../a.test.ts), [it holds](../a.test.ts)'])(
  'a model proved by %s is in order',
  (proof) => {
    expect(judge(model(proof))).toEqual([])
  },
)

test.each([
  ['without a proof', model('trust us'), 'no test proves: a'],
  ['whose test has another name by now', model('[it held](../a.test.ts)'), 'a.test.ts has no test "it held"'],
  ['whose name is only part of another', model('[it](../a.test.ts)'), 'a.test.ts has no test "it"'],
  ['whose file is gone', model('[it holds](../b.test.ts)'), 'b.test.ts is gone'],
  ['that forgets somebody', model('[it holds](../a.test.ts)', headings.slice(1)), 'says nothing of: citizen'],
])('a model %s is stale', (_name, text, fault) => {
  expect(judge(text)).toContainEqual(expect.stringContaining(fault))
})
