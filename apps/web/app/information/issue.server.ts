import { issueActSchema, issueEvents, issueTransitions } from '@nq15/domain/information'
import { permissionOfIssueHand } from '@nq15/use-cases/information/information-hand'
import { readIssue } from '@nq15/use-cases/information/read-issue'
import { takeIssueStep } from '@nq15/use-cases/information/take-issue-step'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { found, idFrom } from '../server/found.server.ts'
import { informationGate, refusedAnswer, wrongAnswer } from './gate.server.ts'
import { issueForms } from './information-forms.ts'
import { fieldsOf, parsed } from './read-form.server.ts'

/** One question: what is known, who answers, what was published, which cells talked it over, and what the reader may do next. */
export async function issueLoader(args: LoaderFunctionArgs) {
  const { db, scope, acting } = await informationGate(args)
  const issueId = idFrom(args.params['issueId'])
  const page = found(await readIssue(db, scope, { issueId, now: new Date() }))
  return {
    ...page,
    offered: issueTransitions.flatMap(({ from, event, by }) =>
      from.includes(page.issue.state) && acting.prove(permissionOfIssueHand[by]) !== null
        ? [{ event, isOwn: event === 'agree' && page.isDrafter }]
        : [],
    ),
    requestId: crypto.randomUUID(),
  }
}

const frameSchema = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })

/** Takes a step of the question; a refusal shows every finding and what was typed. */
export async function issueAction(args: ActionFunctionArgs) {
  const { db, acting } = await informationGate(args)
  const issueId = idFrom(args.params['issueId'])
  const form = await args.request.formData()
  const frame = frameSchema.safeParse(Object.fromEntries(form))
  const event = issueEvents.find((one) => one === form.get('event'))
  if (!frame.success || !event) return wrongAnswer(form, [])
  const { value: act, wrong } = parsed(issueActSchema.safeParse({ event, ...fieldsOf(form, issueForms[event]) }))
  if (!act) return wrongAnswer(form, wrong)
  const taken = await takeIssueStep(db, acting, { ...frame.data, issueId, act, now: new Date() })
  if (!taken.ok) return refusedAnswer(args.request, taken.refusal, form)
  throw redirect(`/information/issues/${issueId}?done=${event}`)
}
