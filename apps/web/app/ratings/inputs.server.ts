import { searchOrganizations } from '@nq15/db/organizations/tree.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { isCell } from '@nq15/domain/organizations'
import { answerInputSchema, askInputSchema } from '@nq15/domain/ratings'
import { answerInput, askInput, withdrawInput } from '@nq15/use-cases/ratings/ask-input'
import { type CellInputs, readCellInputs } from '@nq15/use-cases/ratings/read-inputs'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requirePermission } from '../server/session.server.ts'
import { inputView } from './self-review.server.ts'
import { answer, faultsOf, type WorkspaceAnswer } from './workspace.server.ts'

const readers = ['rating:work', 'rating:board'] as const

/** What others say of the persons of a cell, what is missing, and what the cell itself was asked by others. */
export async function inputsLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, readers)
  const of = { year: yearFrom(args.params['year']), organizationId: idFrom(args.params['cellId']) }
  const text = new URL(args.request.url).searchParams.get('find')?.slice(0, 100) ?? ''
  const { db } = appResources()
  for (const permission of readers) {
    const scope = findScope(person, permission)
    const read = scope && (await readCellInputs(db, scope, of))
    if (!scope || !read) continue
    const mayAsk = permission === 'rating:work' && read.isOpen
    const cells =
      mayAsk && text !== ''
        ? await db.asReader(scope, (tx) =>
            searchOrganizations(tx, scope, { text, day: todayInHanoi(new Date()), limit: 60 }),
          )
        : []
    return {
      ...shown(read),
      ...{ cellId: of.organizationId, mayAsk, mayAnswer: permission === 'rating:work', find: text },
      cells: cells
        .filter(({ kind, organizationId }) => isCell(kind) && organizationId !== of.organizationId)
        .map(({ organizationId, name, parentName }) => ({ organizationId, name, parentName: parentName ?? '' })),
    }
  }
  throw data(null, { status: 404 })
}

const shown = ({ persons, asked, ...read }: CellInputs) => ({
  year: read.year,
  cellName: read.cellName,
  persons: persons.map(({ inputs, ...one }) => ({
    ...one,
    inputs: inputs.map((input) => ({
      ...inputView(input),
      version: input.version,
      inProduct: input.askedOrganizationId !== null,
      signerName: input.signerName,
    })),
  })),
  asked: asked.map((input) => ({
    ...inputView(input),
    ...{ version: input.version, isOpen: input.isOpen, personName: input.personName, cellName: input.cellName },
    answeredByName: input.answeredByName,
  })),
})

const act = { requestId: z.uuid() }
const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), caseId: z.uuid(), ...act }),
  z.object({ intent: z.enum(['answer', 'withdraw']), inputId: z.uuid(), version: z.coerce.number().int(), ...act }),
])

/** Asks another body, keeps its answer or takes the question back; the cell of residence answers here too. */
export async function inputsAction(args: ActionFunctionArgs) {
  const { person } = await requirePermission(args, 'rating:work')
  yearFrom(args.params['year'])
  idFrom(args.params['cellId'])
  const form = Object.fromEntries(await args.request.formData())
  const command = intents.safeParse(form)
  if (!command.success) return data<WorkspaceAnswer>({ refusal: { code: 'BAD_FORM' } }, { status: 422 })
  const { db } = appResources()
  const scope = found(findScope(person, 'rating:work'))
  const { requestId } = command.data
  const now = new Date()
  if (command.data.intent === 'ask') {
    const asked = askInputSchema.safeParse(form)
    if (!asked.success) return data<WorkspaceAnswer>({ errors: faultsOf(asked.error) }, { status: 422 })
    return answer(requestId, await askInput(db, scope, { ...asked.data, requestId, caseId: command.data.caseId, now }))
  }
  const { inputId, version } = command.data
  if (command.data.intent === 'withdraw') {
    return answer(requestId, await withdrawInput(db, scope, { requestId, inputId, version, now }))
  }
  const given = answerInputSchema.safeParse(form)
  if (!given.success) return data<WorkspaceAnswer>({ errors: faultsOf(given.error) }, { status: 422 })
  return answer(requestId, await answerInput(db, scope, { requestId, inputId, version, answer: given.data, now }))
}
