import type { NewIssue } from '@nq15/domain/information'
import type { LegalDay } from '@nq15/domain/shared'
import type { Prisma } from '../../generated/client.ts'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Enters a question under the next number of its year; one at a time, so that no number is given twice. Answers its code. */
export async function insertIssue(
  tx: Tx,
  _scope: Scope,
  of: Omit<NewIssue, 'caseCode'> & {
    readonly issueId: string
    readonly caseId: string | null
    readonly openedOn: LegalDay
  },
): Promise<string> {
  const { issueId, openedOn, ...rest } = of
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('information_issue.code'))`
  const year = openedOn.slice(0, 4)
  const [row] = await tx.$queryRaw<{ next: number }[]>`
    select coalesce(max(substring(code from 9)::int), 0)::int + 1 as next from information_issue where code like ${`TT-${year}-%`}`
  const code = `TT-${year}-${String(row?.next ?? 1).padStart(4, '0')}`
  await tx.informationIssue.createMany({ data: [{ ...rest, id: issueId, code, openedOn: dateOf(openedOn) }] })
  return code
}

/** What a step changes in a question; what is left out stays. */
export type IssueChange = {
  readonly state?: string
  readonly officer?: string
  readonly deputy?: string
  readonly dueOn?: LegalDay
  readonly facts?: string
  readonly answer?: string
  readonly draftedBy?: string | null
  readonly agreedOn?: LegalDay | null
  readonly nextUpdateOn?: LegalDay | null
  readonly toldOf?: LegalDay
}

const dated = (day: LegalDay | null) => (day === null ? null : dateOf(day))

/** Takes a question a step on; false when somebody else has changed it since. */
export async function updateIssue(
  tx: Tx,
  _scope: Scope,
  of: { readonly issueId: string; readonly version: number; readonly change: IssueChange },
): Promise<boolean> {
  const { dueOn, agreedOn, nextUpdateOn, toldOf, ...change } = of.change
  const { count } = await tx.informationIssue.updateMany({
    where: { id: of.issueId, version: of.version },
    data: {
      ...change,
      ...(dueOn === undefined ? {} : { dueOn: dateOf(dueOn) }),
      ...(agreedOn === undefined ? {} : { agreedOn: dated(agreedOn) }),
      ...(nextUpdateOn === undefined ? {} : { nextUpdateOn: dated(nextUpdateOn) }),
      ...(toldOf === undefined ? {} : { toldOf: dateOf(toldOf) }),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  })
  return count === 1
}

/** Keeps a step of a question, after the question itself was changed. */
export async function insertIssueStep(
  tx: Tx,
  _scope: Scope,
  of: {
    readonly issueId: string
    readonly organizationId: string
    readonly event: string
    readonly fromState: string | null
    readonly toState: string
    readonly actorId: string
    readonly actorName: string
    readonly onDay: LegalDay
    readonly detail: Prisma.InputJsonObject
  },
): Promise<void> {
  const { onDay, ...rest } = of
  const position = (await tx.informationStep.count({ where: { issueId: of.issueId } })) + 1
  await tx.informationStep.createMany({ data: [{ ...rest, id: newId(), position, onDay: dateOf(onDay) }] })
}
