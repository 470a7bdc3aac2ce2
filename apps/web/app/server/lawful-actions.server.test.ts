import type { ActionFunction, ActionFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { lawful } from './lawful-actions.server.ts'
import { readForm } from './read-form.server.ts'

const byFields: ActionFunction = async ({ request }) => (await request.formData()).get('name')
const byCopy: ActionFunction = async ({ request }) => (await request.clone().formData()).get('name')
const byFile: ActionFunction = async ({ request }) => {
  const form = await readForm(request, { largest: 20 })
  return form === null ? 'too large' : form.get('name')
}
const form = (name: string) => {
  const body = new FormData()
  body.set('name', name)
  return body
}
const taken: ActionFunction = () => {
  throw Object.assign(new Error('used'), { code: 'request-id-taken' })
}
const broken: ActionFunction = () => {
  throw new TypeError('a mistake of ours')
}
const json = { 'content-type': 'application/json' }
const parts = { 'content-type': 'multipart/form-data; boundary=x' }

test.each([
  ['fields of a form', byFields, new URLSearchParams({ name: 'An' }), {}, 'An'],
  ['a form with parts', byFile, form('An'), {}, 'An'],
  ['fields where a file may come', byFile, new URLSearchParams({ name: 'An' }), {}, 'An'],
  ['a part that is too large', byFile, form('A'.repeat(21)), {}, 'too large'],
  ['JSON instead of fields', byFields, '{"name":', json, 400],
  ['JSON instead of fields, read from a copy', byCopy, '{"name":', json, 400],
  ['fields read from a copy', byCopy, new URLSearchParams({ name: 'An' }), {}, 'An'],
  ['JSON instead of a file', byFile, '{"name":', json, 400],
  ['parts that break off, read as fields', byFields, '--x\r\nbroken', parts, 400],
  ['parts that break off, read as a file', byFile, '--x\r\nbroken', parts, 400],
  ['a request id of somebody else', taken, '', {}, 409],
] as const)('%s', async (_, action, body, headers, expected) => {
  const request = new Request('http://127.0.0.1/page', { method: 'POST', body, headers })
  const answer = await Promise.resolve(lawful(action)({ request } as unknown as ActionFunctionArgs)).catch(
    (thrown: unknown) => thrown,
  )
  expect(answer instanceof Response ? answer.status : answer).toBe(expected)
})

test('a mistake of ours stays one', async () => {
  const request = new Request('http://127.0.0.1/page', { method: 'POST', body: '' })
  await expect(lawful(broken)({ request } as unknown as ActionFunctionArgs)).rejects.toThrow('a mistake of ours')
})
