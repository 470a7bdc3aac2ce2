import { expect, test } from 'vitest'
import { tableProof } from './copied-tables.read.ts'

const proofOf = (...pieces: string[]) => {
  const proof = tableProof()
  for (const piece of pieces) proof.add(Buffer.from(piece))
  return proof.end()
}
const whole = proofOf('1\tan\n2\tbình\n3\tchi\n')

test.each<[string, string[], boolean]>([
  ['the same rows in one piece', ['1\tan\n2\tbình\n3\tchi\n'], true],
  ['in pieces', ['1\tan\n', '2\tbình\n3\tchi\n'], true],
  ['in another order', ['3\tchi\n1\tan\n2\tbình\n'], true],
  ['a row less', ['1\tan\n2\tbình\n'], false],
  ['a row twice', ['1\tan\n2\tbình\n3\tchi\n3\tchi\n'], false],
  ['one letter changed', ['1\tan\n2\tbinh\n3\tchi\n'], false],
  ['two values exchanged between rows', ['2\tan\n1\tbình\n3\tchi\n'], false],
])('%s', (_name, pieces, same) => {
  const proof = proofOf(...pieces)
  expect(proof.sum === whole.sum && proof.rows === whole.rows).toBe(same)
})

test('a table without rows', () => {
  expect(proofOf()).toEqual({ rows: 0, sum: '0'.repeat(64) })
})
