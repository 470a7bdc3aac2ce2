import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { readIssueBoard } from '@nq15/use-cases/information/read-issue'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'

/** Answers and updates whose day has passed, and questions nobody was put in charge of, for the start page of who works or decides on them. */
export async function informationWorkOf(person: SignedIn, now: Date) {
  const scope = findScope(person, 'information:read')
  if (!scope || !(findScope(person, 'information:work') ?? findScope(person, 'information:decide'))) return []
  const { issues } = await readIssueBoard(appResources().db, scope, { now })
  return issues
    .filter(({ duty, state }) => duty === 'overdue' || duty === 'outdated' || state === 'open')
    .slice(0, 10)
    .map(({ issueId, question, duty, state, dueOn, nextUpdateOn }) => ({
      ...{ issueId, question, duty, state, dueOn, nextUpdateOn },
    }))
}
