import { askHintSchema, isCellFileEditable } from '@nq15/domain/ratings'
import { askHint, withdrawHint } from '@nq15/use-cases/ratings/ask-hint'
import { readCaseDetail } from '@nq15/use-cases/ratings/read-case-detail'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { answer, faultsOf, type WorkspaceAnswer } from './workspace.server.ts'

/** The superior's questions to one person with his answers, for the committee's office. */
export async function hintsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:board')
  const [year, caseId] = [yearFrom(args.params['year']), idFrom(args.params['caseId'])]
  const { campaign, file, row, parts } = found(
    await readCaseDetail(appResources().db, scope, { caseId, withText: true }),
  )
  if (campaign.year !== year) throw data(null, { status: 404 })
  return {
    ...{ year, caseId, name: row.fullName, cellId: row.organizationId, cellName: file.name },
    mayAsk:
      campaign.state === 'open' &&
      row.notRatedReason === null &&
      (file.state === 'not-started' || isCellFileEditable(file.state)),
    hints: (parts?.hints ?? []).map(({ id, question, askedByName, askedAt, answer: said, answeredAt }) => ({
      ...{ id, question, answer: said, askedBy: askedByName, askedAt: askedAt.toISOString() },
      answeredAt: answeredAt?.toISOString() ?? null,
    })),
  }
}

const act = { requestId: z.uuid() }
const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), ...act }),
  z.object({ intent: z.literal('withdraw'), hintId: z.uuid(), ...act }),
])

/** Puts a question to a person, or takes one back. */
export async function hintsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'rating:board')
  yearFrom(args.params['year'])
  const caseId = idFrom(args.params['caseId'])
  const form = Object.fromEntries(await args.request.formData())
  const command = intents.safeParse(form)
  if (!command.success) return data<WorkspaceAnswer>({ refusal: { code: 'BAD_FORM' } }, { status: 422 })
  const { db } = appResources()
  const { requestId } = command.data
  const now = new Date()
  if (command.data.intent === 'withdraw') {
    return answer(requestId, await withdrawHint(db, scope, { requestId, caseId, hintId: command.data.hintId, now }))
  }
  const asked = askHintSchema.safeParse(form)
  if (!asked.success) return data<WorkspaceAnswer>({ errors: faultsOf(asked.error) }, { status: 422 })
  return answer(requestId, await askHint(db, scope, { requestId, caseId, ...asked.data, now }))
}
