import { type IssueState, newIssueSchema, unansweredStates } from '@nq15/domain/information'
import { openIssue } from '@nq15/use-cases/information/open-issue'
import { readIssueBoard } from '@nq15/use-cases/information/read-issue'
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { areaOf } from '../incidents/area-of.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { informationGate, refusedAnswer, wrongAnswer } from './gate.server.ts'
import { openFields } from './information-forms.ts'
import { fieldsOf, parsed } from './read-form.server.ts'

/** What the page shows: what waits for an answer, what was published, what is closed. */
const groups = ['unanswered', 'published', 'closed'] as const
const groupOf = (state: IssueState): (typeof groups)[number] =>
  unansweredStates.includes(state) ? 'unanswered' : state === 'closed' ? 'closed' : 'published'

/** The log of questions, with what each officer owes. */
export async function boardLoader(args: LoaderFunctionArgs) {
  const { db, scope, working } = await informationGate(args)
  const { searchParams } = new URL(args.request.url)
  const group = groups.find((one) => one === searchParams.get('group')) ?? 'unanswered'
  const { today, issues, officers } = await readIssueBoard(db, scope, { now: new Date() })
  return {
    ...{ today, group, officers },
    groups: groups.map((name) => ({ name, count: issues.filter(({ state }) => groupOf(state) === name).length })),
    issues: issues
      .filter(({ state }) => groupOf(state) === group)
      .map(({ issueId, code, question, organizationName, officer, state, dueOn, nextUpdateOn, duty }) => ({
        ...{ issueId, code, question, organizationName, officer, state, dueOn, nextUpdateOn, duty },
      })),
    overdue: issues.filter(({ duty }) => duty === 'overdue').length,
    outdated: issues.filter(({ duty }) => duty === 'outdated').length,
    mayOpen: working !== null,
    caseCode: searchParams.get('case') ?? '',
    requestId: crypto.randomUUID(),
  }
}

/** Enters a question; a refusal shows every finding and what was typed. */
export async function boardAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'information:work')
  const { db, acting, working } = await informationGate(args)
  const form = await args.request.formData()
  const requestId = z.uuid().safeParse(form.get('requestId')).data
  if (!requestId || !working) return wrongAnswer(form, ['requestId'])
  const { organizationCode = '', ...said } = fieldsOf(form, openFields)
  const organizationId = await areaOf(working, organizationCode)
  const { value: issue, wrong } = parsed(newIssueSchema.safeParse({ ...said, organizationId }))
  if (!issue)
    return wrongAnswer(
      form,
      wrong.map((name) => (name === 'organizationId' ? 'organizationCode' : name)),
    )
  const opened = await openIssue(db, acting, { requestId, issue, now: new Date() })
  if (!opened.ok) return refusedAnswer(args.request, opened.refusal, form)
  throw redirect(`/information/issues/${opened.value.issueId}?done=open`)
}
