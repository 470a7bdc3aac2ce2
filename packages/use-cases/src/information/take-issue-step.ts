import type { Database } from '@nq15/db/client'
import { findIssue, type IssueRow } from '@nq15/db/information/issue.read'
import { type IssueChange, insertIssueStep, updateIssue } from '@nq15/db/information/issue.write'
import { insertPublication } from '@nq15/db/information/publication.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { type IssueAct, issueTransition, stepIssue } from '@nq15/domain/information'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'
import { emit } from '../events/emit.ts'
import { actOnce } from '../ratings/act-once.ts'
import {
  handPermissions,
  type InformationActing,
  type InformationRefusal,
  permissionOfIssueHand,
  personOf,
} from './information-hand.ts'

type Answer = Result<{ readonly issueId: string; readonly state: string }, InformationRefusal>

/**
 * Takes one step of a question, judged by the table with all findings at once. What is published is the answer that was approved,
 * kept beside the question and never rewritten.
 */
export async function takeIssueStep(
  db: Database,
  acting: InformationActing,
  command: {
    readonly requestId: string
    readonly issueId: string
    readonly version: number
    readonly act: IssueAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const reader = personOf(acting, 'information:read')
  if (!reader) return refuse({ code: 'NOT_FOUND' })
  const { requestId, issueId, version, act, now } = command
  const once = { requestId, useCase: `issue.${act.event}`, permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const issue = await findIssue(tx, reader, issueId)
    if (!issue) return refuse({ code: 'NOT_FOUND' })
    const row = issueTransition(issue.state, act.event)
    if (!row) return refuse({ code: 'NO_SUCH_STEP' })
    const { organizationId } = issue
    const person = personOf(acting, permissionOfIssueHand[row.by])
    if (!person || !(await isWithin(tx, person, organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (issue.version !== version) return refuse({ code: 'CHANGED_MEANWHILE' })
    const today = todayInHanoi(now)
    const { userId, name } = person.actor
    const judged = stepIssue(issue, act, { actorUserId: userId, today })
    if (!judged.ok) return judged
    const { from, to } = judged.value
    if (act.event === 'publish') await insertPublication(tx, hand, publicationOf(issue, act))
    const change = { ...changeOf(act, { userId, today }), state: to }
    if (!(await updateIssue(tx, hand, { issueId, version, change }))) return refuse({ code: 'CHANGED_MEANWHILE' })
    const { event, ...said } = act
    await insertIssueStep(tx, hand, {
      ...{ issueId, organizationId, event, fromState: from, toState: to, onDay: today },
      ...{ actorId: userId, actorName: name, detail: said },
    })
    const of = { organizationId, recordTable: 'information_issue', recordId: issueId }
    if (act.event === 'assign' || act.event === 'reassign')
      await emit(tx, hand, { ...of, type: 'information.issue-assigned', payload: { dueOn: act.dueOn } })
    else await emit(tx, hand, { ...of, type: 'information.issue-moved', payload: { event, state: to } })
    return ok({ issueId, state: to })
  })
}

function publicationOf(issue: IssueRow, act: Extract<IssueAct, { event: 'publish' }>) {
  const { issueId, organizationId, code, topic, place, question, answer } = issue
  const { channel, publishedAt, publishedOn, nextUpdateOn } = act
  return {
    ...{ issueId, organizationId, code, topic, place, question, answer, officer: issue.officer ?? '' },
    ...{ channel, publishedAt, publishedOn, nextUpdateOn },
  }
}

/** What of the question itself changes. A new draft is not approved, and neither is what is brought up to date. */
function changeOf(
  act: IssueAct,
  { userId, today }: { readonly userId: string; readonly today: LegalDay },
): IssueChange {
  switch (act.event) {
    case 'assign':
    case 'reassign':
      return { officer: act.officer, deputy: act.deputy, dueOn: act.dueOn }
    case 'draft':
      return { facts: act.facts, answer: act.answer, draftedBy: userId, agreedOn: null }
    case 'agree':
      return { agreedOn: today }
    case 'publish':
      return { nextUpdateOn: act.nextUpdateOn }
    case 'update':
      return { draftedBy: null, agreedOn: null }
    case 'send-back':
      return { agreedOn: null }
    case 'close':
      return { nextUpdateOn: null }
  }
}
