import { expect, test } from 'vitest'
import { appRouter } from '../app-router.ts'
import { openProcedures } from './describe-service.ts'
import { procedurePage } from './procedure-page.ts'

test('the page of the open service lists every procedure with its right and its shape', async () => {
  const open = openProcedures(appRouter)
  expect(open.filter(({ permission, output }) => permission === '' || output === null).map(({ path }) => path)).toEqual(
    [],
  )
  await expect(procedurePage(appRouter)).toMatchFileSnapshot('../../../../docs/api-procedures.md')
})
