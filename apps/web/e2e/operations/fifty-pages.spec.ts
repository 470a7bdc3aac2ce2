import { expect, test } from '../fixtures.ts'
import { boardOfWard, cellOfSeven } from '../places.ts'

test('fifty pages opened at once all answer', async ({ page, signInAs, request }) => {
  await signInAs('ngocha.vanphong')
  const board = await boardOfWard(page)
  const cell = await cellOfSeven(page)
  const places = ['/', board, cell, '/members', '/organizations']
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const asked = Array.from({ length: 50 }, (_, index) => places[index % places.length] ?? '/')
  const answers = await Promise.all(asked.map((place) => request.get(place, { headers: { cookie }, timeout: 45_000 })))
  expect(answers.map((answer) => answer.status())).toEqual(asked.map(() => 200))
  // Whole pages, not error pages that call themselves fine nor streams that broke off.
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  const broken = texts.filter((text) => !text.includes('<h1') || !text.includes('streamController.close()'))
  expect(broken.length).toBe(0)
})
